"""The quote book as JSON, for other programs: what the table and the page show, and no more."""

from __future__ import annotations

import json
from collections.abc import Mapping

from pipeline.quotable.exporters import wording
from pipeline.quotable.exporters.grouping import CodeSection, families
from pipeline.values.quotes import Quote, QuoteBook

FORMAT, VERSION = "victim-voices quotes", 1
"""`VERSION` grows when a key changes its meaning or goes; new keys may come in between."""


def write(book: QuoteBook) -> bytes:
    """The book as one JSON object, UTF-8, keys and lists always in the same order.

    A count of people or passages below the minimum cell is null; the words beside it say so.
    """
    told = {
        "format": FORMAT,
        "version": VERSION,
        "title": book.title,
        "notices": wording.notices(book),
        "synthetic": book.synthetic,
        "reviewed": book.reviewed,
        "audience": book.audience,
        "minimum_cell": book.minimum_cell,
        "families": [
            {
                "id": family.id,
                "name": family.name,
                "codes": [_code(code, book) for code in family.codes],
            }
            for family in families(book)
        ],
        "quotes": [_quote(quote) for quote in book.quotes],
        "withheld": [
            {"why": why, "passages": count} for why, count in wording.withheld_counts(book)
        ],
        "method": wording.method(book),
        "limits": wording.limits(book),
    }
    return (json.dumps(_printable(told), ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _code(code: CodeSection, book: QuoteBook) -> dict[str, object]:
    spread = code.spread
    return {
        "id": code.id,
        "name": code.name,
        "definition": code.definition,
        "found_in": wording.spread_words(spread, book.minimum_cell),
        "participants": _count(spread.participants, book.minimum_cell),
        "interviewed": spread.base,
        "passages": _count(spread.passages, book.minimum_cell),
        "quotes": [quote.id for quote in code.quotes],
    }


def _quote(quote: Quote) -> dict[str, object]:
    return {
        "id": quote.id,
        "text": quote.text,
        "attribution": quote.attribution,
        "context": quote.context,
        "codes": quote.codes,
        "polarity": quote.polarity.value,
        "words": quote.words,
        "checks": quote.checks,
        "verbatim": quote.verbatim,
        "transcript": quote.transcript,
        "turns": quote.turns,
        "reviewed": quote.reviewed,
    }


def _count(count: int, minimum_cell: int) -> int | None:
    return count if count == 0 or count >= minimum_cell else None


def _printable(value: object) -> object:
    if isinstance(value, str):
        return wording.printable(value)
    if isinstance(value, Mapping):
        return {key: _printable(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_printable(one) for one in value]
    return value
