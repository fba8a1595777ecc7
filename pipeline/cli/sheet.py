"""``voices sheet``."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path

import click

from pipeline.cli.options import by_option, json_option, print_json, study_option
from pipeline.errors import ExitCode
from pipeline.run.sheets.exporting import Exported, export_codings, export_identifiers
from pipeline.run.sheets.importing import Imported, import_sheet
from pipeline.run.sheets.target import Target

SHOWN = 40
"""So many refused rows are told; --json has all of them."""

out_option = click.option(
    "--out",
    type=click.Path(path_type=Path, dir_okay=False),
    required=True,
    help="The file to write: a workbook (.xlsx) or a table (.csv).",
)
force_option = click.option("--force", is_flag=True, help="Overwrite the file.")


@click.group("sheet")
def command() -> None:
    """Review in a spreadsheet: write what is to be ruled on, and take the answers in."""


@command.group("export")
def export() -> None:
    """Write a sheet: codings (room 2), or identifiers (room 1, SHOWS REAL NAMES)."""


@export.command("codings")
@click.argument("transcript", nargs=-1)
@out_option
@click.option("--all", "everything", is_flag=True, help="Also those of low confidence.")
@force_option
@study_option
@json_option
def codings(
    root: Path,
    transcript: tuple[str, ...],
    out: Path,
    everything: bool,
    force: bool,
    as_json: bool,
) -> None:
    """Write the codings of TRANSCRIPT, or of all, to accept, reject and change. Anonymised words
    only."""
    found = export_codings(root, transcript, Target(out, force), everything=everything)
    _tell_written(found, "codings", as_json)


@export.command("identifiers")
@click.argument("transcript", nargs=-1, required=True)
@out_option
@force_option
@by_option
@study_option
@json_option
def identifiers(
    root: Path, transcript: tuple[str, ...], out: Path, force: bool, by: str, as_json: bool
) -> None:
    """Write what was decided about TRANSCRIPT, to agree with or to correct.

    SHOWS REAL NAMES, in the clear: for those only who may see room 1. The journal remembers who
    asked.
    """
    found = export_identifiers(root, transcript, Target(out, force), by)
    _tell_written(found, "decisions", as_json)
    click.secho(
        "The file holds REAL NAMES. Keep it closed, and delete it when the answers are in.",
        fg="yellow",
        err=True,
    )


@command.command("import")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option("--partly", is_flag=True, help="Record the rows that fit, even if others do not.")
@by_option
@study_option
@json_option
def take_in(root: Path, file: Path, partly: bool, by: str, as_json: bool) -> int:
    """Record the answers of FILE. All or nothing, unless --partly: every row is checked first."""
    found = import_sheet(root, file, by, partly=partly)
    if as_json:
        print_json(asdict(found))
    else:
        _tell(found, partly)
    return ExitCode.INPUT if found.refusals else ExitCode.OK


def _tell_written(found: Exported, noun: str, as_json: bool) -> None:
    if as_json:
        print_json(asdict(found))
        return
    of = ", ".join(found.transcripts)
    click.echo(f"{found.rows} {noun} of {of} were written.")
    click.echo("Next: answer in the yellow columns, then: voices sheet import FILE")


def _tell(found: Imported, partly: bool) -> None:
    for one in found.refusals[:SHOWN]:
        click.echo(f"{one.row}: {one.why}", err=True)
    if len(found.refusals) > SHOWN:
        click.echo(f"and {len(found.refusals) - SHOWN} more: see --json", err=True)
    if found.refusals and not partly:
        click.echo(
            f"Nothing was recorded: {_count(len(found.refusals), 'row')} did not fit.\n"
            "  Next: correct them, or record the others with --partly",
            err=True,
        )
        return
    told = ", ".join(f"{count} {what}" for what, count in found.recorded.items())
    click.echo(f"{told}." if told else "Nothing new was recorded.")
    _tell_rest(found)
    if found.recorded:
        click.echo("Next: voices run")


def _tell_rest(found: Imported) -> None:
    if found.already:
        click.echo(f"{_count(found.already, 'row')} said what was recorded already.")
    if found.open:
        click.echo(f"{_count(found.open, 'row')} without an answer.")
    if found.refusals:
        click.echo(f"{_count(len(found.refusals), 'row')} refused, as told above.")
    if found.hidden:
        click.echo(f"{_count(found.hidden, 'answer')} in hidden rows; read like the others.")
    if found.passed_over:
        click.echo(
            f"Columns that are not the sheet's were not read: {', '.join(found.passed_over)}"
        )
    if found.naming:
        click.secho(
            f"A memo holds a name of the roster ({', '.join(found.naming)}). Take it out: voices "
            "memo list, voices memo remove",
            fg="yellow",
            err=True,
        )


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
