"""What is remembered of the work: receipts, approvals and the journal they are kept in."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import Field, model_validator

from pipeline.values.base import ItemId, Sha256, Value
from pipeline.values.identifiers import Action, Kind
from pipeline.values.spans import Span


class Outcome(StrEnum):
    """How a stage ended for one item."""

    DONE = "done"
    REFUSED = "refused"
    """The input cannot be used; nothing was written."""
    FAILED = "failed"
    """The program or the machine failed; the next run tries again."""
    WAITING = "waiting"
    """A person has to approve first."""
    REMOVED = "removed"
    """What it was made from is no longer there or no longer passes: the result was deleted."""


class Receipt(Value):
    """That a stage ran on an item: from what, to what."""

    stage: str
    item: ItemId
    outcome: Outcome
    reads: dict[str, str]
    """Name of each input -> fingerprint of what was read ('' where absent)."""
    writes: dict[str, Sha256]
    """Path relative to outputs/ -> SHA-256 of the file."""
    notice: str = ""
    """For a person: why it was refused, what it is waiting for."""


class Gate(StrEnum):
    """The two gates."""

    ADMIT = "admit"
    CONFIRM = "confirm"


class Approval(Value):
    """A person let exactly this pass a gate; `state` is the fingerprint of the draft or coding."""

    gate: Gate
    subject: ItemId
    state: Sha256
    """Fingerprint of the subject as it was when it was approved."""
    by: str
    waived: str = ""
    """Reason why nobody reviewed it; empty when a person did."""


class Check(Value):
    """A reviewer looked at decisions and agrees with them as they stand. It changes no output: it
    says what need not be looked at again."""

    transcript: ItemId
    marks: Annotated[dict[ItemId, str], Field(min_length=1)]
    """Decision -> what it said (`mark_of`): one that says something else has to be looked at
    again."""
    by: str
    undone: bool = False
    """These decisions are open again."""


class Return(Value):
    """A reviewer gave a draft back: no approval of the transcript given before counts."""

    subject: ItemId
    state: Sha256
    """Fingerprint of the draft that was given back."""
    by: str
    because: Annotated[str, Field(min_length=1)]
    """In words that name nobody: it stays in the journal for good."""


class CodedPlace(Value):
    """Where a coding stood that a person judged, and what it said: all that is needed to keep it
    where no coder proposes it again. No words."""

    transcript: ItemId
    turn: Annotated[int, Field(ge=1)]
    span: Span
    """In the anonymised text of the turn."""
    code: ItemId
    polarity: str
    subject: str
    time: str
    state: Sha256
    """Fingerprint of the turn as it was read: in other words the span means nothing."""
    coder: str
    """Who proposed it; 'person' where nobody had."""
    confidence: Annotated[float, Field(ge=0.0, le=1.0)]
    """As it was proposed: what calibration learns from."""


class Verdict(Value):
    """A person's ruling on a coding: it holds, or it does not."""

    coding: ItemId
    by: str
    rejected: bool = True
    place: CodedPlace | None = None
    """None in journals of version 2026.11 and before."""
    instead_of: ItemId | None = None
    """The coding that this one replaces: another span, code or polarity."""
    reopened: bool = False
    """The coding is open again: no verdict and no approval given before counts. `rejected` stays
    true then, so that whoever overlooks this field lets nothing pass."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.reopened and not self.rejected:
            raise ValueError("a coding that is open again is not accepted")
        return self


class QuotedIn(Value):
    """An export that held quotes of a participant when she withdrew, or may have."""

    file: str
    """Relative to outputs/."""
    time: str
    """When it was written."""
    quotes: tuple[ItemId, ...]
    """Ids of her quotes in it; empty where the book it was made from is no longer there: then it
    may have held some."""


class Withdrawal(Value):
    """A participant's tombstone: that she withdrew, and no word of hers."""

    participant: ItemId
    by: str
    because: Annotated[str, Field(min_length=1)]
    transcripts: dict[ItemId, tuple[Sha256, ...]]
    """Her transcripts -> fingerprints of every version of their source files: none of these files
    is ever read again, under whatever name."""
    exports: tuple[QuotedIn, ...] = ()
    delete_source: bool = False
    """Whether her source files and her rows in the tables were to go as well."""


class DecisionMark(Value):
    """What is remembered of a decision that was signed off: no words."""

    id: ItemId
    turn: Annotated[int, Field(ge=1)]
    span: Span
    kind: Kind
    action: Action
    replacement: str
    """The beginning of the fingerprint of what stands there; '' where it was kept."""


class SignedOff(Value):
    """The decisions behind a draft as they were when somebody approved it."""

    transcript: ItemId
    state: Sha256
    """Of the draft, as its approval names it."""
    decisions: tuple[DecisionMark, ...]


