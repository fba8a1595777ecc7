"""Room 3's stages, with files around them."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.atomic import write_bytes
from pipeline.errors import SettingsError
from pipeline.gates import reopen_confirmed
from pipeline.identified.victims import victim_label
from pipeline.quotable.exporters import FORMATS
from pipeline.quotable.ground import Ground, ground
from pipeline.quotable.holds import standing_flags
from pipeline.quotable.select import select_on
from pipeline.quotable.spread import assemble_book
from pipeline.run.files import read_bytes, read_value, read_values, write_values
from pipeline.run.inputs import Inputs
from pipeline.run.places import Places
from pipeline.run.study import OpenStudy
from pipeline.run.work.base import Bench, Work
from pipeline.run.work.gates import admitted_transcript
from pipeline.settings import Label
from pipeline.values.identifiers import ListedSpan
from pipeline.values.quote_records import standing_edits
from pipeline.values.quotes import QuoteBook, VictimNumbers
from pipeline.values.recognisable import Recognisable
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import Codebook, ConfirmedCoding, RaisedFlag


def quote_study(bench: Bench, item: str) -> Work:
    """Select the quotes of everything that passed both gates."""
    study, places = bench.study, bench.study.places
    found, codings = ground_of(study, bench.inputs, bench.items)
    quotes, withheld = select_on(found, codings)
    book = assemble_book(
        study.settings.title,
        study.codebook(),
        list(found.transcripts.values()),
        codings,
        quotes,
        withheld,
        synthetic=study.settings.synthetic,
        minimum_cell=study.quotes.minimum_cell,
        audience=study.settings.audience.value,
    )
    name = places.book.relative_to(places.outputs).as_posix()
    return Work(writes={name: write_values(places.book, [book])})


def ground_of(
    study: OpenStudy, inputs: Inputs, ids: Sequence[str]
) -> tuple[Ground, list[ConfirmedCoding]]:
    """What the selection of quotes from the transcripts `ids` goes by, and the confirmed codings.

    Raises:
        SettingsError: the labels that the settings ask for are not there.
    """
    places, codebook = study.places, study.codebook()
    transcripts = [admitted_transcript(places, id) for id in ids]
    codings = [one for id in ids for one in _confirmed(places, id, codebook)]
    flags = [flag for one in transcripts for flag in _flags(study, inputs, one)]
    people = [study.participants[id] for id in sorted({one.participant for one in transcripts})]
    names = read_value(places.victim_numbers, VictimNumbers)
    insider = {id: read_values(places.admitted_insider / f"{id}.jsonl", Recognisable) for id in ids}
    found = ground(
        transcripts,
        flags,
        people,
        study.quotes,
        _labels(study, names, [one.id for one in people]),
        _open(study, ids),
        insider,
        standing_edits(inputs.quote_edits),
        names.label_seed,
    )
    return found, codings


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


def _labels(study: OpenStudy, names: VictimNumbers, ids: Sequence[str]) -> dict[str, str]:
    policy = study.quotes
    if policy.label_per_quote and not names.label_seed:
        raise _no_labels("labels of single quotes cannot be drawn", "label_per_quote: false")
    if policy.label in (Label.ROLE, Label.NONE):
        return {}
    numbered = {id: victim_label(names.numbers[id]) for id in ids}
    if policy.label is Label.NUMBER:
        return numbered
    if not names.pseudonyms:
        raise _no_labels("nobody in the study has a pseudonym", "label: number")
    return {**numbered, **{id: names.pseudonyms[id] for id in ids if id in names.pseudonyms}}


def _no_labels(what: str, instead: str) -> SettingsError:
    return SettingsError(what, where="config/quotes.yaml", next_step=f"say '{instead}' there")


def _flags(study: OpenStudy, inputs: Inputs, transcript: AdmittedTranscript) -> list[RaisedFlag]:
    raised = read_values(study.places.flags / f"{transcript.id}.jsonl", RaisedFlag)
    return standing_flags(transcript, raised, inputs.flag_rulings)


def _confirmed(places: Places, id: str, codebook: Codebook) -> list[ConfirmedCoding]:
    """The confirmed codings of a transcript; without those of codes that the codebook has no
    longer: there is no heading to print them under."""
    known = {code.id for code in codebook.codes}
    lines = read_bytes(places.confirmed / f"{id}.jsonl").splitlines()
    return [one for line in lines if (one := reopen_confirmed(line)).coding.code in known]
