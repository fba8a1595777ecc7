"""How much a find is expected to narrow down who is meant: what listed finds are ranked by.

Of a find three things are asked, each from 0 to 1:

- *rare in the world*: the inverse document frequency (Sparck Jones 1972, Journal of Documentation
  28: 11-21) of its two rarest words over the voices of `gazetteers/talk_words.txt`;
- *rare in the study*: the same of its rarest word over the study's participants;
- *in combination*: how few participants share its rarest word and that of another find of the same
  interview. Whoever shares a combination with nobody stands out, though each part alone may be
  common (k-anonymity: Sweeney 2002, International Journal of Uncertainty, Fuzziness and
  Knowledge-Based Systems 10: 557-570).

Their weighted mean, times what such facts narrow down by their kind, times how sure the find is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from math import log

from pipeline.identified.recognisers.rarity import rarity
from pipeline.identified.recognisers.tokens import tokens_of
from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS
from pipeline.values.identifiers import Kind, Mention
from pipeline.values.texts import Transcript

WORLD, STUDY, TOGETHER = 0.6, 0.2, 0.2
OF_KIND = {
    Kind.OTHER: 1.0,
    Kind.FAMILY: 0.9,
    Kind.OCCUPATION: 0.9,
    Kind.HEALTH: 0.8,
    Kind.DEMOGRAPHIC: 0.7,
}
"""By judgement: a gift or an act is one person's; a condition or a people is many people's."""


@dataclass(frozen=True)
class Narrowing:
    """Who says what in a study, as far as ranking needs it: which participants' interviews hold
    each word."""

    participants: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set), repr=False)
    """Folded word -> participants."""
    everybody: set[str] = field(default_factory=set)

    def count(self, transcript: Transcript) -> None:
        """Take note of the words of one transcript."""
        self.everybody.add(transcript.participant)
        for turn in transcript.turns:
            for token in tokens_of(turn.text):
                self.participants[token.folded].add(transcript.participant)

    def of(self, mentions: Sequence[Mention]) -> list[float]:
        """For each of the finds of one interview, from 0 (everybody's) to 1 (hers alone)."""
        told = [_telling(one.words) for one in mentions]
        rarest = sorted({words[0] for words in told if words})
        return [
            round(self._of(one, words, rarest), 3)
            for one, words in zip(mentions, told, strict=True)
        ]

    def _of(self, mention: Mention, words: Sequence[str], others: Iterable[str]) -> float:
        world = sum(map(rarity, words[:2])) / len(words[:2]) if words else 0.0
        sharing = self._sharing(words[0]) if words else self.everybody
        fewest = min(
            (len(sharing & self._sharing(word)) or 1 for word in others if word not in words),
            default=len(sharing),
        )
        rare = WORLD * world + STUDY * self._rare(len(sharing)) + TOGETHER * self._rare(fewest)
        return OF_KIND.get(mention.kind, 1.0) * mention.score * rare

    def _sharing(self, word: str) -> set[str]:
        return self.participants.get(word, set())

    def _rare(self, number: int) -> float:
        """1 for one participant of many, 0 for all of them."""
        everybody = len(self.everybody)
        if everybody < 2:
            return 0.0
        return 1 - log(max(1, min(number, everybody))) / log(everybody)


def _telling(words: str) -> list[str]:
    """The words that carry it, the rarest first; each once."""
    folded = {token.folded for token in tokens_of(words)} - FUNCTION_WORDS
    return sorted(folded, key=lambda word: (-rarity(word), word))
