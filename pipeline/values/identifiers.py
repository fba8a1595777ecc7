"""What can give a person away, and what is done about it."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

from pipeline.values.base import ItemId, Value, Words
from pipeline.values.spans import Span

Score = Annotated[float, Field(ge=0, le=1)]


class Kind(StrEnum):
    """Kinds of identifier; the same names as in the gold format."""

    PERSON = "PERSON"
    LOCATION = "LOCATION"
    ORGANISATION = "ORGANISATION"
    DATETIME = "DATETIME"
    AGE = "AGE"
    PHONE = "PHONE"
    EMAIL = "EMAIL"
    HANDLE = "HANDLE"
    URL = "URL"
    POSTCODE = "POSTCODE"
    ADDRESS = "ADDRESS"
    ID_NUMBER = "ID_NUMBER"
    VEHICLE = "VEHICLE"
    OCCUPATION = "OCCUPATION"
    HEALTH = "HEALTH"
    DEMOGRAPHIC = "DEMOGRAPHIC"
    FAMILY = "FAMILY"
    OTHER = "OTHER"


PRECISE_KINDS = frozenset(
    {
        Kind.PHONE,
        Kind.EMAIL,
        Kind.HANDLE,
        Kind.URL,
        Kind.POSTCODE,
        Kind.ADDRESS,
        Kind.ID_NUMBER,
        Kind.VEHICLE,
    }
)
"""Numbers, addresses and the like: told by their shape, and nobody's identity has several."""


INDIRECT_KINDS = (Kind.OCCUPATION, Kind.HEALTH, Kind.DEMOGRAPHIC, Kind.FAMILY, Kind.OTHER)
"""What identifies in combination, or to somebody who knows the story."""


class Status(StrEnum):
    """Whether a machine's decision may stand or asks for a person's eyes."""

    SURE = "sure"
    CHECK = "check"


class Mention(Value):
    """A stretch of a turn that may identify someone."""

    turn: Annotated[int, Field(ge=1)]
    span: Span
    kind: Kind
    words: Words
    detector: str
    """Which recogniser found it."""
    score: Score
    status: Status = Status.SURE
    hint: Words = ""
    """What the finder knows beyond the kind: a roster role, 'town', 'police force', 'officer'..."""
    sounds_like: Words = ""
    """The known form of which the words may be a mishearing ('Tahmina' for 'the meaner')."""
    listed: bool = False
    """Whether it is only to be listed for a person, with a proposal, and left in the text."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len(self.words) != len(self.span):
            raise ValueError("the words of a mention must be as long as its span")
        return self


class RosterEntry(Value):
    """A line of the roster: what the interviewer knows to be identifying."""

    participant: str
    """Whose interview it belongs to; empty for the whole study."""
    kind: Kind
    words: Words
    role: Words
    """victim, stalker, child, sister, employer, town ..."""
    also: Annotated[tuple[str, ...], Field(repr=False)] = ()
    """Other forms of the same name."""

    @property
    def forms(self) -> tuple[str, ...]:
        """All forms, the main one first."""
        return (self.words, *self.also)


class Known(StrEnum):
    """How well an identity is known, from best to least: it decides where its forms must not be."""

    LISTED = "listed"
    """By a person: in the roster, as a speaker of the file, by a ruling. Nowhere in the study may
    a form of it stand without a decision."""
    SURE = "sure"
    """A recogniser was sure. The same, but for forms that are single ordinary words."""
    GUESSED = "guessed"
    """As with `SURE`, in its own participant's transcripts."""


class Likeness(StrEnum):
    """In what two names are alike, the surest first."""

    PART = "holds the same name"
    LETTERS = "spelled out letter by letter"
    INITIAL = "an initial and the same surname"
    DIMINUTIVE = "a short form or other spelling"
    SOUND = "sounds the same"
    SPELLING = "a letter or two apart"


class Place(Value):
    """A stretch of a transcript."""

    transcript: ItemId
    turn: Annotated[int, Field(ge=1)]
    span: Span


class Merge(Value):
    """Why a form was taken for one more of somebody's."""

    form: Words
    like: Likeness
    to: Words
    """The form that it is like."""
    first: Place
    """Where it was met first, when it was joined."""


