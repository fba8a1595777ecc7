"""Numbers in words: as values (ages, dates, house numbers) and as digits said one by one."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.identified.recognisers.words import Word

DIGITS = {
    "zero": 0,
    "nought": 0,
    "naught": 0,
    "one": 1,
    "two": 2,
    "three": 3,
    "four": 4,
    "five": 5,
    "six": 6,
    "seven": 7,
    "eight": 8,
    "nine": 9,
}
TEENS = {
    "ten": 10,
    "eleven": 11,
    "twelve": 12,
    "thirteen": 13,
    "fourteen": 14,
    "fifteen": 15,
    "sixteen": 16,
    "seventeen": 17,
    "eighteen": 18,
    "nineteen": 19,
}
TENS = {
    "twenty": 20,
    "thirty": 30,
    "forty": 40,
    "fourty": 40,
    "fifty": 50,
    "sixty": 60,
    "seventy": 70,
    "eighty": 80,
    "ninety": 90,
}
UNITS = {word: value for word, value in DIGITS.items() if value} | TEENS
_SMALL = UNITS | TENS
_ORDINAL_UNITS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
}
_ORDINAL_TENS = {
    "twentieth": 20,
    "thirtieth": 30,
    "fortieth": 40,
    "fiftieth": 50,
    "sixtieth": 60,
    "seventieth": 70,
    "eightieth": 80,
    "ninetieth": 90,
}
ORDINALS = _ORDINAL_UNITS | _ORDINAL_TENS
_ENDINGS = {"st", "nd", "rd", "th"}

Read = tuple[int, int]
"""A value, and the index of the first word behind it."""


def joined(word: Word) -> bool:
    """Whether nothing but a space or hyphen stands between `word` and the word before it."""
    return word.gap.strip() in ("", "-", "‐", "–")


def read_below_hundred(words: Sequence[Word], at: int) -> Read | None:
    """The number from one to ninety-nine in words that starts at ``words[at]``."""
    if at >= len(words) or words[at].key not in _SMALL:
        return None
    value, next_one = _SMALL[words[at].key], at + 1
    if words[at].key in TENS and next_one < len(words) and _broken_join(words[next_one]):
        unit = DIGITS.get(words[next_one].key, 0)
        if unit:
            return value + unit, next_one + 1
    return value, next_one


def _broken_join(word: Word) -> bool:
    """Speech recognisers put full stops into the middle of numbers ('seventy. Eight')."""
    return joined(word) or word.gap.strip() == "."


def read_ordinal(words: Sequence[Word], at: int) -> Read | None:
    """The ordinal below a hundred that starts at ``words[at]``: 'third', '3rd', 'twenty-first'."""
    if at >= len(words):
        return None
    word, behind = words[at], words[at + 1] if at + 1 < len(words) else None
    if word.is_figures and len(word.key) <= 2:
        ending = behind is not None and behind.key in _ENDINGS and joined(behind)
        return (int(word.key), at + 2) if ending else None
    if word.key in TENS and behind and _broken_join(behind) and behind.key in _ORDINAL_UNITS:
        unit = _ORDINAL_UNITS[behind.key]
        if unit < 10:
            return TENS[word.key] + unit, at + 2
    return (ORDINALS[word.key], at + 1) if word.key in ORDINALS else None
