"""Room 2's stages, with files around them."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from pathlib import Path

from pipeline.anonymised.coders.endpoint import UnreachableError, local_model_coder
from pipeline.anonymised.judged import Judged, with_judged
from pipeline.anonymised.learnt import Learnt
from pipeline.anonymised.propose import propose, with_more
from pipeline.atomic import write_bytes
from pipeline.quotable.exporters.csv_table import safe_cell
from pipeline.run.files import read_value, read_values, write_values
from pipeline.run.kept_codebook import keep_codebook
from pipeline.run.study import OpenStudy
from pipeline.run.work.base import Bench, Work
from pipeline.run.work.gates import admitted_transcript
from pipeline.values.base import Value
from pipeline.values.local_model import LocalModel
from pipeline.values.records import Verdict
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import Codebook, Coding, CodingStatus, ConfirmedCoding

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
    "checks",
    "text",
)


def code_document(study: OpenStudy, id: str) -> Work:
    """Propose codings of an admitted transcript, put those that people ruled on in their place, and
    raise flags."""
    places, codebook = study.places, study.codebook()
    admitted = admitted_transcript(places, id)
    learnt = read_value(places.learnt, Learnt)
    proposals, flags = propose(admitted, codebook, study.settings.coding, learnt)
    more, notice = _of_local_model(study.settings.coding.local_model, admitted, codebook)
    proposals = with_more(proposals, more)
    verdicts = read_values(places.verdicts / f"{id}.jsonl", Verdict)
    judged = with_judged(admitted, proposals, verdicts)
    files: dict[Path, Sequence[Value]] = {
        places.codings / f"{id}.jsonl": judged.codings,
        places.flags / f"{id}.jsonl": flags,
    }
    return Work(
        writes={
            path.relative_to(places.outputs).as_posix(): write_values(path, values)
            for path, values in files.items()
        },
        notice="; ".join(filter(None, [notice, _lost_ground(id, judged, codebook)])),
    )


def _of_local_model(
    settings: LocalModel | None, admitted: AdmittedTranscript, codebook: Codebook
) -> tuple[list[Coding], str]:
    """What the local model that the study names proposes, if it names one; and what a person should
    know of it. A new coder each time: one that gave up must not stay silent in the next run."""
    if settings is None:
        return [], ""
    coder = local_model_coder(settings, codebook)
    try:
        return coder.propose(admitted.turns, admitted.id), coder.notice
    except UnreachableError:
        # Other proposals, and what people accepted, must not wait for it.
        return [], "the local model was not reached and proposed nothing"


def _lost_ground(id: str, judged: Judged, codebook: Codebook) -> str:
    """What a person should know of rulings that do not stand as they were made."""
    known = {code.id for code in codebook.codes}
    unknown = sum(one.code not in known for one in judged.codings)
    parts = []
    if judged.void:
        parts.append(f"{len(judged.void)} rulings are about words that changed since")
    if unknown:
        parts.append(f"{unknown} codings have a code that the codebook lacks and are not quoted")
    return f"{'; '.join(parts)}: voices codings {id} --void" if parts else ""


def table_of_codings(bench: Bench, item: str) -> Work:
    """Write ``codings.csv``: every coding of the study and where it stands. Beside it, keep the
    codebook that they were made with."""
    places = bench.study.places
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for id in bench.items:
        accepted = _confirmed_ids(bench, id)
        for coding in read_values(places.codings / f"{id}.jsonl", Coding):
            rows.writerow(_row(coding, _status(coding, accepted, bench)))
    name = places.codings_table.relative_to(places.outputs).as_posix()
    table = {name: write_bytes(places.codings_table, text.getvalue().encode())}
    return Work(writes=table | keep_codebook(places, bench.study.codebook()))


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
        "; ".join(coding.checks),
        safe_cell(coding.text),
    ]
