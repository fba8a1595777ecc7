"""The anonymisation log: what was decided and who signed it off, without any original word.

Log and key are two things: the key (who is who) lies in the vault.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.atomic import write_bytes
from pipeline.quotable.exporters.csv_table import safe_cell
from pipeline.run.files import read_value, read_values
from pipeline.run.inputs import Inputs
from pipeline.run.journal import Journal
from pipeline.run.work.base import Bench, Work
from pipeline.values.identifiers import Action, Decision, Status
from pipeline.values.records import Approval, EntryKind, Gate
from pipeline.values.texts import Draft

COLUMNS = (
    "transcript",
    "decision",
    "turn",
    "kind",
    "action",
    "replacement",
    "reason",
    "detector",
    "confidence",
    "status",
    "decided_by",
    "decided_at",
    "draft",
    "signed_off_by",
    "review",
    "ruled_by",
    "signed_off_at",
    "source",
    "policy",
    "ruleset",
)


def log_study(bench: Bench, item: str) -> Work:
    """Write ``anonymisation_log.csv``: a row a decision, decisions to keep included."""
    places = bench.study.places
    text = log_text(bench.inputs, bench.journal, bench.items)
    name = places.log.relative_to(places.outputs).as_posix()
    return Work(writes={name: write_bytes(places.log, text.encode())})


def log_text(inputs: Inputs, journal: Journal, items: Sequence[str]) -> str:
    """What the log of the transcripts `items` says, by the files of room 1 and the journal."""
    places = inputs.study.places
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    times, signed = _decided_at(journal), _signed_off_at(journal)
    receipts = journal.receipts()
    for id in items:
        draft = read_value(places.drafts / f"{id}.jsonl", Draft).fingerprint()
        read = receipts.get(("read", id))
        context = _Context(
            transcript=id,
            draft=draft,
            approval=inputs.approvals.find(Gate.ADMIT, id, draft),
            decided_at=times.get(f"identified/decisions/{id}.jsonl", ""),
            signed_off_at=signed.get((id, draft), ""),
            source=read.reads.get("source file", "") if read else "",
            inputs=inputs,
        )
        for decision in read_values(places.decisions / f"{id}.jsonl", Decision):
            rows.writerow(_row(context, decision))
    return text.getvalue()


@dataclass(frozen=True)
class _Context:
    """What all rows of a transcript share."""

    transcript: str
    draft: str
    approval: Approval | None
    decided_at: str
    signed_off_at: str
    source: str
    inputs: Inputs

    def ruled_by(self, decided_by: str) -> str:
        rulings = self.inputs.rulings
        return next((one.by for one in rulings if one.id == decided_by), "")


def _decided_at(journal: Journal) -> dict[str, str]:
    """File of decisions -> when those in force were first made: a later run that made the same
    again does not count."""
    times: dict[str, str] = {}
    contents: dict[str, str] = {}
    for entry in journal.entries:
        if entry.kind is EntryKind.RECEIPT and entry.body["stage"] == "decide":
            for file, made in entry.body["writes"].items():
                if contents.get(file) != made:
                    times[file], contents[file] = entry.time, made
    return times


def _signed_off_at(journal: Journal) -> dict[tuple[str, str], str]:
    """Transcript and state of its draft -> when a person last approved it."""
    return {
        (entry.body["subject"], entry.body["state"]): entry.time
        for entry in journal.entries
        if entry.kind is EntryKind.APPROVAL and entry.body["gate"] == Gate.ADMIT.value
    }


def _row(about: _Context, decision: Decision) -> list[str | int]:
    approval = about.approval
    waived = approval is not None and bool(approval.waived)
    return [
        about.transcript,
        decision.id,
        decision.turn,
        decision.kind.value,
        decision.action.value,
        "" if decision.action is Action.KEEP else safe_cell(decision.replacement),
        decision.reason,
        decision.detector,
        f"{decision.confidence:.2f}",
        "check" if decision.status is Status.CHECK else "sure",
        decision.decided_by,
        about.decided_at,
        about.draft[:16],
        "" if approval is None or waived else safe_cell(approval.by),
        "waived" if waived else "signed off" if approval else "waiting",
        safe_cell(about.ruled_by(decision.decided_by)),
        "" if waived else about.signed_off_at,
        about.source[:16],
        safe_cell(about.inputs.study.identifiers.version),
        about.inputs.ruleset,
    ]
