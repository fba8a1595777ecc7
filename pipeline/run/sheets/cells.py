"""Cells as answers: numbers, words of a list, words of the talk."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from pipeline.errors import InputError
from pipeline.quotable.exporters.wording import printable
from pipeline.run.journal import Journal
from pipeline.run.sheets.columns import WHICH, Sort
from pipeline.run.sheets.sheet import Cell, Row
from pipeline.run.sheets.stamp import Stamp, read_stamp
from pipeline.run.sheets.talk import places_of
from pipeline.values.spans import Span

_MOST_DIGITS = 9


class Stamps:
    """The stamps of a sheet's rows, as the study's journal tells them."""

    def __init__(self, rows: Sequence[Row], journal: Journal, sort: Sort) -> None:
        """Refuse a sheet none of whose rows was written from this study.

        Raises:
            InputError: why.
        """
        self._journal = journal
        self._sort = sort
        self._read: dict[str, Stamp | InputError] = {}
        for words in {row["export"] for row in rows} - {""}:
            try:
                self._read[words] = read_stamp(words, journal, sort.name)
            except InputError as error:
                self._read[words] = error
        fitting = [one for one in self._read.values() if isinstance(one, Stamp)]
        if not fitting:
            first = next((one for one in self._read.values() if isinstance(one, InputError)), None)
            raise InputError(
                first.what if first else "nothing in it tells from which study it was written",
                next_step="give the sheet that voices sheet export wrote, with its column 'export'",
            )
        self._oldest = min(fitting, key=lambda one: one.entry)

    def of(self, row: Row) -> Stamp:
        """The stamp of a row; of an added one that has none, the oldest of the sheet.

        Raises:
            InputError: it has one that does not fit, or should have one.
        """
        if not row["export"]:
            if row[self._sort.id]:
                raise InputError("the cell 'export' is empty: copy it from another row")
            return self._oldest
        found = self._read[row["export"]]
        if isinstance(found, InputError):
            raise InputError(found.what)
        return found


def choice(row: Row, column: str, words: Collection[str]) -> str:
    """The answer in a cell, in lower case; '' where it is empty.

    Raises:
        InputError: it is none of `words`.
    """
    answer = " ".join(row[column].casefold().split())
    if answer and answer not in words:
        raise InputError(f"the cell '{column}' is none of {', '.join(words)}")
    return answer


def number(row: Row, column: str) -> int:
    """The whole number in a cell, from 1; 0 where it is empty.

    Raises:
        InputError: it is none.
    """
    words = row[column]
    if not words:
        return 0
    if not (words.isascii() and words.isdecimal()) or len(words) > _MOST_DIGITS or not int(words):
        raise InputError(f"the cell '{column}' is no whole number from 1 on")
    return int(words)


def require(row: Row, columns: Sequence[str]) -> None:
    """Refuse a row to add that lacks something.

    Raises:
        InputError: what it lacks.
    """
    if lacking := [name for name in columns if not row[name]]:
        raise InputError(f"a row to add needs {', '.join(lacking)} as well")


def find(row: Row, text: str, fits: Callable[[Span], bool]) -> Span:
    """Where the words of a row to add stand in their turn.

    Args:
        row: with `words`, and perhaps `which`.
        text: of the turn.
        fits: whether a place may be ruled on; those that may not are not counted.

    Raises:
        InputError: they stand nowhere, or several times and the row does not say which is meant.
    """
    everywhere = places_of(row["words"], text)
    found = [span for span in everywhere if fits(span)]
    if not found:
        why = "cut a word or a replacement, or are none" if everywhere else "do not stand there"
        raise InputError(f"its words {why}: copy them from the transcript")
    which = number(row, WHICH)
    if not which and len(found) > 1:
        raise InputError(
            f"its words stand {len(found)} times in that turn: say which in the cell '{WHICH}'"
        )
    if which > len(found):
        raise InputError(f"its words stand {_times(len(found))} in that turn, not {which} times")
    return found[max(which, 1) - 1]


def refuse_typed_over(row: Row, shown: Mapping[str, Cell], sort: Sort) -> None:
    """Refuse a row in which somebody typed over what was shown: it was meant as an answer, and the
    answer columns alone are read. Words with digits are not compared: spreadsheets make dates and
    numbers of them by themselves.

    Raises:
        InputError: in which column.
    """
    for name in sort.unchanged:
        now, then = _squeezed(row[name]), _squeezed(str(shown.get(name, "")))
        if name not in row.cells or (name == "words" and any(char.isdigit() for char in then)):
            continue
        if now != then:
            raise InputError(
                f"the cell '{name}' was typed over, and is not read: type what you mean into the "
                "answer columns, or add a row"
            )


def _squeezed(words: str) -> str:
    return " ".join(printable(words).casefold().split())


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
