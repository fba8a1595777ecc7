"""Sheets made of anything."""

from __future__ import annotations

from collections.abc import Mapping

from pipeline.run.sheets.columns import Sort
from pipeline.run.sheets.sheet import Cell, Choice, Sheet


def sheet_of(
    sort: Sort, *rows: Mapping[str, Cell], turns: tuple[Mapping[str, Cell], ...] = ()
) -> Sheet:
    """A sheet of these rows."""
    many = tuple(Choice(f"code-{number}", "=what it means") for number in range(9))
    return Sheet(
        sort=sort,
        study="=A study, of stalking",
        stamp=f"{sort.name}-1-1-000000000000",
        time="2026-11-22T05:34:47Z",
        rows=rows,
        turns=turns,
        choices={"answer": (Choice("accept", "yes"), Choice("reject", "no")), "new code": many,
                 "code": many},
    )  # fmt: skip
