"""Years, in figures and as they are spoken: '2016', 'twenty sixteen', 'in seventy-four'."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.identified.recognisers.spoken_numbers import DIGITS, TEENS, TENS, read_below_hundred
from pipeline.identified.recognisers.words import Word, keys, vocabulary

_NOT_YEARS = vocabulary(
    """pounds pound quid emails e-mails times people years miles metres yards calls texts messages
    letters pages percent hours days minutes seconds steps grand vision photos followers
    numbers calories words houses homes kids women men degrees euros dollars volts square"""
)
_BEFORE_A_YEAR = vocabulary(
    """in since until till from by of during before after around about back year early late"""
)
MAY_FOLLOW = vocabulary(
    """with when and we i he she they it to from because before after so then but that for on at as
    was were my the a there until till or is it's i'm about aged"""
)


@dataclass(frozen=True, slots=True)
class Dated:
    """Words that are a date, half-open, and the finest part known."""

    first: int
    last: int
    hint: str
    score: float


def is_one_of(words: Sequence[Word], at: int, of: frozenset[str]) -> bool:
    """Whether there is a word at ``words[at]`` and it is one of `of`."""
    return at < len(words) and words[at].key in of


def read_year(words: Sequence[Word], at: int) -> int | None:
    """The index behind a year that starts at ``words[at]``; the words before make it a date."""
    if at >= len(words) or words[at].gap.strip(" ,.;-–'’()?[]"):
        return None
    if words[at].is_figures:
        return at + 1 if re.fullmatch(r"(?:19|20)\d\d", words[at].key) else None
    return _spoken_year(words, at)


def _spoken_year(words: Sequence[Word], at: int) -> int | None:
    """Behind 'nineteen eighty-four', 'twenty oh six', 'two thousand and nine'."""
    if keys(words, at, at + 2) == ("two", "thousand"):
        behind = at + 2 + (keys(words, at + 2, at + 3) == ("and",))
        rest = read_below_hundred(words, behind)
        return rest[1] if rest else at + 2
    if keys(words, at, at + 1) not in (("nineteen",), ("twenty",)):
        return None
    century = words[at].key
    if keys(words, at + 1, at + 2) in (("oh",), ("o",)) and at + 2 < len(words):
        return at + 3 if DIGITS.get(words[at + 2].key) else None
    rest = read_below_hundred(words, at + 1)
    lowest = 10 if century == "twenty" else 20
    return rest[1] if rest and lowest <= rest[0] <= (99 if century == "nineteen" else 40) else None


def year_alone(words: Sequence[Word], at: int) -> Dated | None:
    """The year that starts at ``words[at]`` with no day or month before it."""
    last = read_year(words, at) if at < len(words) else None
    before = words[at - 1].key if at else ""
    if last is None:
        return _short_year(words, at, before)
    unit = is_one_of(words, last, _NOT_YEARS) or _is_part_of_number(words, at, last)
    if unit or (words[at].key == "two" and not _is_spoken_2000s(words, at, last, before)):
        return None
    parts = {words[i].gap.strip() for i in range(at + 1, last)}
    if parts - {"", "-", "–"}:
        return None
    return Dated(at, last, "year", 0.85 if before in _BEFORE_A_YEAR else 0.6)


def _is_spoken_2000s(words: Sequence[Word], at: int, last: int, before: str) -> bool:
    """Whether 'two thousand (and nine)' is a year: said to be one, or no things are counted."""
    if before in _BEFORE_A_YEAR:
        return True
    behind = words[last].key if last < len(words) else ""
    return last > at + 2 and not behind.endswith("s") and behind not in ("hundred", "of")


def _is_part_of_number(words: Sequence[Word], at: int, last: int) -> bool:
    """Whether digits, a currency or a point touch what looks like a year."""
    before = words[at - 1] if at else None
    numbers = DIGITS | TEENS | TENS
    near = before is not None and (before.key in numbers or before.is_figures or before.key == "oh")
    close = near and not set(words[at].gap) & set(";:!?")
    behind = last < len(words) and (words[last].key in {*numbers, "oh"} or words[last].is_figures)
    followed = behind and not words[last].gap.strip(" -/*")
    joined = bool(set(words[at].gap) & set("£$€/*#")) or (words[at].gap == "" and at > 0)
    return close or followed or joined


def _short_year(words: Sequence[Word], at: int, before: str) -> Dated | None:
    """'in seventy-four', "back in '96"."""
    if at >= len(words) or before not in ("in", "since", "from", "until", "of", "about", "around"):
        return None
    apostrophe = words[at].gap.rstrip().endswith(("'", "’", "‘")) or words[at].gap.endswith("'")
    if words[at].is_figures and len(words[at].key) == 2 and apostrophe:
        return Dated(at, at + 1, "year", 0.8)
    digit = DIGITS.get(words[at + 1].key) if at + 1 < len(words) else None
    if words[at].key in ("oh", "nought") and digit and before in ("in", "since", "from", "until"):
        ends = at + 2 >= len(words) or words[at + 2].gap.strip() or words[at + 2].key in MAY_FOLLOW
        return Dated(at, at + 2, "year", 0.6) if ends else None
    read = read_below_hundred(words, at)
    if (
        read is None
        or before not in ("in", "since")
        or not 41 <= read[0] <= 99
        or read[0] % 10 == 0
    ):
        return None
    ends = read[1] >= len(words) or words[read[1]].gap.strip()
    follows = ends or words[read[1]].key in MAY_FOLLOW
    return Dated(at, read[1], "year", 0.6) if follows else None
