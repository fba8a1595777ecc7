"""What a general expression says instead of a precise one: dates to years, ages to bands."""

from __future__ import annotations

import re

from pipeline.settings import KindPolicy
from pipeline.values.identifiers import Action, Kind, Mention, Status

_YEAR = re.compile(r"\b(1[89]\d\d|20\d\d)\b")
_SHORT_YEAR = re.compile(r"\b\d{1,2}[/.\-]\d{1,2}[/.\-](\d\d)\b")
_CENTURIES = {"nineteen": 1900, "twenty": 2000}
_UNDER_TWENTY = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
    "fifteen sixteen seventeen eighteen nineteen"
)
_UNITS = {word: number for number, word in enumerate(_UNDER_TWENTY.split())}
_DECADES = "twenty thirty forty fifty sixty seventy eighty ninety"
_TENS = {word: number * 10 for number, word in enumerate(_DECADES.split(), start=2)}


def placeholder(mention: Mention, policy: KindPolicy) -> str:
    """What stands in the text instead of `mention`; '' where the policy keeps it.

    What is kept as a type that identifies too little (a country) must be that for sure: 'Kenya' may
    be a child's name. The policy's ``{type}`` becomes an age band, a year, or the type that the
    recogniser knows.
    """
    too_little = mention.hint in policy.keep and mention.status is Status.SURE
    if policy.action is Action.KEEP or too_little:
        return ""
    return policy.placeholder.replace("{type}", _type_of(mention, policy))


def proposal(mention: Mention, policy: KindPolicy) -> str:
    """What would stand instead of a mention that is only listed: as `placeholder`, but nothing is
    kept for its type."""
    return policy.placeholder.replace("{type}", _type_of(mention, policy))


def type_name(hint: str, policy: KindPolicy) -> str:
    """How a type is called in a placeholder: only what the policy lists, since a roster's free
    text could name somebody."""
    return policy.types.get(hint, policy.otherwise)


def _type_of(mention: Mention, policy: KindPolicy) -> str:
    if mention.kind is Kind.AGE:
        return age_band(f"{mention.words} {mention.hint}") or policy.otherwise
    known = type_name(mention.hint, policy)
    if mention.kind is Kind.DATETIME:
        year = year_of(mention.words) if policy.years else ""
        return f"{known} in {year}" if year else known
    return known


def age_band(words: str) -> str:
    """The ten-year band of an age in figures or words: '34', 'thirty-four' -> '30s'; children and
    the very old in one band each; '' where no age is understood."""
    tokens = re.findall(r"[a-z]+|\d+", words.casefold())
    if any(token.startswith(("month", "week", "day")) for token in tokens):
        return _band(0)
    if "hundred" in tokens:
        return _band(100)
    for token in tokens:  # 'forties'
        decade = _TENS.get(f"{token.removesuffix('ies')}y") if token.endswith("ies") else None
        if decade:
            return _band(decade)
    numbers = [value for value in map(_number, tokens) if value is not None]
    if not numbers:
        return ""
    age = numbers[0]
    if age in _TENS.values() and len(numbers) > 1 and numbers[1] < 10:
        age += numbers[1]
    return _band(age)


def year_of(words: str) -> str:
    """The year in a date in figures or words: '14/03/17', 'june twenty seventeen' -> '2017'; ''
    where the date names none."""
    match = _YEAR.search(words)
    if match:
        return match[1]
    match = _SHORT_YEAR.search(words)
    if match:
        short = int(match[1])
        # Interviews about stalking speak of the last decades: 70-99 is the last century.
        return str(short + (1900 if short >= 70 else 2000))
    tokens = [one for one in re.findall(r"[a-z]+", words.casefold()) if one != "and"]
    return next((year for at in range(len(tokens)) if (year := _spoken_year(tokens[at:]))), "")


def _spoken_year(tokens: list[str]) -> str:
    """The year that `tokens` begin with: 'twenty seventeen', 'twenty oh nine', 'two thousand'."""
    if tokens[:2] == ["two", "thousand"]:
        return str(2000 + _below_hundred(tokens[2:]))
    if len(tokens) > 1 and tokens[0] in _CENTURIES:
        century, rest = _CENTURIES[tokens[0]], tokens[1:]
        if rest[0] in ("oh", "o") and len(rest) > 1 and 0 < (_number(rest[1]) or 0) < 10:
            return str(century + (_number(rest[1]) or 0))
        year = _below_hundred(rest)
        return str(century + year) if year >= 10 else ""
    return ""


def _below_hundred(tokens: list[str]) -> int:
    """The number that `tokens` begin with, below a hundred; 0 where there is none."""
    first = _number(tokens[0]) if tokens else None
    if first is None:
        return 0
    second = _number(tokens[1]) if first in _TENS.values() and len(tokens) > 1 else None
    return first + (second if second and second < 10 else 0)


def _number(token: str) -> int | None:
    if token.isdigit():
        return int(token)
    return _UNITS.get(token, _TENS.get(token))


def _band(age: int) -> str:
    if age < 13:
        return "a child's age"
    if age < 20:
        return "teens"
    return f"{age // 10 * 10}s" if age < 80 else "over 80"
