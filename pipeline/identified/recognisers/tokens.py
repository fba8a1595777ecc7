"""The words of a turn with their places, and how far a document's capitals can be trusted."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS
from pipeline.identified.recognisers.words import vocabulary
from pipeline.language.folding import folded

_LETTER = r"(?:[^\W_][\u0300-\u036f]*)"
_WORD = re.compile(rf"{_LETTER}+(?:['’‘ʼ‐‑-]{_LETTER}+)*")
_POSSESSIVE = re.compile(r"['’‘ʼ][sS]$")
_ENDS_SENTENCE = re.compile(r"[.?!…:][\"”’')\]]*\s*[\"“‘'(\[–—-]*\s*$|[\"“‘(\[\]–—]\s*$")
_NEAR = 20
"""How much of a long gap is looked at."""
_NEVER_LAST = vocabulary("the a an my your our their of at and or because every")
"""Words after which a full stop is a slip of the speech recogniser."""
_SHORTENED = vocabulary("mr mrs ms dr prof rev revd fr st sgt insp supt cllr pc dc ds di")
"""Words that a full stop may follow inside a sentence."""


class Casing(StrEnum):
    """What a capital says in a document."""

    TRUSTED = "trusted"
    """Capitals stand where English puts them."""
    ERRATIC = "erratic"
    """Capitals also stand on ordinary words, as some speech recognisers write."""
    NONE = "none"
    """There are no capitals, or nothing else."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a turn, without a possessive 's."""

    text: str = field(repr=False)
    start: int
    end: int
    gap: str = field(repr=False)
    """What stands between the word before and this one."""
    folded: str = field(repr=False)
    possessive: bool
    """Whether 's follows (possessive or short for 'is')."""
    starts_sentence: bool

    @property
    def capital(self) -> bool:
        """Whether the word begins with a capital letter; 'I' does not count."""
        return self.text[0].isupper() and self.folded not in ("i", "i'm", "i've", "i'll", "i'd")

    @property
    def joined(self) -> bool:
        """Whether only blanks stand before the word."""
        return bool(self.gap) and self.gap.isspace()


def tokens_of(text: str) -> list[Token]:
    """The words of a turn, in order."""
    found: list[Token] = []
    end = 0
    for match in _WORD.finditer(text):
        gap = text[end : match.start()]
        found.append(_token(match, gap, found[-1] if found else None))
        end = match.end()
    return found


def _token(match: re.Match[str], gap: str, before: Token | None) -> Token:
    ending = _POSSESSIVE.search(match[0])
    core = match[0][: ending.start()] if ending else match[0]
    return Token(
        text=core,
        start=match.start(),
        end=match.start() + len(core),
        gap=gap,
        folded=folded(core),
        possessive=ending is not None,
        starts_sentence=_starts_sentence(gap, before),
    )


def _starts_sentence(gap: str, before: Token | None) -> bool:
    if before is None:
        return True
    if gap.strip() == "." and (
        before.folded in _NEVER_LAST or before.folded in _SHORTENED or len(before.text) == 1
    ):
        return False
    return _ENDS_SENTENCE.search(gap[-_NEAR:]) is not None


def casing_of(turns: Sequence[Sequence[Token]]) -> Casing:
    """How far the capitals of a document, given as the tokens of its turns, can be trusted."""
    tokens = [token for turn in turns for token in turn if token.text[0].isalpha()]
    capitals = sum(token.capital for token in tokens)
    shouted = sum(token.text.isupper() and len(token.text) > 1 for token in tokens)
    if not tokens or capitals < 0.01 * len(tokens) or shouted > 0.6 * len(tokens):
        return Casing.NONE
    small = [
        token for token in tokens
        if token.folded in FUNCTION_WORDS and not token.starts_sentence and token.gap.isspace()
    ]  # fmt: skip
    odd = sum(token.capital and token.text[1:].islower() for token in small)
    return Casing.ERRATIC if odd > max(2, 0.02 * len(small)) else Casing.TRUSTED
