"""Pieces of WordprocessingML that python-docx has no call for."""

from __future__ import annotations

from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm
from docx.table import Table, _Cell, _Row
from docx.text.paragraph import Paragraph


def add_field(paragraph: Paragraph, instruction: str, shown: str = "1") -> None:
    """A field such as PAGE, with what it shows until it is worked out."""
    open_field(paragraph, instruction)
    paragraph.add_run(shown)
    close_field(paragraph)


def open_field(paragraph: Paragraph, instruction: str) -> None:
    """Begin a field whose shown content follows, perhaps over several paragraphs."""
    _field_mark(paragraph, "begin")
    code = OxmlElement("w:instrText")
    code.set(qn("xml:space"), "preserve")
    code.text = f" {instruction} "
    paragraph.add_run()._r.append(code)
    _field_mark(paragraph, "separate")


def close_field(paragraph: Paragraph) -> None:
    """End the field."""
    _field_mark(paragraph, "end")


def add_bookmark(paragraph: Paragraph, name: str, number: int) -> None:
    """Put a bookmark around the paragraph's words."""
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), name)
    first = paragraph.runs[0]._r
    first.addprevious(start)
    paragraph._p.append(end)


def add_link(paragraph: Paragraph, bookmark: str, words: str) -> None:
    """A link to a bookmark in the same document."""
    link = OxmlElement("w:hyperlink")
    link.set(qn("w:anchor"), bookmark)
    link.set(qn("w:history"), "1")
    link.append(paragraph.add_run(words)._r)
    paragraph._p.append(link)


def repeat_as_header(row: _Row) -> None:
    """Mark a table's row as its header: read out as such, repeated on every page."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))


def keep_whole(row: _Row) -> None:
    """Do not break the row over two pages."""
    row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))


def shade(cell: _Cell, colour: str) -> None:
    """Fill a table's cell."""
    fill = OxmlElement("w:shd")
    fill.set(qn("w:val"), "clear")
    fill.set(qn("w:color"), "auto")
    fill.set(qn("w:fill"), colour)
    cell._tc.get_or_add_tcPr().append(fill)


def rule_rows(table: Table, colour: str) -> None:
    """Thin lines between the rows and nothing else."""
    sides = "".join(
        f'<w:{side} w:val="{line}" w:sz="4" w:space="0" w:color="{colour}"/>'
        for side, line in _RULES.items()
    )
    borders = parse_xml(f"<w:tblBorders {nsdecls('w')}>{sides}</w:tblBorders>")
    table._tbl.tblPr.append(borders)


_RULES = {
    "top": "single",
    "left": "nil",
    "bottom": "single",
    "right": "nil",
    "insideH": "single",
    "insideV": "nil",
}


def _field_mark(paragraph: Paragraph, kind: str) -> None:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)


def set_page(document: Document, foot: str, *, bold: bool) -> None:
    """A4 with margins for notes, and a footer: `foot` on the left, the page on the right."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin, section.bottom_margin = Cm(2.5), Cm(2.2)
    footer = section.footer.paragraphs[0]
    for stop in list(footer.style.paragraph_format.tab_stops if footer.style else ()):
        stop.position = Cm(0.01)
    footer.paragraph_format.tab_stops.add_tab_stop(Cm(16), WD_TAB_ALIGNMENT.RIGHT)
    footer.add_run(foot).bold = bold
    footer.add_run("\tPage ")
    add_field(footer, "PAGE")
    footer.add_run(" of ")
    add_field(footer, "NUMPAGES")
