"""Bytes to characters, and characters to plain ones: what every text format goes through first."""

from __future__ import annotations

import codecs
import re
import unicodedata
from dataclasses import dataclass, field

from pipeline.errors import InputError

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CONTROL = re.compile(rb"[\x00-\x08\x0e-\x19\x1b-\x1f]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]")
_NOT_TEXT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_BREAKS = re.compile("\r\n|[\r\v\u0085\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_MOST_FOREIGN = 0.15
_SAVE_AS_UTF8 = "Open it where it was written and save it as UTF-8 text or as .docx."


@dataclass(frozen=True)
class Decoded:
    """The characters of a text file, and what a person should know about how they were found."""

    text: str = field(repr=False)
    notices: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """The text in `data`: UTF-8 or UTF-16 with or without a mark, else Windows-1252.

    Raises ``InputError`` where the bytes are not text or fit none of these.
    """
    for bom, name in _BOMS:
        if data.startswith(bom):
            return Decoded(_strict(data, name))
    wide = _wide_encoding(data)
    if wide:
        return Decoded(_strict(data, wide))
    if _CONTROL.search(data):
        raise InputError("the file is not text", next_step=_SAVE_AS_UTF8)
    try:
        return Decoded(data.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    return _western(data)


def plain(text: str) -> str:
    r"""`text` composed (NFC), line ends as ``\n``, odd spaces as spaces, invisible signs gone."""
    text = _joined_surrogates(text)
    text = _BREAKS.sub("\n", text)
    text = _SPACES.sub(" ", text)
    text = _INVISIBLE.sub("", text)
    text = _NOT_TEXT.sub("", text)
    return unicodedata.normalize("NFC", text)


def folded(text: str) -> str:
    """`text` on one line, with single spaces and no space at its ends."""
    return " ".join(plain(text).split())


def _strict(data: bytes, name: str) -> str:
    try:
        return data.decode(name)
    except UnicodeDecodeError:
        pass
    raise InputError("the file's characters are damaged", next_step=_SAVE_AS_UTF8)


def _wide_encoding(data: bytes) -> str:
    """UTF-16 without a mark shows as a zero in nearly every other byte."""
    sample = data[:4000]
    if len(sample) < 4 or len(data) % 2:
        return ""
    half = len(sample) / 2
    if sample[1::2].count(0) > 0.7 * half and sample[0::2].count(0) < 0.1 * half:
        return "utf-16-le"
    if sample[0::2].count(0) > 0.7 * half and sample[1::2].count(0) < 0.1 * half:
        return "utf-16-be"
    return ""


def _western(data: bytes) -> Decoded:
    lenient = data.decode("utf-8", errors="replace")
    bad = lenient.count("\ufffd")
    good = sum(1 for char in lenient if char > "\x7f") - bad
    if good > bad:
        raise InputError("the file is damaged UTF-8 text", next_step=_SAVE_AS_UTF8)
    text = _strict(data, "cp1252")
    foreign = sum(1 for char in text if char > "\x7f")
    if foreign > _MOST_FOREIGN * len(text):
        raise InputError("the file's encoding is not known", next_step=_SAVE_AS_UTF8)
    return Decoded(text, ("not UTF-8: read as Windows-1252; check accents and apostrophes",))


def _joined_surrogates(text: str) -> str:
    if not any("\ud800" <= char <= "\udfff" for char in text):
        return text
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "ignore")
