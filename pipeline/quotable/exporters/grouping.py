"""A quote book in the order a report is written: by family, by code, the strongest quotes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.quotable.attribute import label_of
from pipeline.values.quotes import Quote, QuoteBook, Spread
from pipeline.values.themes import Polarity

_ORDER = {polarity: number for number, polarity in enumerate(Polarity)}


@dataclass(frozen=True)
class CodeSection:
    """A code with all that is offered for it."""

    id: str
    name: str
    definition: str
    spread: Spread
    quotes: tuple[Quote, ...]


@dataclass(frozen=True)
class FamilySection:
    """A family of codes."""

    id: str
    name: str
    codes: tuple[CodeSection, ...]


def families(book: QuoteBook) -> tuple[FamilySection, ...]:
    """Every code of the book under its family, in the codebook's order, with or without quotes."""
    spreads = {spread.code: spread for spread in book.spreads}
    return tuple(
        FamilySection(
            family,
            name,
            tuple(
                CodeSection(code, title, definition, _spread(spreads, code), _quotes(book, code))
                for code, (of, title, definition) in book.codes.items()
                if of == family
            ),
        )
        for family, name in book.families.items()
    )


def quoted_families(book: QuoteBook) -> tuple[FamilySection, ...]:
    """Only the codes that have quotes, and the families that have such codes."""
    kept = [
        FamilySection(family.id, family.name, tuple(code for code in family.codes if code.quotes))
        for family in families(book)
    ]
    return tuple(family for family in kept if family.codes)


def participants(book: QuoteBook) -> tuple[tuple[str, str], ...]:
    """Id and label of everyone quoted, by label; a label that two share is told apart by the id.
    Who has several labels, or none, goes by her id."""
    labels = {quote.participant: label_of(quote.attribution) for quote in book.quotes}
    pairs = {(quote.participant, label_of(quote.attribution)) for quote in book.quotes}
    several = Counter(id for id, _ in pairs)
    labels = {id: label if label and several[id] == 1 else id for id, label in labels.items()}
    shared = Counter(labels.values())
    told = {id: label if shared[label] == 1 else f"{label} ({id})" for id, label in labels.items()}
    return tuple(sorted(told.items(), key=lambda pair: (_natural(pair[1]), pair[0])))


def _quotes(book: QuoteBook, code: str) -> tuple[Quote, ...]:
    """Present before considered before denied; in each, everyone's best before anyone's second."""
    ranked, heard = [], Counter[tuple[str, Polarity]]()
    for number, quote in enumerate(book.quotes):
        if code in quote.codes:
            turn = heard[quote.participant, quote.polarity]
            heard[quote.participant, quote.polarity] += 1
            ranked.append((_ORDER[quote.polarity], turn, number, quote))
    return tuple(entry[-1] for entry in sorted(ranked, key=lambda entry: entry[:3]))


def _spread(spreads: dict[str, Spread], code: str) -> Spread:
    return spreads.get(code) or Spread(code=code, participants=0, base=0, passages=0, quotes=0)


def _natural(label: str) -> Sequence[tuple[int, str]]:
    """'Victim 7' before 'Victim 12'."""
    return [(int(part), "") if part.isdecimal() else (0, part) for part in label.split(" ")]
