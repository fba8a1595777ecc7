"""The mosaic of a study: who stands out in what is released, and by what. Needs no room 1."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.measure.unique_sets import UniqueRow, UniqueSets, unique_sets
from pipeline.quotable.mosaic import Mosaic, attribute_table, mosaics
from pipeline.run.exported import exports_with
from pipeline.run.files import read_value
from pipeline.run.journal import Journal
from pipeline.run.study import OpenStudy, open_study
from pipeline.values.quotes import QuoteBook


@dataclass(frozen=True)
class Advice:
    """What telling less of one attribute would give."""

    attribute: str
    in_sets: int
    """In how many of her minimal unique sets it stands."""
    sets_left: int
    """How many of her sets do not hold it."""
    unique_left: int
    """How many participants of the study would stay unique, were it told of nobody."""


@dataclass(frozen=True)
class StudyMosaic:
    """What has been released of everybody, and by what each can be told from the others."""

    participants: int
    quoted: Mapping[str, Mosaic]
    unique: UniqueSets
    earlier: Mapping[str, int]
    """Participant -> exports of earlier books that may have held other quotes of hers."""

    def of(self, participant: str) -> UniqueRow | None:
        """Her unique sets; None where no set of attributes tells her from the others."""
        return next((one for one in self.unique.rows if one.row == participant), None)

    def advice(self, participant: str) -> Advice | None:
        """The attribute to generalise for her: the one in most of her minimal unique sets; of
        several the one that leaves fewest participants unique, then the first column."""
        row = self.of(participant)
        if row is None:
            return None
        counts = {name: sum(name in one for one in row.sets) for name in self.unique.attributes}
        most = max(counts.values())
        name = min(
            (name for name, count in counts.items() if count == most),
            key=lambda name: (self.unique.without(name), self.unique.attributes.index(name)),
        )
        return Advice(name, most, len(row.sets) - most, self.unique.without(name))


def study_mosaic(root: Path) -> StudyMosaic:
    """The mosaic of the study at `root`, by its quote book and participants' table.

    Changes nothing.

    Raises:
        InputError: there are no quotes yet.
    """
    study = open_study(root)
    study.withdrawn.refuse_unfinished()
    if not study.places.book.exists():
        raise InputError("there are no quotes yet", next_step="voices run")
    book = read_value(study.places.book, QuoteBook)
    return mosaic_of(study, Journal(study.places.journal), book)


def mosaic_of(study: OpenStudy, journal: Journal, book: QuoteBook) -> StudyMosaic:
    """The mosaic of a study that was opened already."""
    quoted = mosaics(book, study.identifiers)
    table = attribute_table(list(study.participants.values()), quoted)
    attributes = list(dict.fromkeys(name for row in table.values() for name in row))
    return StudyMosaic(
        participants=len(table),
        quoted=quoted,
        unique=unique_sets(table, attributes),
        earlier=_earlier(study, journal, quoted),
    )


def _earlier(study: OpenStudy, journal: Journal, quoted: Mapping[str, Mosaic]) -> dict[str, int]:
    counts = {}
    for id in quoted:
        own = {one.id for one in study.documents.values() if one.participant.id == id}
        exports = exports_with(study.places, journal, id, own)
        counts[id] = sum(not one.quotes for one in exports)
    return counts
