"""The codebook and what it is applied to."""

from __future__ import annotations

import hashlib
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from pipeline.values.base import ItemId, Value, Words
from pipeline.values.identifiers import Score
from pipeline.values.records import Approval, Gate
from pipeline.values.spans import Span

CodeId = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]


class Code(Value):
    """A theme, with all that a coder needs to apply it."""

    id: CodeId
    family: CodeId
    name: str
    definition: str
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    lookalikes: tuple[str, ...] = ()
    """Talk that looks like the theme and is not."""
    cues: tuple[str, ...] = ()
    """Words or phrases that point at the theme; '*' stands for up to three words."""
    neighbours: tuple[CodeId, ...] = ()
    parent: CodeId | None = None
    """The wider code that this one belongs to, of the same family."""


class Flag(Value):
    """A reason to hold a passage and call a person: never a theme, never counted."""

    id: CodeId
    meaning: str
    cues: tuple[str, ...] = ()
    """What raises it, whoever says it; ending in '?', what the interviewer asks: then it is the
    answer that is flagged."""
    lookalikes: tuple[str, ...] = ()
    """Phrases that look like the flag and are not."""
    opens: tuple[str, ...] = ()
    """Cues after which the talk stays under the flag: 'can you turn that off?'"""
    closes: tuple[str, ...] = ()
    """What the interviewer says to end that: 'we're recording again'."""
    agreed: tuple[str, ...] = ()
    """What the interviewer says in agreeing: raises the flag on the turn before."""


class Codebook(Value):
    """All codes of a study, in their order."""

    version: str
    rules: tuple[str, ...] = ()
    families: dict[CodeId, str]
    codes: Annotated[tuple[Code, ...], Field(min_length=1)]
    flags: tuple[Flag, ...] = ()
    lists: Annotated[dict[CodeId, tuple[str, ...]], Field(default_factory=dict)]
    """Words that cues name together: ``<child>`` in a cue is any of ``lists['child']``."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        ids = [code.id for code in self.codes] + [flag.id for flag in self.flags]
        for doubled in sorted({one for one in ids if ids.count(one) > 1}):
            raise ValueError(f"'{doubled}' is defined twice")
        for code in self.codes:
            if code.family not in self.families:
                raise ValueError(f"code '{code.id}' names a family that is not listed")
            for neighbour in code.neighbours:
                if neighbour not in ids:
                    raise ValueError(f"code '{code.id}' names an unknown neighbour '{neighbour}'")
        self._check_parents()
        return self

    def _check_parents(self) -> None:
        by_id = {code.id: code for code in self.codes}
        for code in self.codes:
            seen = {code.id}
            above = code.parent
            while above is not None:
                if above not in by_id:
                    raise ValueError(f"code '{code.id}' names an unknown parent '{above}'")
                if above in seen:
                    raise ValueError(f"code '{code.id}' is its own parent, by way of '{above}'")
                if by_id[above].family != code.family:
                    raise ValueError(f"code '{code.id}' and its parent are of two families")
                seen.add(above)
                above = by_id[above].parent

    def code(self, id: str) -> Code:
        """The code with that id; raises ``KeyError``."""
        return next((code for code in self.codes if code.id == id), None) or _unknown(id)


def _unknown(id: str) -> Code:
    raise KeyError(id)


class Polarity(StrEnum):
    """Whether the theme is there, denied, or only considered."""

    PRESENT = "present"
    DENIED = "denied"
    CONSIDERED = "considered"


class Subject(StrEnum):
    """Whose experience it is."""

    SELF = "self"
    CHILD = "child"
    FAMILY = "family"
    OTHER = "other"


class Time(StrEnum):
    """When it was, as far as the passage says."""

    PAST = "past"
    ONGOING = "ongoing"
    UNCLEAR = "unclear"


class CodingStatus(StrEnum):
    """Where a coding stands."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class Check(StrEnum):
    """What a person should look at before she accepts a proposed coding."""

    DENIED = "perhaps denied"
    CONSIDERED = "perhaps only considered"
    OTHER = "perhaps somebody else's experience"
    HEARSAY = "perhaps hearsay"
    IRONY = "perhaps ironic"


class Coding(Value):
    """A code applied to a passage of an anonymised transcript."""

    id: ItemId
    transcript: ItemId
    turn: Annotated[int, Field(ge=1)]
    span: Span
    code: CodeId
    polarity: Polarity
    subject: Subject
    time: Time
    coder: str
    """Which coder proposed it, or 'person'."""
    confidence: Score
    evidence: str
    """Why: the cue of the codebook, never more of the transcript."""
    text: Words
    """The passage."""
    checks: tuple[Check, ...] = ()

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len(self.text) != len(self.span):
            raise ValueError("the text of a coding must be as long as its span")
        return self

    def fingerprint(self) -> str:
        """SHA-256 of what a person judges: place, words, code and polarity. Why and how surely a
        coder proposed it may change without voiding an approval."""
        judged = self.model_dump_json(
            include={"id", "transcript", "turn", "span", "code", "polarity", "text"}
        )
        return hashlib.sha256(judged.encode()).hexdigest()


def coding_id(transcript: str, turn: int, span: Span, code: str) -> ItemId:
    """The id of a coding: the same place and code, the same id, whoever proposes it."""
    place = f"{transcript}\t{turn}\t{span.start}\t{span.end}\t{code}"
    return "C" + hashlib.sha256(place.encode()).hexdigest()[:12]


class RaisedFlag(Value):
    """A flag on a turn: holds every passage of the turn and of its neighbours from being quoted."""

    transcript: ItemId
    turn: Annotated[int, Field(ge=1)]
    flag: CodeId
    evidence: str


class ConfirmedCoding(Value):
    """A coding that a person accepted. Made in ``gates`` alone; exists only with its approval."""

    coding: Coding
    approval: Approval

    @model_validator(mode="after")
    def _check(self) -> Self:
        approval = self.approval
        if approval.gate is not Gate.CONFIRM or approval.subject != self.coding.id:
            raise ValueError("the approval is for something else")
        if approval.state != self.coding.fingerprint():
            raise ValueError("the approval names another state of the coding")
        return self
