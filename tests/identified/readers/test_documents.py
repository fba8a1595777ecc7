"""Word, OpenDocument and RTF files, with what word processors put around the talk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from pipeline.values.texts import Transcript

Read = Callable[..., Transcript]
Build = Callable[..., bytes]

TALK = [
    ("I", "So when was that?"),
    ("P", "Um, in the café – I think… “late” May, 😀 no."),
    ("I", "Mm."),
]
LINES = [f"{speaker}: {text}" for speaker, text in TALK]
TABLES: dict[str, list[list[str]]] = {
    "speaker and text": [[s, t] for s, t in TALK],
    "names": [[{"I": "Pike, Rosamund", "P": "Delphine Okoro"}[s], t] for s, t in TALK],
    "time first": [[f"00:00:0{n}", s, t] for n, (s, t) in enumerate(TALK)],
    "line number first": [[str(n), f"{s}:", t] for n, (s, t) in enumerate(TALK, start=101)],
    "headed": [["Timespan", "Content", "Speaker"]]
    + [[f"0:0{n}", t, s] for n, (s, t) in enumerate(TALK)],
    "tags inside the text": [[str(n), f"{s}: {t}"] for n, (s, t) in enumerate(TALK, start=1)],
    "one column": [[f"{s}: {t}"] for s, t in TALK],
    "rows without a speaker go on": [
        ["I", "So when was that?"],
        ["P", "Um, in the café – I think…"],
        ["", "“late” May, 😀 no."],
        ["I", "Mm."],
    ],
}
WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def talk(transcript: Transcript) -> list[tuple[str, str]]:
    return [(turn.speaker, turn.text) for turn in transcript.turns]


@pytest.fixture(params=["word", "open_document", "rich_text"])
def format_(request: pytest.FixtureRequest) -> tuple[Build, str]:
    endings = {"word": ".docx", "open_document": ".odt", "rich_text": ".rtf"}
    return request.getfixturevalue(request.param), endings[request.param]


def test_paragraphs(format_: tuple[Build, str], read: Read) -> None:
    build, ending = format_
    transcript = read(build(LINES), ending)
    assert talk(transcript) == TALK
    assert transcript.format == ending.removeprefix(".")


def test_the_ending_does_not_decide(format_: tuple[Build, str], read: Read) -> None:
    build, ending = format_
    assert read(build(LINES), ".txt").format == ending.removeprefix(".")


@pytest.mark.parametrize("case", TABLES)
def test_tables(case: str, format_: tuple[Build, str], read: Read) -> None:
    build, ending = format_
    assert talk(read(build(rows=TABLES[case]), ending)) == TALK


def test_cover_above_a_table(format_: tuple[Build, str], read: Read) -> None:
    build, ending = format_
    transcript = read(build(["Interviewee: Delphine Okoro"], TABLES["speaker and text"]), ending)
    assert talk(transcript) == TALK
    assert [name.words for name in transcript.speaker_names] == ["Delphine Okoro"]


def test_cover_in_a_table_above_paragraphs(read: Read, word: Build) -> None:
    import docx

    document = docx.Document()
    table = document.add_table(0, 2)
    for pair in (("Interviewee", "Delphine Okoro"), ("Date", "14/03/2017"), ("Place", "home")):
        for cell, text in zip(table.add_row().cells, pair, strict=True):
            cell.text = text
    for line in LINES:
        document.add_paragraph(line)
    transcript = read(_saved(document), ".docx")
    assert talk(transcript) == TALK
    assert [name.words for name in transcript.speaker_names] == ["Delphine Okoro"]


def test_teams_export_with_line_breaks_in_paragraphs(
    format_: tuple[Build, str], read: Read
) -> None:
    build, ending = format_
    breaks = [
        "Interview Delphine Okoro (P11)-20240312_140530-Meeting Recording",
        "Pike, Rosamund   0:09\nOK, so how are you?",
        "Delphine Okoro   1:00:14\nYeah, that's fine.\nUmm.",
    ]
    lines = [line for paragraph in breaks for line in paragraph.split("\n")]
    transcript = read(build(lines if ending == ".rtf" else breaks), ending)
    assert talk(transcript) == [("I", "OK, so how are you?"), ("P", "Yeah, that's fine. Umm.")]
    assert transcript.turns[1].starts_at == 3614.0


def test_headers_and_footers_are_recorded_not_read(read: Read, word: Build) -> None:
    transcript = read(word(LINES, header="Okoro 14/03/2017", footer="Page one"), ".docx")
    removed = {one.what: one.words for one in transcript.removed}
    assert talk(transcript) == TALK
    assert removed["page header"] == "Okoro 14/03/2017"
    assert removed["page footer"] == "Page one"


def test_document_properties_are_recorded(read: Read) -> None:
    import docx

    document = docx.Document()
    document.core_properties.author = "Rosamund Pike"
    for line in LINES:
        document.add_paragraph(line)
    removed = {one.what: one.words for one in read(_saved(document), ".docx").removed}
    assert "Rosamund Pike" in removed["document properties"]


def _saved(document: object) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)  # type: ignore[attr-defined]
    return buffer.getvalue()


def _with_part(data: bytes, name: str, change: Callable[[bytes], bytes]) -> bytes:
    """The archive with one part changed (or added)."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            if info.filename != name:
                new.writestr(info, old.read(info))
        before = old.read(name) if name in old.namelist() else b""
        new.writestr(name, change(before))
    return buffer.getvalue()


