"""Quotes as a Word document."""

from __future__ import annotations

import io
import re
import zipfile
from itertools import pairwise

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from lxml import etree

from pipeline.quotable.exporters.docx_book import write
from pipeline.values.quotes import QuoteBook
from tests.quotable.examples import book


def opened(made: QuoteBook) -> Document:
    return docx.Document(io.BytesIO(write(made)))


@pytest.fixture(scope="module")
def document() -> Document:
    return opened(book())


def styled(document: Document, style: str) -> list[str]:
    return [one.text for one in document.paragraphs if one.style and one.style.name == style]


def test_holds_the_quotes_in_styles_that_can_be_changed() -> None:
    made = book()
    document = opened(made)
    assert set(styled(document, "Quote")) == {f"“{quote.text}”" for quote in made.quotes}
    assert all(line.startswith("— Victim ") for line in styled(document, "Attribution"))
    assert set(styled(document, "Question")) == {quote.context for quote in made.quotes}
    names = {style.name for style in document.styles}
    assert {"Quote", "Block Quote", "Attribution", "Question", "Heading 1", "Heading 2"} <= names


def test_a_long_quote_is_set_as_a_block_without_marks() -> None:
    made = book()
    long = made.quotes[0].model_copy(update={"words": 40})
    document = opened(made.model_copy(update={"quotes": (long,)}))
    assert styled(document, "Block Quote") == [long.text]
    assert styled(document, "Quote") == []


def test_is_grouped_by_family_and_theme_with_definition_and_base(document: Document) -> None:
    assert styled(document, "Heading 1") == [
        "Daily life",
        "Police contact",
        "Appendix: how this book was made",
    ]
    assert styled(document, "Heading 2")[:3] == [
        "Change of routine",
        "Moving home",
        "First contact",
    ]
    assert styled(document, "Definition")[0] == "Ways."
    assert styled(document, "Spread") == [
        "Found in 4 of 4 interviews.",
        "Found in none of 4 interviews.",
        "Found in fewer than 3 of 4 interviews.",
    ]


def test_what_was_denied_is_labelled(document: Document) -> None:
    denied = [line for line in styled(document, "Attribution") if "(denied)" in line]
    assert len(denied) == 3


def test_the_appendix_has_method_limits_and_counts(document: Document) -> None:
    assert {"Method", "Limits", "Passages withheld"} <= set(styled(document, "Heading 2"))
    cells = [[cell.text for cell in row.cells] for table in document.tables for row in table.rows]
    assert ["The participant did not agree to be quoted", "fewer than 3"] in cells
    assert ["First contact", "fewer than 3 of 4 interviews", "2"] in cells
    for table in document.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None


def test_every_page_says_what_it_is() -> None:
    document = opened(book(waived="a trial", synthetic=True))
    title_page = styled(document, "Notice")
    assert any("SYNTHETIC" in line for line in title_page)
    assert any("not reviewed" in line for line in title_page)
    for section in document.sections:
        assert not section.different_first_page_header_footer
        assert "SYNTHETIC, not reviewed" in section.footer.paragraphs[0].text
    assert not document.settings.odd_and_even_pages_header_footer


def test_a_reviewed_book_has_no_notice(document: Document) -> None:
    assert styled(document, "Notice") == []


def test_contents_lead_to_bookmarks(document: Document) -> None:
    body = document.element.body
    anchors = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    marks = list(body.iter(qn("w:bookmarkStart")))
    names = [mark.get(qn("w:name")) for mark in marks]
    assert len(anchors) == 6
    assert len(styled(document, "toc 1")) == 3
    assert len(styled(document, "toc 2")) == 3
    assert set(anchors) == set(names)
    assert len({mark.get(qn("w:id")) for mark in marks}) == len(marks)
    assert all(re.fullmatch(r"[A-Za-z]\w{0,39}", name) for name in names)


def test_fields_are_closed_and_in_order() -> None:
    with zipfile.ZipFile(io.BytesIO(write(book()))) as archive:
        for part in ("word/document.xml", "word/footer1.xml"):
            root = etree.fromstring(archive.read(part))
            kinds = [mark.get(qn("w:fldCharType")) for mark in root.iter(qn("w:fldChar"))]
            assert kinds == ["begin", "separate", "end"] * (len(kinds) // 3)
            assert kinds


def test_headings_descend_by_one(document: Document) -> None:
    levels = [
        int(one.style.name[-1])
        for one in document.paragraphs
        if one.style and one.style.name and one.style.name.startswith("Heading")
    ]
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_is_english_throughout() -> None:
    with zipfile.ZipFile(io.BytesIO(write(book()))) as archive:
        styles = etree.fromstring(archive.read("word/styles.xml"))
    assert {lang.get(qn("w:val")) for lang in styles.iter(qn("w:lang"))} == {"en-GB"}
