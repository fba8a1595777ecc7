"""Finding quotes: by theme, words, what may be told of who spoke, length, use, and what speaks
against a finding."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.language.folding import folded
from pipeline.quotable.order import fit_of, spread_out
from pipeline.settings import QuotePolicy
from pipeline.values.quotes import Quote, QuoteBook, Spread
from pipeline.values.themes import Polarity


@dataclass(frozen=True)
class Query:
    """What is looked for: everything that is said must hold."""

    ids: tuple[str, ...] = ()
    """Any of these quotes."""
    codes: tuple[str, ...] = ()
    """Any of these."""
    families: tuple[str, ...] = ()
    """Any code of any of these."""
    with_codes: tuple[str, ...] = ()
    """All of these stand on the same words, too."""
    polarity: Polarity | None = None
    words: tuple[str, ...] = field(default=(), repr=False)
    """All of these stand in the presented words: whole words, whatever their case and accents;
    'lock*' begins a word, '*lock*' is a part of one."""
    where: Mapping[str, str] = field(default_factory=dict)
    """Attribute -> value, as it may be printed."""
    participant: str | None = None
    minimum_words: int | None = None
    maximum_words: int | None = None
    not_these: frozenset[str] = frozenset()
    """Ids that are passed over: those used already."""
    per_participant: int | None = None
    """How many of one participant, the best fitting; None for all."""
    against: bool = False
    """What speaks against a finding on `codes` and `families` instead: where they are denied or
    only considered, and what their opposite codes are quoted for."""


@dataclass(frozen=True)
class Found:
    """What was found, with the base of any claim on it."""

    quotes: tuple[Quote, ...]
    """In the order of `order`: best fit first, everyone's best before anyone's second."""
    spreads: tuple[Spread, ...]
    """Of the codes that were asked for; where none was, of every code that was found."""
    participants: int
    """How many different ones the quotes are of."""
    left_out: int
    """How many more there are of the same participants."""
    against: Mapping[str, str]
    """Quote -> why it speaks against the finding: 'denied', 'considered', 'police-positive'."""


class QuoteIndex:
    """A quote book, made ready for being searched again and again."""

    def __init__(
        self,
        book: QuoteBook,
        policy: QuotePolicy,
        told: Mapping[str, Mapping[str, str]] | None = None,
    ) -> None:
        """Of `book`.

        Args:
            book: all quotes of a study.
            policy: its lengths, and which codes are opposites.
            told: participant -> attribute -> value that may be printed (`shared_values`): nobody
                can be found by more.
        """
        self._book, self._policy, self._told = book, policy, told or {}
        self._folded = [_folded_text(one.text) for one in book.quotes]
        self._fits_so_far: dict[int, int] = {}
        self._by_code: dict[str, list[int]] = defaultdict(list)
        for number, quote in enumerate(book.quotes):
            for code in quote.codes:
                self._by_code[code].append(number)

    def search(self, query: Query) -> Found:
        """The quotes that `query` asks for."""
        asked = self._asked(query)
        against = self._against(asked) if query.against else {}
        numbers = sorted(against) if query.against else self._of_codes(query, asked)
        numbers = [one for one in self._with_words(numbers, query.words) if self._fits(one, query)]
        numbers.sort(key=lambda one: (-self._points(one), self._book.quotes[one].id))
        every = spread_out([self._book.quotes[one] for one in numbers])
        kept = _at_most(every, query.per_participant)
        opposite = self._opposites(asked) if query.against else set()
        named = asked | opposite or {code for quote in kept for code in quote.codes}
        return Found(
            quotes=tuple(kept),
            spreads=tuple(one for one in self._book.spreads if one.code in named),
            participants=len({one.participant for one in kept}),
            left_out=len(every) - len(kept),
            against={self._book.quotes[one].id: against[one] for one in numbers if one in against},
        )

    def _points(self, number: int) -> int:
        """Of a quote; worked out when it is first found."""
        if number not in self._fits_so_far:
            fit = fit_of(self._book.quotes[number], self._policy)
            self._fits_so_far[number] = fit.points
        return self._fits_so_far[number]

    def _asked(self, query: Query) -> set[str]:
        of_families = {
            code for code, (of, _, _) in self._book.codes.items() if of in query.families
        }
        return set(query.codes) | of_families

    def _of_codes(self, query: Query, asked: set[str]) -> list[int]:
        if not (query.codes or query.families):
            return list(range(len(self._book.quotes)))
        return sorted({one for code in asked for one in self._by_code[code]})

    def _against(self, asked: set[str]) -> dict[int, str]:
        """Number of each quote that speaks against these codes -> why."""
        found: dict[int, str] = {}
        for code in sorted(self._opposites(asked)):
            for number in self._by_code[code]:
                if self._book.quotes[number].polarity is Polarity.PRESENT:
                    found.setdefault(number, code)
        for code in sorted(asked):
            for number in self._by_code[code]:
                polarity = self._book.quotes[number].polarity
                if polarity is not Polarity.PRESENT:
                    found[number] = polarity.value
        return found

    def _opposites(self, asked: set[str]) -> set[str]:
        pairs = self._policy.opposites
        found = {b for a, b in pairs if a in asked} | {a for a, b in pairs if b in asked}
        return found - asked

    def _with_words(self, numbers: Iterable[int], words: Sequence[str]) -> list[int]:
        found = list(numbers)
        for literal, pattern in map(word_pattern, words):
            found = [
                one
                for one in found
                if literal in self._folded[one] and pattern.search(self._folded[one])
            ]
        return found

    def _fits(self, number: int, query: Query) -> bool:
        quote = self._book.quotes[number]
        told = self._told.get(quote.participant, {})
        return (
            query.polarity in (None, quote.polarity)
            and query.participant in (None, quote.participant)
            and (query.minimum_words or 0) <= quote.words
            and (query.maximum_words is None or quote.words <= query.maximum_words)
            and quote.id not in query.not_these
            and (not query.ids or quote.id in query.ids)
            and set(query.with_codes) <= set(quote.codes)
            and all(told.get(name) == _value(value) for name, value in query.where.items())
        )


def word_pattern(words: str) -> tuple[str, re.Pattern[str]]:
    """What must stand in a folded text, and how, for `words` to be found in it.

    Raises:
        ValueError: there is no letter or digit in them.
    """
    begins, ends = words.startswith("*"), words.endswith("*")
    literal = _folded_text(words.strip("*").strip())
    if not any(one.isalnum() for one in literal):
        raise ValueError("there is no word to look for")
    left = "" if begins or not literal[0].isalnum() else r"(?<!\w)"
    right = "" if ends or not literal[-1].isalnum() else r"(?!\w)"
    return literal, re.compile(left + re.escape(literal) + right)


def known_values(told: Mapping[str, Mapping[str, str]], attribute: str) -> list[str]:
    """The values of an attribute by which somebody may be found, sorted."""
    return sorted({one[attribute] for one in told.values() if attribute in one})


def _at_most(quotes: Sequence[Quote], limit: int | None) -> list[Quote]:
    heard: Counter[str] = Counter()
    kept = []
    for quote in quotes:
        heard[quote.participant] += 1
        if limit is None or heard[quote.participant] <= limit:
            kept.append(quote)
    return kept


def _folded_text(text: str) -> str:
    """Small letters, no accents, plain apostrophes, single blanks."""
    if text.isascii():
        return " ".join(text.lower().split())
    return " ".join(folded(one) for one in text.split())


def _value(value: str) -> str:
    return " ".join(value.casefold().split())
