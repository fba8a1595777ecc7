"""Taking in a sheet: all rows are checked, then all is recorded or nothing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import InputError
from pipeline.run.coded import open_coded
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.memos import names_somebody, read_memos
from pipeline.run.sheets import coding_answers, identifier_answers
from pipeline.run.sheets.applying import record
from pipeline.run.sheets.cells import Stamps
from pipeline.run.sheets.coding_answers import CodingAnswers
from pipeline.run.sheets.columns import CODINGS
from pipeline.run.sheets.identifier_answers import IdentifierAnswers
from pipeline.run.sheets.reading import WHERE, read_sheet
from pipeline.run.sheets.sheet import Returned, Row
from pipeline.run.sheets.steps import Answered, CodingStep, Reckoned, Refusal, Step, reckon
from pipeline.run.study import open_study


@dataclass(frozen=True)
class Imported:
    """What became of a sheet."""

    sort: str
    recorded: Mapping[str, int]
    """What was recorded -> how many; empty where rows were refused and the others not wanted."""
    already: int
    """Rows whose answers were recorded before."""
    open: int
    """Rows without an answer."""
    refusals: tuple[Refusal, ...]
    passed_over: tuple[str, ...]
    """Columns that are not the sheet's, by their letters."""
    hidden: int
    """Answers in rows that a filter or a person hides: they were read like the others."""
    naming: tuple[str, ...] = field(default=())
    """Rows whose memos hold a name that the roster lists."""


def import_sheet(root: Path, path: Path, by: str, *, partly: bool = False) -> Imported:
    """Record the answers of a sheet. Of a row that does not fit what stands now nothing is
    recorded, and nothing of the others either unless `partly`.

    Args:
        root: of the study.
        path: the sheet.
        by: whose answers they are.
        partly: record the rows that fit, even if others do not.

    Raises:
        InputError: the sheet cannot be read, or is not of this study.
        BusyError: another command is writing to the study.
    """
    returned = read_sheet(path)
    with hold(open_study(root).places.lock):
        try:
            reckoned = _reckoned(root, returned)
        except InputError as error:
            raise InputError(
                error.what, where=error.where or WHERE, next_step=error.next_step
            ) from None
        goes = partly or not reckoned.refusals
        recorded = record(root, reckoned.steps, by) if goes else Counter()
    return Imported(
        sort=returned.sort.name,
        recorded=dict(recorded),
        already=reckoned.already,
        open=reckoned.open,
        refusals=reckoned.refusals,
        passed_over=returned.passed_over,
        hidden=_hidden(returned.rows, reckoned.steps),
        naming=_naming(root, reckoned.steps) if goes else (),
    )


def _reckoned(root: Path, returned: Returned) -> Reckoned:
    read: Callable[[Row], Answered]
    if returned.sort is CODINGS:
        coded = open_coded(root)
        stamps = Stamps(returned.rows, coded.journal, returned.sort)
        read = CodingAnswers(coded, stamps, read_memos(coded.study.places)).read
        return reckon(returned.rows, read, coding_answers.clash)
    study = open_study(root)
    study.refuse_destroyed()
    study.withdrawn.refuse_unfinished()
    journal = Journal(study.places.journal)
    stamps = Stamps(returned.rows, journal, returned.sort)
    read = IdentifierAnswers(study, journal, stamps).read
    return reckon(returned.rows, read, identifier_answers.clash)


def _hidden(rows: Sequence[Row], steps: Sequence[Step]) -> int:
    hidden = {row.place for row in rows if row.hidden}
    return len(hidden & {step.row for step in steps})


def _naming(root: Path, steps: Sequence[Step]) -> tuple[str, ...]:
    study = open_study(root)
    memos = [step for step in steps if isinstance(step, CodingStep) and step.memo]
    return tuple(step.row for step in memos if names_somebody(study, step.memo, None))
