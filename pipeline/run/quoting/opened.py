"""The quotes of a study as they stand now: the book of the last run, and what would be decided if
it ran again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.errors import InputError
from pipeline.gates import confirm
from pipeline.quotable.ground import Ground
from pipeline.quotable.select import all_quotes
from pipeline.run.coded import Coded, open_coded
from pipeline.run.files import read_value
from pipeline.run.work.quotable import ground_of
from pipeline.values.quotes import Quote, QuoteBook
from pipeline.values.themes import ConfirmedCoding


@dataclass(frozen=True)
class OpenedQuotes:
    """A study's quote book with all that a person may ask of it."""

    coded: Coded = field(repr=False)
    book: QuoteBook = field(repr=False)

    @cached_property
    def by_id(self) -> dict[str, Quote]:
        """The quotes of the book."""
        return {quote.id: quote for quote in self.book.quotes}

    @cached_property
    def ground(self) -> Ground:
        """What a selection would go by now."""
        return ground_of(self.coded.study, self.coded.inputs, self.admitted)[0]

    @cached_property
    def admitted(self) -> tuple[str, ...]:
        """The transcripts that came as far as quoting."""
        places = self.coded.study.places
        confirmed = {path.stem for path in places.confirmed.glob("*.jsonl")}
        return tuple(id for id in self.coded.transcripts if id in confirmed)

    def find(self, id: str) -> Quote:
        """The quote of the book with that id.

        Raises:
            InputError: there is none.
        """
        if id not in self.by_id:
            raise InputError(
                f"there is no quote '{id}' in the quote book", next_step=f"voices quotes why {id}"
            )
        return self.by_id[id]

    def confirmed(self, transcripts: Sequence[str]) -> list[ConfirmedCoding]:
        """The codings that would pass the second gate now, by what people have said so far."""
        known = set(self.book.codes)
        codings = [one for id in transcripts for one in self.coded.codings(id)]
        found = [confirm(one, self.coded.approvals) for one in codings if one.code in known]
        return [one for one in found if one is not None]

    def of_person(self, participant: str) -> list[Quote]:
        """Her quotes as they would be made now, best fit first, before the limit for one code."""
        hers = [id for id in self.admitted if self._participant(id) == participant]
        return all_quotes(self.ground, self.confirmed(hers))[0]

    def _participant(self, transcript: str) -> str:
        return self.coded.study.documents[transcript].participant.id


def open_quotes(root: Path) -> OpenedQuotes:
    """The quotes of the study at `root`.

    Raises:
        InputError: there are none yet, a file was changed by hand, or a withdrawal was broken off.
    """
    coded = open_coded(root)
    return OpenedQuotes(coded, read_book(coded))


def read_book(coded: Coded) -> QuoteBook:
    """The quote book of the last run; raises ``InputError`` as `open_quotes` does."""
    path = coded.study.places.book
    if not path.exists():
        raise InputError("there are no quotes yet", next_step="voices run")
    return read_value(path, QuoteBook)
