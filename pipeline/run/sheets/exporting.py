"""Writing sheets: what is in them, that it goes on record, and the file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.atomic import write_bytes
from pipeline.errors import InputError
from pipeline.run.checking import decisions_of
from pipeline.run.clock import now
from pipeline.run.coded import open_coded
from pipeline.run.custody import SHEET
from pipeline.run.inputs import STUDY
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.sheets import coding_rows, identifier_rows
from pipeline.run.sheets.choices import coding_choices, identifier_choices
from pipeline.run.sheets.columns import CODINGS, IDENTIFIERS
from pipeline.run.sheets.csv_file import csv_bytes
from pipeline.run.sheets.sheet import Sheet
from pipeline.run.sheets.stamp import stamp_now
from pipeline.run.sheets.target import Target, refuse_target
from pipeline.run.standing import Step, standing
from pipeline.run.study import OpenStudy
from pipeline.values.records import Outcome

EARLY = ("read", "detect", "decide")
"""Stages that a sheet of identifiers shows the outcome of."""


@dataclass(frozen=True)
class Exported:
    """What was written."""

    rows: int
    transcripts: tuple[str, ...]


def export_codings(
    root: Path, transcripts: Sequence[str], target: Target, *, everything: bool = False
) -> Exported:
    """Write a sheet of codings: anonymised words only.

    Args:
        root: of the study.
        transcripts: only theirs; all coded ones where it is empty.
        target: the file.
        everything: those too that are only listed, because their confidence is low.

    Raises:
        InputError: nothing was coded yet, or the file may not be written.
        GateError: a transcript is not coded, or withdrew.
    """
    coded = open_coded(root)
    refuse_target(coded.study, target)
    ids = tuple(dict.fromkeys(transcripts)) or coded.transcripts
    if not ids:
        raise InputError("no transcript is coded yet", next_step="voices status")
    stamp = str(stamp_now(coded.journal, CODINGS.name))
    rows = tuple(coding_rows.rows(coded, ids, stamp, everything=everything))
    turns = tuple(coding_rows.turn_rows(coded, ids))
    choices = coding_choices(coded.study.codebook())
    _write(target, Sheet(CODINGS, coded.study.settings.title, stamp, now(), rows, turns, choices))
    return Exported(len(rows), ids)


def export_identifiers(root: Path, transcripts: Sequence[str], target: Target, by: str) -> Exported:
    """Write a sheet of decisions, with the words of the source: REAL NAMES. The journal remembers
    who asked before anything is written.

    Raises:
        InputError: a transcript withdrew or nothing was decided about it, something changed since
            the last run, or the file may not be written. Nothing was recorded then.
    """
    study, steps = standing(root)
    study.refuse_destroyed()
    study.withdrawn.refuse_unfinished()
    refuse_target(study, target)
    ids = tuple(dict.fromkeys(transcripts))
    identities = _identities(study, ids)
    _refuse_stale(steps, ids)
    with hold(study.places.lock):
        journal = Journal(study.places.journal)
        journal.note(SHEET, transcripts=" ".join(ids), identities=" ".join(identities), by=by)
        stamp = str(stamp_now(journal, IDENTIFIERS.name))
        rows = tuple(row for id in ids for row in identifier_rows.rows(study, journal, id, stamp))
        turns = tuple(turn for id in ids for turn in identifier_rows.turn_rows(study, id))
    choices = identifier_choices(study.identifiers)
    _write(target, Sheet(IDENTIFIERS, study.settings.title, stamp, now(), rows, turns, choices))
    return Exported(len(rows), ids)


def _identities(study: OpenStudy, ids: Sequence[str]) -> list[str]:
    """Whose names the sheet will show."""
    found = (one.identity for id in ids for one in decisions_of(study, id))
    return sorted({one for one in found if one})


def _refuse_stale(steps: Sequence[Step], ids: Sequence[str]) -> None:
    """A reviewer must not answer about decisions that the next run makes anew."""
    shown = (step for step in steps if step.stage in EARLY and step.item in (STUDY, *ids))
    if any(step.stale and step.outcome is not Outcome.FAILED for step in shown):
        raise InputError(
            "something changed since the last run: the sheet would show an earlier state",
            next_step="voices run",
        )


def _write(target: Target, sheet: Sheet) -> None:
    from pipeline.run.sheets.workbook import workbook_bytes  # openpyxl: only where it is needed

    data = workbook_bytes(sheet) if target.is_workbook else csv_bytes(sheet)
    write_bytes(target.path.absolute(), data)
