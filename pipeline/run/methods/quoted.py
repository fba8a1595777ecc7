"""What may be quoted, how it is spread, and what was withheld."""

from __future__ import annotations

from collections import Counter

from pipeline.measure.cells import counted, hidden
from pipeline.measure.methods import QuoteFacts, ThemeFacts, WithheldFacts
from pipeline.quotable.exporters import wording
from pipeline.quotable.exporters.figures import shares
from pipeline.quotable.exporters.grouping import families, participants
from pipeline.run.files import read_value
from pipeline.run.methods.opened import Opened
from pipeline.values.quotes import QuoteBook


def quote_facts(opened: Opened) -> QuoteFacts | None:
    """What the quote book says of itself; None where there is none yet."""
    path = opened.study.places.book
    return facts_of(read_value(path, QuoteBook)) if path.exists() else None


def facts_of(book: QuoteBook) -> QuoteFacts:
    """The figures of a book."""
    quoted = shares(book)
    return QuoteFacts(
        quotes=len(book.quotes),
        participants=len(participants(book)),
        base=max((spread.base for spread in book.spreads), default=0),
        most=quoted[0].quotes if quoted else 0,
        reviewed=book.reviewed,
        themes=_themes(book),
        withheld=_withheld(book),
    )


def _themes(book: QuoteBook) -> tuple[ThemeFacts, ...]:
    found = [(family, code) for family in families(book) for code in family.codes]
    few = hidden([code.spread.participants for _, code in found], book.minimum_cell)
    return tuple(
        ThemeFacts(
            code=code.id,
            name=code.name,
            family=family.name,
            participants=counted(code.spread.participants, book.minimum_cell),
            passages=None if at in few else code.spread.passages,
            quotes=None if at in few else len(code.quotes),
        )
        for at, (family, code) in enumerate(found)
    )


def _withheld(book: QuoteBook) -> tuple[WithheldFacts, ...]:
    counts = Counter(wording.withheld_words(one) for one in book.withheld)
    return tuple(
        WithheldFacts(why=why, passages=counted(counts[why], book.minimum_cell))
        for why, _ in wording.withheld_counts(book)
    )
