"""Gold transcripts: interviews whose identifiers and themes were marked by hand, to measure by.

Offsets are half-open ``[start, end)`` code points of a turn's plain text (the tags taken out).
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from pipeline.values.base import ItemId, Value, Words
from pipeline.values.identifiers import Kind
from pipeline.values.spans import Span
from pipeline.values.texts import Role
from pipeline.values.themes import CodeId, Polarity

GoldSpeaker = Annotated[str, Field(pattern=r"^(I|P|P2)$")]
"""I (interviewer), P (participant) or P2 (a second person present)."""


class Directness(StrEnum):
    """Whether an identifier gives somebody away alone."""

    DIRECT = "direct"
    QUASI = "quasi"
    """In combination, or to someone who knows the story."""


class GoldEntity(Value):
    """Characters of a turn that identify: the truth the finding of identifiers is held to."""

    span: Span
    kind: Kind
    id: ItemId
    """One id for one person, place or thing of the transcript, whatever its form."""
    directness: Directness


class GoldCode(Value):
    """A passage and the codes it carries, in the annotator's order."""

    span: Span
    codes: Annotated[tuple[CodeId, ...], Field(min_length=1)]
    polarity: Polarity


class GoldTurn(Value):
    """A turn with its marked passages; entities and codes each in order and without overlap."""

    number: Annotated[int, Field(ge=1)]
    """Counts from 1 through the transcript."""
    speaker: GoldSpeaker
    text: Words
    entities: tuple[GoldEntity, ...] = ()
    codes: tuple[GoldCode, ...] = ()

    @property
    def role(self) -> Role:
        """Whose turn it is; a second person present counts as a participant."""
        return Role.INTERVIEWER if self.speaker == "I" else Role.PARTICIPANT

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.text.strip():
            raise ValueError(f"turn {self.number} is empty")
        _check_order(self.number, self.text, [entity.span for entity in self.entities])
        _check_order(self.number, self.text, [code.span for code in self.codes])
        if self.codes and self.role is Role.INTERVIEWER:
            raise ValueError(f"turn {self.number}: a code in an interviewer's turn")
        return self


class GoldTranscript(Value):
    """A whole gold file."""

    id: ItemId
    style: str = ""
    """Which shape the raw file is given: txt, teams, otter, vtt, housestyle ..."""
    participant: Words = ""
    """The participant in a few words: 'woman, 30s, stalked by an ex-partner'."""
    roster: Annotated[tuple[tuple[str, str], ...], Field(repr=False)] = ()
    """(full name, role) of the people an interviewer would know."""
    turns: Annotated[tuple[GoldTurn, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        numbers = [turn.number for turn in self.turns]
        if numbers != list(range(1, len(numbers) + 1)):
            raise ValueError("turns must be numbered from 1 without gaps")
        return self


def _check_order(number: int, text: str, spans: Sequence[Span]) -> None:
    end = 0
    for span in spans:
        if span.start < end:
            raise ValueError(f"turn {number}: passages overlap or are out of order")
        end = span.end
    if end > len(text):
        raise ValueError(f"turn {number}: a passage ends after the text")
