"""What the placeholders and years of an anonymised passage still show."""

from __future__ import annotations

import re
from collections.abc import Mapping
from enum import StrEnum

from pipeline.quotable.heard import heard
from pipeline.settings import Identifiers, KindPolicy
from pipeline.values.identifiers import Kind


class Shown(StrEnum):
    """What something in a passage is about; the value names a column of the mosaic."""

    AGE = "ages shown"
    JOB = "jobs shown"
    CHILD = "children shown"
    PERSON = "people shown"
    PLACE = "places shown"
    YEAR = "years shown"
    HEALTH = "health shown"
    BACKGROUND = "background shown"
    FAMILY = "family details shown"
    DETAIL = "details shown"


_OF_KIND = {
    Kind.LOCATION: Shown.PLACE,
    Kind.ORGANISATION: Shown.PLACE,
    Kind.OCCUPATION: Shown.JOB,
    Kind.HEALTH: Shown.HEALTH,
    Kind.DEMOGRAPHIC: Shown.BACKGROUND,
    Kind.FAMILY: Shown.FAMILY,
    Kind.VEHICLE: Shown.DETAIL,
    Kind.OTHER: Shown.DETAIL,
}
_BRACKETS = re.compile(r"\[([^\[\]]{1,80})\]")
_NUMBER = re.compile(r"\s+\d{1,4}$")
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_AGE = re.compile(r"(?:[2-7]0s|teens|over 80|a child's age)")
_CHILD = re.compile(r"(?:child|son|daughter|baby)\b")


def shown_in(text: str, policy: Identifiers) -> list[tuple[Shown, str]]:
    """What each placeholder and year of `text` shows, in reading order; those that show nothing
    but that something was taken out ('[person]', '[phone number]') and a transcriber's marks are
    left out.

    Two that are numbered apart ('[child 1]', '[child 2]') are two.
    """
    marks = {(mark.span.start, mark.span.end) for mark in heard(text)}
    said = wordings(policy)
    found: list[tuple[int, Shown, str]] = [
        (match.start(), Shown.YEAR, match[0]) for match in _YEAR.finditer(text)
    ]
    for match in _BRACKETS.finditer(text):
        about = None if match.span() in marks else _about(match[1], said)
        if about:
            found.append((match.start(), about, match[1]))
    return [(about, words) for _, about, words in sorted(found)]


def wordings(policy: Identifiers) -> dict[str, Shown]:
    """Folded words of the policy's placeholders that tell something -> what about."""
    found = {words.casefold(): Shown.PERSON for words in policy.roles.values()}
    for kind, about in _OF_KIND.items():
        found |= dict.fromkeys(_types(policy.kinds.get(kind)), about)
    return found


def _types(policy: KindPolicy | None) -> set[str]:
    """What stands for each type; not what stands where no type is known."""
    if policy is None or "{type}" not in policy.placeholder:
        return set()
    inner = policy.placeholder.strip("[]")
    return {inner.replace("{type}", words).casefold() for words in policy.types.values()}


def _about(words: str, said: Mapping[str, Shown]) -> Shown | None:
    """What the words of a placeholder are about; None where they tell nothing, or nothing known."""
    plain = _NUMBER.sub("", " ".join(words.casefold().split()))
    if _AGE.fullmatch(plain):
        return Shown.AGE
    last = plain.rsplit("'s ", 1)[-1]
    about = said.get(plain) or said.get(last)
    if about is Shown.PERSON and _CHILD.match(last):
        return Shown.CHILD
    return about
