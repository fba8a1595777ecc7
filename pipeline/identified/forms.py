"""Forms of names, compared as the residue check compares them: by words, blind to case, accents,
possessives and punctuation. Deliberately another way than the recognisers find them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.values.spans import Span

_WORD = re.compile(r"[^\W_]+")
_DIGITS = re.compile(r"\d(?:[ ().\-/]{0,3}\d){5,}")
MINIMUM_DIGITS = 6


class Word(NamedTuple):
    """A word of a text, folded for comparison."""

    folded: str
    start: int
    end: int


class Hit(NamedTuple):
    """A known form standing in a text."""

    span: Span
    form: tuple[str, ...]


def fold(text: str) -> str:
    """`text` without case and accents, in the same words."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in spread if not unicodedata.combining(char))


def words_of(text: str) -> Iterator[Word]:
    """The words of `text`, with code-point offsets into it."""
    for match in _WORD.finditer(text):
        yield Word(fold(match[0]), match.start(), match.end())


def form_of(words: str) -> tuple[str, ...]:
    """A form as it is compared: 'Mr. O’Neill-Byrne's' -> ('mr', 'o', 'neill', 'byrne')."""
    parts = [word.folded for word in words_of(words)]
    if len(parts) > 1 and parts[-1] == "s":
        parts.pop()
    return tuple(parts)


class KnownForms:
    """Finds forms that must not survive.

    Args:
        forms: as they are written. A form of digits (six or more) is also found however the
            digits are spaced.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._by_first: dict[str, set[tuple[str, ...]]] = {}
        self._digits: set[str] = set()
        for form in forms:
            parts = form_of(form)
            digits = "".join(char for char in form if char.isdigit())
            if len(digits) >= MINIMUM_DIGITS and not any(char.isalpha() for char in form):
                self._digits.add(digits)
            elif parts and any(len(part) > 1 for part in parts):
                self._by_first.setdefault(parts[0], set()).add(parts)

    def hits(self, text: str) -> list[Hit]:
        """Every place where a known form stands, longest first at each place, in order."""
        return sorted([*self._word_hits(text), *self._digit_hits(text)], key=_place)

    def _word_hits(self, text: str) -> Iterator[Hit]:
        words = list(words_of(text))
        for index, word in enumerate(words):
            found = self._longest(words, index, word.folded) or (
                # 'Sarahs' for Sarah's, as recognisers write it
                self._longest(words, index, word.folded[:-1]) if word.folded.endswith("s") else None
            )
            if found:
                last = words[index + len(found) - 1]
                yield Hit(Span(start=word.start, end=last.end), found)

    def _longest(self, words: list[Word], index: int, first: str) -> tuple[str, ...] | None:
        fitting = [
            form
            for form in self._by_first.get(first, ())
            if _follows(words[index + 1 : index + len(form)], form[1:])
        ]
        return max(fitting, key=len, default=None)

    def _digit_hits(self, text: str) -> Iterator[Hit]:
        if not self._digits:
            return
        for match in _DIGITS.finditer(text):
            digits = "".join(char for char in match[0] if char.isdigit())
            for known in sorted(self._digits):
                if known in digits:
                    yield Hit(Span(start=match.start(), end=match.end()), (known,))
                    break


def _follows(words: list[Word], rest: tuple[str, ...]) -> bool:
    folded = tuple(word.folded for word in words)
    plural = (*folded[:-1], folded[-1].removesuffix("s")) if folded else ()
    return rest in (folded, plural)


def _place(hit: Hit) -> tuple[int, int]:
    return hit.span.start, -hit.span.end
