"""The quote book as a Word document: quotes by theme, each with question and attribution."""

from __future__ import annotations

import hashlib
import io
from collections.abc import Sequence
from itertools import count

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Cm
from docx.table import _Row
from docx.text.paragraph import Paragraph

from pipeline.quotable.exporters import docx_parts as parts
from pipeline.quotable.exporters import wording
from pipeline.quotable.exporters.archive import properties, without_traces
from pipeline.quotable.exporters.docx_styles import PALE, RULE, add_styles
from pipeline.quotable.exporters.grouping import (
    CodeSection,
    FamilySection,
    families,
    participants,
    quoted_families,
)
from pipeline.values.quotes import Quote, QuoteBook
from pipeline.values.themes import Polarity

_APPENDIX = ("Appendix: how this book was made", "appendix")


def write(book: QuoteBook) -> bytes:
    """The document: title page, contents, quotes by family and theme, appendix."""
    document = docx.Document()
    add_styles(document)
    stamp = wording.stamp(book)
    parts.set_page(document, stamp or "Quotes by theme", bold=bool(stamp))
    sections = quoted_families(book)
    _title_page(document, book)
    _contents(document, sections)
    numbers = count(1)
    for family in sections:
        _heading(document, family.name, 1, f"family-{family.id}", next(numbers))
        for code in family.codes:
            _code(document, code, book, next(numbers))
    _appendix(document, book, next(numbers))
    made = io.BytesIO()
    document.save(made)
    title = wording.printable(book.title)
    return without_traces(made.getvalue(), properties(title))


def _title_page(document: Document, book: QuoteBook) -> None:
    _say(document, book.title, "Title")
    _say(document, "Quotes by theme", "Subtitle")
    for notice in wording.notices(book):
        _say(document, notice, "Notice")
    bases = {spread.base for spread in book.spreads}
    _say(
        document,
        f"{len(book.quotes)} quotes of {len(participants(book))} participants"
        + (f", from {max(bases)} interviews." if bases else "."),
        "Normal",
    ).paragraph_format.space_before = Cm(0.6)


def _contents(document: Document, sections: Sequence[FamilySection]) -> None:
    """A list of links inside a TOC field, so that Word can renew it."""
    _say(document, "Contents", "TOC Heading").paragraph_format.page_break_before = True
    entries = [(_APPENDIX[0], _APPENDIX[1], 1)]
    for family in reversed(sections):
        entries += [(code.name, f"code-{code.id}", 2) for code in reversed(family.codes)]
        entries.append((family.name, f"family-{family.id}", 1))
    lines = []
    for number, (name, bookmark, level) in enumerate(reversed(entries)):
        line = document.add_paragraph(style=f"toc {level}")
        if number == 0:
            parts.open_field(line, 'TOC \\o "1-2" \\h \\n')
        parts.add_link(line, _bookmark(bookmark), wording.printable(name))
        lines.append(line)
    parts.close_field(lines[-1])


def _heading(document: Document, words: str, level: int, bookmark: str, number: int) -> None:
    heading = _say(document, words, f"Heading {level}")
    heading.paragraph_format.page_break_before = level == 1
    parts.add_bookmark(heading, _bookmark(bookmark), number)


def _code(document: Document, code: CodeSection, book: QuoteBook, number: int) -> None:
    _heading(document, code.name, 2, f"code-{code.id}", number)
    _say(document, code.definition, "Definition")
    _say(document, f"Found in {wording.spread_words(code.spread, book.minimum_cell)}.", "Spread")
    for quote in code.quotes:
        _quote(document, quote)


def _quote(document: Document, quote: Quote) -> None:
    if quote.context:
        _say(document, quote.context, "Question")
    style = "Quote" if wording.in_marks(quote) else "Block Quote"
    _say(document, wording.set_quote(quote), style)
    line = _say(document, f"— {quote.attribution}" if quote.attribution else "", "Attribution")
    if quote.polarity is not Polarity.PRESENT:
        line.add_run(f"  ({wording.POLARITY[quote.polarity]})").bold = True
    told = [quote.id] if quote.reviewed else [quote.id, wording.review_state(quote)]
    if quote.checks:
        told.append(f"before printing: {'; '.join(quote.checks)}")
    line.paragraph_format.keep_with_next = True
    _say(document, " · ".join(told), "Check")


def _appendix(document: Document, book: QuoteBook, number: int) -> None:
    _heading(document, *_APPENDIX[:1], 1, _APPENDIX[1], number)
    _say(document, "Method", "Heading 2")
    for text in wording.method(book):
        _say(document, text, "Normal")
    _say(document, "Limits", "Heading 2")
    for text in wording.limits(book):
        _say(document, text, "Normal")
    if book.withheld:
        _say(document, "Passages withheld", "Heading 2")
        _table(document, ("Why", "Passages"), wording.withheld_counts(book))
    _say(document, "Bases: how widely each theme was found", "Heading 2")
    rows = [
        (code.name, wording.spread_words(code.spread, book.minimum_cell), str(len(code.quotes)))
        for family in families(book)
        for code in family.codes
    ]
    _table(document, ("Theme", "Found in", "Quotes"), rows)


def _table(document: Document, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    table = document.add_table(rows=len(rows) + 1, cols=len(head))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    parts.rule_rows(table, RULE)
    for column, width in zip(table.columns, _WIDTHS[len(head)], strict=True):
        column.width = Cm(width)
    for number, (row, words) in enumerate(zip(table.rows, [head, *rows], strict=True)):
        _table_row(row, words, is_head=number == 0)


_WIDTHS = {2: (11.5, 4.5), 3: (8.5, 5.5, 2)}
"""Of tables with so many columns, in centimetres."""


def _table_row(row: _Row, words: Sequence[str], *, is_head: bool) -> None:
    parts.keep_whole(row)
    if is_head:
        parts.repeat_as_header(row)
    for cell, text, width in zip(row.cells, words, _WIDTHS[len(words)], strict=True):
        cell.width = Cm(width)
        cell.paragraphs[0].style = "Table Text"
        cell.paragraphs[0].add_run(wording.printable(text)).bold = is_head
        if is_head:
            parts.shade(cell, PALE)


def _say(document: Document, words: str, style: str) -> Paragraph:
    return document.add_paragraph(wording.printable(words), style=style)


def _bookmark(name: str) -> str:
    """Word takes letters, digits and underlines, at most 40."""
    short = hashlib.sha256(name.encode()).hexdigest()[:8]
    return f"{name.replace('-', '_')[:28]}_{short}"
