"""Forms of names, compared as the residue check compares them: by words, blind to case, accents,
possessives and punctuation. Deliberately another way than the recognisers find them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from pipeline.values.spans import Span

Form = tuple[str, ...]
"""A name as it is compared: its words, folded."""

_WORD = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")
_DIGITS = re.compile(r"\d(?:[ ().\-/]{0,3}\d){5,}")
_TIED = re.compile(r"[^\W_][-'’‐‑][^\W_]")
_WITHOUT_ACCENT = str.maketrans(
    {"ł": "l", "ø": "o", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"}
)
"""Letters that Unicode does not take apart into a plain one and its mark."""
MINIMUM_DIGITS = 6
PLURAL_FROM = 4
"""Letters of a name that is also found with an 's' at its end: 'Sarahs', but not 'this' for Thi."""


class Word(NamedTuple):
    """A word of a text, folded for comparison."""

    folded: str
    start: int
    end: int


class Hit(NamedTuple):
    """A known form standing in a text."""

    span: Span
    form: Form


def fold(text: str) -> str:
    """`text` without case and accents, in the same words."""
    spread = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(char for char in spread if not unicodedata.combining(char))
    return plain.translate(_WITHOUT_ACCENT)


def words_in(text: str) -> Iterator[Word]:
    """The words of `text`, with code-point offsets into it."""
    for match in _WORD.finditer(text):
        yield Word(fold(match[0]), match.start(), match.end())


def form_of(words: str) -> Form:
    """A form as it is compared: 'Mr. O’Neill-Byrne's' -> ('mr', 'o', 'neill', 'byrne')."""
    parts = [word.folded for word in words_in(words)]
    if len(parts) > 1 and parts[-1] == "s":
        parts.pop()
    return tuple(parts)


class KnownForms:
    """Finds forms that must not survive.

    Args:
        forms: as they are written. One of digits (six or more) is also found however the digits
            are spaced; one tied by hyphens or apostrophes also without them.
        beside: others to find as well; shared, not copied.
    """

    def __init__(self, forms: Iterable[str], beside: KnownForms | None = None) -> None:
        self._beside = beside
        self._by_first: dict[str, set[Form]] = {}
        self._digits: set[str] = set()
        for form in forms:
            parts = form_of(form)
            digits = "".join(char for char in form if char.isdigit())
            if len(digits) >= MINIMUM_DIGITS and not any(char.isalpha() for char in form):
                self._digits.add(digits)
                continue
            self._add(parts)
            if _TIED.search(form) and " " not in form:
                self._add(("".join(parts),))

    def hits(self, text: str) -> list[Hit]:
        """Every place where a known form stands, longest first at each place, in order."""
        words = list(words_in(text))
        found = {*self._word_hits(words), *self._digit_hits(text)}
        if self._beside:
            found |= {*self._beside._word_hits(words), *self._beside._digit_hits(text)}
        return sorted(found, key=_place)

    def _add(self, parts: Form) -> None:
        if parts and any(len(part) > 1 for part in parts):
            self._by_first.setdefault(parts[0], set()).add(parts)

    def _word_hits(self, words: list[Word]) -> Iterator[Hit]:
        for index, word in enumerate(words):
            found = self._longest(words, index, word.folded)
            if not found and word.folded.endswith("s") and len(word.folded) > PLURAL_FROM:
                found = self._longest(words, index, word.folded[:-1])
            if found:
                last = words[index + len(found) - 1]
                yield Hit(Span(start=word.start, end=last.end), found)

    def _longest(self, words: list[Word], index: int, first: str) -> Form | None:
        fitting = [
            form
            for form in self._by_first.get(first, ())
            if _follows(words[index + 1 : index + len(form)], form[1:])
        ]
        return max(fitting, key=lambda form: (len(form), form), default=None)

    def _digit_hits(self, text: str) -> Iterator[Hit]:
        if not self._digits:
            return
        for match in _DIGITS.finditer(text):
            digits = "".join(char for char in match[0] if char.isdigit())
            known = next((one for one in sorted(self._digits) if one in digits), None)
            if known:
                yield Hit(Span(start=match.start(), end=match.end()), (known,))


def _follows(words: list[Word], rest: Form) -> bool:
    folded = tuple(word.folded for word in words)
    plural = (*folded[:-1], folded[-1].removesuffix("s")) if folded else ()
    return rest in (folded, plural)


def _place(hit: Hit) -> tuple[int, int, Form]:
    return hit.span.start, -hit.span.end, hit.form