def _word_body(build: Build, body: str) -> bytes:
    document = (
        f'<?xml version="1.0" encoding="UTF-8"?><w:document xmlns:w="{WORD}" xmlns:mc='
        '"http://schemas.openxmlformats.org/markup-compatibility/2006" xmlns:wps='
        '"http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
        f"<w:body>{body}</w:body></w:document>"
    )
    return _with_part(build(["x"]), "word/document.xml", lambda _: document.encode())


def test_tracked_changes_in_word(read: Read, word: Build) -> None:
    body = (
        "<w:p><w:r><w:t>I: So when</w:t></w:r>"
        '<w:del w:id="1" w:author="T"><w:r><w:delText> exactly</w:delText></w:r></w:del>'
        '<w:ins w:id="2" w:author="T"><w:r><w:t> roughly</w:t></w:r></w:ins>'
        "<w:r><w:t> was that?</w:t></w:r></w:p>"
        '<w:ins w:id="3" w:author="T"><w:p><w:r><w:t>P: In May.</w:t></w:r></w:p></w:ins>'
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>I: Right.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        '<w:p><w:hyperlink><w:r><w:t xml:space="preserve">P: Yes</w:t></w:r></w:hyperlink>'
        "<w:smartTag><w:r><w:t>, sure.</w:t></w:r></w:smartTag></w:p>"
    )
    transcript = read(_word_body(word, body), ".docx")
    assert talk(transcript) == [
        ("I", "So when roughly was that?"),
        ("P", "In May."),
        ("I", "Right."),
        ("P", "Yes, sure."),
    ]
    assert {one.what: one.count for one in transcript.removed}["tracked deletions"] == 1


def test_text_boxes_in_word_are_read_once(read: Read, word: Build) -> None:
    box = "<w:txbxContent><w:p><w:r><w:t>P: In the box.</w:t></w:r></w:p></w:txbxContent>"
    body = (
        "<w:p><w:r><w:t>I: Where?</w:t></w:r><w:r><mc:AlternateContent>"
        f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
        f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent></w:r></w:p>"
        "<w:p><w:r><w:t>I: Ah.</w:t></w:r></w:p>"
    )
    transcript = read(_word_body(word, body), ".docx")
    assert talk(transcript) == [("I", "Where?"), ("P", "In the box."), ("I", "Ah.")]


def test_comments_in_word_are_recorded_not_read(read: Read, word: Build) -> None:
    comments = (
        f'<w:comments xmlns:w="{WORD}"><w:comment w:id="0"><w:p><w:r><w:t>Check this name'
        "</w:t></w:r></w:p></w:comment></w:comments>"
    )
    data = _with_part(word(LINES), "word/comments.xml", lambda _: comments.encode())
    transcript = read(data, ".docx")
    assert talk(transcript) == TALK
    assert {one.what: one.words for one in transcript.removed}["comments"] == "Check this name"


def test_tracked_changes_and_annotations_in_open_document(read: Read, open_document: Build) -> None:
    def change(content: bytes) -> bytes:
        deleted = (
            b"<text:tracked-changes><text:changed-region><text:deletion><text:p>P: gone</text:p>"
            b"</text:deletion></text:changed-region></text:tracked-changes>"
        )
        note = b"<office:annotation><text:p>Check this</text:p></office:annotation>"
        content = content.replace(b"<office:text>", b"<office:text>" + deleted)
        return content.replace(b"So when", b"So" + note + b'<text:s text:c="3"/>when')

    transcript = read(_with_part(open_document(LINES), "content.xml", change), ".odt")
    assert talk(transcript) == TALK
    removed = {one.what: one.words for one in transcript.removed}
    assert removed == {"tracked deletions": "P: gone", "comments": "Check this"} | {
        what: words for what, words in removed.items() if what == "document properties"
    }


def test_asides_in_rich_text(read: Read, rich_text: Build) -> None:
    raw = (
        r"{\header\pard Okoro 14/03/2017\par}{\footer Page {\field{\*\fldinst PAGE}}\par}"
        r"\pard P: It {\deleted\revauthdel1 never }was{\*\annotation check this} in "
        r"{\field{\*\fldinst HYPERLINK \"http://x.example\"}{\fldrslt Ludlow}}."
        r"{\footnote\pard a note\par}\par"
        r"{\shp{\*\shpinst{\shptxt \pard I: In the box?\par}}}"
    )
    transcript = read(rich_text(LINES, raw=raw), ".rtf")
    assert talk(transcript) == [*TALK, ("P", "It was in Ludlow."), ("I", "In the box?")]
    removed = {one.what: one.words for one in transcript.removed}
    assert removed["page header"] == "Okoro 14/03/2017"
    assert removed["comments"] == "check this"
    assert removed["footnotes"] == "a note"
    assert removed["tracked deletions"] == "never"
