from __future__ import annotations

import io
import zipfile
from contextlib import suppress
from pathlib import Path

import docx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks.drafting import word_document
from pipeline.errors import InputError
from pipeline.run.drafts.reading import ReadDraft, read_data, read_draft
from pipeline.values.drafts import DraftPart, DraftPiece


def told(read: ReadDraft) -> dict[str, str]:
    """Where -> text; of several at one place the last."""
    return {one.where: one.text for one in read.values}


def named(read: ReadDraft, start: str) -> list[DraftPiece]:
    return [one for one in read.values if one.where.startswith(start)]


WORD = word_document(
    {
        "metadata": {"author": "Jo Bloggs", "keywords": "one, two"},
        "header": "A header",
        "footer": "A footer",
        "body": [
            {"heading": "A heading"},
            "A paragraph",
            {"quote": "A quote\n— Victim 7"},
            {"indented": "An indented one"},
            {"bullet": "A bullet"},
            {"table": [["A", "B"], ["C", "D"]]},
            {"text": "Noted", "note": "A footnote", "remark": "A remark"},
            {"text": "Struck", "deleted": " out", "inserted": " and put in"},
            {"text": "Shown", "picture": "A picture of it"},
            {"text": "Boxed", "box": "In a box"},
        ],
    }
)


def test_a_word_document_is_read_whole() -> None:
    read = told(read_data(WORD, ".docx"))
    assert read["paragraph 2"] == "A paragraph"
    assert read["paragraph 3"] == "A quote\n— Victim 7"
    assert read["table 1, row 2, column 1"] == "C"
    assert read["footnote 1"] == "A footnote"
    assert read["comment 1"] == "A remark"
    assert read["metadata: author of comment 1"] == "A reader AR"
    assert read["paragraph 7"] == "Struck and put in"
    assert read["tracked deletion in paragraph 7"] == " out"
    assert read["alternative text in paragraph 8"] == "A picture of it"
    assert read["text box at paragraph 9"] == "In a box"
    assert read["header"] == "A header"
    assert read["footer"] == "A footer"
    assert read["metadata: author"] == "Jo Bloggs"
    assert read["metadata: keywords"] == "one, two"


def test_quote_styles_and_indented_paragraphs_are_blocks_and_lists_are_not() -> None:
    read = read_data(WORD, ".docx")
    assert [one.text.split("\n")[0] for one in read.values if one.block] == [
        "A quote",
        "An indented one",
    ]
    assert [one.text for one in read.values if one.heading] == ["A heading"]
    rows = [one.row for one in named(read, "table")]
    assert rows == [1, 1, 2, 2]


def test_a_text_that_is_all_indented_has_no_blocks() -> None:
    read = read_data(word_document({"body": [{"indented": f"Paragraph {n}"} for n in "abc"]}), "")
    assert not any(one.block for one in read.values)


def with_part(name: str, content: str | bytes) -> bytes:
    made = io.BytesIO(word_document({"body": ["Text"]}))
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, content)
    return made.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("customXml/item9.xml", "<root><who>Hidden Name</who></root>"),
        ("customXml/item9.xml", "<root who='Hidden Name'/>"),
        ("docProps/custom.xml", "<p><property name='x'><v>Hidden Name</v></property></p>"),
        ("word/people.xml", "<people author='Hidden Name'/>"),
        ("word/glossary/document.xml", "<d><p><r><t>Hidden Name</t></r></p></d>"),
        ("word/embeddings/a.txt", "Hidden Name"),
        ("word/media/image9.png", b"\x89PNG\r\n\x1a\n\x00\x01" + b"tEXtAuthor Hidden Name " * 2),
        ("word/media/Hidden Name.bin", b"\x00"),
        ("word/footer9.xml", "<ftr><p><r><t>Hidden Name</t></r></p></ftr>"),
        ("word/endnotes.xml", "<endnotes><endnote id='3'><p><r><t>Hidden Name</t></r></p></endnote>"
         "</endnotes>"),
    ],
)  # fmt: skip
def test_nothing_in_the_file_is_left_out(name: str, content: str | bytes) -> None:
    read = read_data(with_part(name, content), ".docx")
    holding = [one for one in read.values if "Hidden Name" in one.text]
    assert holding
    assert not any("Hidden" in one.where for one in read.values)


