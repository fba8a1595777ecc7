"""Transcripts on their way through the rooms.

Offsets are half-open ``[start, end)`` and count Unicode code points: a Python slice of the turn's
text is the passage.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from pipeline.values.base import ItemId, Value, Words
from pipeline.values.identifiers import Kind
from pipeline.values.records import Approval, Gate
from pipeline.values.spans import Span


class Role(StrEnum):
    """Who speaks, as far as the work needs to know."""

    INTERVIEWER = "interviewer"
    PARTICIPANT = "participant"
    OTHER = "other"


ROLE_OF_LETTER = {"I": Role.INTERVIEWER, "P": Role.PARTICIPANT, "O": Role.OTHER}

Speaker = Annotated[str, Field(pattern=r"^[IPO][0-9]{0,2}$")]
"""I (interviewer), P (participant) or O (someone else), numbered from the second on: P, P2, I2."""


class MarkKind(StrEnum):
    """What a transcriber's mark stands for (the table in the transcript formats page)."""

    PAUSE = "pause"
    INAUDIBLE = "inaudible"
    UNCERTAIN = "uncertain"
    OVERLAP = "overlap"
    EMOTION = "emotion"
    CUT_OFF = "cut-off"
    REDACTED = "redacted"


class Mark(Value):
    """A transcriber's mark inside a turn's text, kept in the text and pointed at by `span`."""

    span: Span
    kind: MarkKind


class Turn(Value):
    """One person's uninterrupted talk."""

    number: Annotated[int, Field(ge=1)]
    """Counts from 1 through the transcript."""
    speaker: Speaker
    text: Words
    """The words as transcribed, white space folded, marks kept. Never empty."""
    marks: tuple[Mark, ...] = ()
    starts_at: Annotated[float, Field(ge=0)] | None = None
    """Seconds from the start of the recording, where the file says so."""

    @property
    def role(self) -> Role:
        """Whose turn it is."""
        return ROLE_OF_LETTER[self.speaker[0]]

    @model_validator(mode="after")
    def _check(self) -> Self:
        _check_text(self.number, self.text)
        _check_spans(self.number, self.text, [mark.span for mark in self.marks])
        return self


class Removed(Value):
    """Something of the file that is not talk: taken out of the turns and recorded here."""

    what: str
    """cover block, page header, page footer, line numbers, time stamps, comments, ..."""
    count: Annotated[int, Field(ge=1)]
    words: Words = ""
    """What stood there, for the reviewer; empty where it was only layout."""


class SpeakerName(Value):
    """A name under which the file lists a speaker: an identifier to look for in the talk."""

    speaker: Speaker
    words: Words


class Transcript(Value):
    """An interview as read from its file: real names in it."""

    id: ItemId
    participant: ItemId
    format: str
    """Name of the reader that read it."""
    turns: Annotated[tuple[Turn, ...], Field(min_length=1)]
    speaker_names: tuple[SpeakerName, ...] = ()
    removed: tuple[Removed, ...] = ()
    notices: tuple[str, ...] = ()
    """What a person should know about the reading ('speakers guessed by who asks questions')."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        _check_numbers([turn.number for turn in self.turns])
        return self


class Replaced(Value):
    """A replacement standing in an anonymised turn."""

    span: Span
    """Of the replacement, in the anonymised text."""
    kind: Kind
    decision: ItemId


class DraftTurn(Value):
    """A turn after replacement."""

    number: Annotated[int, Field(ge=1)]
    speaker: Speaker
    text: Words
    marks: tuple[Mark, ...] = ()
    replaced: tuple[Replaced, ...] = ()

    @property
    def role(self) -> Role:
        """Whose turn it is."""
        return ROLE_OF_LETTER[self.speaker[0]]

    @model_validator(mode="after")
    def _check(self) -> Self:
        _check_text(self.number, self.text)
        _check_spans(self.number, self.text, [mark.span for mark in self.marks])
        _check_spans(self.number, self.text, [item.span for item in self.replaced])
        return self


class Draft(Value):
    """A transcript with its identifiers replaced, waiting for a reviewer. Its fingerprint is what
    an approval names."""

    id: ItemId
    participant: ItemId
    turns: Annotated[tuple[DraftTurn, ...], Field(min_length=1)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        _check_numbers([turn.number for turn in self.turns])
        return self


class AdmittedTranscript(Value):
    """A draft that a reviewer admitted to the second room. Made in ``gates`` alone.

    Exists only with an approval that names exactly this draft.
    """

    draft: Draft
    approval: Approval

    @model_validator(mode="after")
    def _check(self) -> Self:
        approval = self.approval
        if approval.gate is not Gate.ADMIT or approval.subject != self.draft.id:
            raise ValueError("the approval is for something else")
        if approval.state != self.draft.fingerprint():
            raise ValueError("the approval names another state of the draft")
        return self

    @property
    def id(self) -> str:
        """The transcript's id."""
        return self.draft.id

    @property
    def participant(self) -> str:
        """Whose interview it is."""
        return self.draft.participant

    @property
    def turns(self) -> tuple[DraftTurn, ...]:
        """The anonymised turns."""
        return self.draft.turns


def _check_text(number: int, text: str) -> None:
    if not text.strip():
        raise ValueError(f"turn {number} is empty")
    if "\n" in text or "\r" in text or "\t" in text:
        raise ValueError(f"turn {number} holds a line break or tab")


def _check_spans(number: int, text: str, spans: list[Span]) -> None:
    end = 0
    for span in spans:
        if span.start < end:
            raise ValueError(f"turn {number}: spans overlap or are out of order")
        end = span.end
    if end > len(text):
        raise ValueError(f"turn {number}: a span ends after the text")


def _check_numbers(numbers: list[int]) -> None:
    if numbers != list(range(1, len(numbers) + 1)):
        raise ValueError("turns must be numbered from 1 without gaps")