class Destruction(Value):
    """That the key to who is who was destroyed, or was to be: nothing of room 1 is made again."""

    by: str
    because: Annotated[str, Field(min_length=1)]
    vault: str
    """Its id."""
    transcripts: dict[ItemId, ItemId]
    """The transcripts that had passed the first gate -> their participants: they stay."""
    listed: tuple[ItemId, ...]
    """The participants who had a row in the table: without it they agreed to nothing."""
    unfinished: tuple[ItemId, ...] = ()
    """Transcripts that had not passed the first gate: nothing of them is left."""
    delete_source: bool = False
    """Whether the source files and the roster were to go as well."""


class Found(Value):
    """A file that stayed and holds known names, or could not be looked into."""

    file: str
    """From the study's folder; a number where the path itself holds a known name."""
    names: Annotated[int, Field(ge=0)]
    """How many different ones."""
    why: str


class Certificate(Value):
    """What a destruction deleted, and what a search for every known name then found: no words."""

    finished: bool
    """Whether the vault and its key are gone: the last things to go."""
    time: str
    by: str
    because: str
    vault: str
    key: str
    """The sort of key."""
    program: str
    """Version of the program."""
    deleted: dict[str, int]
    """What was deleted -> how many."""
    delete_source: bool
    searched: Annotated[int, Field(ge=0)]
    """How many files stayed and were searched."""
    state: Sha256
    """Fingerprint of all these files, the journal left out."""
    names: Annotated[int, Field(ge=0)]
    """How many known names and numbers were looked for."""
    ordinary: Annotated[int, Field(ge=0)]
    """How many names were not, because they are ordinary words as well."""
    kept: Annotated[int, Field(ge=0)]
    """In how many files of rooms 2 and 3 nothing stands but words that a decision kept."""
    holding: tuple[Found, ...]
    """Files that hold names."""
    doubtful: tuple[Found, ...] = ()
    """Files of rooms 2 and 3 with a word that was guessed to be a name in another interview."""
    unread: tuple[Found, ...] = ()
    """Files that could not be looked into."""

    @property
    def proved(self) -> bool:
        """Whether the search saw everything, and no known name but what was guessed or kept."""
        return self.finished and not (self.holding or self.unread)


class FlagReason(StrEnum):
    """Why a person lets a flag go or keeps it: a list, so that no name comes into the journal."""

    IT_IS_SO = "it is so"
    NOT_SO = "not so"
    """The cue stands there and means something else."""
    OVER = "no longer so"
    """It was, and nobody can use it any more."""
    AGREED = "agreed"
    """The participant was asked and wants it quoted."""
    NOT_FOUND = "searched, not found"
    """Nothing of it is to be found in public."""
    ADVISED = "advice taken"
    """The safeguarding lead or a lawyer was asked."""


class FlagRuling(Value):
    """A person's ruling on a flag of a turn: whether it goes on holding it."""

    transcript: ItemId
    turn: Annotated[int, Field(ge=1)]
    flag: ItemId
    state: Sha256
    """Fingerprint of the turn as it was read: letting go counts for exactly that."""
    holds: bool
    by: str
    because: FlagReason


class EntryKind(StrEnum):
    """What a journal entry holds."""

    RECEIPT = "receipt"
    RULING = "ruling"
    APPROVAL = "approval"
    VERDICT = "verdict"
    FLAG_RULING = "flag ruling"
    """A person let a flag go, kept it or put one: a kind of its own, so that a program that does
    not know it refuses the journal instead of quoting what a person holds."""
    WITHDRAWAL = "withdrawal"
    """A participant withdrew. A kind of its own, so that a program that does not know it refuses
    the journal instead of reading her files again."""
    DESTRUCTION = "destruction"
    """The key was destroyed. A kind of its own for the same reason."""
    CHECK = "check"
    """A reviewer agreed with decisions as they stand, or does so no longer."""
    RETURN = "return"
    """A reviewer gave a draft back. A kind of its own, so that a program that does not know it
    refuses the journal instead of letting the draft pass by an older approval."""
    SAMPLE = "sample"
    """Turns were drawn at random, to be read for what was missed."""
    SAMPLE_ANSWER = "sample answer"
    """A reader said what was missed in one of them, or that nothing was."""
    QUOTE_USE = "quote use"
    """A quote was printed somewhere, or taken out again."""
    QUOTE_EDIT = "quote edit"
    """A person shortened a quote or put words into brackets. A kind of its own, so that a program
    that does not know it refuses the journal instead of printing what a person cut."""
    EVENT = "event"
    """Something about the study: vault made, key revealed, engine degraded."""


class JournalEntry(Value):
    """A line of the journal; its hash covers the one before, so that no line can change unseen."""

    number: Annotated[int, Field(ge=1)]
    time: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    kind: EntryKind
    body: dict[str, Any]
    previous: str
    """Hash of the entry before; '' for the first."""
    hash: Sha256
