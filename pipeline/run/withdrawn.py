"""Who withdrew, read from the journal's own lines: a study opens without them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from pipeline.errors import InputError, JournalError, VoicesError
from pipeline.values.records import EntryKind, QuotedIn, Withdrawal

COMPLETED = "withdrawal completed"
"""The event that nothing of a participant is left in the outputs and the vault."""


@dataclass(frozen=True)
class Withdrawn:
    """The participants who withdrew."""

    by_participant: Mapping[str, Withdrawal] = field(default_factory=dict)
    times: Mapping[str, str] = field(default_factory=dict)
    """Participant -> when she withdrew."""
    unfinished: frozenset[str] = frozenset()
    """Those of whom something may still be there: the next run deletes it."""

    @property
    def fingerprints(self) -> dict[str, tuple[str, ...]]:
        """Each participant and transcript -> fingerprints of its source files."""
        found: dict[str, tuple[str, ...]] = dict.fromkeys(self.by_participant, ())
        for one in self.by_participant.values():
            found |= one.transcripts
        return found

    @property
    def ids(self) -> frozenset[str]:
        """The participants and their transcripts."""
        return frozenset(self.fingerprints)

    def participant_of(self, id: str) -> str:
        """Whose transcript `id` is, or who it is; '' where nobody of that id withdrew."""
        if id in self.by_participant:
            return id
        return next((p for p, one in self.by_participant.items() if id in one.transcripts), "")

    def refuse(self, id: str, error: type[VoicesError] = InputError) -> None:
        """Refuse to go on with a participant or transcript that withdrew.

        Raises:
            VoicesError: of the kind `error`.
        """
        if participant := self.participant_of(id):
            raise error(
                f"'{id}' withdrew on {self.times[participant][:10]}: there is nothing of it to "
                "work on",
                next_step="voices status",
            )

    def refuse_unfinished(self) -> None:
        """Refuse to show what may still hold words of somebody who withdrew.

        Raises:
            InputError: a withdrawal was broken off.
        """
        if self.unfinished:
            names = ", ".join(sorted(self.unfinished))
            raise InputError(
                f"the withdrawal of {names} was broken off: what is there may still hold her words",
                next_step="voices run",
            )


NOBODY = Withdrawn()


def withdrawal_lines(journal: Path) -> bytes:
    """The lines of a journal that may be about withdrawals; a last line without its end is none."""
    try:
        whole = journal.read_bytes().rpartition(b"\n")[0]
    except FileNotFoundError:
        return b""
    except OSError:
        raise JournalError(
            "cannot be read", where="records/journal.jsonl", next_step="voices doctor"
        ) from None
    # With the quotation mark: 'isolation-withdrawal' is a code, rulings on it are no such lines.
    return b"\n".join(line for line in whole.splitlines() if b'"withdrawal' in line)


def parse_withdrawn(lines: bytes) -> Withdrawn:
    """Who withdrew, by these lines of a journal; its chain is checked where it is opened.

    Raises:
        JournalError: a line cannot be read. Nobody's withdrawal may be overlooked.
    """
    found: dict[str, Withdrawal] = {}
    times: dict[str, str] = {}
    unfinished: set[str] = set()
    for kind, time, body in _entries(lines):
        if kind == EntryKind.WITHDRAWAL:
            one = _withdrawal(body)
            found[one.participant] = _merged(found.get(one.participant), one)
            times.setdefault(one.participant, time)
            unfinished.add(one.participant)
        elif kind == EntryKind.EVENT and body.get("what") == COMPLETED:
            unfinished.discard(str(body.get("participant")))
    return Withdrawn(found, times, frozenset(unfinished))


def _entries(lines: bytes) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for line in lines.splitlines():
        try:
            entry = json.loads(line)
            yield entry["kind"], entry["time"], dict(entry["body"])
        except (ValueError, TypeError, KeyError):
            raise _damaged() from None


def _withdrawal(body: dict[str, Any]) -> Withdrawal:
    try:
        return Withdrawal.model_validate(body, strict=False)
    except ValidationError:
        raise _damaged() from None


def _damaged() -> JournalError:
    return JournalError(
        "a line about a withdrawal cannot be read",
        where="records/journal.jsonl",
        next_step="restore the journal from a backup; nothing was run",
    )


def _merged(before: Withdrawal | None, after: Withdrawal) -> Withdrawal:
    if before is None:
        return after
    transcripts = {
        id: tuple(sorted({*before.transcripts.get(id, ()), *after.transcripts.get(id, ())}))
        for id in sorted({*before.transcripts, *after.transcripts})
    }
    exports: tuple[QuotedIn, ...] = tuple(dict.fromkeys((*before.exports, *after.exports)))
    return after.model_copy(
        update={
            "transcripts": transcripts,
            "exports": exports,
            "because": before.because,
            "by": before.by,
            "delete_source": before.delete_source or after.delete_source,
        }
    )
