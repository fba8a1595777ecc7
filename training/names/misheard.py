"""Names as a speech recogniser writes them when it does not know them: ordinary words alike in
sound ('Beata' as 'beat her').

The sound of a word is its Metaphone (Philips 1990); a name is taken apart into one to three
ordinary words whose sounds, one after the other, are its own.
"""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterable

from jellyfish import metaphone

from pipeline.identified.recognisers.word_lists import words_of
from pipeline.identified.recognisers.words import vocabulary
from pipeline.language.folding import folded

_MOST_WORDS = 3
_SHORT = vocabulary(
    "a an and are at be but by car do for go had has have he her him his how i if in into is it "
    "key know me mean more my new no not of on one or our out own see she so some the them there "
    "they tie to two up us was we were what when who why will with you your way may near sure"
)
"""Short words that recognisers like; other words have four letters or more."""
_NEVER = re.compile(r"[ivxlc]+|nig.*|.*fuck.*|cunt.*|wog|paki|spic|yid")
"""Roman numerals, and what no training text should put in the place of a name."""


class Mishearing:
    """Breaks names as a recogniser does.

    Args:
        common: words that a recogniser knows; only ordinary ones among them are used.
    """

    def __init__(self, common: Iterable[str]) -> None:
        found: dict[str, list[str]] = defaultdict(list)
        for word in sorted(set(common) & words_of("ordinary_words")):
            if (word in _SHORT or 4 <= len(word) <= 8) and not _NEVER.fullmatch(word):
                found[metaphone(word)].append(word)
        self._by_sound = found

    def of(self, name: str, dice: random.Random) -> str | None:
        """One to three ordinary words in small letters that sound like `name`; None if none do."""
        options = [
            said
            for pieces in _cuts(metaphone(folded(name)), _MOST_WORDS)
            if (said := self._said(pieces, name, dice)) is not None
        ]
        return dice.choice(options) if options else None

    def _said(self, pieces: tuple[str, ...], name: str, dice: random.Random) -> str | None:
        if not all(piece in self._by_sound for piece in pieces):
            return None
        said = " ".join(dice.choice(self._by_sound[piece]) for piece in pieces)
        near = abs(len(said.replace(" ", "")) - len(name)) <= 3
        return said if near and said != folded(name) else None


def _cuts(sound: str, most: int) -> list[tuple[str, ...]]:
    """All ways to take `sound` apart into at most `most` pieces."""
    cuts: list[tuple[str, ...]] = [(sound,)] if sound else []
    if most > 1:
        for at in range(1, len(sound)):
            cuts += [(sound[:at], *rest) for rest in _cuts(sound[at:], most - 1)]
    return cuts
