"""The journal: append-only, one JSON entry a line, each carrying the hash of the one before.

It holds receipts, rulings, approvals and events: ids, offsets, kinds and fingerprints, never words
of a transcript. It is an input, not an output: deleting ``outputs/`` loses no decision of a person.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from pipeline.atomic import PRIVATE_FILE, make_private_folder, sync_folder, write_bytes
from pipeline.errors import JournalError
from pipeline.run.clock import now
from pipeline.values.base import Value
from pipeline.values.identifiers import Ruling
from pipeline.values.quote_records import QuoteEdit, QuoteUse
from pipeline.values.records import (
    Approval,
    Check,
    Destruction,
    EntryKind,
    FlagRuling,
    Gate,
    JournalEntry,
    Receipt,
    Return,
    Verdict,
    Withdrawal,
)
from pipeline.values.samples import Sample, SampleAnswer

KIND_OF_VALUE: dict[type[Value], EntryKind] = {
    Receipt: EntryKind.RECEIPT,
    Ruling: EntryKind.RULING,
    Approval: EntryKind.APPROVAL,
    Verdict: EntryKind.VERDICT,
    FlagRuling: EntryKind.FLAG_RULING,
    Withdrawal: EntryKind.WITHDRAWAL,
    Destruction: EntryKind.DESTRUCTION,
    Check: EntryKind.CHECK,
    Return: EntryKind.RETURN,
    Sample: EntryKind.SAMPLE,
    SampleAnswer: EntryKind.SAMPLE_ANSWER,
    QuoteUse: EntryKind.QUOTE_USE,
    QuoteEdit: EntryKind.QUOTE_EDIT,
}


AnyValue = TypeVar("AnyValue", bound=Value)


class Journal:
    """The journal of one study, read once and appended to by a single writer."""

    def __init__(self, path: Path) -> None:
        """Read and verify the journal at `path`; a missing file is an empty journal.

        Raises:
            JournalError: an entry does not fit the one before, or is malformed.
        """
        self._path = path
        self._entries = list(read_entries(path))
        self._values = _last.values

    @property
    def entries(self) -> tuple[JournalEntry, ...]:
        """All entries, oldest first."""
        return tuple(self._entries)

    @property
    def head(self) -> str:
        """Hash of the last entry: keep it elsewhere to prove later that nothing was cut off."""
        return self._entries[-1].hash if self._entries else ""

    def append(self, value: Value) -> JournalEntry:
        """Record one of `KIND_OF_VALUE`; on disk when this returns."""
        return self._write(KIND_OF_VALUE[type(value)], value.model_dump(mode="json"))

    def append_all(self, values: Iterable[Value]) -> None:
        """Record several with one write: on disk when this returns. Where the disk is full, none
        is; a power cut in the midst may leave the first of them."""
        bodies = [(KIND_OF_VALUE[type(one)], one.model_dump(mode="json")) for one in values]
        self._write_all(bodies)

    def note(self, what: str, **facts: str) -> JournalEntry:
        """Record an event of the study; `facts` are ids and reasons, never words."""
        return self._write(EntryKind.EVENT, {"what": what, **facts})

    def events(self, what: str) -> list[JournalEntry]:
        """The events of this sort, oldest first."""
        return [entry for entry in self._of(EntryKind.EVENT) if entry.body.get("what") == what]

    def receipts(self) -> dict[tuple[str, str], Receipt]:
        """The last receipt of each (stage, item)."""
        found = (self._value(Receipt, e) for e in self._of(EntryKind.RECEIPT))
        return {(receipt.stage, receipt.item): receipt for receipt in found}

    def rulings(self) -> list[Ruling]:
        """All rulings on anonymisation, oldest first."""
        return [self._value(Ruling, e) for e in self._of(EntryKind.RULING)]

    def approvals(self) -> list[Approval]:
        """All approvals, oldest first; of a coding that was opened again and of a draft that was
        given back, those given since."""
        opened = self._opened() | self._returned()
        found = ((e.number, self._value(Approval, e)) for e in self._of(EntryKind.APPROVAL))
        return [one for number, one in found if number > opened.get((one.gate, one.subject), 0)]

    def flag_rulings(self) -> list[FlagRuling]:
        """All rulings on flags, oldest first."""
        found = self._of(EntryKind.FLAG_RULING)
        return [self._value(FlagRuling, e) for e in found]

    def verdicts(self) -> dict[str, Verdict]:
        """The last verdict on each coding, but of those that are open again."""
        return {verdict.coding: verdict for verdict in self.counting_verdicts()}

    def counting_verdicts(self) -> list[Verdict]:
        """All verdicts, oldest first; of a coding that was opened again, only those given since."""
        opened = self._opened()
        found = self._of(EntryKind.VERDICT)
        read = ((e.number, self._value(Verdict, e)) for e in found)
        return [one for number, one in read if number > opened.get((Gate.CONFIRM, one.coding), 0)]

    def ever_judged(self) -> dict[str, Verdict]:
        """The last verdict on each coding that a person ever ruled on, open again or not."""
        found = (self._value(Verdict, e) for e in self._of(EntryKind.VERDICT))
        return {verdict.coding: verdict for verdict in found}

    def open_places(self) -> list[Verdict]:
        """Places that are there for a person to judge, whatever coders propose: put down in the
        place of another coding, or opened again; without those that somebody judged since."""
        return [one for one in self.ever_judged().values() if one.reopened and one.place]

    def replaced(self) -> set[str]:
        """Codings that another ever took the place of."""
        found = (entry.body.get("instead_of") for entry in self._of(EntryKind.VERDICT))
        return {str(coding) for coding in found if coding}

    def checks(self) -> list[Check]:
        """What reviewers agreed with, oldest first."""
        return [self._value(Check, e) for e in self._of(EntryKind.CHECK)]

    def samples(self) -> list[Sample]:
        """The samples that were drawn, oldest first."""
        return [Sample.model_validate(e.body, strict=False) for e in self._of(EntryKind.SAMPLE)]

    def sample_answers(self) -> list[SampleAnswer]:
        """What readers said of turns of samples, oldest first."""
        found = self._of(EntryKind.SAMPLE_ANSWER)
        return [SampleAnswer.model_validate(e.body, strict=False) for e in found]

    def quote_uses(self) -> list[tuple[str, QuoteUse]]:
        """Where quotes were printed or taken out, each with its time, oldest first."""
        found = self._of(EntryKind.QUOTE_USE)
        return [(e.time, self._value(QuoteUse, e)) for e in found]

    def quote_edits(self) -> list[QuoteEdit]:
        """What people did to quotes, oldest first, those that take another back included."""
        return [self._value(QuoteEdit, e) for e in self._of(EntryKind.QUOTE_EDIT)]

    def _opened(self) -> dict[tuple[Gate, str], int]:
        """Coding -> number of the last entry that opened it again."""
        return {
            (Gate.CONFIRM, entry.body["coding"]): entry.number
            for entry in self._of(EntryKind.VERDICT)
            if entry.body.get("reopened")
        }

    def _returned(self) -> dict[tuple[Gate, str], int]:
        """Draft -> number of the last entry that gave it back."""
        found = self._of(EntryKind.RETURN)
        return {(Gate.ADMIT, entry.body["subject"]): entry.number for entry in found}

    def _value(self, model: type[AnyValue], entry: JournalEntry) -> AnyValue:
        known = self._values.get(entry.hash)
        if not isinstance(known, model):
            known = self._values[entry.hash] = model.model_validate(entry.body, strict=False)
        return known

    def _of(self, kind: EntryKind) -> Iterator[JournalEntry]:
        return (entry for entry in self._entries if entry.kind is kind)

    def _write(self, kind: EntryKind, body: dict[str, Any]) -> JournalEntry:
        self._write_all([(kind, body)])
        return self._entries[-1]

    def _write_all(self, bodies: Sequence[tuple[EntryKind, dict[str, Any]]]) -> None:
        entries: list[JournalEntry] = []
        head = self.head
        for number, (kind, body) in enumerate(bodies, start=len(self._entries) + 1):
            entries.append(seal(number, now(), kind, body, head))
            head = entries[-1].hash
        make_private_folder(self._path.parent)
        _put_aside_torn_end(self._path)
        _append(self._path, "".join(f"{one.model_dump_json()}\n" for one in entries).encode())
        if not self._entries:
            sync_folder(self._path.parent)
        self._entries += entries


def _append(path: Path, lines: bytes) -> None:
    """Append `lines` whole, or nothing."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, PRIVATE_FILE)
    with os.fdopen(descriptor, "ab", buffering=0) as handle:
        size = os.fstat(descriptor).st_size
        try:
            written = handle.write(lines)
            os.fsync(handle.fileno())
        except OSError:
            written = -1
        if written != len(lines):
            handle.truncate(size)
            raise JournalError(
                "the journal could not be written: the disk is full, or may not be written to",
                where="records/journal.jsonl",
                next_step="make room, then: voices run",
            )


