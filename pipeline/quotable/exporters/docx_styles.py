"""The styles of the Word quote book: a department restyles the document by changing these."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Pt, RGBColor
from docx.styles.style import BaseStyle, ParagraphStyle

FONT = "Arial"
INK = RGBColor(0x17, 0x32, 0x4D)
TEXT = RGBColor(0x1D, 0x27, 0x33)
GREY = RGBColor(0x50, 0x5C, 0x69)
RULE = "9DB2C4"
AMBER = "FFF1CC"
PALE = "EEF3F7"


@dataclass(frozen=True)
class _Look:
    name: str
    size: float
    colour: RGBColor = TEXT
    bold: bool = False
    italic: bool = False
    before: float = 0
    after: float = 6
    left: float = 0
    right: float = 0
    lines: float = 1.25
    keep: bool = False
    """With the next paragraph."""


_LOOKS = (
    _Look("Normal", 10.5),
    _Look("Title", 30, INK, bold=True, before=120, after=6, lines=1.05),
    _Look("Subtitle", 14, GREY, after=24),
    _Look("Heading 1", 20, INK, bold=True, before=0, after=12, lines=1.1, keep=True),
    _Look("TOC Heading", 20, INK, bold=True, before=0, after=12, lines=1.1, keep=True),
    _Look("Heading 2", 14, INK, bold=True, before=22, after=4, lines=1.1, keep=True),
    _Look("Definition", 10.5, GREY, after=4, keep=True),
    _Look("Spread", 10.5, TEXT, bold=True, after=10, keep=True),
    _Look("Question", 9, GREY, italic=True, before=10, after=3, left=18, right=18, keep=True),
    _Look("Quote", 11.5, before=4, after=3, left=18, right=18, lines=1.35, keep=True),
    _Look("Block Quote", 11.5, before=4, after=3, left=30, right=30, lines=1.35, keep=True),
    _Look("Attribution", 9.5, INK, after=2, left=18, right=18),
    _Look("Check", 8.5, GREY, after=8, left=18, right=18),
    _Look("Notice", 11, TEXT, bold=True, before=6, after=6, left=6, right=6),
    _Look("toc 1", 10, INK, bold=True, before=6, after=1, lines=1.1),
    _Look("toc 2", 9.5, TEXT, after=0, left=14, lines=1.15),
    _Look("Footer", 8.5, GREY, after=0),
    _Look("Table Text", 9.5, before=2, after=2, lines=1.1),
)


def add_styles(document: Document) -> None:
    """Give the document its styles: the built-in names where Word has them."""
    styles = document.styles
    known = {style.name for style in styles}
    for look in _LOOKS:
        is_new = look.name not in known
        if is_new:
            # Word knows styles named 'toc ...' as those of a renewed table of contents.
            known_to_word = look.name.startswith("toc ")
            styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=known_to_word)
        style = styles[look.name]
        assert isinstance(style, ParagraphStyle)
        if is_new:
            style.base_style = styles["Normal"]
            style.quick_style = True
        _apply(style, look)
    _border(styles["Block Quote"], ("left",), 18, 10, RULE)
    _border(styles["Notice"], ("top", "left", "bottom", "right"), 4, 6, AMBER)
    _shade(styles["Notice"], AMBER)
    _language(document)


def _apply(style: ParagraphStyle, look: _Look) -> None:
    font, shape = style.font, style.paragraph_format
    font.name, font.size, font.bold, font.italic = FONT, Pt(look.size), look.bold, look.italic
    font.color.rgb = look.colour
    for spread in style.element.get_or_add_rPr().findall(qn("w:spacing")):
        style.element.rPr.remove(spread)
    fonts = style.element.rPr.get_or_add_rFonts()
    for attribute in list(fonts.attrib):
        del fonts.attrib[attribute]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    shape.space_before, shape.space_after = Pt(look.before), Pt(look.after)
    shape.left_indent, shape.right_indent = Pt(look.left), Pt(look.right)
    shape.line_spacing = look.lines
    shape.keep_with_next = look.keep
    shape.keep_together = look.keep
    for border in style.element.get_or_add_pPr().findall(qn("w:pBdr")):
        style.element.pPr.remove(border)


def _border(style: BaseStyle, sides: Sequence[str], eighths: int, space: int, colour: str) -> None:
    lines = "".join(
        f'<w:{side} w:val="single" w:sz="{eighths}" w:space="{space}" w:color="{colour}"/>'
        for side in sides
    )
    borders = parse_xml(f"<w:pBdr {nsdecls('w')}>{lines}</w:pBdr>")
    _insert(style, borders, "w:shd", *_LATER)


def _shade(style: BaseStyle, colour: str) -> None:
    shade = parse_xml(f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{colour}"/>')
    _insert(style, shade, *_LATER)


_LATER = ("w:tabs", "w:spacing", "w:ind", "w:jc", "w:outlineLvl")
"""What the schema wants after borders and shading, in a paragraph's properties."""


def _insert(style: BaseStyle, part: BaseOxmlElement, *before: str) -> None:
    style.element.get_or_add_pPr().insert_element_before(part, *before)


def _language(document: Document) -> None:
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
