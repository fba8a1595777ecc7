"""What is still open in a draft before it is signed off."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.gates import Approvals
from pipeline.run.files import read_values
from pipeline.run.journal import Journal
from pipeline.run.reviewing.side_by_side import Seen, side_by_side
from pipeline.run.signed_off import Changes
from pipeline.run.study import OpenStudy
from pipeline.values.recognisable import Recognisable
from pipeline.values.records import Approval, EntryKind, Gate, Return


@dataclass(frozen=True)
class OpenItems:
    """What a reviewer should know before she signs."""

    transcript: str
    read: int
    """Number of the last journal entry that this knows."""
    state: str
    """Fingerprint of the draft; '' where there is none."""
    approval: Approval | None
    """That counts for exactly this draft."""
    signed_at: str
    returned: Return | None
    """The last time it was given back, where nobody signed since."""
    counts: Mapping[str, int]
    """Decisions by how they stand (`Seen.state`)."""
    asked: tuple[Seen, ...] = field(repr=False)
    """Those that ask for a person's eyes, the riskiest first."""
    pending: int
    """Rulings that may change this draft and are not in it yet."""
    changes: Changes | None
    insider: tuple[Recognisable, ...]
    """What somebody who knows the story would still recognise, ranked."""

    @property
    def must(self) -> int:
        """How many decisions ask for a person's eyes."""
        return len(self.asked)


def open_items(study: OpenStudy, journal: Journal, id: str) -> OpenItems:
    """What is open in transcript `id`.

    Raises:
        InputError: it withdrew, or nothing was decided about it yet.
    """
    sides = side_by_side(study, journal, id)
    state = sides.draft.fingerprint() if sides.draft else ""
    found = Approvals.of(journal.approvals(), {}, "").find(Gate.ADMIT, id, state)
    insider = study.places.insider / f"{id}.jsonl"
    return OpenItems(
        transcript=id,
        read=sides.read,
        state=state,
        approval=found,
        signed_at=_time(journal, id, state) if found else "",
        returned=None if found else _returned(journal, id),
        counts=Counter(one.state for one in sides.decisions),
        asked=tuple(one for one in sides.queue if one.state == "asks"),
        pending=sides.pending.touching(id, [one.decision for one in sides.decisions]),
        changes=sides.changes,
        insider=tuple(read_values(insider, Recognisable)) if insider.exists() else (),
    )


def _time(journal: Journal, id: str, state: str) -> str:
    times = [
        entry.time
        for entry in journal.entries
        if entry.kind is EntryKind.APPROVAL
        and (entry.body["gate"], entry.body["subject"]) == (Gate.ADMIT.value, id)
        and entry.body["state"] == state
    ]
    return times[-1] if times else ""


def _returned(journal: Journal, id: str) -> Return | None:
    given = [
        Return.model_validate(entry.body, strict=False)
        for entry in journal.entries
        if entry.kind is EntryKind.RETURN and entry.body["subject"] == id
    ]
    return given[-1] if given else None
