"""A methods report as a Word document: real headings, captions that Word numbers, real tables."""

from __future__ import annotations

import io
from collections.abc import Sequence

import docx
from docx.document import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.shared import Cm, Pt
from docx.table import _Row
from docx.text.paragraph import Paragraph

from pipeline.measure.methods import MethodsReport
from pipeline.quotable.exporters import docx_parts as parts
from pipeline.quotable.exporters.archive import CORE, core_properties, without_traces
from pipeline.quotable.exporters.docx_styles import PALE, RULE, add_styles
from pipeline.quotable.exporters.wording import printable
from pipeline.run.appendix.blocks import Block, Heading, Notice, Points, Table, Text
from pipeline.run.appendix.document_styles import add_appendix_styles
from pipeline.run.appendix.markdown import TITLE
from pipeline.run.appendix.told import blocks_of, stamp

_ONE_PAGE = 20
"""A table of so many rows does not go on on another page."""


def write(report: MethodsReport) -> bytes:
    """The document; no name and no path in its properties, and always the same date."""
    document = docx.Document()
    add_styles(document)
    add_appendix_styles(document)
    stamped = stamp(report)
    parts.set_page(document, stamped or TITLE, bold=bool(stamped))
    _say(document, TITLE, "Title")
    _say(document, report.study.title, "Subtitle")
    tables = 0
    for block in blocks_of(report):
        tables += isinstance(block, Table)
        _block(document, block, tables)
    made = io.BytesIO()
    document.save(made)
    return without_traces(made.getvalue(), {CORE: core_properties(TITLE)})


def _block(document: Document, block: Block, number: int) -> None:
    match block:
        case Heading(words):
            _say(document, words, "Heading 1")
        case Notice(words):
            _say(document, words, "Notice")
        case Text(words):
            _say(document, words, "Normal")
        case Points(items):
            for item in items:
                _say(document, item, "List Bullet")
        case Table():
            _table(document, block, number)


def _table(document: Document, made: Table, number: int) -> None:
    _caption(document, made.caption, number)
    table = document.add_table(rows=len(made.rows) + 1, cols=len(made.head))
    table.alignment, table.autofit = WD_TABLE_ALIGNMENT.LEFT, False
    parts.rule_rows(table, RULE)
    for column, width in zip(table.columns, made.widths, strict=True):
        column.width = Cm(width)
    head, *rows = table.rows
    _row(head, made.head, made, bold=True)
    _head(head)
    for row, words in zip(rows, made.rows, strict=True):
        if len(words) == 1:
            _group_row(row, words[0])
        else:
            _row(row, words, made, bold=made.sums and row is rows[-1])
    for row in table.rows:
        parts.keep_whole(row)
    for row in rows[:-1] if len(rows) <= _ONE_PAGE else ():
        _keep_with_next(row)
    note = _say(document, made.note, "Table Note")
    if not made.note:  # it only keeps the table off what follows
        note.paragraph_format.space_before = note.paragraph_format.space_after = Pt(0)


def _caption(document: Document, words: str, number: int) -> None:
    caption = document.add_paragraph(style="Caption")
    caption.add_run("Table ")
    parts.add_field(caption, "SEQ Table \\* ARABIC", str(number))
    caption.add_run(f". {printable(words)}")


def _head(row: _Row) -> None:
    parts.repeat_as_header(row)
    _keep_with_next(row)
    for cell in row.cells:
        parts.shade(cell, PALE)


def _row(row: _Row, words: Sequence[str], made: Table, *, bold: bool) -> None:
    for at, (cell, text) in enumerate(zip(row.cells, words, strict=True)):
        cell.width = Cm(made.widths[at])
        paragraph = cell.paragraphs[0]
        paragraph.style = "Table Text" if at < made.numbers else "Table Number"
        paragraph.add_run(printable(text)).bold = bold


def _keep_with_next(row: _Row) -> None:
    for cell in row.cells:
        cell.paragraphs[0].paragraph_format.keep_with_next = True


def _group_row(row: _Row, words: str) -> None:
    """Names what the rows below it have in common, over the whole width."""
    cell = row.cells[0].merge(row.cells[-1])
    paragraph = cell.paragraphs[0]
    paragraph.style = "Table Group"
    paragraph.add_run(printable(words))


def _say(document: Document, words: str, style: str) -> Paragraph:
    return document.add_paragraph(printable(words), style=style)
