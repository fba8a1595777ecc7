"""What the Word appendix has besides the styles of the quote book: all can be changed in Word."""

from __future__ import annotations

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Pt, RGBColor
from docx.styles.style import ParagraphStyle

from pipeline.quotable.exporters.docx_styles import FONT, GREY, INK, TEXT


def add_appendix_styles(document: Document) -> None:
    """Add captions, notes and table cells; set the title and headings for a short document."""
    _space(_style(document, "Title"), 26, before=0, after=4)
    _space(_style(document, "Subtitle"), 13, before=0, after=16)
    _space(_style(document, "Heading 1"), 16, before=22, after=6)
    caption = _style(document, "Caption")
    _look(caption, 9.5, INK, bold=True, before=12, after=4)
    caption.paragraph_format.keep_with_next = True
    _look(_style(document, "Table Note"), 8.5, GREY, before=4, after=12)
    number = _style(document, "Table Number", "Table Text")
    number.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    group = _style(document, "Table Group", "Table Text")
    _look(group, 9.5, INK, bold=True, before=6, after=2)
    group.paragraph_format.keep_with_next = True
    points = _style(document, "List Bullet")
    points.paragraph_format.space_after = Pt(4)


def _style(document: Document, name: str, base: str = "Normal") -> ParagraphStyle:
    styles = document.styles
    if name not in [style.name for style in styles]:
        made = styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        made.base_style = styles[base]
        made.quick_style = True
    style = styles[name]
    assert isinstance(style, ParagraphStyle)
    return style


def _space(style: ParagraphStyle, size: float, before: float, after: float) -> None:
    style.font.size = Pt(size)
    style.paragraph_format.space_before = Pt(before)
    style.paragraph_format.space_after = Pt(after)


def _look(
    style: ParagraphStyle,
    size: float,
    colour: RGBColor = TEXT,
    *,
    bold: bool = False,
    before: float,
    after: float,
) -> None:
    _space(style, size, before, after)
    style.font.name, style.font.bold, style.font.italic = FONT, bold, False
    style.font.color.rgb = colour
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for script in ("cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), FONT)
    style.paragraph_format.line_spacing = 1.15
