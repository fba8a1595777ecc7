"""``voices quotes why``."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import json_option, print_json, study_option
from pipeline.run.quoting.why import Answer, Why
from pipeline.run.quoting.why import why as ask_why

_COLOURS = {Answer.PASSES: "green", Answer.FAILS: "red", Answer.LOOK: "yellow"}


@click.command("why")
@click.argument("about")
@click.option("--turn", type=click.IntRange(min=1), help="ABOUT is a transcript: ask of this turn.")
@study_option
@json_option
def why(root: Path, about: str, turn: int | None, as_json: bool) -> None:
    """Say of every check of the gate whether ABOUT passes it, and what to do where it does not.

    ABOUT is the id of a quote or of a coding; with --turn that of a transcript. Prints no word of
    it.
    """
    found = ask_why(root, about, turn)
    if as_json:
        print_json([_json(one) for one in found])
        return
    for one in found:
        _tell(one)


def _json(one: Why) -> dict[str, Any]:
    return {
        "quote": one.quote,
        "transcript": one.transcript,
        "turn": one.turn,
        "codings": list(one.codings),
        "in_book": one.in_book,
        "may_be_printed": not one.fails,
        "checks": [
            {"check": line.ask, "answer": line.answer.value, "says": line.says,
             "next": line.next_step} for line in one.lines
        ],
    }  # fmt: skip


def _tell(one: Why) -> None:
    looks = sum(line.answer is Answer.LOOK for line in one.lines)
    verdict = f"may be printed; {looks} to look at" if not one.fails else (
        f"may not be printed: {len(one.fails)} of {len(one.lines)} checks fail"
    )  # fmt: skip
    name = one.quote or "no quote"
    click.secho(f"{name}  {one.transcript}, turn {one.turn}: {verdict}", bold=True)
    for line in one.lines:
        answer = click.style(f"{line.answer.value:<6}", fg=_COLOURS[line.answer])
        says = f": {line.says}" if line.says else ""
        click.echo(f"  {answer}  {line.ask}{says}")
        if line.next_step:
            click.echo(f"          Next: {line.next_step}")
    if one.stale:
        click.echo("The last run decided otherwise. Next: voices run")
