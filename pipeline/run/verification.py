"""Are the records true? The journal's chain, the log against the decisions, the approvals against
the drafts. Reads everything, changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from pipeline.errors import InputError, JournalError
from pipeline.gates import reopen_admitted
from pipeline.run.destroyed import COMPLETED
from pipeline.run.files import digest, read_value
from pipeline.run.inputs import STUDY, Inputs
from pipeline.run.journal import Journal
from pipeline.run.ledger import why_stale
from pipeline.run.signed_off import SIGNED_OFF, signed_off_path
from pipeline.run.stages import ADMIT, STAGES
from pipeline.run.study import OpenStudy, open_study
from pipeline.run.work.logs import log_text
from pipeline.values.records import (
    Approval,
    EntryKind,
    Gate,
    JournalEntry,
    Outcome,
    Receipt,
    SignedOff,
)
from pipeline.values.texts import Draft

SHORTEST_HEAD = 16
"""Hexadecimal digits by which an entry may be named."""


@dataclass(frozen=True)
class Check:
    """One thing that was looked at."""

    grade: Literal["ok", "note", "fault"]
    says: str


@dataclass(frozen=True)
class Verified:
    """What came of it. The chain of the journal is whole, or there would be none of these."""

    entries: int
    head: str
    checks: tuple[Check, ...]

    @property
    def holds(self) -> bool:
        """Whether nothing is at fault."""
        return not any(check.grade == "fault" for check in self.checks)


def verify(root: Path, head: str = "") -> Verified:
    """Verify the records of the study at `root`.

    Args:
        head: the hash of a journal entry that was noted earlier, or its first 16 digits or more:
            then the journal must still hold that entry.

    Raises:
        JournalError: the chain is broken, or the entry `head` is not in it.
        InputError: `head` is no hash.
    """
    study = open_study(root)
    journal = Journal(study.places.journal)
    checks = [*_chain(study, journal), *_head(journal, head)]
    checks += _destruction(study, journal) if study.destroyed else _log(study, journal)
    checks += [*_approvals(study, journal), *_admitted(study, journal)]
    return Verified(len(journal.entries), journal.head, tuple(checks))


def _chain(study: OpenStudy, journal: Journal) -> Iterator[Check]:
    path = study.places.journal
    if path.exists() and not path.read_bytes().endswith(b"\n"):
        yield Check("note", "the journal's last line is broken off; the next command puts it aside")
    outputs = (study.places.log, study.places.book, study.vault_path)
    if not journal.entries and any(one.exists() for one in outputs):
        yield Check("fault", "there is no journal, though the study was run: it was taken away")


def _head(journal: Journal, head: str) -> Iterator[Check]:
    if not head:
        return
    if not re.fullmatch(rf"[0-9a-f]{{{SHORTEST_HEAD},64}}", head):
        raise InputError(
            f"a head is {SHORTEST_HEAD} to 64 hexadecimal digits",
            next_step="copy it from where an earlier voices log verify was noted",
        )
    found = next((one for one in journal.entries if one.hash.startswith(head)), None)
    if found is None:
        raise JournalError(
            "does not hold the entry that was noted: it was cut off, or written anew",
            where="records/journal.jsonl",
            next_step="restore the journal from a backup, and ask who could write to it",
        )
    since = len(journal.entries) - found.number
    more = f"; {since} entries came after it" if since else ", and it is the last"
    yield Check("ok", f"the noted entry is number {found.number}, of {found.time}{more}")


def _log(study: OpenStudy, journal: Journal) -> Iterator[Check]:
    """The files of decisions are as the run wrote them, and the log says what they say."""
    receipts, outputs = journal.receipts(), study.places.outputs
    for (name, _), one in sorted(receipts.items()):
        if name in ("decide", "replace", "log"):
            yield from _altered(one, outputs)
    receipt = receipts.get(("log", STUDY))
    if receipt is None or not study.places.log.exists():
        yield Check("note", "there is no anonymisation log now: voices run writes it")
        return
    inputs = Inputs.of(study, journal)
    done = {id for (name, id), one in receipts.items() if _made_draft(name, one)}
    items = sorted(done & study.documents.keys())
    stage = next(one for one in STAGES if one.name == "log")
    if why := why_stale(receipt, inputs.read(stage.reads, STUDY, items), outputs):
        yield Check("note", f"the log is behind: {'; '.join(why)}; voices run writes it again")
        return
    if log_text(inputs, journal, items).encode() != study.places.log.read_bytes():
        yield Check("fault", "the log does not say what the decisions say")
    else:
        yield Check("ok", f"the log says what the decisions of {len(items)} transcripts say")


def _made_draft(stage: str, receipt: Receipt) -> bool:
    return stage == "replace" and receipt.outcome is Outcome.DONE


def _altered(receipt: Receipt, outputs: Path) -> Iterator[Check]:
    """What was deleted can be made again; what was altered tells another story."""
    for name, sha in sorted(receipt.writes.items()):
        if digest(outputs / name) not in ("", sha):
            yield Check("fault", f"outputs/{name} was altered after the run wrote it")


def _destruction(study: OpenStudy, journal: Journal) -> Iterator[Check]:
    receipt = journal.receipts().get(("log", STUDY))
    if receipt:
        yield from _altered(receipt, study.places.outputs)
    if study.vault_path.exists() or study.places.identified.exists():
        yield Check("fault", "the key was destroyed, but there is a vault or a room 1 again")
    assert study.destroyed is not None
    if not study.destroyed.finished:
        yield Check("fault", "the destruction of the key was broken off: type it again")
        return
    (done, *_) = reversed(journal.events(COMPLETED))
    if digest(study.places.certificate) == done.body["certificate"]:
        yield Check("ok", f"the key was destroyed on {done.time[:10]}; its certificate is whole")
    else:
        yield Check("fault", "records/destruction.json is not the certificate that was written")


def _approvals(study: OpenStudy, journal: Journal) -> Iterator[Check]:
    """Every approval names a draft that a run made; the last one of a transcript holds, or not."""
    known = {(e.body["transcript"], e.body["state"]): e for e in journal.events(SIGNED_OFF)}
    last: dict[str, Approval] = {}
    unknown = 0
    for entry in journal.entries:
        if entry.kind is not EntryKind.APPROVAL or entry.body["gate"] != Gate.ADMIT.value:
            continue
        approval = Approval.model_validate(entry.body, strict=False)
        last[approval.subject] = approval
        noted = known.get((approval.subject, approval.state))
        unknown += noted is None
        if noted and not _was_made(journal, approval.subject, str(noted.body["draft"]), entry):
            yield Check("fault", f"{approval.subject}: an approval names a draft that no run made")
    if unknown:
        yield Check("note", f"of {unknown} approvals it was not kept which file they were about")
    gone = study.withdrawn.ids
    for id, approval in sorted(last.items()):
        if id not in gone:
            yield from _standing(study, id, approval, known.get((id, approval.state)))


def _was_made(journal: Journal, id: str, sha: str, before: JournalEntry) -> bool:
    name = f"identified/drafts/{id}.jsonl"
    return any(
        entry.kind is EntryKind.RECEIPT
        and entry.body["stage"] == "replace"
        and entry.body["writes"].get(name) == sha
        for entry in journal.entries[: before.number - 1]
    )


def _standing(
    study: OpenStudy, id: str, approval: Approval, noted: JournalEntry | None
) -> Iterator[Check]:
    kept = signed_off_path(study, id, approval.state)
    if noted and kept.exists() and _fingerprint(kept) != noted.body["decisions"]:
        yield Check("fault", f"{id}: what was decided when it was approved was altered")
    draft = study.places.drafts / f"{id}.jsonl"
    if study.destroyed or not draft.exists():
        return
    if read_value(draft, Draft).fingerprint() == approval.state:
        yield Check("ok", f"{id}: the draft is the one that {approval.by} approved")
    else:
        yield Check("note", f"{id}: the draft changed since {approval.by} approved it")


def _fingerprint(path: Path) -> str:
    try:
        return read_value(path, SignedOff).fingerprint()
    except InputError:
        return ""


def _admitted(study: OpenStudy, journal: Journal) -> Iterator[Check]:
    """What stands in room 2 came through the gate."""
    approvals = journal.approvals()
    for (stage, id), receipt in sorted(journal.receipts().items()):
        path = study.places.admitted / f"{id}.json"
        if stage != ADMIT or receipt.outcome is not Outcome.DONE or not path.exists():
            continue
        if problem := _not_let_through(path, receipt, approvals, study.places.outputs):
            yield Check("fault", f"{id}: {problem}")


def _not_let_through(
    path: Path, receipt: Receipt, approvals: Sequence[Approval], outputs: Path
) -> str:
    if any(digest(outputs / name) not in ("", sha) for name, sha in receipt.writes.items()):
        return "the transcript in room 2 was altered after it was admitted"
    try:
        approval = reopen_admitted(path.read_bytes()).approval
    except ValidationError:
        return "the transcript in room 2 is not the one that its approval names"
    if approval.waived or approval in approvals:
        return ""
    return "the approval of the transcript in room 2 is not in the journal"
