"""Room 3's stages, with files around them."""

from __future__ import annotations

from pipeline.atomic import write_bytes
from pipeline.errors import SettingsError
from pipeline.gates import reopen_confirmed
from pipeline.identified.naming import victim_label
from pipeline.quotable.exporters import FORMATS
from pipeline.quotable.select import select
from pipeline.quotable.spread import assemble_book
from pipeline.run.files import read_bytes, read_value, read_values, write_values
from pipeline.run.places import Places
from pipeline.run.work.base import Bench, Work
from pipeline.run.work.gates import admitted_transcript
from pipeline.values.quotes import QuoteBook, VictimNumbers
from pipeline.values.themes import ConfirmedCoding, RaisedFlag


def quote_study(bench: Bench, item: str) -> Work:
    """Select the quotes of everything that passed both gates."""
    study, places = bench.study, bench.study.places
    codebook = study.codebook()
    transcripts = [admitted_transcript(places, id) for id in bench.items]
    codings = [one for id in bench.items for one in _confirmed(places, id)]
    flags = [
        flag for id in bench.items for flag in read_values(places.flags / f"{id}.jsonl", RaisedFlag)
    ]
    ids = sorted({transcript.participant for transcript in transcripts})
    people = [study.participants[id] for id in ids]
    numbers = read_value(places.victim_numbers, VictimNumbers).numbers
    labels = {id: victim_label(numbers[id]) for id in ids}
    quotes, withheld = select(transcripts, codings, flags, people, study.quotes, labels)
    book = assemble_book(
        study.settings.title,
        codebook,
        transcripts,
        codings,
        quotes,
        withheld,
        synthetic=study.settings.synthetic,
        minimum_cell=study.quotes.minimum_cell,
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


def _confirmed(places: Places, id: str) -> list[ConfirmedCoding]:
    lines = read_bytes(places.confirmed / f"{id}.jsonl").splitlines()
    return [reopen_confirmed(line) for line in lines]