def test_a_packed_table_is_unpacked() -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("xl/sharedStrings.xml", "<sst><si><t>Hidden Name</t></si></sst>")
    read = read_data(with_part("word/embeddings/sheet.xlsx", inner.getvalue()), ".docx")
    assert any("Hidden Name" in one.text for one in read.values)


MARKDOWN = """\
---
title: A report
reviewer: Jo Bloggs
---
# A heading #

Some *text* with “a quote
broken” over lines.[^1] A [link](https://x.org/a_(b) "tip") and \\[…\\].
------

Setext
------
> A block
> in two lines
> — Victim 7
>
> Another

- item ~~gone~~
| Code | N |
|------|---|
| a | 3 of 12 |

[^1]: A note with <b>tags</b> &ldquo;x&rdquo;.
<!-- a comment -->
```
code
```
![alt](a.png)
"""


def test_markdown_is_read_as_it_is_printed() -> None:
    read = read_data(MARKDOWN.encode(), ".md")
    found = told(read)
    assert found["paragraph 2"] == "Some text with “a quote broken” over lines. A link and […]."
    assert found["paragraph 4"] == "A block in two lines\n— Victim 7"
    assert found["footnote 1"] == "A note with tags “x”."
    assert found["metadata"] == "reviewer: Jo Bloggs"
    assert found["comment 1"].strip() == "a comment"
    assert found["deletion in paragraph 6"] == "gone"
    assert [one.text for one in read.values if one.heading] == ["A heading", "Setext", "Code", "N"]
    assert [one.text for one in read.values if one.block] == [
        "A block in two lines\n— Victim 7",
        "Another",
    ]
    assert "code" in [one.text for one in named(read, "code")]


HTML = """\
<!DOCTYPE html><html><head><meta charset="utf-8"><title>A title</title>
<meta name="author" content="Jo Bloggs"><style>p {}</style></head><body>
<h1>Head</h1><p>She said <q>I went <q>in</q></q> &amp; left<br>next&#8217;s. <del>gone</del></p>
<blockquote><p>A block</p><footer>— Victim 7</footer></blockquote>
<table><tr><th>A<th>B<tr><td>C<td>D</table>
<ol class="footnotes"><li id="fn1">One<li id="fn2">Two</ol>
<img alt="A picture" src="x.png"><!-- a remark --><a href="mailto:jo@x.org">m</a>
<script>var a = "Jo"</script><p data-who="Joanna">x</p>
</body></html>"""


def test_html_is_read_as_it_is_printed_and_the_rest_beside_it() -> None:
    read = read_data(HTML.encode(), ".html")
    found = told(read)
    assert found["paragraph 2"] == "She said “I went ‘in’” & left\nnext’s."
    assert found["deletion in paragraph 2"] == "gone"
    assert found["table 1, row 2, column 2"] == "D"
    assert found["footnote 2"] == "Two"
    assert found["metadata: author"] == "Jo Bloggs"
    assert found["metadata: title"] == "A title"
    assert found["alternative text"] == "A picture"
    assert found["comment 1"].strip() == "a remark"
    assert found["script"] == 'var a = "Jo"'
    assert "Joanna" in found["markup"]
    assert [one.text for one in read.values if one.block] == ["A block", "— Victim 7"]


@pytest.mark.parametrize(
    ("text", "ending"), [(MARKDOWN, ".md"), (HTML, ".html"), (MARKDOWN, ".txt")]
)
def test_every_character_knows_where_it_stands_in_the_file(text: str, ending: str) -> None:
    for piece in read_data(text.encode(), ending).pieces:
        if piece.offsets is not None:
            assert len(piece.offsets) == len(piece.value.text)
            assert list(piece.offsets) == sorted(piece.offsets)
            for char, at in zip(piece.value.text, piece.offsets, strict=True):
                assert text[at] == char or char.isspace() or text[at] in "&<"


