"""``voices insider``."""

from __future__ import annotations

from pathlib import Path

import click

from pipeline.cli.options import json_option, print_json, study_option
from pipeline.run.insider_check import checked, passages


@click.command("insider")
@click.argument("transcript", required=False)
@click.option("--top", type=click.IntRange(min=1), default=10, show_default=True)
@click.option("--show", is_flag=True, help="Print the anonymised passages: room 1, not to send on.")
@study_option
@json_option
def command(root: Path, transcript: str | None, top: int, show: bool, as_json: bool) -> None:
    """List what somebody who knows the story would still recognise, ranked.

    Of every transcript, or of TRANSCRIPT: turn, offsets in the draft, reasons and what to do. No
    words, but with --show.
    """
    found = {id: some[:top] for id, some in checked(root, transcript).items()}
    words = {id: passages(root, id, some) if show else [] for id, some in found.items()}
    if as_json:
        rows = []
        for id, some in found.items():
            for at, one in enumerate(some):
                row = one.model_dump(mode="json")
                rows.append(row | {"text": words[id][at]} if show else row)
        print_json(rows)
        return
    if show:
        click.secho(
            "Anonymised text, but of room 1: nobody has approved it. Do not send it on.",
            fg="yellow",
            err=True,
        )
    for id, some in found.items():
        click.secho(id, bold=True)
        for at, one in enumerate(some):
            place = f"turn {one.turn} [{one.span.start}:{one.span.end}]"
            click.echo(f"  {one.rank:>3}  {one.score:.2f}  {place:<20} {', '.join(one.reasons)}")
            if show:
                click.echo(f"       “{words[id][at]}”")
            click.echo(f"       {one.advice}")
