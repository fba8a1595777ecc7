"""Room 3's stages, with files around them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.atomic import write_bytes
from pipeline.errors import SettingsError
from pipeline.gates import reopen_confirmed
from pipeline.identified.victims import victim_label
from pipeline.quotable.exporters import FORMATS
from pipeline.quotable.holds import standing_flags
from pipeline.quotable.select import select
from pipeline.quotable.spread import assemble_book
from pipeline.run.files import read_bytes, read_value, read_values, write_values
from pipeline.run.places import Places
from pipeline.run.study import OpenStudy
from pipeline.run.work.base import Bench, Work
from pipeline.run.work.gates import admitted_transcript
from pipeline.values.identifiers import ListedSpan
from pipeline.values.quotes import QuoteBook, VictimNumbers
from pipeline.values.recognisable import Recognisable
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import Codebook, ConfirmedCoding, RaisedFlag


def quote_study(bench: Bench, item: str) -> Work:
    """Select the quotes of everything that passed both gates."""
    study, places = bench.study, bench.study.places
    codebook = study.codebook()
    transcripts = [admitted_transcript(places, id) for id in bench.items]
    codings = [one for id in bench.items for one in _confirmed(places, id, codebook)]
    flags = [flag for one in transcripts for flag in _flags(bench, one)]
    ids = sorted({transcript.participant for transcript in transcripts})
    people = [study.participants[id] for id in ids]
    numbers = read_value(places.victim_numbers, VictimNumbers).numbers
    labels = {id: victim_label(numbers[id]) for id in ids}
    insider = {
        id: read_values(places.admitted_insider / f"{id}.jsonl", Recognisable) for id in bench.items
    }
    quotes, withheld = select(
        transcripts,
        codings,
        flags,
        people,
        study.quotes,
        labels,
        _open(study, bench.items),
        insider,
    )
    book = assemble_book(
        study.settings.title,
        codebook,
        transcripts,
        codings,
        quotes,
        withheld,
        synthetic=study.settings.synthetic,
        minimum_cell=study.quotes.minimum_cell,
        audience=study.settings.audience.value,
    )
    name = places.book.relative_to(places.outputs).as_posix()
    return Work(writes={name: write_values(places.book, [book])})


def export_study(bench: Bench, item: str) -> Work:
    """Write the quote book in every format that the settings name."""
    places = bench.study.places
    book = read_value(places.book, QuoteBook)
    writes = {}
    for name in bench.study.quotes.formats:
        if name not in FORMATS:
            raise SettingsError(
                f"'{name}' is no format of a quote book; there are {', '.join(FORMATS)}",
                where="config/quotes.yaml",
                next_step="correct 'formats'",
            )
        path = places.quotable / f"quotes{FORMATS[name].ending}"
        written = write_bytes(path, FORMATS[name].write(book))
        writes[path.relative_to(places.outputs).as_posix()] = written
    return Work(writes=writes)


def _open(study: OpenStudy, ids: Sequence[str]) -> dict[str, list[ListedSpan]]:
    """What must not be quoted for the study's audience before a person ruled on it."""
    least = study.identifiers.audiences[study.settings.audience].withhold_from
    if least is None:
        return {}
    folder = study.places.admitted_listed
    listed = {id: read_values(folder / f"{id}.jsonl", ListedSpan) for id in ids}
    return {id: [one for one in found if one.narrowing >= least] for id, found in listed.items()}


def _flags(bench: Bench, transcript: AdmittedTranscript) -> list[RaisedFlag]:
    raised = read_values(bench.study.places.flags / f"{transcript.id}.jsonl", RaisedFlag)
    return standing_flags(transcript, raised, bench.inputs.flag_rulings)


def _confirmed(places: Places, id: str, codebook: Codebook) -> list[ConfirmedCoding]:
    """The confirmed codings of a transcript; without those of codes that the codebook has no
    longer: there is no heading to print them under."""
    known = {code.id for code in codebook.codes}
    lines = read_bytes(places.confirmed / f"{id}.jsonl").splitlines()
    return [one for line in lines if (one := reopen_confirmed(line)).coding.code in known]
