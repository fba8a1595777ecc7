"""``voices codings``."""

from __future__ import annotations

import textwrap
from collections import Counter
from pathlib import Path

import click

from pipeline.cli.exchange import export_codings, import_codings_
from pipeline.cli.options import json_option, print_json, study_option
from pipeline.cli.shown_first import ShownFirst
from pipeline.run.coded import CodingLine, VoidLine, coding_lines, void_lines
from pipeline.values.themes import CodingStatus

STATUSES = {
    "open": CodingStatus.PROPOSED,
    "accepted": CodingStatus.ACCEPTED,
    "rejected": CodingStatus.REJECTED,
}
SHOWN_AS = {status: name for name, status in STATUSES.items()}


@click.group("codings", cls=ShownFirst)
def command() -> None:
    """List codings and where each stands; hand them to other programs and take theirs."""


command.add_command(export_codings)
command.add_command(import_codings_)


@command.command("show")
@click.argument("transcript", required=False)
@click.option("--code", help="Only codings of this code.")
@click.option("--status", type=click.Choice(list(STATUSES)), help="Only those that stand so.")
@click.option("--void", is_flag=True, help="Instead: rulings that do not count now, and why.")
@click.option("--text", is_flag=True, help="Show the anonymised passages too.")
@study_option
@json_option
def show(
    root: Path,
    transcript: str | None,
    code: str | None,
    status: str | None,
    void: bool,
    text: bool,
    as_json: bool,
) -> None:
    """List codings and where each stands: of TRANSCRIPT, or of the whole study.

    No word of the talk is shown without --text.
    """
    if void:
        if status or text:
            raise click.UsageError("--void goes with TRANSCRIPT, --code and --json alone")
        _tell_void([one for one in void_lines(root, transcript) if _is_of(one, code)], as_json)
        return
    lines = coding_lines(root, transcript, code, STATUSES[status] if status else None)
    if as_json:
        print_json([_row(line, text) for line in lines])
        return
    for line in lines:
        _tell(line, text)
    counts = Counter(line.status for line in lines)
    told = ", ".join(f"{counts[one]} {name}" for name, one in STATUSES.items())
    click.echo(f"{len(lines)} codings: {told}.")


def _tell(line: CodingLine, text: bool) -> None:
    coding = line.coding
    place = f"{coding.span.start}:{coding.span.end}"
    stands = f"{SHOWN_AS[line.status]} ({line.by})" if line.by else SHOWN_AS[line.status]
    told = "; ".join((stands, *coding.checks))
    click.echo(
        f"{coding.id}  {coding.transcript:<6}{coding.turn:>4} {place:<9} {coding.code:<26} "
        f"{coding.polarity.value:<10} {coding.confidence:.2f}  {told}"
    )
    if text:
        click.echo(textwrap.indent(textwrap.fill(coding.text, 92), "    "))


def _row(line: CodingLine, text: bool) -> dict[str, object]:
    left_out = set() if text else {"text"}
    told = line.coding.model_dump(mode="json", exclude=left_out)
    return {**told, "status": SHOWN_AS[line.status], "by": line.by}


def _tell_void(lines: list[VoidLine], as_json: bool) -> None:
    if as_json:
        print_json([{**one.verdict.model_dump(mode="json"), "why": one.why} for one in lines])
        return
    for line in lines:
        verdict, place = line.verdict, line.verdict.place
        if place is None:
            continue
        ruled = "rejected" if verdict.rejected else "accepted"
        click.echo(
            f"{verdict.coding}  {place.transcript:<6}{place.turn:>4} "
            f"{place.span.start}:{place.span.end}  {place.code}, {place.polarity}: {ruled} by "
            f"{verdict.by}; {line.why}"
        )
    click.echo(f"{len(lines)} rulings are kept and do not count now.")
    if lines:
        click.echo("Next: read the turn; where it still holds: voices code add")


def _is_of(line: VoidLine, code: str | None) -> bool:
    place = line.verdict.place
    return code is None or (place is not None and place.code == code)
