"""A draft from its file, whatever format it has of those that are read."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pipeline.errors import InputError
from pipeline.identified.readers.archives import Archive, is_archive, part_names
from pipeline.identified.readers.characters import decode
from pipeline.values.drafts import DraftPiece

_LARGEST = 64 * 1024 * 1024
_MOST_UNPACKED = 256 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_REFUSED: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF: nothing in it says where a paragraph ends"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"\x1f\x8b", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
)
_SAVE = "save the draft as .docx, .md, .html or .txt and check that"
_CHARSET = re.compile(
    rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([A-Za-z0-9_-]{2,30})", re.IGNORECASE
)


class DraftFormat(StrEnum):
    """Formats of drafts that are read."""

    DOCX = "docx"
    MARKDOWN = "md"
    HTML = "html"
    TEXT = "txt"


ENDINGS = {
    ".docx": DraftFormat.DOCX,
    ".md": DraftFormat.MARKDOWN,
    ".markdown": DraftFormat.MARKDOWN,
    ".html": DraftFormat.HTML,
    ".htm": DraftFormat.HTML,
    ".xhtml": DraftFormat.HTML,
    ".txt": DraftFormat.TEXT,
}


@dataclass(frozen=True)
class Piece:
    """A piece of a draft and where its characters stand in the file."""

    value: DraftPiece
    offsets: Sequence[int] | None = field(default=None, repr=False)
    """Of text formats: for each character its offset in the file's text."""
    paragraph: int | None = None
    """Of Word documents: which paragraph a remark on this piece is put to. All of the main text are
    counted from 0 as they are written, those in text boxes too."""


@dataclass(frozen=True)
class ReadDraft:
    """A draft taken apart."""

    format: DraftFormat
    data: bytes = field(repr=False)
    pieces: tuple[Piece, ...] = field(repr=False)
    notices: tuple[str, ...] = ()
    encoding: str = "utf-8"

    @property
    def values(self) -> tuple[DraftPiece, ...]:
        """The pieces without their places."""
        return tuple(one.value for one in self.pieces)


def read_draft(path: Path) -> ReadDraft:
    """The draft at `path`.

    Raises:
        InputError: there is no such file, it is empty, damaged, protected, a bomb, or of a format
            that is not read; each says what to do. The file's name is not repeated.
    """
    try:
        too_large = path.stat().st_size > _LARGEST
        data = b"" if too_large else path.read_bytes()
    except OSError as error:
        raise InputError(f"the draft cannot be read ({error.strerror})") from None
    if too_large:
        raise InputError("the draft is larger than 64 MB", next_step="remove its pictures")
    return read_data(data, path.suffix)


def read_data(data: bytes, ending: str) -> ReadDraft:
    """The draft that `data` is; `ending` ('.md') says of text which format it has."""
    _refuse(data)
    if is_archive(data):
        return _word_document(data)
    format = ENDINGS.get(ending.lower())
    if format is None:
        raise InputError("the draft's ending says no format that is read", next_step=_SAVE)
    if format is DraftFormat.DOCX:
        raise InputError("the draft is no Word document, or it is damaged", next_step=_SAVE)
    return _text(data, format)


def _refuse(data: bytes) -> None:
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise InputError("the draft is empty", next_step="name the right file")
    if data.startswith(_OLE):
        if "EncryptedPackage".encode("utf-16-le") in data:
            raise InputError(
                "the draft is protected by a password",
                next_step="open it, remove the password, save it and check that",
            )
        raise InputError(
            "the draft is an old Word document (.doc)", next_step="open it and save it as .docx"
        )
    for signature, what in _REFUSED:
        if data.startswith(signature):
            raise InputError(f"the draft is {what}", next_step=_SAVE)


def _word_document(data: bytes) -> ReadDraft:
    from pipeline.run.drafts.docx_pieces import read_docx

    _refuse_bomb(data)
    names = part_names(data)
    if names and not any(name.startswith("word/") for name in names):
        raise InputError("the draft is a packed file, but no Word document", next_step=_SAVE)
    pieces, notices = read_docx(Archive(data))
    return ReadDraft(DraftFormat.DOCX, data, tuple(pieces), tuple(notices))


def _refuse_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            unpacked = sum(part.file_size for part in archive.infolist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return  # told as damaged by whoever opens it
    if unpacked > _MOST_UNPACKED:
        raise InputError(
            "the draft unpacks to more than a report can hold",
            next_step="copy its text into a new document and check that",
        )


def _text(data: bytes, format: DraftFormat) -> ReadDraft:
    encoding = _declared(data) if format is DraftFormat.HTML else ""
    if encoding:
        text, notices = data.decode(encoding), tuple[str, ...]()
    else:
        decoded = decode(data)
        text, notices = decoded.text, decoded.notices
        encoding = _encoding_of(data, text)
    if format is DraftFormat.HTML:
        from pipeline.run.drafts.html_pieces import read_html

        pieces = read_html(text)
    elif format is DraftFormat.MARKDOWN:
        from pipeline.run.drafts.markdown_pieces import read_markdown

        pieces = read_markdown(text)
    else:
        from pipeline.run.drafts.plain_pieces import read_plain

        pieces = read_plain(text)
    return ReadDraft(format, data, tuple(pieces), notices, encoding)


def _declared(data: bytes) -> str:
    """The encoding that a page declares and is in; '' where it declares none."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        return ""
    found = _CHARSET.search(data[:4096])
    name = found[1].decode("ascii").lower() if found else ""
    if name in ("", "utf-8", "utf8"):
        return ""
    try:
        data.decode(name)
    except (LookupError, UnicodeDecodeError):
        return ""
    return name


def _encoding_of(data: bytes, text: str) -> str:
    """The encoding that gives the same bytes again."""
    for name in ("utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be", "utf-32"):
        try:
            if text.encode(name) == data:
                return name
        except UnicodeEncodeError:
            continue
    return "utf-8"
