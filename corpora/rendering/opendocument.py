"""OpenDocument text: styles, soft line breaks, a comment by the transcriber."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from odf import dc, meta, office, style, text
from odf.element import Element
from odf.opendocument import OpenDocumentText

from corpora.rendering.talk import Interview, Said
from corpora.rendering.zips import fixed_zip

_BREAK_EVERY = 40
_COMMENT_ON = "Jago Tripp"
_COMMENT = "Tripp with two Ps? Will said he'd check with Jago. BL"


def odt(interview: Interview, talk: Sequence[Said]) -> bytes:
    """A paragraph a turn, the tag in bold."""
    Element.namespaces.clear()  # the library keeps the prefixes of every document before
    document = OpenDocumentText()
    _describe(document, interview)
    bold = style.Style(name="Speaker", family="text")
    bold.addElement(style.TextProperties(fontweight="bold"))
    turn = style.Style(name="Turn", family="paragraph")
    turn.addElement(style.ParagraphProperties(marginbottom="0.2cm"))
    document.styles.addElement(bold)
    document.styles.addElement(turn)
    title = f"{interview.participant}, {interview.recorded:%d.%m.%y}"
    document.text.addElement(text.H(outlinelevel=1, text=title))
    for said in talk:
        paragraph = text.P(stylename=turn)
        paragraph.addElement(text.Span(stylename=bold, text=interview.tags[said.speaker]))
        paragraph.addElement(text.Tab())
        _talk(paragraph, said.text)
        if _COMMENT_ON in said.text:
            paragraph.addElement(_annotation(interview))
        document.text.addElement(paragraph)
    data = io.BytesIO()
    document.save(data)
    return fixed_zip(data.getvalue())


def _talk(paragraph: Any, words: str) -> None:
    """The words, with a soft line break instead of a blank now and then."""
    split = words.split()
    for first in range(0, len(split), _BREAK_EVERY):
        if first:
            paragraph.addElement(text.LineBreak())
        paragraph.addText(" ".join(split[first : first + _BREAK_EVERY]))


def _annotation(interview: Interview) -> Any:
    note = office.Annotation()
    note.addElement(dc.Creator(text="Bev Lightfoot"))
    note.addElement(dc.Date(text=interview.recorded.isoformat()))
    note.addElement(text.P(text=_COMMENT))
    return note


def _describe(document: Any, interview: Interview) -> None:
    document.meta.addElement(meta.InitialCreator(text="Bev Lightfoot"))
    document.meta.addElement(meta.CreationDate(text=interview.recorded.isoformat()))
    document.meta.addElement(dc.Creator(text=interview.interviewer))
    document.meta.addElement(dc.Title(text=f"{interview.participant} interview"))
