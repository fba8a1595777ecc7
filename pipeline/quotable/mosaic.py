"""The mosaic: all that has been quoted of one participant, seen together.

A stable label joins quotes that say little alone into a portrait.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from pipeline.quotable.shown import Shown, shown_in
from pipeline.settings import Identifiers
from pipeline.values.quotes import Participant, Quote, QuoteBook

THEMES = "themes of few"
"""The column of the codes that few participants are quoted for."""


@dataclass(frozen=True)
class Mosaic:
    """What the quotes of one participant say together; holds no word but placeholders and years."""

    participant: str
    quotes: tuple[str, ...]
    """Ids, in the order of her interviews."""
    attributions: tuple[str, ...]
    """Everything that stands under a quote of hers."""
    codes: tuple[str, ...]
    rare_codes: tuple[str, ...]
    """Those that fewer participants than the minimum cell are quoted for."""
    shown: Mapping[Shown, tuple[str, ...]]
    """Placeholders and years, each once, sorted."""


def mosaics(book: QuoteBook, policy: Identifiers) -> dict[str, Mosaic]:
    """The mosaic of every participant who is quoted in `book`, by id, sorted.

    Args:
        book: the quotes; their questions are read too, as they are printed beside them.
        policy: says what placeholders mean.
    """
    quotes: dict[str, list[Quote]] = defaultdict(list)
    for quote in sorted(book.quotes, key=lambda one: (one.transcript, one.turns, one.span.start)):
        quotes[quote.participant].append(quote)
    quoted_for = Counter(
        code for one in quotes.values() for code in {code for quote in one for code in quote.codes}
    )
    few = {code for code, count in quoted_for.items() if count < book.minimum_cell}
    return {id: _mosaic(id, quotes[id], few, policy) for id in sorted(quotes)}


def _mosaic(id: str, quotes: Sequence[Quote], few: set[str], policy: Identifiers) -> Mosaic:
    codes = sorted({code for quote in quotes for code in quote.codes})
    seen = {
        one
        for quote in quotes
        for text in (quote.text, quote.context)
        for one in shown_in(text, policy)
    }
    return Mosaic(
        participant=id,
        quotes=tuple(quote.id for quote in quotes),
        attributions=tuple(dict.fromkeys(quote.attribution for quote in quotes)),
        codes=tuple(codes),
        rare_codes=tuple(code for code in codes if code in few),
        shown={
            about: tuple(sorted(words for other, words in seen if other is about))
            for about in Shown
            if any(other is about for other, _ in seen)
        },
    )


def attribute_table(
    participants: Sequence[Participant], found: Mapping[str, Mosaic]
) -> dict[str, dict[str, str]]:
    """Participant -> column -> value, for those who are in the study: the attribute columns of the
    participants' table and what released quotes show. A blank is not known.

    Numbers after a placeholder mean nothing outside a study, so only how many there are of each
    counts: 'child x2'.
    """
    table: dict[str, dict[str, str]] = {}
    for person in sorted(participants, key=lambda one: one.id):
        row = dict(person.attributes)
        one = found.get(person.id)
        if one:
            row |= {about.value: _counted(words) for about, words in one.shown.items()}
            row[THEMES] = ", ".join(one.rare_codes)
        table[person.id] = row
    return table


def _counted(words: Sequence[str]) -> str:
    plain = Counter(_plain(one) for one in words)
    return ", ".join(
        f"{word} x{count}" if count > 1 else word for word, count in sorted(plain.items())
    )


def _plain(words: str) -> str:
    head, _, number = words.rpartition(" ")
    return head if head and number.isdecimal() else words
