"""What was decided when somebody approved a draft, kept without words: what changed since?"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.errors import InputError
from pipeline.run.files import digest, read_value, read_values, write_values
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.study import OpenStudy
from pipeline.values.identifiers import Action, Decision, Kind
from pipeline.values.records import Approval, DecisionMark, EntryKind, Gate, JournalEntry, SignedOff
from pipeline.values.spans import Span
from pipeline.values.texts import Draft

SIGNED_OFF = "signed off"
"""The event: which draft's file somebody is about to approve, and what was decided in it."""


class What(StrEnum):
    """How a decision differs from what was approved."""

    ADDED = "added"
    GONE = "gone"
    MOVED = "other characters"
    REPLACED = "another replacement"
    KEPT = "now kept"
    MASKED = "no longer kept"


@dataclass(frozen=True)
class Change:
    """One difference, by id and place."""

    what: What
    decision: str
    turn: int
    span: Span
    kind: Kind
    before: Span | None = None
    """The characters then, where they were others."""


@dataclass(frozen=True)
class Changes:
    """What is different in a transcript since somebody last approved it."""

    transcript: str
    by: str
    time: str
    same_draft: bool
    """Whether that very draft stands there now: the approval holds."""
    known: bool
    """Whether it was kept what was decided then."""
    changes: tuple[Change, ...] = ()


def remember_signed_off(study: OpenStudy, drafts: Sequence[Draft]) -> None:
    """Keep the decisions behind these drafts; before their approvals are written."""
    places = study.places
    with hold(places.lock):
        journal = Journal(places.journal)
        for draft in drafts:
            decided = _decisions(places.decisions / f"{draft.id}.jsonl")
            if not _fits(draft, decided):  # a run was broken off between the two
                continue
            signed = SignedOff(
                transcript=draft.id, state=draft.fingerprint(), decisions=marks_of(decided)
            )
            path = signed_off_path(study, draft.id, signed.state)
            write_values(path, [signed])
            journal.note(
                SIGNED_OFF,
                transcript=draft.id,
                state=signed.state,
                draft=digest(places.drafts / f"{draft.id}.jsonl"),
                decisions=signed.fingerprint(),
            )
            for other in places.signed_off.glob(f"{draft.id}.*.json"):
                if other != path:
                    other.unlink()


def signed_off_path(study: OpenStudy, id: str, state: str) -> Path:
    """Where the decisions behind the approved draft `state` of transcript `id` are kept."""
    return study.places.signed_off / f"{id}.{state[:16]}.json"


def marks_of(decisions: Iterable[Decision]) -> tuple[DecisionMark, ...]:
    """What is remembered of each decision."""
    return tuple(
        DecisionMark(
            id=one.id,
            turn=one.turn,
            span=one.span,
            kind=one.kind,
            action=one.action,
            replacement=_mark(one.replacement),
        )
        for one in decisions
    )


def changed_since(study: OpenStudy, journal: Journal, id: str) -> Changes:
    """What changed in transcript `id` since a person last approved it.

    Raises:
        InputError: nobody approved it yet, or nothing is decided about it.
    """
    entry = _last_approval(journal, id)
    if entry is None:
        raise InputError(f"nobody has approved '{id}' yet", next_step=f"voices approve {id}")
    approval = Approval.model_validate(entry.body, strict=False)
    draft = study.places.drafts / f"{id}.jsonl"
    same = draft.exists() and read_value(draft, Draft).fingerprint() == approval.state
    path = signed_off_path(study, id, approval.state)
    now = _decisions(study.places.decisions / f"{id}.jsonl")
    known = path.exists()
    then = read_value(path, SignedOff).decisions if known else ()
    changes = compare(then, marks_of(now)) if known else ()
    return Changes(id, approval.by, entry.time, same, known, changes)


def compare(then: Sequence[DecisionMark], now: Sequence[DecisionMark]) -> tuple[Change, ...]:
    """The differences, in the order of the talk. Two decisions on the same characters, or on some
    of the same where no other shares them exactly, are one that changed."""
    left = list(then)
    found: list[Change] = []
    unpaired = []
    for new in now:
        old = next((one for one in left if _place(one) == _place(new)), None)
        if old is None:
            unpaired.append(new)
            continue
        left.remove(old)
        found += _difference(old, new)
    for new in unpaired:
        old = next((o for o in left if o.turn == new.turn and o.span.overlaps(new.span)), None)
        if old is None:
            found.append(Change(What.ADDED, new.id, new.turn, new.span, new.kind))
            continue
        left.remove(old)
        found.append(Change(What.MOVED, new.id, new.turn, new.span, new.kind, old.span))
    found += [Change(What.GONE, one.id, one.turn, one.span, one.kind) for one in left]
    return tuple(sorted(found, key=lambda one: (one.turn, one.span.start, one.what.value)))


def _place(mark: DecisionMark) -> tuple[int, int, int]:
    return mark.turn, mark.span.start, mark.span.end


def _difference(old: DecisionMark, new: DecisionMark) -> list[Change]:
    if old.replacement == new.replacement:
        return []
    what = What.REPLACED
    if Action.KEEP in (old.action, new.action):
        what = What.KEPT if new.action is Action.KEEP else What.MASKED
    return [Change(what, new.id, new.turn, new.span, new.kind)]


def _mark(replacement: str) -> str:
    return hashlib.sha256(replacement.encode()).hexdigest()[:16] if replacement else ""


def _decisions(path: Path) -> list[Decision]:
    return read_values(path, Decision) if path.exists() else []


def _fits(draft: Draft, decisions: Sequence[Decision]) -> bool:
    replaced = {item.decision for turn in draft.turns for item in turn.replaced}
    return replaced == {one.id for one in decisions if one.action is not Action.KEEP}


def _last_approval(journal: Journal, id: str) -> JournalEntry | None:
    found = [
        entry
        for entry in journal.entries
        if entry.kind is EntryKind.APPROVAL
        and (entry.body["gate"], entry.body["subject"]) == (Gate.ADMIT.value, id)
    ]
    return found[-1] if found else None
