"""What the charts of the quote book show: numbers that may be shown, and how long a bar is.

No count of people below the minimum cell is shown, nor one that such a count could be worked out
from: where so few people have one theme of a pair without the other, the pair's count is a bound.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.quotable.exporters.grouping import (
    CodeSection,
    families,
    participants,
    quoted_families,
)
from pipeline.values.quotes import QuoteBook

FIRST_PAIRS = 12
"""Pairs of themes that the chart shows; the table under it has all."""


@dataclass(frozen=True)
class Bar:
    """A number as it may be shown, and how long its bar is, in percent."""

    words: str
    width: float
    bound: bool
    """The number is only known to be at least, or at most, that."""


@dataclass(frozen=True)
class Matrix:
    """How many quotes of whom stand under which code."""

    participants: tuple[tuple[str, str], ...]
    """Id and label, in the order of the columns."""
    rows: tuple[tuple[CodeSection, tuple[int, ...]], ...]
    few: int
    """Codes under which fewer people are quoted than may be told apart: they have no row."""


@dataclass(frozen=True)
class Pair:
    """Two themes that are found in the same interviews."""

    one: CodeSection
    other: CodeSection
    bar: Bar


@dataclass(frozen=True)
class Together:
    """Which themes are found in the same interviews."""

    codes: tuple[CodeSection, ...]
    """Those found in enough interviews to be paired, in the order of rows and columns."""
    pairs: tuple[Pair, ...]
    """The most frequent of those whose count may be told."""
    cells: Mapping[tuple[str, str], Bar]
    """The earlier code and the later -> how many interviews have both."""


@dataclass(frozen=True)
class Share:
    """How much of the book is one participant's."""

    label: str
    quotes: int
    themes: int
    width: float


def matrix(book: QuoteBook) -> Matrix:
    """Codes by participants, of what the book quotes."""
    people = participants(book)
    rows = [
        (code, tuple(sum(quote.participant == id for quote in code.quotes) for id, _ in people))
        for family in quoted_families(book)
        for code in family.codes
    ]
    told = tuple(row for row in rows if sum(map(bool, row[1])) >= book.minimum_cell)
    return Matrix(people, told, len(rows) - len(told))


def together(book: QuoteBook) -> Together:
    """Pairs of themes, of those that at least the minimum cell of interviews have."""
    codes = tuple(
        code
        for family in families(book)
        for code in family.codes
        if code.spread.participants >= book.minimum_cell
    )
    both = {pair.codes: pair.participants for pair in book.together}
    cells: dict[tuple[str, str], Bar] = {}
    pairs: list[Pair] = []
    for number, one in enumerate(codes):
        for other in codes[number + 1 :]:
            bar = _pair(one, other, both.get((one.id, other.id), 0), book.minimum_cell)
            cells[one.id, other.id] = bar
            pairs.append(Pair(one, other, bar))
    told = [one for one in pairs if one.bar.width and not one.bar.bound]
    frequent = sorted(told, key=lambda one: -one.bar.width)
    return Together(codes, tuple(frequent[:FIRST_PAIRS]), cells)


def shares(book: QuoteBook) -> tuple[Share, ...]:
    """Everyone quoted, with how many quotes of hers the book has; most first."""
    counts = [
        (
            label,
            sum(quote.participant == id for quote in book.quotes),
            len({code for quote in book.quotes if quote.participant == id for code in quote.codes}),
        )
        for id, label in participants(book)
    ]
    most = max((quotes for _, quotes, _ in counts), default=0)
    ranked = sorted(counts, key=lambda one: -one[1])
    return tuple(
        Share(label, quotes, themes, round(100 * quotes / most, 1))
        for label, quotes, themes in ranked
    )


def _pair(one: CodeSection, other: CodeSection, both: int, minimum_cell: int) -> Bar:
    """As a number of interviews, where neither it nor what it leaves of either theme is small."""
    base = one.spread.base
    if both == 0:
        return Bar("none", 0.0, False)
    if both < minimum_cell:
        return Bar(f"fewer than {minimum_cell}", 0.0, True)
    left = [code.spread.participants - both for code in (one, other)]
    exact = all(rest == 0 or rest >= minimum_cell for rest in left)
    shown = both if exact else minimum_cell
    return Bar(str(both) if exact else f"{shown} or more", round(100 * shown / base, 1), not exact)
