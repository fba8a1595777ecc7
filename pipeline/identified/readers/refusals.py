"""What no reader takes, recognised by its first bytes, and what to do about it instead."""

from __future__ import annotations

import re

from pipeline.errors import InputError

_LARGEST = 64 * 1024 * 1024
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_SAVE = "Save it as .docx, .odt, .rtf, .txt or .vtt"
_SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"II*\x00", "a picture"),
    (b"MM\x00*", "a picture"),
    (b"ID3", "an audio recording"),
    (b"\xff\xfb", "an audio recording"),
    (b"\xff\xf3", "an audio recording"),
    (b"OggS", "an audio recording"),
    (b"fLaC", "an audio recording"),
    (b"RIFF", "an audio or video recording"),
    (b"\x1aE\xdf\xa3", "a video recording"),
    (b"\x1f\x8b", "a packed file"),
    (b"BZh", "a packed file"),
    (b"7z\xbc\xaf", "a packed file"),
    (b"Rar!", "a packed file"),
    (b"\xfd7zXZ", "a packed file"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format", "a database"),
)
_MARKUP = re.compile(rb"\s*<(?:!doctype|\?xml|html|head|body)\b", re.IGNORECASE)
_JSON = re.compile(rb'\s*(?:\{\s*"|\[\s*\{\s*")')


def refuse(data: bytes) -> None:
    """Raise ``InputError``, naming what to do, where `data` is of a kind that is never read."""
    if not data.strip(b"\x00 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise InputError("the file is empty", next_step="Put the right file in its place.")
    if len(data) > _LARGEST:
        raise InputError(
            "the file is larger than 64 MB", next_step="Split it, or remove its pictures."
        )
    if data.startswith(_OLE):
        _refuse_ole(data)
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            _refuse_kind(what)
    if data[4:8] == b"ftyp":
        _refuse_kind("an audio or video recording")
    if _MARKUP.match(data[:200].removeprefix(b"\xef\xbb\xbf")):
        _refuse_kind("a web page or XML file")
    if _JSON.match(data[:200].removeprefix(b"\xef\xbb\xbf")):
        _refuse_kind("a JSON file")


def _refuse_kind(what: str) -> None:
    raise InputError(f"the file is {what}, not a transcript", next_step=f"{_SAVE}.")


def _refuse_ole(data: bytes) -> None:
    if "EncryptedPackage".encode("utf-16-le") in data:
        raise InputError(
            "the document is protected by a password",
            next_step="Open it, remove the password and save it as .docx.",
        )
    raise InputError(
        "the file is an old Office document (.doc)", next_step="Open it and save it as .docx."
    )
