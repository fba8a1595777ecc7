"""Finding quotes of a study: what may be asked is checked, the rest is the search's."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from pathlib import Path

from pipeline.errors import InputError
from pipeline.quotable.attribute import shared_values
from pipeline.quotable.search import Found, Query, QuoteIndex, known_values, word_pattern
from pipeline.run.coded import Coded, open_coded
from pipeline.run.quoting.opened import read_book
from pipeline.run.quoting.using import used_ids
from pipeline.values.quotes import QuoteBook

Told = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class StudyFound:
    """What was found in a study, and its quote book."""

    found: Found = field(repr=False)
    book: QuoteBook = field(repr=False)


def find_quotes(root: Path, query: Query, *, unused: bool = False) -> StudyFound:
    """The quotes of the study at `root` that `query` asks for.

    Args:
        root: of the study.
        query: what is looked for.
        unused: pass over quotes that stand somewhere already, by the ledger.

    Raises:
        InputError: there are no quotes yet, or there is no such code, family, attribute or value.
    """
    coded = open_coded(root)
    study = coded.study
    study.withdrawn.refuse(query.participant or "")
    book = read_book(coded)
    _refuse_unknown(query, book)
    told = _told(coded) if query.where else {}
    _refuse_where(query, study.quotes.attributes, told, study.quotes.minimum_cell)
    if unused:
        query = replace(query, not_these=query.not_these | used_ids(coded.journal))
    return StudyFound(QuoteIndex(book, study.quotes, told).search(query), book)


def _told(coded: Coded) -> Told:
    study, policy = coded.study, coded.study.quotes
    ids = sorted({study.documents[id].participant.id for id in coded.transcripts})
    people = [study.participants[id] for id in ids]
    return shared_values(people, policy.attributes, policy.minimum_cell, policy.broader)


def _refuse_unknown(query: Query, book: QuoteBook) -> None:
    for what, asked, known in (
        ("code", (*query.codes, *query.with_codes), book.codes),
        ("family", query.families, book.families),
    ):
        for one in asked:
            if one not in known:
                raise InputError(
                    f"there is no {what} '{one}'{_near(one, known)}",
                    next_step="see config/codebook.yaml",
                )
    for one in query.words:
        try:
            word_pattern(one)
        except ValueError as error:
            raise InputError(str(error), next_step="voices quotes --help") from None
    if query.against and not (query.codes or query.families):
        raise InputError(
            "a case against what? Name the finding's code", next_step="voices quotes --help"
        )


def _near(word: str, known: Collection[str]) -> str:
    near = get_close_matches(word, list(known), n=1)
    return f"; did you mean '{near[0]}'?" if near else ""


def _refuse_where(query: Query, allowed: Collection[str], told: Told, minimum_cell: int) -> None:
    """Nobody is found by what may not be printed of her: that would tell it."""
    for name, value in query.where.items():
        if name not in allowed:
            raise InputError(
                f"quotes are not found by '{name}'",
                where="config/quotes.yaml",
                next_step=f"'attributes' allows: {', '.join(allowed) or 'none'}",
            )
        known = known_values(told, name)
        if " ".join(value.casefold().split()) not in known:
            raise InputError(
                f"no such value of '{name}' is shared by {minimum_cell} participants",
                next_step=f"there are: {', '.join(known) or 'none'}",
            )
