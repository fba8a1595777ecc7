"""What is refused, with what to do; and how characters are told."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest

from pipeline.errors import InputError
from pipeline.identified.read import read_transcript
from pipeline.values.texts import Transcript

Read = Callable[..., Transcript]
Build = Callable[..., bytes]
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 504


def _zip(parts: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return buffer.getvalue()


REFUSED: dict[str, tuple[bytes, str, str]] = {
    "empty": (b"", ".txt", "empty"),
    "blank": (b"\xef\xbb\xbf \r\n\n", ".txt", "empty"),
    "only a cover": (b"Date: 14/03/2017\nPlace: Ludlow\n", ".txt", "no talk"),
    "only marks": (b"I: ...\nP: --\n", ".txt", "no talk"),
    "PDF": (b"%PDF-1.7 ...", ".txt", "PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n....", ".docx", "picture"),
    "audio": (b"ID3\x03 ...", ".txt", "audio"),
    "m4a": (b"\x00\x00\x00\x20ftypM4A ....", ".txt", "audio"),
    "old .doc": (OLE + "WordDocument".encode("utf-16-le"), ".doc", r"\.doc"),
    "protected .docx": (OLE + "EncryptedPackage".encode("utf-16-le"), ".docx", "password"),
    "web page": (b"<!DOCTYPE html><html><p>I: So?</p></html>", ".txt", "web page"),
    "JSON": (b'{"results": [{"speaker": "a"}]}', ".txt", "JSON"),
    "zip": (_zip({"a.txt": b"I: So?"}), ".zip", "zip"),
    "spreadsheet": (_zip({"xl/workbook.xml": b"<a/>"}), ".xlsx", "zip"),
    "bomb": (_zip({"word/document.xml": b"<a>" + b" " * 60_000_000 + b"</a>"}), ".docx", "unpacks"),
    "binary": (b"I: So?\x00\x01\x02 P: Yes", ".txt", "not text"),
    "damaged UTF-8": ("P: “é” ‘à’".encode() + b"\xe2\x80", ".txt", "damaged UTF-8"),
    "unknown encoding": ("П: Да, это было ужасно".encode("cp1251"), ".txt", "encoding|damaged"),
    "RTF cut short": (rb"{\rtf1\ansi P: It was {\b bad", ".rtf", "cut short"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_refused(case: str, read: Read) -> None:
    data, ending, what = REFUSED[case]
    with pytest.raises(InputError, match=what) as caught:
        read(data, ending)
    assert caught.value.next_step
    assert caught.value.where == "file 1"


def test_documents_cut_short_are_refused(read: Read, word: Build, open_document: Build) -> None:
    for data, ending in ((word(["I: So?"]), ".docx"), (open_document(["I: So?"]), ".odt")):
        for part in (0.3, 0.9, 0.99):
            with pytest.raises(InputError):
                read(data[: int(len(data) * part)], ending)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_entities_are_refused(encoding: str, read: Read, word: Build) -> None:
    evil = (
        f'<?xml version="1.0" encoding="{encoding}"?><!DOCTYPE x [<!ENTITY a "aaaa">]>'
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        "<w:body><w:p><w:r><w:t>P: &a;</w:t></w:r></w:p></w:body></w:document>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(word(["x"]))) as old, zipfile.ZipFile(buffer, "w") as new:
        for info in old.infolist():
            content = old.read(info)
            changed = info.filename == "word/document.xml"
            new.writestr(info.filename, evil.encode(encoding) if changed else content)
    with pytest.raises(InputError, match="entities"):
        read(buffer.getvalue(), ".docx")


def test_protected_open_document_is_refused(read: Read) -> None:
    manifest = (
        b'<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b"<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
        b"</manifest:manifest>"
    )
    data = _zip({"META-INF/manifest.xml": manifest, "content.xml": b"\x8a\x01\xff"})
    with pytest.raises(InputError, match="password"):
        read(data, ".odt")


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_encodings(encoding: str, read: Read) -> None:
    text = (
        "I: So it’s the café, you said – when was that again, and who was there with you?\nP: May."
    )
    transcript = read(text.encode(encoding))
    assert [turn.text for turn in transcript.turns] == [line[3:] for line in text.split("\n")]
    assert any("Windows" in one for one in transcript.notices) == (encoding == "cp1252")


def test_decomposed_letters_and_invisible_signs_are_made_plain(read: Read) -> None:
    text = "I: Ro\u0301isi\u0301n\u200b\u00a0\u00adBell?\nP: Ye\u2060s\u2028and no."
    assert [turn.text for turn in read(text).turns] == ["Róisín Bell?", "Yes and no."]


def test_errors_carry_no_other_error_and_no_words() -> None:
    data = "P: Quillfeather “é”".encode() + b"\xe2\x80"
    with pytest.raises(InputError) as caught:
        read_transcript(data, ".txt", id="T", participant="P", where="file 1")
    assert "Quillfeather" not in repr(caught.value)
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None
