"""Calendar dates in all writings: figures, words, months, years and feasts, in any case.

'Last week', weekdays and times of day are not dates: they place nothing on a calendar.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.identified.recognisers import calendar_words as calendar
from pipeline.identified.recognisers.found import mention, without_contained
from pipeline.identified.recognisers.spoken_letters import RADIO
from pipeline.identified.recognisers.spoken_numbers import (
    DIGITS,
    ORDINALS,
    TEENS,
    TENS,
    read_below_hundred,
    read_ordinal,
)
from pipeline.identified.recognisers.words import Word, keys, split_words, vocabulary
from pipeline.identified.recognisers.years import (
    MAY_FOLLOW,
    Dated,
    is_one_of,
    read_year,
    year_alone,
)
from pipeline.values.identifiers import Kind, Mention
from pipeline.values.texts import Turn

_FIGURES = re.compile(
    r"(?<![\d/.£$€*-])(?:"
    r"(?:0?[1-9]|[12]\d|3[01])\s?([/.-])\s?(?:0?[1-9]|1[0-2])\s?\1\s?(?:(?:19|20)\d\d|\d\d)"
    r"|(?:19|20)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])"
    r"|(?:0?[1-9]|[12]\d|3[01])/(?:0?[1-9]|1[0-2])"
    r")(?![\d/*-]|\.\d)"
)
_DOTTED = re.compile(
    r"(?<![\d/.£$€*-])(?<!\bat )(?:0?[1-9]|[12]\d|3[01])\.(?:0?[1-9]|1[0-2])(?![\d/*-]|\.\d"
    r"|\s?(?:%|per|percent|p|pm|am|a\.m|p\.m|miles?|km|kg|stone|k|million|hours?|grand|out|mil\w*"
    r"|met\w+|times|to|litres?|pounds|quid|mg|ml|o'?clock)\b)"
)
"""'14.3': a day and a month where dates are being listed, else a number or a time."""
_LISTS_DATES = re.compile(
    r"\b(?:diary|diaries|dated?|dates|calendar|log|log ?book|notebook|journal|entry|entries"
    r"|bailed)\b",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"\b(?:birthday|birthdays|born|date of birth|d o b|dob|birth)\b")
_FRACTIONS = frozenset({"24/7", "1/2", "1/3", "2/3", "1/4", "3/4", "9/10", "10/10", "7/7"})
_FEASTS_BY_WORD = {
    first: [feast for feast in calendar.FEASTS if feast[0] == first]
    for first in {feast[0] for feast in calendar.FEASTS}
}
_SHORT_FIGURES = re.compile(r"\d{1,2}/\d{1,2}")
_DAY_NOT = vocabulary(
    """time floor form year grade class day days night week month person one thing step row house
    page half birthday visit attempt occasion try call text letter round date place avenue
    street front hand go of attack anniversary name line session door window flat bus meeting
    ring pew seat interview hearing appeal lad child chapter estate"""
)
_TO = vocabulary("to till from was is it's then for and or than")
_ENDINGS = vocabulary("st nd rd th")
_SOFT = frozenset({"um", "er", "erm", "uh", "of", "the"})
_OPENERS = frozenset(
    {"the", "bank", "oh", "nought", *_FEASTS_BY_WORD, *calendar.MONTHS, *calendar.SHORT_MONTHS,
     *calendar.WEEKDAYS, *calendar.SEASONS, *calendar.BEFORE_BANK_HOLIDAY, *DIGITS, *TEENS, *TENS,
     *ORDINALS}
)  # fmt: skip
"""Words that a date can begin with."""


@dataclass(frozen=True, slots=True)
class DateRecogniser:
    """Finds DATETIME; a ``Recogniser``. The hint is 'day', 'month', 'year' or 'feast'."""

    name: str = "dates"
    version: str = "2"

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All calendar dates."""
        return without_contained([one for turn in turns for one in self._find_in(turn)])

    def _find_in(self, turn: Turn) -> Iterator[Mention]:
        for match in _FIGURES.finditer(turn.text):
            if match[0] in _FRACTIONS:
                continue
            short = _SHORT_FIGURES.fullmatch(match[0])
            yield self._mention(turn, match.start(), match.end(), "day", 0.5 if short else 0.9)
        words = split_words(turn.text)
        if _LISTS_DATES.search(turn.text):
            for match in _DOTTED.finditer(turn.text):
                yield self._mention(turn, match.start(), match.end(), "day", 0.5)
        at = 0
        while at < len(words):
            date = _read_date(words, at)
            if date:
                start, end = words[date.first].start, words[date.last - 1].end
                yield self._mention(turn, start, end, date.hint, date.score)
            at = date.last if date else at + 1

    def _mention(self, turn: Turn, start: int, end: int, hint: str, score: float) -> Mention:
        return mention(turn, start, end, Kind.DATETIME, detector=self.name, score=score, hint=hint)


