"""The two gates, and what passes on verdicts between them, with files around them. All run in the
parent process, which alone reads the journal."""

from __future__ import annotations

from functools import lru_cache

from pipeline.gates import admit, confirm, reopen_admitted
from pipeline.run.files import read_bytes, read_value, read_values, write_turns, write_values
from pipeline.run.places import Places
from pipeline.run.work.base import Bench, Work
from pipeline.values.identifiers import ListedSpan
from pipeline.values.recognisable import Recognisable
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
            notice=f"waits for a reviewer: voices approve {id}",
        )
    folder = places.admitted
    written = {
        folder / f"{id}.json": write_values(folder / f"{id}.json", [admitted]),
        folder / f"{id}.jsonl": write_values(folder / f"{id}.jsonl", admitted.turns),
        folder / f"{id}.txt": write_turns(folder / f"{id}.txt", admitted.turns),
    }
    listed = places.admitted_listed / f"{id}.jsonl"
    written[listed] = write_values(listed, read_values(places.listed / f"{id}.jsonl", ListedSpan))
    insider = places.admitted_insider / f"{id}.jsonl"
    found = read_values(places.insider / f"{id}.jsonl", Recognisable)
    written[insider] = write_values(insider, found)
    return Work(
        writes={path.relative_to(places.outputs).as_posix(): sha for path, sha in written.items()}
    )


def judge_document(bench: Bench, id: str) -> Work:
    """Hand what people said of a transcript's codings to the work that sees no journal."""
    places = bench.study.places
    path = places.verdicts / f"{id}.jsonl"
    written = write_values(path, bench.inputs.verdicts_on.get(id, ()))
    return Work(writes={path.relative_to(places.outputs).as_posix(): written})


def confirm_document(bench: Bench, id: str) -> Work:
    """Let accepted codings of a transcript be quoted from."""
    places = bench.study.places
    codings = read_values(places.codings / f"{id}.jsonl", Coding)
    decided = [confirm(coding, bench.inputs.approvals) for coding in codings]
    confirmed = [one for one in decided if one is not None]
    path = places.confirmed / f"{id}.jsonl"
    name = path.relative_to(places.outputs).as_posix()
    verdicts = bench.inputs.approvals.verdicts
    least = bench.study.settings.coding.puts_from
    open_ones = sum(
        one is None
        and coding.confidence >= least
        and not (coding.id in verdicts and verdicts[coding.id].rejected)
        for one, coding in zip(decided, codings, strict=True)
    )
    notice = f"{open_ones} proposed codings wait for a person"
    return Work(writes={name: write_values(path, confirmed)}, notice=notice if open_ones else "")


def admitted_transcript(places: Places, id: str) -> AdmittedTranscript:
    """An admitted transcript from its file, its approval checked against its words."""
    return _reopened(read_bytes(places.admitted / f"{id}.json"))


@lru_cache(maxsize=1)
def _reopened(line: bytes) -> AdmittedTranscript:
    """The last one is kept: a page asks for it again and again."""
    return reopen_admitted(line)
