"""``voices check-draft``."""

from __future__ import annotations

import textwrap
from collections import Counter
from pathlib import Path
from typing import Any

import click

from pipeline.cli.options import by_option, json_option, key_of, print_json, study_option
from pipeline.errors import ExitCode
from pipeline.identified.vault import Key, KeyFile
from pipeline.run.drafts.checking import check_draft
from pipeline.run.drafts.marking import refuse_target, write_marked
from pipeline.run.drafts.showing import shown
from pipeline.run.study import OpenStudy, open_study
from pipeline.values.drafts import DraftCheck, DraftFinding, FindingKind, Grade

MOST_NOTES = 12


@click.command("check-draft")
@click.argument("draft", type=click.Path(path_type=Path, dir_okay=False, exists=True))
@click.option(
    "--marked",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write a copy of the draft with a remark at every finding to this file.",
)
@click.option(
    "--per-participant",
    type=click.IntRange(min=1),
    help="So many quotations of one participant at most (default: 3, or a quarter of all).",
)
@click.option("--without-key", is_flag=True, help="Search for the roster's names alone.")
@click.option("--show", is_flag=True, help="Print the names that were found; put on record.")
@click.option("--all", "everything", is_flag=True, help="Every note, not the first ones.")
@by_option
@study_option
@json_option
def command(
    root: Path,
    draft: Path,
    marked: Path | None,
    per_participant: int | None,
    without_key: bool,
    show: bool,
    everything: bool,
    by: str,
    as_json: bool,
) -> int:
    """Check DRAFT, a report (.docx, .md, .html or .txt), against the quotes of the study.

    Every quotation is matched to a released quote: altered, joined, credited to somebody else,
    never released? Names of participants are looked for in all of the file, counts held against the
    bases. The draft is not changed. Exit code 0: nothing but notes; 9: something is wrong.
    """
    if marked:
        refuse_target(draft, marked)
    study = open_study(root)
    key = None if without_key else _key(study)
    checked = check_draft(root, draft, key, per_participant=per_participant)
    found = shown(root, checked, by) if show else checked.check
    if marked:
        write_marked(checked, marked)
    if as_json:
        print_json(_data(found))
    else:
        _tell(found, everything)
    return ExitCode.OK if found.is_clean else ExitCode.FINDINGS


def _key(study: OpenStudy) -> Key | None:
    """The vault's key; None where there is no vault, or the key file is somewhere else."""
    if study.destroyed or not study.vault_path.exists():
        return None
    key = key_of(study)
    return None if isinstance(key, KeyFile) and not key.path.exists() else key


def _data(found: DraftCheck) -> dict[str, Any]:
    return {"clean": found.is_clean, **found.model_dump(mode="json")}


def _tell(found: DraftCheck, everything: bool) -> None:
    verdicts = Counter(one.verdict.value for one in found.quotations)
    counted = ", ".join(f"{count} {verdict}" for verdict, count in verdicts.most_common())
    passed = f" {found.passed_over} terms and titles passed over." if found.passed_over else ""
    colon = f": {counted}." if counted else "."
    click.echo(f"{len(found.quotations)} quotations{colon}{passed}")
    click.echo(f"Names from {found.names_from}, looked for in {found.pieces} pieces of the file.")
    faults = [one for one in found.findings if one.grade is Grade.FAULT]
    notes = [one for one in found.findings if one.grade is Grade.NOTICE]
    for one in faults:
        _tell_one(one, "FAULT", "red")
    shown_notes = notes if everything else notes[:MOST_NOTES]
    for one in shown_notes:
        _tell_one(one, "note", "yellow")
    if len(notes) > len(shown_notes):
        click.echo(f"and {len(notes) - len(shown_notes)} more notes: --all")
    for notice in found.notices:
        click.secho(f"Note: {notice}.", fg="yellow")
    click.echo(f"{len(faults)} faults, {len(notes)} notes.")


def _tell_one(one: DraftFinding, word: str, colour: str) -> None:
    numbered = f", quotation {one.quotation}" if one.quotation else ""
    click.echo(click.style(f"{word:<6}", fg=colour) + f"{one.where}{numbered}: {one.kind.value}")
    told = one.says
    if one.words and one.kind in (FindingKind.NAME, FindingKind.TYPED):
        told = f"{told}: {one.words}"
    click.echo(textwrap.fill(told, 88, initial_indent="      ", subsequent_indent="      "))