@given(st.text(max_size=300), st.sampled_from([".md", ".html", ".txt"]))
def test_any_text_is_read_or_refused(text: str, ending: str) -> None:
    with suppress(InputError):
        for piece in read_data(text.encode("utf-8", "surrogatepass"), ending).pieces:
            assert piece.offsets is None or len(piece.offsets) == len(piece.value.text)


def test_a_plain_text_without_blank_lines_has_a_paragraph_a_line() -> None:
    read = read_data(b"One line.\nAnother line.\n", ".txt")
    assert [one.text for one in read.values] == ["One line.", "Another line."]


def ole(words: str = "") -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 60 + words.encode("utf-16-le")


def bomb() -> bytes:
    """A small archive that claims to hold 300 MB."""
    data = bytearray(word_document({"body": ["x"]}))
    place = data.index(b"PK\x01\x02") + 24
    data[place : place + 4] = (300 * 1024 * 1024).to_bytes(4, "little")
    return bytes(data)


def entities() -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr(
            "word/document.xml", '<!DOCTYPE d [<!ENTITY a "aaaa">]><d><p><r><t>&a;</t></r></p></d>'
        )
    return made.getvalue()


@pytest.mark.parametrize(
    ("data", "ending", "says"),
    [
        (b"", ".docx", "empty"),
        (b" \n", ".md", "empty"),
        (b"%PDF-1.7 x", ".pdf", "PDF"),
        (b"%PDF-1.7 x", ".docx", "PDF"),
        (ole(), ".doc", "old Word document"),
        (ole("EncryptedPackage"), ".docx", "password"),
        (b"{\\rtf1 x}", ".rtf", "RTF"),
        (b"not a zip at all", ".docx", "no Word document"),
        (WORD[:400], ".docx", "damaged"),
        (WORD[: len(WORD) // 2], ".docx", "damaged"),
        (b"PK\x03\x04" + b"\x00" * 40, ".docx", "damaged"),
        (entities(), ".docx", "entities"),
        (b"<!DOCTYPE x [<!ENTITY a 'b'>]><p>&a;</p>", ".html", "entities"),
        (b"text", ".xyz", "ending"),
        (b"\x00\x01\x02\x03 binary", ".txt", "not text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_what_to_do(
    data: bytes, ending: str, says: str
) -> None:
    with pytest.raises(InputError) as refused:
        read_data(data, ending)
    assert says in str(refused.value)
    assert refused.value.next_step


def test_a_zip_bomb_is_refused_unopened() -> None:
    with pytest.raises(InputError, match="more than a report can hold"):
        read_data(bomb(), ".docx")


def test_a_zip_of_something_else_is_no_word_document() -> None:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("xl/workbook.xml", "<x/>")
    with pytest.raises(InputError, match="no Word document"):
        read_data(made.getvalue(), ".docx")


def test_a_document_inside_a_document_is_refused(tmp_path: Path) -> None:
    document = docx.Document()
    chunk = docx.oxml.OxmlElement("w:altChunk")
    document.element.body.append(chunk)
    path = tmp_path / "a.docx"
    document.save(str(path))
    with pytest.raises(InputError, match="another document inside"):
        read_draft(path)


def test_a_missing_file_is_told_without_its_name(tmp_path: Path) -> None:
    with pytest.raises(InputError) as refused:
        read_draft(tmp_path / "Joy Penhallow.docx")
    assert "Penhallow" not in str(refused.value)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_the_encoding_is_kept_for_the_marked_copy(encoding: str) -> None:
    text = "A paragraph – “quoted” words.\n\nAnother café.\n"
    read = read_data(text.encode(encoding), ".md")
    assert read.data.decode(read.encoding).removeprefix("\ufeff") == text


def test_a_page_is_read_in_the_encoding_that_it_declares() -> None:
    page = '<html><head><meta charset="iso-8859-1"></head><body><p>caf\xe9</p></body></html>'
    read = read_data(page.encode("iso-8859-1"), ".html")
    assert read.encoding == "iso-8859-1"
    assert "café" in [one.text for one in read.values if one.part is DraftPart.TEXT]


def test_no_word_of_a_draft_stands_in_a_repr() -> None:
    assert "paragraph with" not in repr(read_data(b"A paragraph with words", ".md"))
