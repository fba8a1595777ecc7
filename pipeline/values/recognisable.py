"""What somebody who knows the story would still recognise in an anonymised transcript."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pipeline.values.base import ItemId, Value
from pipeline.values.identifiers import Score
from pipeline.values.spans import Span


class Sign(StrEnum):
    """What in a passage tells the story; the value is how it is told to people."""

    VERBATIM = "words as they were said or written"
    GIFT = "a thing that was left or sent"
    ACT = "an unusual act"
    THING = "rare words"
    COUNT = "an odd number"
    SETTING = "a place and a time beside what happened"
    SEQUENCE = "several things in a row"


class Advice(StrEnum):
    """What to do about a passage before it is printed."""

    PARAPHRASE = "paraphrase"
    THING = "generalise the object"
    ACT = "generalise the act"
    NUMBER = "generalise the number"
    SETTING = "generalise the place or the time"
    LEAVE_OUT = "leave out of quotes"


class Recognisable(Value):
    """A passage of a draft that still tells the story; holds no word of it."""

    transcript: ItemId
    turn: Annotated[int, Field(ge=1)]
    span: Span
    """In the anonymised text of the turn."""
    rank: Annotated[int, Field(ge=1)]
    """1: the first that such a person would recognise, of this transcript."""
    score: Score
    signs: Annotated[tuple[Sign, ...], Field(min_length=1)]
    reasons: Annotated[tuple[str, ...], Field(min_length=1)]
    """In plain words."""
    advice: Advice
