"""The two gates, with files around them. Both run in the parent process, which alone reads the
journal."""

from __future__ import annotations

from pipeline.atomic import write_bytes
from pipeline.gates import admit, confirm, reopen_admitted
from pipeline.run.files import read_bytes, read_value, read_values, write_values
from pipeline.run.places import Places
from pipeline.run.work.base import Bench, Work
from pipeline.values.records import Outcome
from pipeline.values.texts import AdmittedTranscript, Draft
from pipeline.values.themes import Coding


def admit_document(bench: Bench, id: str) -> Work:
    """Let an approved draft into room 2, as a value and in the two forms other programs read."""
    places = bench.study.places
    draft = read_value(places.drafts / f"{id}.jsonl", Draft)
    admitted = admit(draft, bench.inputs.approvals)
    if admitted is None:
        return Work(
            outcome=Outcome.WAITING,
            notice=f"waits for a reviewer: read the draft, then voices approve {id}",
        )
    text = "".join(f"{t.number}\t{t.speaker}\t{t.text}\n" for t in admitted.turns)
    files = {
        places.admitted / f"{id}.json": admitted.model_dump_json() + "\n",
        places.admitted / f"{id}.jsonl": "".join(f"{t.model_dump_json()}\n" for t in draft.turns),
        places.admitted / f"{id}.txt": text,
    }
    return Work(
        writes={
            path.relative_to(places.outputs).as_posix(): write_bytes(path, content.encode())
            for path, content in files.items()
        }
    )


def confirm_document(bench: Bench, id: str) -> Work:
    """Let accepted codings of a transcript be quoted from."""
    places = bench.study.places
    codings = read_values(places.codings / f"{id}.jsonl", Coding)
    decided = [confirm(coding, bench.inputs.approvals) for coding in codings]
    confirmed = [one for one in decided if one is not None]
    path = places.confirmed / f"{id}.jsonl"
    name = path.relative_to(places.outputs).as_posix()
    verdicts = bench.inputs.approvals.verdicts
    open_ones = sum(
        one is None and coding.id not in verdicts
        for one, coding in zip(decided, codings, strict=True)
    )
    notice = f"{open_ones} proposed codings wait for a person"
    return Work(writes={name: write_values(path, confirmed)}, notice=notice if open_ones else "")


def admitted_transcript(places: Places, id: str) -> AdmittedTranscript:
    """An admitted transcript from its file, its approval checked against its words."""
    return reopen_admitted(read_bytes(places.admitted / f"{id}.json"))
