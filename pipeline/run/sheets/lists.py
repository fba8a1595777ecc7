"""The page of lists: what an answer may be, and the choices that cells offer from it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.run.sheets.columns import Column, Use
from pipeline.run.sheets.looks import BODY, HEADS, Painter, cell_height
from pipeline.run.sheets.sheet import Choice

_SHORT = 6
"""Lists up to this length stand in the cells themselves."""
_WORD, _MEANING = 28, 70
_STRICT = ("answer", "new code", "code", "new polarity", "polarity", "new kind", "kind")
"""Anything else is refused while it is typed; a role may be of more words than the list has."""


class Lists:
    """The lists of a workbook."""

    def __init__(
        self, page: Worksheet, choices: Mapping[str, tuple[Choice, ...]], put: Painter
    ) -> None:
        """Write the long lists onto `page`; columns of the same choices share one."""
        self._page = page
        self._put = put
        self._choices = choices
        self._sources: dict[tuple[Choice, ...], str] = {}
        self._next = 1
        for name, offered in choices.items():
            if len(offered) > _SHORT and offered not in self._sources:
                self._sources[offered] = self._write(name.removeprefix("new "), offered)
        page.freeze_panes = "A2"

    def offer(self, page: Worksheet, columns: Sequence[Column], last: int) -> None:
        """Let the answer cells of `page`, down to row `last`, offer what they may hold."""
        for at, column in enumerate(columns, start=1):
            offered = self._choices.get(column.name)
            if not offered or column.use is not Use.ANSWER:
                continue
            letter = get_column_letter(at)
            page.add_data_validation(self._rule(column, offered, f"{letter}2:{letter}{last}"))

    def _rule(self, column: Column, offered: tuple[Choice, ...], cells: str) -> DataValidation:
        inline = '"' + ",".join(one.word for one in offered) + '"'
        rule = DataValidation(
            type="list", formula1=self._sources.get(offered, inline), allow_blank=True, sqref=cells
        )
        rule.showErrorMessage = column.name in _STRICT
        rule.errorTitle = "Not in the list"
        rule.error = "Choose one of the list, or leave the cell empty."
        return rule

    def _write(self, name: str, offered: tuple[Choice, ...]) -> str:
        """Write one list beside those that are there; returns the cells of its words."""
        at = self._next
        explained = any(one.meaning for one in offered)
        self._column(at, name, _WORD, [one.word for one in offered], Use.SHOWN)
        if explained:
            self._column(at + 1, "meaning", _MEANING, [one.meaning for one in offered], Use.TALK)
        self._next += 2 + explained
        letter = get_column_letter(at)
        return f"{self._page.title}!${letter}$2:${letter}${len(offered) + 1}"

    def _column(self, at: int, title: str, width: int, words: Sequence[str], use: Use) -> None:
        self._put(self._page, 1, at, title, HEADS[Use.SHOWN])
        self._page.column_dimensions[get_column_letter(at)].width = width
        for row, word in enumerate(words, start=2):
            self._put(self._page, row, at, word, BODY[use])
            high = max(cell_height(word, width), self._page.row_dimensions[row].height or 0)
            self._page.row_dimensions[row].height = high
