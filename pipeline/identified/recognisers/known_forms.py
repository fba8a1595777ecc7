"""Known names in every spelling in which a transcript may hold them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache

from pipeline.language.folding import folded

_MARKS = r"[\u0300-\u036f]*"
_APOSTROPHE = r"['’‘ʼ`´]?"
_GAP = r"[\s‐‑–-]+"
_POSSESSIVE = r"(?:['’‘ʼ`´][sS]?|[sS](?:['’‘ʼ`´](?![^\W_]))?)?"
_PART = re.compile(r"[\s‐‑–-]+")
_APART = re.compile(r"(?<![^\W_])(ma?c)[\s‐‑–-]+(?=[^\W\d_]{3})", re.IGNORECASE)
_CLAN = re.compile(r"^(?:mac|mc)(?=[^\W\d_]{3})", re.IGNORECASE)


def known_forms_pattern(forms: Iterable[str]) -> re.Pattern[str]:
    """A pattern that matches any of `forms`, however it is written.

    Case, accents, straight or curly apostrophes, hyphen or blanks between the parts, 'Mac' or 'Mc'
    joined or apart make no difference; a possessive may follow ("Sarah's", "Sarahs", "Sarahs'").
    Group 1 is the form without the possessive. Matches whole words only, the longest form first;
    without forms it matches nothing.
    """
    written = sorted({_written(form) for form in forms if key_of(form)}, key=len, reverse=True)
    if not written:
        return re.compile(r"(?!)()")
    inside = "|".join(written)
    return re.compile(
        rf"(?<![^\W_])(?<![^\W_]\u0301)({inside}){_POSSESSIVE}(?![^\W_])", re.IGNORECASE
    )


def key_of(words: str) -> str:
    """What all spellings of a form have in common: its letters and digits, folded."""
    plain = _APART.sub(r"\1", folded(words).strip())
    parts = [_CLAN.sub("mc", part) for part in _PART.split(plain)]
    return "".join(one for part in parts for one in part if one.isalnum())


def _written(form: str) -> str:
    plain = _APART.sub(r"\1", unicodedata.normalize("NFC", form).strip())
    parts = [_written_part(part) for part in _PART.split(plain) if part]
    return _GAP.join(part for part in parts if part)


def _written_part(part: str) -> str:
    clan = _CLAN.match(part)
    if clan:
        return rf"m(?:{_letter('a')})?c{_MARKS}[\s‐‑–-]*" + _written_part(part[clan.end() :])
    irish = re.match(r"^([oO])['’‘ʼ`´]", part)
    if irish:
        return rf"{_letter('o')}(?:['’‘ʼ`´]\s*|\s+)?" + _written_part(part[irish.end() :])
    return "".join(_written_character(one) for one in part)


def _written_character(character: str) -> str:
    if character in "'’‘ʼ`´":
        return _APOSTROPHE
    if character == ".":
        return r"\.?\s*"
    base = folded(character)
    if len(base) == 1 and base.isalnum():
        own = "" if character in _variants().get(base, "") else re.escape(character)
        return _letter(base, own)
    return re.escape(character)


def _letter(base: str, also: str = "") -> str:
    variants = _variants().get(base, "")
    return f"[{re.escape(base)}{variants}{also}]{_MARKS}"


@cache
def _variants() -> dict[str, str]:
    found: dict[str, str] = {}
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = folded(chr(code))
        if len(base) == 1 and base.isascii() and base.isalpha():
            found[base] = found.get(base, "") + chr(code)
    return found
