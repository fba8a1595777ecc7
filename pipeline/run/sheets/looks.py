"""How the pages of a workbook look."""

from __future__ import annotations

from copy import copy
from dataclasses import dataclass

from openpyxl.cell.cell import Cell as AnyCell
from openpyxl.cell.cell import MergedCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.styles.cell_style import StyleArray
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.quotable.exporters.wording import printable
from pipeline.run.sheets.columns import Use
from pipeline.run.sheets.explaining import Style
from pipeline.run.sheets.sheet import Cell

_INK, _PAPER, _GREY, _LINE_COLOUR = "17324D", "FFFFFF", "5A6470", "C9D1DA"
_GOLD, _YELLOW, _PALE, _RED = "7A4F00", "FFF8DC", "F2F4F7", "9B1C1C"
_FORMULA = ("=", "+", "-", "@")
_POINTS, _PADDING, _TALLEST = 14.5, 4.0, 405.0
"""Height of a line; above and below; the tallest row that spreadsheets take."""
_THIN = Side(style="thin", color=_LINE_COLOUR)
_BOX = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_TOP = Alignment(wrap_text=True, vertical="top")
_CENTRE = Alignment(horizontal="center", vertical="top")
_MIDDLE = Alignment(wrap_text=True, vertical="center")


@dataclass(frozen=True, eq=False)
class Look:
    """Of a cell."""

    font: Font
    fill: PatternFill | None = None
    border: Border | None = None
    alignment: Alignment = _TOP
    as_text: bool = False
    """Whether what is typed there stays text: no date, no formula."""


def _font(*, bold: bool = False, colour: str = _INK, size: float = 11) -> Font:
    return Font(name="Calibri", size=size, bold=bold, color=colour)


def _fill(colour: str) -> PatternFill:
    return PatternFill("solid", fgColor=colour)


def _head(colour: str) -> Look:
    return Look(_font(bold=True, colour=_PAPER), _fill(colour), _BOX, _MIDDLE)


HEADS = {
    Use.SHOWN: _head(_INK),
    Use.TALK: _head(_INK),
    Use.AROUND: _head(_INK),
    Use.ANSWER: _head(_GOLD),
    Use.OURS: _head(_GREY),
}
TEXT = Look(_font(), _fill(_YELLOW), _BOX, as_text=True)
BODY = {
    Use.SHOWN: Look(_font(), None, _BOX),
    Use.TALK: Look(_font(), None, _BOX),
    Use.AROUND: Look(_font(colour=_GREY), None, _BOX),
    Use.ANSWER: TEXT,
    Use.OURS: Look(_font(colour=_GREY, size=9), _fill(_PALE), _BOX),
}
EXPLAINED = {
    Style.TITLE: (Look(_font(bold=True, size=18), alignment=_MIDDLE), Look(_font())),
    Style.WARNING: (
        Look(_font(bold=True, colour=_PAPER), _fill(_RED), alignment=_MIDDLE),
        Look(_font()),
    ),
    Style.HEADING: (Look(_font(bold=True, size=13)), Look(_font())),
    Style.PLAIN: (Look(_font(bold=True, colour=_GREY)), Look(_font())),
}


class Painter:
    """Writes the cells of one workbook. A look that was put on a cell before is taken from there:
    to put it together anew for every cell would take most of the time."""

    def __init__(self) -> None:
        self._painted: dict[tuple[Look, bool, bool, bool], StyleArray] = {}

    def __call__(
        self,
        page: Worksheet,
        row: int,
        column: int,
        content: Cell,
        look: Look,
        *,
        bold: bool = False,
    ) -> None:
        """Write a cell: a number, or words that never become a formula."""
        cell = page.cell(row, column)
        words = printable(content) if isinstance(content, str) else ""
        cell.value = words or None if isinstance(content, str) else content
        if words:
            cell.data_type = "s"
        quoted, centred = words.lstrip().startswith(_FORMULA), not isinstance(content, str)
        key = (look, bold, quoted, centred)
        if key not in self._painted:
            _paint(cell, look, bold=bold, quoted=quoted, centred=centred)
            self._painted[key] = cell._style  # type: ignore[union-attr, unused-ignore]
        cell._style = copy(self._painted[key])  # type: ignore[union-attr, unused-ignore]


def _paint(
    cell: AnyCell | MergedCell, look: Look, *, bold: bool, quoted: bool, centred: bool
) -> None:
    cell.font = _font(bold=True) if bold else look.font
    cell.alignment = _CENTRE if centred else look.alignment
    cell.quotePrefix = quoted
    if look.fill:
        cell.fill = look.fill
    if look.border:
        cell.border = look.border
    if look.as_text:
        cell.number_format = "@"


def cell_height(words: str, width: int) -> float:
    """Points that words want in a column, wrapped; not every program works it out by itself."""
    rows = max(1, -(-len(words) // width))
    return min(_TALLEST, _POINTS * rows + _PADDING)


def print_layout(page: Worksheet, footer: str) -> None:
    """A page that can be printed: as wide as the paper; of a table, the header on every sheet."""
    page.page_setup.orientation = "landscape" if page.freeze_panes else "portrait"
    page.page_setup.paperSize = page.PAPERSIZE_A4
    page.page_setup.fitToWidth, page.page_setup.fitToHeight = 1, 0
    page.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    if page.freeze_panes:
        page.print_title_rows = "1:1"
    page.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.8)
    sides = {"left": _HeaderFooterPart(text=footer), "right": _HeaderFooterPart(text="&P / &N")}
    page.HeaderFooter.oddFooter = HeaderFooterItem(**sides)
