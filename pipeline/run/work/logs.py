"""The anonymisation log: what was decided and who signed it off, without any original word.

Log and key are two things: the key (who is who) lies in the vault.
"""

from __future__ import annotations

import csv
import io

from pipeline.atomic import write_bytes
from pipeline.quotable.exporters.csv_table import safe_cell
from pipeline.run.files import read_value, read_values
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
)


def log_study(bench: Bench, item: str) -> Work:
    """Write ``anonymisation_log.csv``: a row a decision, decisions to keep included."""
    places = bench.study.places
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    times = _decided_at(bench.journal)
    for id in bench.items:
        draft = read_value(places.drafts / f"{id}.jsonl", Draft).fingerprint()
        approval = bench.inputs.approvals.find(Gate.ADMIT, id, draft)
        decided_at = times.get(f"identified/decisions/{id}.jsonl", "")
        for decision in read_values(places.decisions / f"{id}.jsonl", Decision):
            rows.writerow(_row(id, decision, draft, approval, decided_at))
    name = places.log.relative_to(places.outputs).as_posix()
    return Work(writes={name: write_bytes(places.log, text.getvalue().encode())})


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


def _row(
    id: str, decision: Decision, draft: str, approval: Approval | None, decided_at: str
) -> list[str | int]:
    waived = approval is not None and bool(approval.waived)
    return [
        id,
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
        decided_at,
        draft[:16],
        "" if approval is None or waived else safe_cell(approval.by),
        "waived" if waived else "signed off" if approval else "waiting",
    ]