class Question(Value):
    """What a person should look at before the identity is relied on."""

    other: ItemId | None = None
    """Who may be the same one."""
    like: Likeness | None = None
    """In what the two are alike."""
    role: str = ""
    """Or: a role in which the talk names the person, and that is not the person's."""
    times: Annotated[int, Field(ge=0)] = 0
    """How often."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if bool(self.other and self.like) == bool(self.role and self.times):
            raise ValueError("a question is about somebody who is alike, or about a role")
        return self


class Identity(Value):
    """One person, place or thing of a study, under all its forms, and what stands in its place."""

    id: ItemId
    kind: Kind
    participant: str
    """Whose interviews it belongs to; empty where the roster made it the whole study's."""
    was_in: str = ""
    """Whose interviews it belonged to before a ruling joined it to one of the whole study's."""
    also_in: tuple[ItemId, ...] = ()
    """Other participants whose interviews name the same one, by a ruling."""
    role: str
    also_roles: tuple[str, ...] = ()
    """Roles of those that a ruling joined to this one."""
    forms: Annotated[tuple[str, ...], Field(repr=False, min_length=1)]
    replacement: str
    known: Known
    why: str
    """How the forms were brought together, for the reviewer."""
    gender: Annotated[str, Field(pattern=r"^(man|woman)?$")] = ""
    """As 'Mr' and 'Mrs' tell it; empty where they do not."""
    merges: tuple[Merge, ...] = ()
    """Every form that was joined by likeness or as a part of the name, and why."""
    rulings: tuple[ItemId, ...] = ()
    """Rulings 'apart' that this identity was made by, or took over when it was joined."""
    apart_from: tuple[ItemId, ...] = ()
    """From whom these rulings keep it apart."""
    shaped_by: tuple[ItemId, ...] = ()
    """Rulings that joined it, named it or gave it its role: where one is dropped, who it is and
    what stands for it is found anew."""
    questions: tuple[Question, ...] = ()
    """Open ones, by the last run; the vault holds none."""


class Action(StrEnum):
    """What is done about a mention."""

    PSEUDONYM = "pseudonym"
    ROLE = "role"
    GENERALISE = "generalise"
    REMOVE = "remove"
    KEEP = "keep"


class Decision(Value):
    """What is done with one mention, by whom and why."""

    id: ItemId
    turn: Annotated[int, Field(ge=1)]
    span: Span
    """In the source text of the turn."""
    kind: Kind
    action: Action
    replacement: str
    """What stands in the text instead; empty when kept."""
    identity: ItemId | None
    reason: str
    """The policy or ruling behind it; never the words."""
    detector: str
    confidence: Score
    status: Status
    decided_by: str = "machine"
    """machine, or the ruling's id."""
    proposed: str = ""
    """Of a listed find, which is kept: what would stand in its place. Never words of the talk."""
    narrowing: Score = 0.0
    """Of a listed find: how much it is expected to narrow down who is meant; they are ranked by
    it."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.action is Action.KEEP) == bool(self.replacement):
            raise ValueError("exactly the decisions that do not keep carry a replacement")
        return self

    @property
    def listed(self) -> bool:
        """Whether it was left for a person to rule on, with a proposal."""
        return self.action is Action.KEEP and bool(self.proposed)


class ListedSpan(Value):
    """Where in a draft something stands that may identify and was left for a person to rule on."""

    turn: Annotated[int, Field(ge=1)]
    span: Span
    """In the draft's text."""
    kind: Kind
    narrowing: Score
    decision: ItemId


class RulingKind(StrEnum):
    """What a person can rule about the anonymisation of a transcript."""

    IDENTIFIES = "identifies"
    """This stretch identifies someone: replace it (``kind``, ``role``)."""
    KEEP = "keep"
    """This stretch identifies nobody: leave it."""
    SAME = "same"
    """Two identities are one (``identity`` is joined to ``other``)."""
    APART = "apart"
    """The name that stands here is not the person it was taken for (``identity``): in this
    participant's interviews it is somebody else's."""
    REPLACEMENT = "replacement"
    """This identity is replaced by ``replacement`` from now on."""
    DROP = "drop"
    """The ruling ``drops`` counts no longer."""


class Ruling(Value):
    """A person's correction: an input of the next run, never an edit of its output."""

    id: ItemId
    ruling: RulingKind
    by: str
    transcript: ItemId | None = None
    turn: Annotated[int, Field(ge=1)] | None = None
    span: Span | None = None
    kind: Kind | None = None
    role: str = ""
    identity: ItemId | None = None
    other: ItemId | None = None
    replacement: Annotated[str, Field(pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    drops: ItemId | None = None
    source: str = ""
    """Fingerprint of the transcript the offsets were taken from: they mean nothing in another."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        passage = self.transcript and self.turn and self.span and self.source
        complete = {
            RulingKind.IDENTIFIES: passage and self.kind,
            RulingKind.KEEP: passage,
            RulingKind.APART: passage and self.identity,
            RulingKind.SAME: self.identity and self.other and self.identity != self.other,
            RulingKind.REPLACEMENT: self.identity and self.replacement.strip(),
            RulingKind.DROP: self.drops,
        }[self.ruling]
        if not complete:
            raise ValueError(f"a ruling '{self.ruling}' lacks what it rules about")
        return self


class OffsetPair(Value):
    """Where a replaced stretch stood and where its replacement stands, in one turn."""

    turn: Annotated[int, Field(ge=1)]
    source: Span
    output: Span
    decision: ItemId
