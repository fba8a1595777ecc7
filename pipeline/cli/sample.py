"""``voices sample``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli.characters import Characters
from pipeline.cli.options import by_option, json_option, print_json, study_option
from pipeline.cli.sample_reading import read_on
from pipeline.cli.sample_tables import show_estimate
from pipeline.run.sample_figures import sample_estimate
from pipeline.run.sampling import answer_sample, draw_sample, sample_to_read
from pipeline.values.identifiers import Kind
from pipeline.values.samples import Sample, TurnSort
from pipeline.values.spans import Span

KINDS = click.Choice([kind.value for kind in Kind], case_sensitive=False)
WARNING = "Drafts, of room 1: what was missed in them are real names. The journal notes who read."


@click.group("sample")
def command() -> None:
    """Estimate how much was missed: draw turns at random, read them blind, and see the figure."""


@command.command()
@click.option("--size", type=click.IntRange(min=1), default=120, show_default=True)
@click.option("--untouched", is_flag=True, help="Only turns in which nothing was replaced.")
@click.option("--readers", type=click.IntRange(min=1), default=1, help="How many are to read it.")
@click.option("--seed", type=click.IntRange(min=0), help="Draw the same turns again.")
@by_option
@study_option
@json_option
def draw(
    root: Path, size: int, untouched: bool, readers: int, seed: int | None, by: str, as_json: bool
) -> None:
    """Draw turns of the drafts at random."""
    sample = draw_sample(root, size, by, seed, untouched=untouched, readers=readers)
    if as_json:
        print_json(sample.model_dump(mode="json"))
        return
    drawn = len(sample.turns)
    there = sum(sum(one.turns.values()) for one in sample.frame.values())
    click.echo(f"{sample.id}: {drawn} of {there} turns of {len(sample.frame)} drafts were drawn.")
    for sort in TurnSort:
        _tell_sort(sample, sort)
    who = "" if readers == 1 else f", by each of {readers} readers, before anything is run again"
    click.echo(f"Next: voices sample read {sample.id}{who}")


def _tell_sort(sample: Sample, sort: TurnSort) -> None:
    there = sum(one.turns.get(sort, 0) for one in sample.frame.values())
    if there:
        drawn = sum(one.sort is sort for one in sample.turns)
        click.echo(f"  {drawn:>5} of {there:>6}  {sort.value}")


@command.command()
@click.argument("sample", required=False)
@click.option("--rule/--no-rule", default=True, help="Make a ruling of what was missed (default).")
@by_option
@study_option
@json_option
def read(root: Path, sample: str | None, rule: bool, by: str, as_json: bool) -> None:
    """Read the turns of SAMPLE (or of the last one), one by one, and say what was missed.

    SHOWS DRAFTS, in which real names may have been missed: for those only who may see room 1. Each
    answer is kept at once: stop whenever you like, and go on later.
    """
    turns = sample_to_read(root, sample, by)
    if as_json:
        print_json([asdict(one) | {"replaced": _spans(one.replaced)} for one in turns])
        return
    if not turns:
        click.echo(f"Nothing is left to read for {by}. Next: voices sample estimate")
        return
    click.secho(WARNING, fg="yellow", err=True)
    read_on(
        turns,
        lambda turn, missed: answer_sample(
            root, turn.sample, turn.transcript, turn.turn, by, missed, rule=rule
        ),
    )


def _spans(found: Sequence[Span]) -> list[dict[str, int]]:
    return [one.model_dump() for one in found]


@command.command()
@click.argument("sample")
@click.argument("transcript")
@click.argument("turn", type=click.IntRange(min=1))
@click.option("--nothing", is_flag=True, help="Nothing was missed.")
@click.option(
    "--missed",
    type=(Characters(), KINDS),
    multiple=True,
    help="START:END KIND: these characters of the draft's turn; may be given several times.",
)
@click.option("--rule/--no-rule", default=True, help="Make a ruling of what was missed (default).")
@by_option
@study_option
def answer(
    root: Path,
    sample: str,
    transcript: str,
    turn: int,
    nothing: bool,
    missed: tuple[tuple[Span, str], ...],
    rule: bool,
    by: str,
) -> None:
    """Say of one TURN of SAMPLE what was missed. A later answer of yours replaces an earlier."""
    if nothing == bool(missed):
        raise click.UsageError("say either --nothing or --missed START:END KIND")
    found = [(span, Kind(kind)) for span, kind in missed]
    given = answer_sample(root, sample, transcript, turn, by, found, rule=rule)
    ruled = f", ruled {', '.join(given.rulings)}. Next: voices run" if given.rulings else "."
    click.echo(f"{len(given.missed)} missed in turn {turn} of {transcript}, by {by}{ruled}")


@command.command()
@click.argument("sample", required=False)
@click.option(
    "--bound",
    type=click.FloatRange(0, 1, min_open=True, max_open=True),
    default=0.98,
    show_default=True,
    help="The lower limit of recall that you want.",
)
@click.option(
    "--right",
    type=click.FloatRange(0, 1, min_open=True),
    help="The share of replacements that stand for an identifier; 1 where all were looked at.",
)
@study_option
@json_option
def estimate(
    root: Path, sample: str | None, bound: float, right: float | None, as_json: bool
) -> None:
    """Estimate recall from the answers to SAMPLE (or to the last one). Shows no word."""
    show_estimate(sample_estimate(root, sample, bound, right), as_json=as_json)
