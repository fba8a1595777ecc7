"""Room 2's stages, with files around them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from pipeline.anonymised.propose import propose
from pipeline.atomic import write_bytes
from pipeline.quotable.exporters.csv_table import safe_cell
from pipeline.run.files import read_values, write_values
from pipeline.run.study import OpenStudy
from pipeline.run.work.base import Bench, Work
from pipeline.run.work.gates import admitted_transcript
from pipeline.values.base import Value
from pipeline.values.themes import Coding, CodingStatus, ConfirmedCoding

COLUMNS = (
    "coding",
    "transcript",
    "turn",
    "start",
    "end",
    "code",
    "polarity",
    "subject",
    "time",
    "coder",
    "confidence",
    "status",
    "evidence",
    "text",
)


def code_document(study: OpenStudy, id: str) -> Work:
    """Propose codings of an admitted transcript, and raise flags."""
    places = study.places
    codings, flags = propose(admitted_transcript(places, id), study.codebook())
    files: dict[Path, Sequence[Value]] = {
        places.codings / f"{id}.jsonl": codings,
        places.flags / f"{id}.jsonl": flags,
    }
    return Work(
        writes={
            path.relative_to(places.outputs).as_posix(): write_values(path, values)
            for path, values in files.items()
        }
    )


def table_of_codings(bench: Bench, item: str) -> Work:
    """Write ``codings.csv``: every coding of the study and where it stands."""
    places = bench.study.places
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for id in bench.items:
        accepted = _confirmed_ids(bench, id)
        for coding in read_values(places.codings / f"{id}.jsonl", Coding):
            rows.writerow(_row(coding, _status(coding, accepted, bench)))
    name = places.codings_table.relative_to(places.outputs).as_posix()
    return Work(writes={name: write_bytes(places.codings_table, text.getvalue().encode())})


def _confirmed_ids(bench: Bench, id: str) -> set[str]:
    path = bench.study.places.confirmed / f"{id}.jsonl"
    return {one.coding.id for one in read_values(path, ConfirmedCoding)}


def _status(coding: Coding, accepted: set[str], bench: Bench) -> CodingStatus:
    if coding.id in accepted:
        return CodingStatus.ACCEPTED
    verdict = bench.inputs.approvals.verdicts.get(coding.id)
    rejected = verdict is not None and verdict.rejected
    return CodingStatus.REJECTED if rejected else CodingStatus.PROPOSED


def _row(coding: Coding, status: CodingStatus) -> list[str | int]:
    return [
        coding.id,
        coding.transcript,
        coding.turn,
        coding.span.start,
        coding.span.end,
        coding.code,
        coding.polarity.value,
        coding.subject.value,
        coding.time.value,
        coding.coder,
        f"{coding.confidence:.2f}",
        status.value,
        safe_cell(coding.evidence),
        safe_cell(coding.text),
    ]
