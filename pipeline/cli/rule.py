"""``voices rule``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.characters import Characters
from pipeline.cli.options import by_option, study_option
from pipeline.run.listed import accept_proposals
from pipeline.run.review import drop_ruling, rule_apart, rule_on_identity, rule_on_passage
from pipeline.values.identifiers import Kind, Ruling, RulingKind
from pipeline.values.spans import Span


@click.group("rule")
def command() -> None:
    """Correct the anonymisation. A ruling is an input of the next run, and can only be added.

    Characters count from 0 in the turn's source text, as `voices log TRANSCRIPT` shows them.
    """


@command.command()
@click.argument("transcript")
@click.argument("turn", type=click.IntRange(min=1))
@click.argument("characters", type=Characters())
@click.option("--kind", type=click.Choice([kind.value for kind in Kind]), required=True)
@click.option("--role", default="", help="Who or what it is: sister, officer, town ...")
@by_option
@study_option
def identifies(
    root: Path, transcript: str, turn: int, characters: Span, kind: str, role: str, by: str
) -> None:
    """This stretch identifies someone: replace it."""
    _tell(
        rule_on_passage(
            root, RulingKind.IDENTIFIES, transcript, turn, characters, by, Kind(kind), role
        )
    )


@command.command()
@click.argument("transcript")
@click.argument("turn", type=click.IntRange(min=1))
@click.argument("characters", type=Characters())
@by_option
@study_option
def keep(root: Path, transcript: str, turn: int, characters: Span, by: str) -> None:
    """This stretch identifies nobody: leave it as it is."""
    _tell(rule_on_passage(root, RulingKind.KEEP, transcript, turn, characters, by))


@command.command()
@click.argument("transcript")
@click.argument("turn", type=click.IntRange(min=1))
@click.argument("characters", type=Characters())
@by_option
@study_option
def apart(root: Path, transcript: str, turn: int, characters: Span, by: str) -> None:
    """The name in this stretch is not the person's it was taken for.

    In all interviews of this participant it becomes somebody else's, and stays so.
    """
    _tell(rule_apart(root, transcript, turn, characters, by))


@command.command()
@click.argument("identity")
@click.argument("other")
@by_option
@study_option
def same(root: Path, identity: str, other: str, by: str) -> None:
    """IDENTITY and OTHER are one; IDENTITY's replacement stands for both."""
    _tell(rule_on_identity(root, RulingKind.SAME, identity, by, other=other))


@command.command()
@click.argument("identity")
@click.argument("words")
@by_option
@study_option
def replacement(root: Path, identity: str, words: str, by: str) -> None:
    """WORDS stand for IDENTITY from now on."""
    _tell(rule_on_identity(root, RulingKind.REPLACEMENT, identity, by, replacement=words))


@command.command()
@click.argument("decisions", nargs=-1, required=True)
@by_option
@study_option
def accept(root: Path, decisions: tuple[str, ...], by: str) -> None:
    """What `voices indirect` proposes stands in the place of DECISIONS from now on."""
    for ruling in accept_proposals(root, decisions, by):
        _tell(ruling)


@command.command()
@click.argument("ruling")
@by_option
@study_option
def drop(root: Path, ruling: str, by: str) -> None:
    """RULING (such as R0007) counts no longer."""
    _tell(drop_ruling(root, ruling, by))


def _tell(ruling: Ruling) -> None:
    click.echo(f"{ruling.id} recorded, by {ruling.by}. Next: voices run")
