"""``voices codebook``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from pipeline.anonymised.codebook_changes import Change, What
from pipeline.anonymised.codebook_check import Note, Topic
from pipeline.anonymised.codebook_text import sections, tree
from pipeline.cli.options import by_option, json_option, print_json, study_option
from pipeline.errors import InputError
from pipeline.run.codebook import (
    Checked,
    Compared,
    check_codebook,
    compare_codebook,
    export_codebook,
    import_codebook,
    load_codebook,
)
from pipeline.run.moved import Moved, move_decisions
from pipeline.values.themes import Code

SHOWN = 5
"""Notes of one topic that are printed without ``--all``."""
FILE = click.Path(path_type=Path, dir_okay=False)


@click.group("codebook")
def command() -> None:
    """Look after the themes: check them, change them, share them."""


@command.command("check")
@click.argument("file", required=False, type=FILE)
@click.option("--all", "everything", is_flag=True, help="Every note, not five of each sort.")
@study_option
@json_option
def check(root: Path, file: Path | None, everything: bool, as_json: bool) -> None:
    """Say what to look at in the codebook (or in FILE), and what is coded with it. Notes are no
    errors; a fault is told by line."""
    checked = check_codebook(root, file)
    if as_json:
        print_json(_checked(checked))
        return
    _print_tree(checked)
    _print_notes(checked, everything)
    for left in checked.left_behind:
        click.secho(f"'{left.code}' is no longer in the codebook: {left.accepted} accepted and "
                    f"{left.rejected} rejected codings", fg="yellow")  # fmt: skip
        click.echo(f"  Next: voices codebook moved {left.code} NEW")
    if checked.without_place:
        click.echo(f"{checked.without_place} rulings of an older version are on codings that "
                   "nobody proposes any more; they are kept.")  # fmt: skip


@command.command("show")
@click.argument("code", required=False)
@study_option
@json_option
def show(root: Path, code: str | None, as_json: bool) -> None:
    """Print CODE as a person reads it, or all codes by family."""
    codebook = load_codebook(root)
    if code is None:
        if as_json:
            print_json(codebook.model_dump(mode="json"))
        else:
            _print_tree(check_codebook(root))
        return
    try:
        chosen = codebook.code(code)
    except KeyError:
        raise InputError(f"there is no code '{code}'", next_step="voices codebook show") from None
    if as_json:
        print_json(chosen.model_dump(mode="json"))
        return
    click.secho(f"{chosen.name}  ({chosen.id})", bold=True)
    click.echo(f"{codebook.families[chosen.family]}\n")
    for heading, texts in sections(chosen, codebook):
        _print_section(heading, texts)


@command.command("changes")
@study_option
@json_option
def changes(root: Path, as_json: bool) -> None:
    """Say what changed in the codebook since the last run, and what will run again."""
    compared = compare_codebook(root)
    if as_json:
        print_json(
            {
                "before": compared.before.version,
                "now": compared.now.version,
                "changes": [asdict(one) for one in compared.changes],
                "renamed": [list(pair) for pair in compared.renamed],
                "same_version": compared.same_version,
                "coded_again": compared.coded_again,
            }
        )
        return
    for change in compared.changes:
        click.echo(_change(change))
    _print_effect(compared)


@command.command("moved")
@click.argument("old")
@click.argument("new", nargs=-1, required=True)
@by_option
@study_option
def moved(root: Path, old: str, new: tuple[str, ...], by: str) -> None:
    """Carry what people decided under OLD to NEW, after the code was renamed, merged (once for each
    OLD) or split (several NEW) in the file. Doing it again changes nothing."""
    _print_moved(move_decisions(root, old, new, by), old, new)


@command.command("export")
@click.argument("file", type=FILE)
@study_option
def export(root: Path, file: Path) -> None:
    """Write the codebook as FILE.qdc, for other programs (REFI-QDA). Replaces no file."""
    codebook = export_codebook(root, file)
    click.echo(f"{len(codebook.codes)} codes in {len(codebook.families)} families were written.")
    click.echo("Left out: rules, flags and word lists, for which the format has no place.")


@command.command("import")
@click.argument("file", type=FILE)
@click.option("--out", type=FILE, help="The file to write (default: config/codebook.new.yaml).")
@study_option
def import_(root: Path, file: Path, out: Path | None) -> None:
    """Read FILE.qdc of any program into a new codebook file. Replaces no file."""
    target = out or root / "config" / "codebook.new.yaml"
    codebook, left_out = import_codebook(root, file, target)
    click.echo(f"{len(codebook.codes)} codes in {len(codebook.families)} families were read into "
               f"{target.name}.")  # fmt: skip
    click.echo("Rules, flags and word lists are those of this study's own codebook.")
    for what in left_out:
        click.echo(f"  left out or changed: {what}")
    click.echo("Next: voices codebook check FILE, with the new file; then put it in the place of "
               "config/codebook.yaml")  # fmt: skip


def _checked(checked: Checked) -> dict[str, object]:
    return {
        "version": checked.codebook.version,
        "codes": len(checked.codebook.codes),
        "notes": [asdict(note) for note in checked.notes],
        "families": {
            family: [
                {
                    "code": branch.code.id,
                    "depth": branch.depth,
                    "examples": len(branch.code.examples),
                    "proposed": checked.proposed[branch.code.id],
                    "accepted": checked.accepted[branch.code.id],
                }
                for branch in branches
            ]
            for family, branches in tree(checked.codebook).items()
        },
        "left_behind": [asdict(one) for one in checked.left_behind],
        "without_place": checked.without_place,
    }


def _print_tree(checked: Checked) -> None:
    book = checked.codebook
    click.echo(f"Codebook {book.version}: {len(book.codes)} codes, {len(book.flags)} flags")
    click.echo(f"{'':<44}{'examples':>9}{'like it':>8}{'cues':>6}{'coded':>7}{'accepted':>9}")
    for family, branches in tree(book).items():
        click.secho(book.families[family], bold=True)
        for branch in branches:
            click.echo(_branch(branch.code, branch.depth, checked))
    click.echo()


def _branch(code: Code, depth: int, checked: Checked) -> str:
    name = f"{'  ' * (depth + 1)}{code.id}"
    return (
        f"{name:<44}{len(code.examples):>9}{len(code.lookalikes):>8}{len(code.cues):>6}"
        f"{checked.proposed[code.id]:>7}{checked.accepted[code.id]:>9}"
    )


def _print_notes(checked: Checked, everything: bool) -> None:
    by_topic: dict[Topic, list[Note]] = {}
    for note in checked.notes:
        by_topic.setdefault(note.topic, []).append(note)
    for topic, notes in by_topic.items():
        click.secho(f"{topic.value.capitalize()}: {len(notes)}", bold=True)
        shown = notes if everything else notes[:SHOWN]
        for note in shown:
            click.echo(f"  {note.code}: {note.what}")
        if len(shown) < len(notes):
            click.echo(f"  and {len(notes) - len(shown)} more: voices codebook check --all")
    if not checked.notes:
        click.echo("Nothing to note.")


def _print_section(heading: str, texts: tuple[str, ...]) -> None:
    short = heading in ("Cues", "Easily confused with", "Part of", "Its parts")
    click.secho(heading, bold=True)
    for text in [", ".join(texts)] if short else texts:
        click.echo(click.wrap_text(text, 88, initial_indent="  ", subsequent_indent="    "))


def _change(change: Change) -> str:
    named = f"{change.part} {change.id}".strip()
    how = f" ({'; '.join(change.how)})" if change.how else ""
    return f"{named}: {change.what.value}{how}"


def _print_effect(compared: Compared) -> None:
    for line in _effect(compared):
        click.echo(line)


def _effect(compared: Compared) -> Iterator[str]:
    if not compared.changes:
        yield "No code, flag, list or rule changed since the last run."
    for old, new in compared.renamed:
        yield f"'{new}' reads like '{old}', which is gone. Renamed? Then:"
        yield f"  voices codebook moved {old} {new}"
    renamed = {old for old, _ in compared.renamed}
    for change in compared.changes:
        gone = change.part == "code" and change.what is What.REMOVED
        if gone and change.id not in renamed:
            yield f"'{change.id}' is gone. Merged or split? Then:"
            yield f"  voices codebook moved {change.id} NEW"
    if compared.same_version:
        yield f"The version is still '{compared.now.version}': give the file another, so that"
        yield "  a report can say which codebook it used."
    if compared.coded_again:
        yield f"The next run codes {compared.coded_again} transcripts again; tables, quotes and"
        yield "  exports follow where codings come out differently. What people decided stays."


def _print_moved(report: Moved, old: str, new: tuple[str, ...]) -> None:
    for line in _moved(report, old, new):
        click.echo(line)


def _moved(report: Moved, old: str, new: tuple[str, ...]) -> Iterator[str]:
    to = ", ".join(new)
    if report.accepted or report.rejected:
        yield f"Carried from {old} to {to}: {report.accepted} accepted, {report.rejected} rejected."
    if report.proposed:
        yield f"Put down as proposals under {to}, to be judged: {report.proposed}."
    if report.already:
        yield f"Judged or carried before, and left as it is: {report.already}."
    if report.left:
        yield (
            f"Not carried, because the words changed or nobody proposes them now: "
            f"{', '.join(report.left)}. What was decided stays in the journal."
        )
    yield "Next: voices run"