def _put_aside_torn_end(path: Path) -> None:
    """A last line without its end is a write that a power cut broke off before anybody was told
    that it was kept. Only a writer, which holds the study's lock, may take it out."""
    if not path.exists():
        return
    data = path.read_bytes()
    torn = data[data.rfind(b"\n") + 1 :]
    if torn:
        write_bytes(path.with_name(f"journal.torn-at-{len(data) - len(torn)}"), torn)
        os.truncate(path, len(data) - len(torn))


def seal(
    number: int, time: str, kind: EntryKind, body: dict[str, Any], previous: str
) -> JournalEntry:
    """An entry whose hash covers all its other fields."""
    fields = {
        "number": number,
        "time": time,
        "kind": kind.value,
        "body": body,
        "previous": previous,
    }
    return JournalEntry.from_json(json.dumps({**fields, "hash": _hash(fields)}))


def read_entries(path: Path) -> Iterator[JournalEntry]:
    """The entries of a journal file, each checked against the one before.

    A last line without its end is passed over: another process may be writing it, or a power cut
    broke it off (then the next writer puts it aside).

    Raises:
        JournalError: any other damage, with the line.
    """
    if path.exists():
        yield from _checked(path.read_bytes().rpartition(b"\n")[0])


@dataclass(frozen=True)
class _Checked:
    """The lines that were checked last, so that only what was appended since is checked anew."""

    lines: bytes
    entries: tuple[JournalEntry, ...]
    values: dict[str, Value] = field(default_factory=dict, repr=False)
    """Hash of an entry -> the value in it, as far as it was asked for."""

    def begins(self, lines: bytes) -> bool:
        """Whether `lines` are these very bytes, or these and more lines."""
        ours = self.lines
        return lines.startswith(ours) and lines[len(ours) : len(ours) + 1] in (b"", b"\n")


