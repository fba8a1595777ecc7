"""Word documents: a department's house style, a Teams transcript, a table."""

from __future__ import annotations

import io
import random
import textwrap
from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from corpora.rendering.talk import Interview, Said, as_typed, chopped, h_mm_ss, hh_mm_ss
from corpora.rendering.zips import fixed_zip

if TYPE_CHECKING:
    from docx.document import Document as WordDocument
    from docx.text.paragraph import Paragraph

_LINE = 76
_TEAMS_BLOCK = 45
_TABLE_STYLES = ("Normal Table", "Table Grid")
_UNUSED = (
    "http://schemas.microsoft.com/office/2007/relationships/stylesWithEffects",
    RELATIONSHIP_TYPE.CUSTOM_XML,
)


def house_style(interview: Interview, talk: Sequence[Said]) -> bytes:
    """Cover block, page header and footer, and a typed number before every typed line."""
    document = Document()
    document.styles["Normal"].font.name = "Courier New"
    document.styles["Normal"].font.size = Pt(9)
    document.styles["Normal"].paragraph_format.space_after = Pt(0)
    section = document.sections[0]
    section.left_margin = section.right_margin = Cm(2)
    section.header.paragraphs[0].text = "Victim experiences study - Interview 02 - NOT ANONYMISED"
    _page_number(section.footer.paragraphs[0], "Confidential: do not copy. Page ")
    for line in _cover(interview):
        document.add_paragraph(line)
    number = 1
    for said in talk:
        for line in _typed_lines(interview.tags[said.speaker], said.text):
            document.add_paragraph(f"{number:<5}{line}".rstrip())
            number += 1
    return _saved(document, interview, f"{interview.participant}, verbatim")


def teams(interview: Interview, talk: Sequence[Said]) -> bytes:
    """Teams' own transcript: names and times, an utterance chopped into fragments."""
    chance = random.Random(interview.id)
    document = Document()
    title = interview.file.removesuffix(".docx")
    document.add_paragraph(title)
    document.add_paragraph(
        f"{interview.recorded:%B} {interview.recorded.day}, {_day_time(interview)}"
    )
    minutes, seconds = divmod(int(talk[-1].ends) + 5, 60)
    document.add_paragraph(f"{minutes}m {seconds}s")
    organiser = interview.tags["I"]
    document.add_paragraph(f"{organiser} started transcription")
    for said in talk:
        _teams_blocks(
            document, interview.tags[said.speaker], list(chopped(said, 1, (7, 14), chance))
        )
    document.add_paragraph(f"{organiser} stopped transcription")
    return _saved(document, interview, title)


def table(interview: Interview, talk: Sequence[Said]) -> bytes:
    """Three columns: time, speaker, text."""
    document = Document()
    title = f"Interview with {interview.participant}"
    document.add_heading(title, level=1)
    grid = document.add_table(rows=1, cols=3)
    grid.style = document.styles["Table Grid"]
    for cell, words in zip(grid.rows[0].cells, ("Time", "Speaker", "Text"), strict=True):
        cell.text = words
    for said in talk:
        cells = grid.add_row().cells
        cells[0].text = hh_mm_ss(said.starts, ".")[:8]
        cells[1].text = interview.tags[said.speaker]
        cells[2].text = as_typed(said.text)
    for column, width in zip(grid.columns, (Cm(2.2), Cm(3.2), Cm(11)), strict=True):
        column.width = width
    return _saved(document, interview, title)


def _cover(interview: Interview) -> list[str]:
    day = f"{interview.recorded:%d/%m/%Y}"
    return [
        "PROJECT: Victim experiences study     INTERVIEW: 02     VERSION: 2 - NOT ANONYMISED",
        f"INTERVIEWEE: {interview.participant}   INTERVIEWER: {interview.interviewer}",
        f"DATE: {day}   PLACE: participant's home, Settle",
        "LENGTH: 01:32:10   TRANSCRIBER: T2   STYLE: intelligent verbatim",
        "-" * (_LINE + 5),
    ]


def _typed_lines(tag: str, text: str) -> list[str]:
    """The turn as lines of a typewriter, and the empty line after it."""
    first = f"{tag:<7}"
    wrapped = textwrap.wrap(
        text,
        _LINE,
        initial_indent=first,
        subsequent_indent=" " * len(first),
        break_long_words=False,
        break_on_hyphens=False,
    )
    return [*wrapped, ""]


def _teams_blocks(
    document: WordDocument, name: str, fragments: list[tuple[str, float, float]]
) -> None:
    """A speaker's fragments; the name comes again where she goes on for long."""
    paragraph, words = None, 0
    for text, starts, _ in fragments:
        if paragraph is None or words > _TEAMS_BLOCK:
            paragraph, words = document.add_paragraph(), 0
            paragraph.add_run(name).bold = True
            paragraph.add_run(f"   {h_mm_ss(starts)}")
        paragraph.add_run().add_break()
        paragraph.add_run(text)
        words += len(text.split())


def _day_time(interview: Interview) -> str:
    hour = interview.recorded.hour
    half = "PM" if hour >= 12 else "AM"
    return f"{interview.recorded.year}, {(hour - 1) % 12 + 1}:{interview.recorded:%M}{half}"


def _page_number(paragraph: Paragraph, words: str) -> None:
    paragraph.add_run(words)
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    paragraph._p.append(field)


def _saved(document: WordDocument, interview: Interview, title: str) -> bytes:
    properties = document.core_properties
    properties.author = properties.last_modified_by = interview.interviewer
    properties.title = title
    properties.comments = ""
    properties.created = properties.modified = interview.recorded
    _lighten(document)
    data = io.BytesIO()
    document.save(data)
    return fixed_zip(data.getvalue())


def _lighten(document: WordDocument) -> None:
    """Drop what the library's template brings along and nobody uses: most of the file's size."""
    for one in list(document.styles):
        if one.type == WD_STYLE_TYPE.TABLE and one.name not in _TABLE_STYLES:
            one.delete()
    for key, relation in list(document.part.rels.items()):
        if relation.reltype in _UNUSED:
            document.part.drop_rel(key)
