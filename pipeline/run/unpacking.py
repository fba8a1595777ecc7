"""All text that lies in a file, that of packed files unpacked: to search it for names."""

from __future__ import annotations

import gzip
import html
import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field

DEEPEST = 4
"""Packed files inside packed files are opened so far."""
LARGEST = 1 << 28
"""Bytes of one unpacked part: a file that claims more is not looked into."""
_TAG = re.compile(r"<[^<>]*>")
_ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
_SPARSE = re.compile(rb"^(?:[\t\n\r\x20-\x7e]\x00){8}")
_CLOSED = (
    b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"\xd0\xcf\x11\xe0", b"ID3", b"RIFF", b"OggS", b"fLaC",
    b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"BZh", b"PACK", b"\x28\xb5\x2f\xfd", b"SQLite format 3",
)  # fmt: skip
"""How files begin whose text this module cannot get at."""


@dataclass
class Unpacked:
    """The texts of a file, and whether they are all that it holds."""

    texts: list[str] = field(default_factory=list, repr=False)
    whole: bool = True


def unpack(data: bytes, depth: int = 0) -> Unpacked:
    """Everything readable in `data`; the names of a packed file's parts are among it."""
    found = Unpacked()
    if depth > DEEPEST or len(data) > LARGEST:
        found.whole = False
    elif zipfile.is_zipfile(io.BytesIO(data)):
        _zip(data, depth, found)
    elif data.startswith(b"\x1f\x8b"):
        _inner(_gunzip(data), depth, found)
    elif data[:1] == b"\x78" and data[1:2] in b"\x01\x5e\x9c\xda" and data[1:2]:
        _inner(_inflate(data), depth, found)
    else:
        found.texts += _texts(data)
        found.whole = _is_text(data)
    return found


def _inner(data: bytes | None, depth: int, found: Unpacked) -> None:
    if data is None:
        found.whole = False
        return
    inner = unpack(data, depth + 1)
    found.texts += inner.texts
    found.whole = found.whole and inner.whole


def _zip(data: bytes, depth: int, found: Unpacked) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            found.texts.append(archive.comment.decode("utf-8", "replace"))
            for part in archive.infolist():
                found.texts.append(part.filename)
                too_large = part.file_size > LARGEST
                closed = part.flag_bits & 1  # encrypted
                _inner(None if too_large or closed else archive.read(part), depth, found)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, zlib.error, EOFError):
        found.whole = False
        found.texts += _texts(data)


def _gunzip(data: bytes) -> bytes | None:
    try:
        with gzip.open(io.BytesIO(data)) as packed:
            whole = packed.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error):
        return None
    return whole if len(whole) <= LARGEST else None


def _inflate(data: bytes) -> bytes | None:
    """What a loose object of a git repository holds, or other bare zlib data."""
    try:
        opened = zlib.decompressobj()
        whole = opened.decompress(data, LARGEST)
    except zlib.error:
        return data if _is_text(data) else None
    return whole if opened.eof else None


def _texts(data: bytes) -> Iterator[str]:
    text = _decoded(data)
    text = _ESCAPED.sub(lambda at: chr(int(at[1], 16)), text)
    yield text
    if _TAG.search(text):
        plain = html.unescape(text)
        yield _TAG.sub("", plain)  # a word processor may cut a name into runs
        yield _TAG.sub(" ", plain)
    elif "&" in text:
        yield html.unescape(text)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if _SPARSE.match(data):
        return data.decode("utf-16-le", "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", "replace")


def _is_text(data: bytes) -> bool:
    if data.startswith(_CLOSED) or data[4:8] == b"ftyp":
        return False
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff")) or _SPARSE.match(data)
    return bool(wide) or b"\x00" not in data
