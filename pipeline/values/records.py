"""What is remembered of the work: receipts, approvals and the journal they are kept in."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any

from pydantic import Field

from pipeline.values.base import ItemId, Sha256, Value


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


class Verdict(Value):
    """A person's ruling on a proposed coding that is not an acceptance."""

    coding: ItemId
    by: str
    rejected: bool = True


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


class EntryKind(StrEnum):
    """What a journal entry holds."""

    RECEIPT = "receipt"
    RULING = "ruling"
    APPROVAL = "approval"
    VERDICT = "verdict"
    WITHDRAWAL = "withdrawal"
    """A participant withdrew. A kind of its own, so that a program that does not know it refuses
    the journal instead of reading her files again."""
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
