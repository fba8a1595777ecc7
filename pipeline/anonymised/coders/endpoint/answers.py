"""What is taken from a model's answer: known codes, on words that stand in the turn."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Container
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Annotated

from pydantic import Field, TypeAdapter, ValidationError

from pipeline.anonymised.coders.endpoint.failures import NOT_THE_FORM, UnansweredError
from pipeline.anonymised.passages import LONGEST_PASSAGE
from pipeline.values.base import Value, Words
from pipeline.values.spans import Span
from pipeline.values.themes import Polarity

MOST_CODINGS = 50
"""In one answer; more is no coding of a few sentences."""
_MARKS = "\"'`´‘’‚‛“”„‟«»‹›′″"
_ANY_MARK = f"[{re.escape(_MARKS)}]"


class _Stated(Value):
    code: Words
    quote: Words
    polarity: Polarity
    reason: Annotated[str | None, Field(repr=False)] = None
    """Read over: it may hold anything."""


_List = Annotated[tuple[_Stated, ...], Field(max_length=MOST_CODINGS)]


class _Codings(Value):
    codings: _List


_ANSWER: TypeAdapter[_Codings | _List] = TypeAdapter(_Codings | _List)


class Drop(StrEnum):
    """Why one coding of an answer is not taken."""

    UNKNOWN = "a code that was not asked about"
    ABSENT = "a quote that does not stand in the turn"
    LONG = "a quote that is too long for a passage"


@dataclass(frozen=True, slots=True)
class Found:
    """A coding that stood up to the checks; `span` is of the talk that was asked about."""

    code: str
    span: Span
    polarity: Polarity


@dataclass(frozen=True, slots=True)
class Answer:
    """What is left of an answer, in its order, and what was dropped."""

    found: tuple[Found, ...]
    dropped: Counter[Drop] = field(default_factory=Counter)


def read_answer(answer: str, asked: Container[str], talk: str) -> Answer:
    """The codings of `answer`, each checked.

    Args:
        answer: as the model gave it: JSON, a list of {code, quote, polarity, reason?}, bare or
            under the one key 'codings'.
        asked: the codes that it may name.
        talk: what its quotes must stand in.

    Raises:
        UnansweredError: it is anything else.
    """
    stated = _stated(answer)
    if stated is None:
        raise UnansweredError(NOT_THE_FORM)
    found: list[Found] = []
    dropped: Counter[Drop] = Counter()
    for one in stated:
        place = _place(one, asked, talk)
        if isinstance(place, Drop):
            dropped[place] += 1
        else:
            found.append(Found(one.code, place, one.polarity))
    return Answer(tuple(found), dropped)


def find_quote(quote: str, talk: str) -> Span | None:
    """Where `quote` stands first in `talk`, as whole words.

    White space of any length and kind is the same, and so are all quotation marks and apostrophes;
    marks around the quote are left out. Nothing else is overlooked.
    """
    words = quote.strip(_MARKS + " \t\r\n").split()
    if not words or len(" ".join(words)) > len(talk):
        return None
    wanted = r"\s+".join(map(_pattern, words))
    match = re.search(rf"(?<!\w){wanted}(?!\w)", talk)
    return Span(start=match.start(), end=match.end()) if match else None


def _stated(answer: str) -> tuple[_Stated, ...] | None:
    try:
        read = _ANSWER.validate_json(answer)
    except ValidationError:
        return None
    return read.codings if isinstance(read, _Codings) else read


def _place(stated: _Stated, asked: Container[str], talk: str) -> Span | Drop:
    if stated.code not in asked:
        return Drop.UNKNOWN
    place = find_quote(stated.quote, talk)
    if place is None:
        return Drop.ABSENT
    words = talk[place.start : place.end].split()
    return Drop.LONG if len(words) > LONGEST_PASSAGE else place


def _pattern(word: str) -> str:
    return "".join(_ANY_MARK if letter in _MARKS else re.escape(letter) for letter in word)
