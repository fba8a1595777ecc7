"""The words of a turn with their places, as the recognisers of spoken identifiers read them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*|\d+")
_NOISE = re.compile(
    r"[\[(<]+\s*\??\s*(?:(?:long|short)\s+)?"
    r"(?:pause[sd]?|inaudible|unclear|indistinct|laugh\w*|cry\w*|sob\w*|sigh\w*|cough\w*"
    r"|cross-?talk|over-?\s?(?:speaking|lap\w*|talk\w*)|silence|sic|\.{1,3}|\d{1,2}\.\d{1,2}"
    r"|\d{1,2}:\d\d(?::\d\d)?)"
    r"[\s\d:.]*[\])>]+|<\s*[a-z ]{1,20}\s\d{1,2}(?::\d\d){1,2}\s*>",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Word:
    """A word, or a run of figures, of a turn: ``turn.text[start:end]``."""

    key: str = field(repr=False)
    """In lower case, with straight apostrophes."""
    raw: str = field(repr=False)
    start: int
    end: int
    gap: str = field(repr=False)
    """What stands between the word before and this one; a transcriber's noises are blanks in it."""

    @property
    def is_figures(self) -> bool:
        """Whether it is written in figures."""
        return self.raw.isdecimal() and self.raw.isascii()

    @property
    def is_letter(self) -> bool:
        """Whether it is a single letter of the English alphabet."""
        return len(self.key) == 1 and "a" <= self.key <= "z"


def split_words(text: str) -> list[Word]:
    """The words of `text` in order.

    Letters and figures that touch are two words with an empty gap ('N13' is 'N', '13'). Pauses,
    laughter, inaudible stretches and the like are passed over, so that a number goes on behind
    them; an uncertain hearing in brackets is not, because it may hold the words of an identifier.
    """
    heard = _NOISE.sub(lambda noise: " " * len(noise[0]), text)
    words: list[Word] = []
    end = 0
    for match in _WORD.finditer(heard):
        key = match[0].lower().replace("’", "'")
        words.append(Word(key, match[0], match.start(), match.end(), heard[end : match.start()]))
        end = match.end()
    return words


def keys(words: Sequence[Word], start: int, end: int) -> tuple[str, ...]:
    """The keys of ``words[start:end]``, cut at both ends of the turn."""
    return tuple(word.key for word in words[max(start, 0) : max(end, 0)])


def vocabulary(words: str) -> frozenset[str]:
    """The words of a word list, in lower case and parted by white space."""
    return frozenset(words.split())