def _read_date(words: Sequence[Word], at: int) -> Dated | None:
    if words[at].key not in _OPENERS and not words[at].is_figures:
        return None
    return (
        _feast(words, at)
        or _bank_holiday(words, at)
        or _day(words, at)
        or _birth(words, at)
        or _month_first(words, at)
        or _season(words, at)
        or year_alone(words, at)
    )


def _feast(words: Sequence[Word], at: int) -> Dated | None:
    for feast in _FEASTS_BY_WORD.get(words[at].key, ()):
        if keys(words, at, at + len(feast)) != feast:
            continue
        last = at + len(feast)
        day = _day(words, last)
        return Dated(at, day.last, "day", 0.9) if day else _with_year(words, at, last, "feast", 0.8)
    return None


def _bank_holiday(words: Sequence[Word], at: int) -> Dated | None:
    """'August bank holiday', 'bank holiday Monday': said of which one it is, before or behind."""
    named = words[at].key in calendar.BEFORE_BANK_HOLIDAY
    behind = at + named
    if named and is_one_of(words, behind, calendar.MONTHS):
        behind += 1
    if keys(words, behind, behind + 2) != ("bank", "holiday"):
        return None
    last = behind + 2
    last += is_one_of(words, last, calendar.AFTER_BANK_HOLIDAY)
    return _with_year(words, at, last, "feast", 0.8) if named or last > behind + 2 else None


def _birth(words: Sequence[Word], at: int) -> Dated | None:
    """'four ten ninety-one', 'the third of the tenth, ninety-one', where a birth is spoken of."""
    day = _bare_day(words, at)
    month = _bare_day(words, day[1]) if day and day[0] <= 31 else None
    if month is None or month[0] > 12 or not _BIRTH.search(" ".join(keys(words, at - 10, at))):
        return None
    short = _bare_day(words, month[1])
    year = read_year(words, month[1]) or (short[1] if short and short[0] > 12 else None)
    return Dated(at, year, "day", 0.75) if year else None


def _day(words: Sequence[Word], at: int) -> Dated | None:
    """'Tuesday the ninth of November 2021', '14 March', 'the second of the twelfth'."""
    start = at
    if words[at : at + 1] and words[at].key in calendar.WEEKDAYS:
        at += 1
    the = keys(words, at, at + 1) == ("the",)
    number = read_ordinal(words, at + the) or _bare_day(words, at + the)
    if number is None or not 1 <= number[0] <= 31:
        return None
    behind = _skip_soft(words, number[1])
    if behind < len(words) and _is_month(words, behind, certain=True):
        return _with_year(words, start, behind + 1, "day", 0.95)
    ordinal = read_ordinal(words, at + the)
    if ordinal is None:
        return None
    return _numbered_month(words, start, ordinal[1]) or _lone_day(words, start, at, ordinal[1])


def _bare_day(words: Sequence[Word], at: int) -> tuple[int, int] | None:
    if at < len(words) and words[at].is_figures and len(words[at].key) <= 2:
        return int(words[at].key), at + 1
    return read_below_hundred(words, at)


def _skip_soft(words: Sequence[Word], at: int) -> int:
    while at < len(words) and words[at].key in _SOFT:
        at += 1
    return at


def _numbered_month(words: Sequence[Word], start: int, at: int) -> Dated | None:
    """'the second of the twelfth', 'first of the fifth'."""
    if keys(words, at, at + 2) != ("of", "the"):
        return None
    month = read_ordinal(words, at + 2)
    noun = bool(month) and is_one_of(words, month[1], _DAY_NOT) if month else True
    if month is None or noun or not 1 <= month[0] <= 12:
        return None
    return _with_year(words, start, month[1], "day", 0.75)


