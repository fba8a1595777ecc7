"""Quotes, spread, withheld passages and an account of it all as an Excel workbook.

No cell is a formula: text that starts like one is stored as text, with Excel's own 'quote prefix',
so that it stays text when someone edits the cell.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.worksheet.header_footer import HeaderFooterItem, _HeaderFooterPart
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.quotable.exporters import wording
from pipeline.quotable.exporters.archive import MADE, properties, without_traces
from pipeline.quotable.exporters.grouping import families
from pipeline.values.quotes import QuoteBook

_INK, _PAPER, _AMBER = "17324D", "FFFFFF", "FFF1CC"
_FORMULA = ("=", "+", "-", "@")

_QUOTES = {
    "Quote": 12,
    "Family": 22,
    "Theme": 26,
    "Text": 70,
    "Attribution": 30,
    "Question": 40,
    "Polarity": 14,
    "Words": 8,
    "Before printing": 40,
    "All codes": 30,
    "Transcript": 12,
    "Turns": 8,
    "As transcribed": 70,
    "Review": 14,
}
_SPREAD = {"Family": 30, "Theme": 40, "Interviews": 16, "Base": 8, "Passages": 16, "Quotes": 10}
_WITHHELD = {"Transcript": 14, "Turn": 8, "Theme": 40, "Reason": 70}
_ABOUT = {"About this workbook": 26, "": 100}

_LINE, _TALLEST = 15.0, 405.0

_Row = Sequence[str | int]


def write(book: QuoteBook) -> bytes:
    """The workbook; the notices stand in the first row of every sheet."""
    workbook = Workbook()
    del workbook["Sheet"]
    _sheet(workbook, "Quotes", _QUOTES, _quote_rows(book), book)
    _sheet(workbook, "Spread", _SPREAD, _spread_rows(book), book)
    _sheet(workbook, "Withheld", _WITHHELD, _withheld_rows(book), book)
    _sheet(workbook, "About", _ABOUT, _about_rows(book), book)
    workbook.properties.created = MADE
    made = io.BytesIO()
    workbook.save(made)
    title = wording.printable(book.title)
    return without_traces(made.getvalue(), properties(title))


def _sheet(
    workbook: Workbook, name: str, columns: dict[str, int], rows: Iterator[_Row], book: QuoteBook
) -> None:
    sheet = workbook.create_sheet(name)
    notice = " ".join(wording.notices(book))
    if notice:
        for number in range(1, len(columns) + 1):
            words = notice if number == 1 else ""
            _put(sheet, 1, number, words, Font(bold=True), PatternFill("solid", fgColor=_AMBER))
        sheet.cell(1, 1).alignment = Alignment(wrap_text=False, vertical="center")
    header = 2 if notice else 1
    for number, (title, width) in enumerate(columns.items(), start=1):
        head = Font(bold=True, color=_PAPER)
        _put(sheet, header, number, title, head, PatternFill("solid", fgColor=_INK))
        sheet.column_dimensions[sheet.cell(header, number).column_letter].width = width
    last = header
    for last, row in enumerate(rows, start=header + 1):
        for number, content in enumerate(row, start=1):
            _put(sheet, last, number, content)
        sheet.row_dimensions[last].height = _height(row, list(columns.values()))
    sheet.freeze_panes = sheet.cell(header + 1, 1)
    if name != "About":
        sheet.auto_filter.ref = f"A{header}:{sheet.cell(last, len(columns)).coordinate}"
    _page(sheet, header, wording.stamp(book))


def _height(row: _Row, widths: Sequence[int]) -> float:
    """Points that the longest cell wants, wrapped; not every program works it out by itself."""
    lines = [-(-len(str(content)) // width) for content, width in zip(row, widths, strict=True)]
    return min(_TALLEST, _LINE * max(1, *lines))


def _put(
    sheet: Worksheet,
    row: int,
    column: int,
    content: str | int,
    font: Font | None = None,
    fill: PatternFill | None = None,
) -> None:
    cell = sheet.cell(row, column)
    if isinstance(content, int):
        cell.value = content
    elif text := wording.printable(content):
        cell.value = text
        cell.data_type = "s"
        cell.quotePrefix = text.lstrip().startswith(_FORMULA)
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if font and fill:
        cell.font, cell.fill = font, fill


def _page(sheet: Worksheet, header: int, stamp: str) -> None:
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{header}:{header}"
    sides = {"left": _HeaderFooterPart(text=stamp), "right": _HeaderFooterPart(text="&P / &N")}
    sheet.HeaderFooter.oddFooter = HeaderFooterItem(**sides)


def _quote_rows(book: QuoteBook) -> Iterator[_Row]:
    for family in families(book):
        for code in family.codes:
            for quote in code.quotes:
                yield (
                    quote.id,
                    family.name,
                    code.name,
                    quote.text,
                    quote.attribution,
                    quote.context,
                    wording.POLARITY[quote.polarity],
                    quote.words,
                    "; ".join(quote.checks),
                    "; ".join(quote.codes),
                    quote.transcript,
                    "; ".join(map(str, quote.turns)),
                    quote.verbatim,
                    wording.review_state(quote),
                )


def _spread_rows(book: QuoteBook) -> Iterator[_Row]:
    for family in families(book):
        for code in family.codes:
            spread = code.spread
            yield (
                family.name,
                code.name,
                _count(spread.participants, book.minimum_cell),
                spread.base,
                _count(spread.passages, book.minimum_cell),
                spread.quotes,
            )


def _count(count: int, minimum_cell: int) -> int | str:
    """A number where it may be shown, so that it can be sorted."""
    return count if count >= minimum_cell else wording.shown_count(count, minimum_cell)


def _withheld_rows(book: QuoteBook) -> Iterator[_Row]:
    for one in book.withheld:
        name = book.codes[one.code][1] if one.code in book.codes else one.code
        yield one.transcript, one.turn, name, wording.withheld_words(one)


def _about_rows(book: QuoteBook) -> Iterator[_Row]:
    yield "Study", book.title
    yield "Review", "reviewed" if book.reviewed else "not reviewed"
    yield "Material", "SYNTHETIC" if book.synthetic else "interviews"
    for number, text in enumerate(wording.method(book)):
        yield "" if number else "Method", text
    for number, text in enumerate(wording.limits(book)):
        yield "" if number else "Limits", text
    yield "Cells", "A cell that looks like a formula is text. Nothing typed here reaches the study."
    for number, (reason, count) in enumerate(wording.withheld_counts(book)):
        yield "" if number else "Withheld", f"{reason}: {count}"
