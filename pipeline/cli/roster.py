"""``voices roster``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from pipeline.cli.options import by_option, json_option, print_json, study_option
from pipeline.identified.suggest import Suggestion
from pipeline.run.suggestions import Suggested, Target, suggest_entries
from pipeline.values.identifiers import Kind

KINDS = (Kind.PERSON, Kind.ORGANISATION, Kind.LOCATION)
WIDEST = 80


@click.group("roster")
def command() -> None:
    """Help with the roster, the list of names that the interviewer knows of."""


@command.command("suggest")
@click.argument("participant", nargs=-1)
@click.option(
    "--kinds",
    type=click.Choice([kind.value for kind in KINDS], case_sensitive=False),
    multiple=True,
    default=(Kind.PERSON.value,),
    help="People, employers and schools, or places; may be given several times (default: PERSON).",
)
@click.option(
    "--write",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the rows to this new file, as the roster has them.",
)
@click.option("--force", is_flag=True, help="With --write: overwrite the file.")
@by_option
@study_option
@json_option
def suggest_command(
    root: Path,
    participant: tuple[str, ...],
    kinds: tuple[str, ...],
    write: Path | None,
    force: bool,
    by: str,
    as_json: bool,
) -> None:
    """Suggest rows for the roster: who was found in the interviews of PARTICIPANT (or of all) and
    stands in no row.

    SHOWS REAL NAMES, and --write keeps them in the clear: for those only who may see room 1. The
    journal remembers who asked. The roster itself is never changed.
    """
    if force and write is None:
        raise click.UsageError("--force goes with --write")
    target = Target(write, force) if write else None
    found = suggest_entries(root, by, participant, [Kind(kind) for kind in kinds], target)
    if as_json:
        print_json([_row(one) for one in found.suggestions])
    elif found.suggestions:
        _show(found.suggestions)
    else:
        click.echo("Nothing to suggest: whoever was found stands in the roster.")
    if write:
        _tell_written(found, as_json)


def _row(one: Suggestion) -> dict[str, object]:
    entry = one.entry
    return {
        "participant": entry.participant,
        "kind": entry.kind.value,
        "words": entry.words,
        "role": entry.role,
        "also": entry.also,
        "identity": one.identity,
        "found": one.found,
        "transcripts": one.transcripts,
        "sure": round(one.sure, 3),
        "perhaps": one.perhaps,
        "doubtful": one.doubtful,
        "why": one.why,
    }


def _show(suggestions: Sequence[Suggestion]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table

    table = Table(box=SIMPLE_HEAD, show_edge=False, pad_edge=False)
    table.add_column("whose", overflow="fold", max_width=9)
    table.add_column("found", justify="right", no_wrap=True)
    table.add_column("sure", justify="right", no_wrap=True)
    table.add_column("name", overflow="fold", ratio=1)
    table.add_column("what is known", overflow="fold", ratio=1)
    for one in suggestions:
        whose = one.entry.participant or "(all)"
        table.add_row(whose, str(one.found), f"{one.sure:.0%}", _name(one), _known(one))
    console = Console(highlight=False, markup=False, emoji=False)
    console.width = min(console.width, WIDEST)
    console.print(table)
    forms = sum(bool(one.perhaps) for one in suggestions)
    click.echo(
        f"\n{len(suggestions)} to look at. Confirmed ones go into roster.csv as rows", nl=False
    )
    click.echo(f"; {forms} into\nthe column 'also' of the row named." if forms else ".")
    click.echo("Next: voices run")


def _name(one: Suggestion) -> str:
    lines = [one.entry.words]
    if one.entry.also:
        lines.append(f"also {', '.join(one.entry.also)}")
    if one.perhaps:
        lines.append(f"perhaps a form of: {'; '.join(one.perhaps)}")
    return "\n".join(lines)


def _known(one: Suggestion) -> str:
    what = f"{one.entry.kind}, {one.entry.role or 'role unknown'}"
    return f"{what}; in {', '.join(one.transcripts)}\n{one.why} [{one.identity}]"


def _tell_written(found: Suggested, as_json: bool) -> None:
    forms = sum(bool(one.perhaps) for one in found.suggestions)
    words = sum(one.doubtful and not one.perhaps for one in found.suggestions)
    click.echo(f"{found.written or 'No'} rows were written.", err=as_json)
    if forms:
        click.echo(f"Left out: {forms} that may be forms of names in the roster.", err=as_json)
    if words:
        click.echo(f"Left out: {words} ordinary words, never sure to be names.", err=as_json)
