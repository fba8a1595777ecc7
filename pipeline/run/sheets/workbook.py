"""Sheets as Excel workbooks: a page that explains, a page to answer on, a page to add on, lists.

No cell is a formula, and nothing of it is ever written into a temporary file.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence

from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from pipeline.quotable.exporters.archive import CORE, MADE, core_properties, without_traces
from pipeline.run.sheets.columns import IDENTIFIERS, TURNS, Column, Use
from pipeline.run.sheets.explaining import (
    PAGES,
    TITLES,
    Line,
    Style,
    lines,
    page_of_additions,
)
from pipeline.run.sheets.lists import Lists
from pipeline.run.sheets.looks import (
    BODY,
    EXPLAINED,
    HEADS,
    TEXT,
    Painter,
    cell_height,
    print_layout,
)
from pipeline.run.sheets.sheet import Cell, Sheet

README = "Read me"
ROWS_TO_ADD = 100
"""Empty rows that are laid out for additions; more may be filled."""
_LEFT, _RIGHT = 20, 96


def workbook_bytes(sheet: Sheet) -> bytes:
    """The sheet as a workbook; the same sheet, the same bytes."""
    workbook = Workbook()
    del workbook["Sheet"]
    put = Painter()
    _readme(workbook.create_sheet(README), sheet, put)
    answers = workbook.create_sheet(PAGES[sheet.sort.name])
    additions = workbook.create_sheet(page_of_additions(sheet.sort))
    _table(workbook.create_sheet("Interviews"), TURNS[sheet.sort.name], sheet.turns, put)
    lists = Lists(workbook.create_sheet("Lists"), sheet.choices, put)
    _answers(answers, sheet, lists, put)
    _additions(additions, sheet, lists, put)
    for page in workbook.worksheets:
        print_layout(page, "REAL NAMES" if sheet.sort is IDENTIFIERS else "")
    workbook.properties.created = MADE
    return without_traces(_saved(workbook), {CORE: core_properties(TITLES[sheet.sort.name])})


def _readme(page: Worksheet, sheet: Sheet, put: Painter) -> None:
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = _LEFT, _RIGHT
    row = 0
    for line in lines(sheet):
        row += 2 if line.style in (Style.HEADING, Style.WARNING) else 1
        _explain(page, row, line, put)


def _explain(page: Worksheet, row: int, line: Line, put: Painter) -> None:
    left, right = EXPLAINED[line.style]
    if not line.right:
        page.merge_cells(start_row=row, end_row=row, start_column=1, end_column=2)
    else:
        put(page, row, 2, line.right, right)
    put(page, row, 1, line.left, left)
    height = cell_height(line.right, _RIGHT)
    if line.style is Style.WARNING:
        height = cell_height(line.left, _LEFT + _RIGHT - 20) + 8
    page.row_dimensions[row].height = 30 if line.style is Style.TITLE else height


def _answers(page: Worksheet, sheet: Sheet, lists: Lists, put: Painter) -> None:
    columns = sheet.sort.columns
    last = max(2, len(sheet.rows) + 1)
    _table(page, columns, sheet.rows, put)
    lists.offer(page, columns, last)


def _table(
    page: Worksheet, columns: Sequence[Column], rows: Sequence[Mapping[str, Cell]], put: Painter
) -> None:
    last = max(2, len(rows) + 1)
    _head(page, columns, last, put)
    for number, row in enumerate(rows, start=2):
        heights = []
        for at, column in enumerate(columns, start=1):
            content = row.get(column.name, "")
            asks = (column.name, content) == ("status", "check")
            put(page, number, at, content, BODY[column.use], bold=asks)
            heights.append(cell_height(str(content), column.width))
        page.row_dimensions[number].height = max(heights)
    page.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{last}"


def _additions(page: Worksheet, sheet: Sheet, lists: Lists, put: Painter) -> None:
    columns = sheet.sort.added
    last = ROWS_TO_ADD + 1
    _head(page, columns, last, put)
    for at, column in enumerate(columns, start=1):
        if column.use is not Use.OURS:
            put(page, 1, at, column.name, HEADS[Use.ANSWER])
    for number in range(2, last + 1):
        for at, column in enumerate(columns, start=1):
            ours = column.use is Use.OURS
            put(page, number, at, sheet.stamp if ours else "", BODY[column.use] if ours else TEXT)
    lists.offer(page, columns, last)


def _head(page: Worksheet, columns: Sequence[Column], last: int, put: Painter) -> None:
    for at, column in enumerate(columns, start=1):
        put(page, 1, at, column.name, HEADS[column.use])
        page.column_dimensions[get_column_letter(at)].width = column.width
    page.row_dimensions[1].height = 32
    page.freeze_panes = "C2"
    people_s = sum(column.use is not Use.OURS for column in columns)
    page.print_area = f"A1:{get_column_letter(people_s)}{last}"


class _InMemory(ExcelWriter):
    """openpyxl writes every page into the system's folder for temporary files first; names must
    not come there."""

    def __init__(self, workbook: Workbook, archive: zipfile.ZipFile) -> None:
        super().__init__(workbook, archive)
        self._into = archive

    def write_worksheet(self, ws: Worksheet) -> None:
        """Put one page into the archive."""
        out = io.BytesIO()
        writer = WorksheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels  # type: ignore[attr-defined, unused-ignore]
        self._into.writestr(ws.path[1:], out.getvalue())
        self.manifest.append(ws)


def _saved(workbook: Workbook) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        _InMemory(workbook, archive).save()
    return made.getvalue()
