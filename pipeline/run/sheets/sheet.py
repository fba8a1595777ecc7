"""A sheet as a value: what is written, and what was read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.errors import InputError
from pipeline.run.sheets.columns import Sort

Cell = str | int | float


@dataclass(frozen=True)
class Choice:
    """A word that an answer may be."""

    word: str
    meaning: str = ""


@dataclass(frozen=True)
class Sheet:
    """What is to be written."""

    sort: Sort
    study: str = field(repr=False)
    """The study's title."""
    stamp: str
    time: str
    rows: tuple[Mapping[str, Cell], ...] = field(repr=False)
    """Column -> what stands there."""
    turns: tuple[Mapping[str, Cell], ...] = field(repr=False)
    """The interviews, turn by turn: for a page to read and to copy from; a table has none."""
    choices: Mapping[str, tuple[Choice, ...]] = field(repr=False)
    """Answer column -> what it may hold, as far as that is a list."""


@dataclass(frozen=True)
class Row:
    """A row that was read."""

    place: str
    """How to find it again: 'row 12', with the page's name where there are several."""
    cells: Mapping[str, str] = field(repr=False)
    """Column of the sort -> its words, without blanks around them; '' where there is nothing."""
    faults: Mapping[str, str] = field(default_factory=dict)
    """Column -> why its cell cannot be read."""
    hidden: bool = False
    """By a filter, or by hand."""

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")

    def check(self, names: Iterable[str]) -> None:
        """Refuse the row where a cell that it is read by cannot be read.

        Raises:
            InputError: what is the matter, without the cell's words.
        """
        for name in names:
            if why := self.faults.get(name):
                raise InputError(f"the cell '{name}' {why}")


@dataclass(frozen=True)
class Returned:
    """A sheet that came back."""

    sort: Sort
    rows: tuple[Row, ...]
    passed_over: tuple[str, ...]
    """Columns that are not the sheet's, by their letters."""
