"""Text as the model reads it: words with their places, and what their capitals say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from enum import IntEnum
from typing import NamedTuple

_WORD = re.compile(r"(?:[^\W_]+[\u0300-\u036f]*)+|[^\w\s]|_")
_ENOUGH_CAPITALS = 0.005
"""Of words that could have one: below, the transcript was typed without capitals."""


class Case(IntEnum):
    """Rows of the model's table for capitals."""

    UNKNOWN = 0
    """The transcript has no capitals that mean anything."""
    LOWER = 1
    TITLE = 2
    CAPITALS = 3
    MIXED = 4
    NO_LETTER = 5


class Word(NamedTuple):
    """A run of letters and digits, or one sign; offsets in code points, half-open."""

    start: int
    end: int
    text: str


def words_of(text: str) -> list[Word]:
    """The words of `text` in order; whitespace belongs to none."""
    return [Word(found.start(), found.end(), found[0]) for found in _WORD.finditer(text)]


def has_capitals(texts: Iterable[str]) -> bool:
    """Whether capitals in a transcript say anything: 'I' alone does not."""
    capitals = total = 0
    for text in texts:
        for word in words_of(text):
            if word.text[0].isalpha() and word.text != "I":
                total += 1
                capitals += word.text[0].isupper()
    return capitals > _ENOUGH_CAPITALS * total


def cases_of(words: Sequence[Word], *, capitals: bool) -> list[Case]:
    """One row for each word; `capitals` as `has_capitals` found for the whole transcript."""
    if not capitals:
        return [Case.UNKNOWN] * len(words)
    return [_case(word.text) for word in words]


def _case(word: str) -> Case:
    if not any(one.isalpha() for one in word):
        return Case.NO_LETTER
    if word.islower():
        return Case.LOWER
    if word.isupper() and len(word) > 1:
        return Case.CAPITALS
    if word[0].isupper() and (len(word) == 1 or word[1:].islower()):
        return Case.TITLE
    return Case.MIXED