def _lone_day(words: Sequence[Word], start: int, at: int, last: int) -> Dated | None:
    """'on the sixth', 'Friday the thirteenth' with no noun behind."""
    before = keys(words, start - 1, start)
    on = before in (("on",), ("until",), ("by",), ("since",)) or start < at
    the = keys(words, at, at + 1) == ("the",)
    on = on or (the and is_one_of(words, start - 1, _TO) and words[last - 1].key in _ENDINGS)
    listed = before == ("and",) and bool({*keys(words, start - 10, start)} & calendar.MONTHS)
    if not ((on or listed) and the) or (last < len(words) and _goes_on(words[last])):
        return None
    return Dated(start, last, "day", 0.5)


def _goes_on(word: Word) -> bool:
    """Whether `word` is what the ordinal before it counts ('the sixth floor')."""
    follows = word.key in MAY_FOLLOW or word.key in {
        "no",
        "yeah",
        "he's",
        "she's",
        "which",
    }
    return not word.gap.strip() and not follows


def _is_month(words: Sequence[Word], at: int, *, certain: bool) -> bool:
    """Whether ``words[at]`` names a month; `certain` where a day stands before it."""
    key = words[at].key
    if key in calendar.SHORT_MONTHS:
        return certain or (words[at].raw.istitle() and read_year(words, at + 1) is not None)
    if key not in calendar.MONTHS or (at and words[at - 1].key in RADIO.keys() - calendar.MONTHS):
        return False
    return certain or key not in calendar.ALSO_NAMES or _is_marked_month(words, at)


def _is_marked_month(words: Sequence[Word], at: int) -> bool:
    """Whether 'May', 'March', 'April', 'June' or 'August' is marked as a month."""
    before = words[at - 1].key if at else ""
    after = words[at + 1].key if at + 1 < len(words) else ""
    if read_year(words, at + 1) or _is_behind_year(words, at):
        return True
    if after in calendar.AFTER_A_VERB and words[at].key in ("may", "march"):
        return before in calendar.SURELY_BEFORE_A_MONTH and after not in ("be", "have")
    if before in calendar.SURELY_BEFORE_A_MONTH or before in ("by", "of", "last", "next", "every"):
        return True
    if before in ("and", "or", "to"):
        return bool({*keys(words, at - 5, at - 1), *keys(words, at + 1, at + 3)} & calendar.MONTHS)
    named = words[at].key in ("may", "march") and words[at].raw.islower()
    return before in calendar.BEFORE_A_MONTH and not named


def _is_behind_year(words: Sequence[Word], at: int) -> bool:
    """'nineteen ninety-six, June,': the month follows the year in a breath of its own."""
    if words[at].gap.strip() != ",":
        return False
    return any(read_year(words, start) == at for start in range(max(at - 4, 0), at))


def _month_first(words: Sequence[Word], at: int) -> Dated | None:
    """'March 2017', 'March the fourth', 'in March', 'July'."""
    if at >= len(words):
        return None
    named = words[at].key in calendar.MONTHS | calendar.SHORT_MONTHS
    day = _day_behind(words, at + 1) if named else None
    if day:
        return _with_year(words, at, day, "day", 0.9)
    if not _is_month(words, at, certain=False):
        return None
    return _with_year(words, at, at + 1, "month", 0.8)


def _day_behind(words: Sequence[Word], at: int) -> int | None:
    """The index behind 'the fourth', '4th' or '14,' that follows a month."""
    the = keys(words, at, at + 1) == ("the",)
    ordinal = None if words[at : at + 1] and "." in words[at].gap else read_ordinal(words, at + the)
    if ordinal and ordinal[0] <= 31 and not is_one_of(words, ordinal[1], _DAY_NOT):
        return ordinal[1]
    figures = at < len(words) and words[at].is_figures and len(words[at].key) <= 2
    return at + 1 if figures and 1 <= int(words[at].key) <= 31 else None


def _season(words: Sequence[Word], at: int) -> Dated | None:
    """'summer 2016', 'the summer of twenty sixteen'."""
    if at >= len(words) or words[at].key not in calendar.SEASONS:
        return None
    behind = _skip_soft(words, at + 1)
    year = read_year(words, behind)
    return Dated(at, year, "month", 0.85) if year else None


def _with_year(words: Sequence[Word], first: int, last: int, hint: str, score: float) -> Dated:
    year = read_year(words, _skip_soft(words, last)) or read_year(words, last)
    return Dated(first, year or last, hint, score)
