"""Whether the key of a study was destroyed, read from the journal's own lines."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from pydantic import ValidationError

from pipeline.errors import InputError, JournalError, VoicesError
from pipeline.values.quotes import Consent, Participant
from pipeline.values.records import Destruction, EntryKind

COMPLETED = "destruction completed"
"""The event that the vault and its key are gone."""


@dataclass(frozen=True)
class Destroyed:
    """A study whose key was destroyed."""

    entry: Destruction
    time: str
    finished: bool

    def refuse(self, error: type[VoicesError] = InputError) -> None:
        """Refuse what needs the first room or the vault.

        Raises:
            VoicesError: of the kind `error`.
        """
        day = self.time[:10]
        if not self.finished:
            raise error(
                f"the destruction of this study's key was begun on {day} and broken off",
                next_step="type the same voices key destroy again: it goes on where it was",
            )
        raise error(
            f"this study's key was destroyed on {day}: who is who cannot be known or decided again",
            next_step="voices key status says what was left; quotes and codings go on",
        )

    def participant(self, id: str, rows: dict[str, Participant], consent: Consent) -> Participant:
        """Whom transcript `id` is of; no file is named. `rows` are the table's, one a participant;
        `consent` is of those who never had one."""
        owner = self.entry.transcripts[id]
        if owner in rows:
            return rows[owner].model_copy(update={"file": id})
        allowed = Consent.NONE if owner in self.entry.listed else consent
        return Participant(id=owner, file=id, consent=allowed, attributes={})


def destruction_lines(journal: Path) -> bytes:
    """The lines of a journal that may be about a destruction; the last one only with its end."""
    try:
        whole = journal.read_bytes().rpartition(b"\n")[0]
    except OSError:
        return b""  # what cannot be read is told where withdrawals are looked for
    return b"\n".join(line for line in whole.splitlines() if b"destruction" in line)


def parse_destroyed(lines: bytes) -> Destroyed | None:
    """The destruction that these lines of a journal tell of; None where there was none.

    Raises:
        JournalError: a line cannot be read: no destruction may be overlooked.
    """
    found: tuple[Destruction, str] | None = None
    finished = False
    for line in lines.splitlines():
        try:
            entry = json.loads(line)
            kind, time, body = entry["kind"], str(entry["time"]), dict(entry["body"])
            if kind == EntryKind.DESTRUCTION:
                latest = Destruction.model_validate(body, strict=False)
                found = (latest, found[1] if found else time)
        except (ValueError, TypeError, KeyError, ValidationError):
            raise JournalError(
                "a line about a destruction cannot be read",
                where="records/journal.jsonl",
                next_step="restore the journal from a backup; nothing was run",
            ) from None
        finished = finished or (kind == EntryKind.EVENT and body.get("what") == COMPLETED)
    return Destroyed(found[0], found[1], finished) if found else None
