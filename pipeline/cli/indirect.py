"""``voices indirect``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import json_option, print_json, study_option
from pipeline.run.listed import Listed, listed_of


@click.command("indirect")
@click.argument("transcript", required=False)
@click.option("--first", type=click.IntRange(min=1), help="Only so many of each transcript.")
@study_option
@json_option
def command(root: Path, transcript: str | None, first: int | None, as_json: bool) -> None:
    """List what may identify somebody who knows the story, the most telling first.

    It was left in the text. Look each up in outputs/identified/transcripts; then
    `voices rule accept DECISION` puts the proposal in its place, `voices rule keep` leaves it for
    good. Shows no word of the talk.
    """
    found = listed_of(root, transcript, first)
    if as_json:
        print_json([_data(one) for one in found])
        return
    for one in found:
        d = one.decision
        place = f"{one.transcript} {d.turn} {d.span.start}:{d.span.end}"
        click.echo(f"{d.narrowing:.2f}  {place:<20} {d.kind:<12} {d.id:<12} {d.proposed}")
    click.echo(f"\n{len(found)} left in the text. To take one out: voices rule accept DECISION")


def _data(one: Listed) -> dict[str, object]:
    d = one.decision
    return {
        "transcript": one.transcript,
        "decision": d.id,
        "turn": d.turn,
        "start": d.span.start,
        "end": d.span.end,
        "kind": d.kind.value,
        "narrowing": d.narrowing,
        "proposed": d.proposed,
        "detector": d.detector,
        "confidence": d.confidence,
    }
