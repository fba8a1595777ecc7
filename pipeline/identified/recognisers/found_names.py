"""What the steps of the gazetteer hand to each other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.identified.recognisers.tokens import Casing, Token
from pipeline.values.identifiers import Kind


@dataclass(frozen=True, slots=True)
class Found:
    """A name in a turn: its words ``tokens[first:end]``."""

    first: int
    end: int
    kind: Kind
    hint: str
    sure: bool
    plural: int = 0
    """Letters to take off the last word: the s of "kellys" for "Kelly's"."""


@dataclass(frozen=True, slots=True)
class TurnWords:
    """The words of a turn, and how far the document's capitals can be trusted."""

    tokens: Sequence[Token]
    casing: Casing

    def word(self, index: int) -> str:
        """The folded word at `index`; '' outside the turn."""
        return self.tokens[index].folded if 0 <= index < len(self.tokens) else ""

    def joined(self, first: int, end: int) -> bool:
        """Whether only blanks stand between the words ``first`` to ``end - 1``, and all exist."""
        inside = first >= 0 and end <= len(self.tokens)
        return inside and all(self.tokens[i].joined for i in range(first + 1, end))

    def capital(self, index: int) -> bool:
        """Whether the word at `index` exists and begins with a capital."""
        return 0 <= index < len(self.tokens) and self.tokens[index].capital

    def capital_inside(self, index: int) -> bool:
        """Whether a capital stands there that no sentence's start explains."""
        return self.capital(index) and not self.tokens[index].starts_sentence
