"""Samples of turns that a person reads to find what was missed, and what she said of them."""

from __future__ import annotations

from enum import StrEnum
from itertools import pairwise
from typing import Annotated, Self

from pydantic import Field, model_validator

from pipeline.values.base import ItemId, Sha256, Value
from pipeline.values.identifiers import Kind
from pipeline.values.spans import Span

Count = Annotated[int, Field(ge=0)]


class TurnSort(StrEnum):
    """What a turn of a draft is like, as far as that tells how much may have been missed in it."""

    REPLACED = "something replaced"
    LEFT = "something found and left"
    """Nothing was replaced; a find was kept, or listed for a person to rule on."""
    LONG = "nothing found, long"
    SHORT = "nothing found, short"


class FramedTurn(Value):
    """A turn of a draft as it can be drawn."""

    transcript: ItemId
    turn: Annotated[int, Field(ge=1)]
    state: Sha256
    """Fingerprint of the draft's turn."""
    sort: TurnSort


class FramedDraft(Value):
    """What there was to draw from in one draft."""

    state: Sha256
    """Fingerprint of the draft."""
    turns: dict[TurnSort, Count]
    """How many turns of each sort could be drawn."""
    masked: dict[Kind, Count]
    """How many replacements of each kind stood in the draft, whatever turns could be drawn."""


class Sample(Value):
    """Turns that were drawn at random, to be read by people. No words."""

    id: ItemId
    by: str
    """Who had it drawn."""
    seed: Annotated[int, Field(ge=0)]
    """With it and the same drafts, the same turns are drawn again."""
    untouched: bool
    """Whether only turns with nothing replaced were drawn."""
    readers: Annotated[int, Field(ge=1)]
    """How many people are to read it."""
    frame: dict[ItemId, FramedDraft]
    """Transcript -> what there was to draw from."""
    turns: Annotated[tuple[FramedTurn, ...], Field(min_length=1)]
    """In the order in which they are to be read."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len({(one.transcript, one.turn) for one in self.turns}) < len(self.turns):
            raise ValueError("a turn was drawn twice")
        if not {one.transcript for one in self.turns} <= self.frame.keys():
            raise ValueError("a turn was drawn from a draft that there was not")
        return self


class Missed(Value):
    """A stretch that identifies somebody and was left in the draft."""

    span: Span
    """In the draft's text."""
    kind: Kind


class SampleAnswer(Value):
    """What a reader said of one turn of a sample: what was missed there, or nothing. No words."""

    sample: ItemId
    transcript: ItemId
    turn: Annotated[int, Field(ge=1)]
    state: Sha256
    """Fingerprint of the draft's turn as it was read."""
    by: str
    missed: tuple[Missed, ...] = ()
    """In the order of the text, without overlap."""
    rulings: tuple[ItemId, ...] = ()
    """The rulings that were made of it, so that it is masked in the next run."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        spans = [one.span for one in self.missed]
        if any(after.start < before.end for before, after in pairwise(spans)):
            raise ValueError("what was missed overlaps or is out of order")
        return self
