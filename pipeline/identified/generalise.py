"""What a general expression says instead of a precise one: dates to years, ages to bands."""

from __future__ import annotations

import re

from pipeline.settings import KindPolicy
from pipeline.values.identifiers import Action, Kind, Mention

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

    The policy's ``{type}`` becomes an age band, a year, or the type that the recogniser knows.
    """
    if policy.action is Action.KEEP or mention.hint in policy.keep:
        return ""
    return policy.placeholder.replace("{type}", _type_of(mention, policy))


def type_name(kind: Kind, hint: str, policy: KindPolicy) -> str:
    """How the type of a place, organisation or other thing is called in a placeholder."""
    if kind in (Kind.LOCATION, Kind.ORGANISATION):
        return policy.types.get(hint, hint) or policy.otherwise
    return policy.types.get(hint, policy.otherwise)


def _type_of(mention: Mention, policy: KindPolicy) -> str:
    if mention.kind is Kind.AGE:
        return age_band(mention.words) or policy.otherwise
    known = type_name(mention.kind, mention.hint, policy)
    if mention.kind is Kind.DATETIME:
        year = year_of(mention.words)
        return f"{known} in {year}" if year else known
    return known


def age_band(words: str) -> str:
    """The ten-year band of an age in figures or words: '34', 'thirty-four' -> '30s'; children and
    the very old in one band each; '' where no age is understood."""
    tokens = re.findall(r"[a-z]+|\d+", words.casefold())
    for token in tokens:
        if token.removesuffix("ies") != token:  # 'forties'
            decade = _TENS.get(f"{token.removesuffix('ies')}y")
            if decade:
                return f"{decade}s"
    age = next((value for value in map(_number, tokens) if value is not None), None)
    if age is None:
        return ""
    following = [_number(token) for token in tokens[1:2]]
    if age in _TENS.values() and following and following[0] and following[0] < 10:
        age += following[0]
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
    tokens = re.findall(r"[a-z]+", words.casefold())
    for index, token in enumerate(tokens[:-1]):
        if token in _CENTURIES:
            rest = [_number(other) for other in tokens[index + 1 : index + 3]]
            if rest[0] is not None and rest[0] >= 10:
                unit = rest[1] if len(rest) > 1 and rest[0] % 10 == 0 else None
                return str(_CENTURIES[token] + rest[0] + (unit if unit and unit < 10 else 0))
    return ""


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