_last = _Checked(b"", ())


def _checked(lines: bytes) -> tuple[JournalEntry, ...]:
    global _last
    known = _last
    grown = bool(known.lines) and known.begins(lines)
    entries = list(known.entries) if grown else []
    previous = entries[-1].hash if entries else ""
    fresh = lines[len(known.lines) :].splitlines()[1:] if entries else lines.splitlines()
    for number, line in enumerate(fresh, start=len(entries) + 1):
        entries.append(_check(line, number, previous))
        previous = entries[-1].hash
    _last = _Checked(lines, tuple(entries), known.values if grown else {})
    return _last.entries


def _check(line: bytes, number: int, previous: str) -> JournalEntry:
    try:
        entry = JournalEntry.from_json(line)
        fields = json.loads(line)
    except (ValidationError, ValueError):
        raise _damaged(number, "is not a journal entry") from None
    if entry.number != number or entry.previous != previous:
        raise _damaged(number, "does not follow the line before it")
    fields.pop("hash")
    if _hash(fields) != entry.hash:
        raise _damaged(number, "was changed after it was written")
    return entry


def _damaged(number: int, what: str) -> JournalError:
    return JournalError(
        f"line {number} {what}",
        where="records/journal.jsonl",
        next_step="restore the journal from a backup; nothing was run",
    )


def _hash(fields: dict[str, Any]) -> str:
    text = json.dumps(fields, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()
