"""The pieces of a turn that are judged as a whole: a sentence, or as much of a long one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.identified.recognisers.found_names import TurnWords
from pipeline.identified.recognisers.tokens import casing_of, tokens_of
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind
from pipeline.values.spans import Span
from pipeline.values.texts import DraftTurn

LONGEST = 28
"""Words; a longer sentence, or talk without stops, is cut where something new begins."""
_ENOUGH = 12
_NEW = vocabulary("and but so then because cos when while which")


@dataclass(frozen=True)
class Words:
    """The words of an anonymised turn."""

    turn: DraftTurn
    said: TurnWords
    stands: tuple[Kind | None, ...]
    """For each word, the kind of identifier in whose replacement it stands; None for talk."""

    def span(self, first: int, end: int) -> Span:
        """Of the words ``first`` to ``end - 1``, in the turn's text."""
        tokens = self.said.tokens
        return Span(start=tokens[first].start, end=tokens[end - 1].end)

    def talk(self, index: int) -> str:
        """The folded word at `index`; '' outside the turn and in a replacement or a mark."""
        inside = 0 <= index < len(self.stands) and self.stands[index] is None
        return self.said.word(index) if inside else ""


def words_of_turn(turn: DraftTurn) -> Words:
    """The words of `turn`; a transcriber's mark counts as no talk."""
    tokens = tokens_of(turn.text)
    claimed = [(one.span, one.kind) for one in turn.replaced]
    claimed += [(mark.span, Kind.OTHER) for mark in turn.marks]
    claimed.sort(key=lambda one: one[0].start)
    stands: list[Kind | None] = []
    at = 0
    for token in tokens:
        while at < len(claimed) and claimed[at][0].end <= token.start:
            at += 1
        inside = at < len(claimed) and claimed[at][0].start < token.end
        stands.append(claimed[at][1] if inside else None)
    return Words(turn, TurnWords(tokens, casing_of([tokens])), tuple(stands))


def pieces(words: Words) -> Iterator[tuple[int, int]]:
    """Where each piece begins and ends, as indices of words."""
    tokens = words.said.tokens
    first = 0
    for index in range(1, len(tokens) + 1):
        if index == len(tokens) or tokens[index].starts_sentence:
            yield from _cut(words, first, index)
            first = index


def _cut(words: Words, first: int, end: int) -> Iterator[tuple[int, int]]:
    while end - first > LONGEST:
        cuts = [
            index for index in range(first + _ENOUGH, first + LONGEST) if words.talk(index) in _NEW
        ]
        cut = cuts[-1] if cuts else first + LONGEST
        yield first, cut
        first = cut
    if end > first:
        yield first, end
