"""Numbers that may be ages: what they read, and whether they rather count, time or price things."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.identified.recognisers import age_words as said
from pipeline.identified.recognisers.spoken_numbers import read_below_hundred
from pipeline.identified.recognisers.words import Word, keys

_OLDEST = 110
GROWN = 13
"""From here on 'at nineteen' is an age; below, 'at nine' is a time of day."""


@dataclass(frozen=True, slots=True)
class Age:
    """Words that are an age, half-open."""

    first: int
    last: int
    score: float
    hint: str = "years"


@dataclass(frozen=True, slots=True)
class Number:
    """A number between ``words[first]`` and ``words[last]``, half-open, that may be an age."""

    first: int
    last: int
    value: int


def read_number(words: Sequence[Word], at: int) -> Number | None:
    """The number from 1 to 110 that starts at ``words[at]``, in words or figures."""
    if words[at].is_figures:
        value = int(words[at].key) if len(words[at].key) <= 3 else 0
        figures = 0 < value <= _OLDEST and not set(words[at].gap) & set("£$€/:*_@#'’‘")
        return Number(at, at + 1, value) if figures and not _touched(words, at) else None
    if keys(words, at, at + 3)[:2] in (("a", "hundred"), ("one", "hundred")):
        rest = (
            read_below_hundred(words, at + 3) if keys(words, at + 2, at + 3) == ("and",) else None
        )
        return Number(at, rest[1] if rest else at + 2, 100)
    read = read_below_hundred(words, at)
    return Number(at, read[1], read[0]) if read else None


def _touched(words: Sequence[Word], at: int) -> bool:
    """Whether the figures are part of something longer ('N13', '4pm', '14/3', '2.5')."""
    if at and not words[at].gap:
        return True
    gap = words[at + 1].gap if at + 1 < len(words) else " "
    return gap == "" or gap in ("/", ":", ".", "*", "%")


def counts_things(words: Sequence[Word], number: Number) -> bool:
    """Whether what follows is counted, timed or priced by the number."""
    follows = keys(words, number.last, number.last + 2)
    if follows and follows[0] in ("or", "to"):
        further = read_below_hundred(words, number.last + 1)
        if (
            further
            and keys(words, further[1], further[1] + 1)[:1]
            and (words[further[1]].key in said.MEASURES)
        ):
            return True
    if not follows:
        return False
    behind = words[number.last]
    if behind.gap.strip() and not behind.gap.strip(" -–"):
        return True
    if behind.is_figures and not behind.gap.strip():
        return True
    if behind.gap.strip(" ."):
        return follows[0] in said.NUMBERS | said.SIGNS
    if "." in behind.gap:
        return follows[0] in said.MEASURES - said.NUMBERS
    return follows[0] in said.MEASURES or follows[0] in said.NUMBERS or follows[:2] == ("or", "so")


def is_bracketed(words: Sequence[Word], number: Number) -> bool:
    """'[officer 2]': the number of a replacement made by the transcriber."""
    before = "".join(word.gap for word in words[max(number.first - 3, 0) : number.first + 1])
    return before.rfind("[") > before.rfind("]")


def ends(words: Sequence[Word], number: Number) -> bool:
    """Whether the number stands at the end of its phrase, as an age does."""
    if number.last >= len(words):
        return True
    behind = words[number.last]
    return bool(behind.gap.strip()) or behind.key in said.AFTER_AN_AGE


def skip_back(words: Sequence[Word], at: int, over: frozenset[str]) -> int:
    """The index of the first of the words before ``words[at]`` that are all among `over`."""
    while at > 0 and words[at - 1].key in over:
        at -= 1
    return at
