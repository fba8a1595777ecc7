"""``voices code``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.characters import Characters
from pipeline.cli.options import by_option, study_option
from pipeline.run.judging import add_coding, change_coding, reopen_coding
from pipeline.values.spans import Span
from pipeline.values.themes import Coding, Polarity

POLARITIES = click.Choice([one.value for one in Polarity])


@click.group("code")
def command() -> None:
    """Add a coding, change one, or open one again. To accept or reject: voices approve --codings.

    Characters count from 0 in the turn's anonymised text, as `voices codings` shows them.
    """


@command.command()
@click.argument("transcript")
@click.argument("turn", type=click.IntRange(min=1))
@click.argument("characters", type=Characters())
@click.argument("code")
@click.option("--polarity", type=POLARITIES, default=Polarity.PRESENT.value, help="As it is said.")
@by_option
@study_option
def add(
    root: Path, transcript: str, turn: int, characters: Span, code: str, polarity: str, by: str
) -> None:
    """Code this passage with CODE. It is accepted at once."""
    coding = add_coding(root, transcript, turn, characters, code, by, Polarity(polarity))
    _tell(coding, "accepted", by)


@command.command()
@click.argument("coding")
@click.option("--span", type=Characters(), help="Other characters of the same turn.")
@click.option("--code", help="Another code.")
@click.option("--polarity", type=POLARITIES, help="Another polarity.")
@by_option
@study_option
def change(
    root: Path, coding: str, span: Span | None, code: str | None, polarity: str | None, by: str
) -> None:
    """Reject CODING and accept another in its place."""
    chosen = Polarity(polarity) if polarity else None
    new = change_coding(root, coding, by, span=span, code=code, polarity=chosen)
    _tell(new, f"accepted instead of {coding}", by)


@command.command()
@click.argument("coding")
@by_option
@study_option
def undo(root: Path, coding: str, by: str) -> None:
    """What people said of CODING counts no longer: it is open again."""
    opened = reopen_coding(root, coding, by)
    click.echo(f"Open again, by {by}: {', '.join(opened)}. Next: voices run")


def _tell(coding: Coding, how: str, by: str) -> None:
    place = f"{coding.transcript} turn {coding.turn}, {coding.span.start}:{coding.span.end}"
    click.echo(
        f"{coding.id} ({place}, {coding.code}, {coding.polarity.value}) {how}, by {by}. "
        "Next: voices run"
    )
