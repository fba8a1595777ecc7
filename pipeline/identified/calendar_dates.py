"""What a date in figures or words says of the calendar: year, month, day, as far as it says it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from pipeline.identified.generalise import year_of
from pipeline.identified.recognisers.spoken_numbers import read_below_hundred, read_ordinal
from pipeline.identified.recognisers.words import Word, keys, split_words

_MONTHS = "january february march april may june july august september october november december"
_MONTH_OF = {word: number for number, word in enumerate(_MONTHS.split(), start=1)}
_MONTH_OF |= {word[:3]: number for word, number in _MONTH_OF.items()} | {"sept": 9}
_SEASONS = {"spring": 4, "summer": 7, "autumn": 10}
"""The month in their middle; winter has two years."""
_FEASTS = (
    ("new year's eve", 12, 31), ("new years eve", 12, 31), ("new year's day", 1, 1),
    ("new years day", 1, 1), ("burns night", 1, 25), ("valentine", 2, 14), ("st david", 3, 1),
    ("st patrick", 3, 17), ("april fool", 4, 1), ("st george", 4, 23), ("halloween", 10, 31),
    ("hallowe'en", 10, 31), ("bonfire night", 11, 5), ("guy fawkes", 11, 5), ("st andrew", 11, 30),
    ("christmas eve", 12, 24), ("christmas day", 12, 25), ("boxing day", 12, 26),
    ("hogmanay", 12, 31),
)  # fmt: skip
_ISO = re.compile(r"\b((?:19|20)\d\d)-(\d\d)-(\d\d)\b")
_FIGURES = re.compile(r"(?<!\d)(\d{1,2})\s?[/.-]\s?(\d{1,2})\s?[/.-]\s?(?:\d{4}|\d\d)(?!\d)")


@dataclass(frozen=True, slots=True)
class Calendar:
    """A date as far as it is said."""

    year: int = field(repr=False)
    month: int = field(default=0, repr=False)
    """0 where it is not said."""
    day: int = field(default=0, repr=False)
    """0 where it is not said, or no day of that month."""

    @property
    def full(self) -> date | None:
        """The day, where all of it is said."""
        return date(self.year, self.month, self.day) if self.month and self.day else None


def read_calendar(words: str) -> Calendar | None:
    """The date that `words` say, in the British order; None where the year is not said."""
    year = year_of(words) or _short_year(words)
    if not year:
        return None
    month, day = _month_and_day(words)
    try:
        return Calendar(int(year), month, date(int(year), month, day).day)
    except ValueError:
        return Calendar(int(year), month if 1 <= month <= 12 else 0)


def _short_year(words: str) -> str:
    """'in oh nine', "back in '96", 'ninety-six': of the last hundred years, as people say them."""
    said = split_words(words)
    if keys(said, 0, 1) in (("oh",), ("nought",)):
        read = read_below_hundred(said, 1)
        return str(2000 + read[0]) if read and read[0] < 10 else ""
    if len(said) == 1 and said[0].is_figures and len(said[0].key) == 2:
        short = int(said[0].key)
        return str(short + (1900 if short > 40 else 2000))
    read = read_below_hundred(said, 0)
    alone = read is not None and read[1] == len(said) and read[0] > 40
    return str(1900 + read[0]) if read and alone else ""


def _month_and_day(words: str) -> tuple[int, int]:
    """Both, 0 for what is not said."""
    if found := _ISO.search(words):
        return int(found[2]), int(found[3])
    if found := _FIGURES.search(words):
        return int(found[2]), int(found[1])
    plain = words.casefold().replace("’", "'")
    for feast, month, day in _FEASTS:
        if feast in plain:
            return month, day
    said = split_words(words)
    for at, word in enumerate(said):
        if word.key in _MONTH_OF:
            return _MONTH_OF[word.key], _day_beside(said, at)
    for word in said:
        if word.key in _SEASONS:
            return _SEASONS[word.key], 0
    return _in_ordinals(said)


def _day_beside(words: list[Word], month: int) -> int:
    """'the fourteenth of March', '14 March', 'March the fourteenth'; 0 where there is no day."""
    for at in range(max(month - 5, 0), month):
        read = read_ordinal(words, at) or _number(words, at)
        if read:
            return read[0]
    at = month + 1 + (keys(words, month + 1, month + 2) == ("the",))
    read = read_ordinal(words, at) or _figures(words, at)
    return read[0] if read else 0


def _number(words: list[Word], at: int) -> tuple[int, int] | None:
    return _figures(words, at) or read_below_hundred(words, at)


def _figures(words: list[Word], at: int) -> tuple[int, int] | None:
    if at < len(words) and words[at].is_figures and len(words[at].key) <= 2:
        return int(words[at].key), at + 1
    return None


def _in_ordinals(words: list[Word]) -> tuple[int, int]:
    """'the ninth of the third': (3, 9)."""
    for at in range(len(words)):
        day = read_ordinal(words, at)
        if day and keys(words, day[1], day[1] + 2) == ("of", "the"):
            month = read_ordinal(words, day[1] + 2)
            return (month[0], day[0]) if month else (0, 0)
    return 0, 0
