"""Turns in pieces that a GLiNER model reads whole.

GLiNER cuts what it is given twice without an error: after ``max_len`` words, and after as many
sub-words as its tokenizer allows, where the prompts count too. What is cut off is never looked at.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

OVERLAP = 24
"""Words that two neighbouring pieces share: twice the longest span (12 words) that GLiNER's span
models score by default, so that a name at a border lies whole inside one of the two."""


@dataclass(frozen=True, slots=True)
class Word:
    """A word as the model splits the text.

    Args:
        start: where it starts in the turn, in code points.
        end: where it ends.
        cost: how many sub-words it is read as.
        ends_sentence: whether it is a full stop or the like.
    """

    start: int
    end: int
    cost: int
    ends_sentence: bool


@dataclass(frozen=True, slots=True)
class Limits:
    """How much the model is given at a time."""

    words: int
    cost: int
    """In sub-words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """``text[start:end]`` of a turn, in code points."""

    start: int
    end: int
    readable: bool = True
    """False for a single word that is longer than the limit: the model cannot look at it whole."""


def pieces(words: Iterable[Word], limits: Limits) -> Iterator[Piece]:
    """Pieces that hold every word at least once, in order, cut between words.

    They end with a sentence where one ends in their last quarter. Neighbours share `OVERLAP`
    words, or half of the shorter where the limit of sub-words makes pieces short.
    """
    for readable, run in groupby(words, key=lambda word: word.cost <= limits.cost):
        if readable:
            yield from _windows(list(run), limits)
        else:
            yield from (Piece(word.start, word.end, readable=False) for word in run)


def _windows(words: Sequence[Word], limits: Limits) -> Iterator[Piece]:
    first = 0
    while True:
        end = _end(words, first, limits)
        yield Piece(words[first].start, words[end - 1].end)
        if end == len(words):
            return
        first = max(end - OVERLAP, (first + end + 1) // 2)


def _end(words: Sequence[Word], first: int, limits: Limits) -> int:
    end, cost = first, 0
    last = min(len(words), first + limits.words)
    while end < last and cost + words[end].cost <= limits.cost:
        cost += words[end].cost
        end += 1
    if end == len(words):
        return end
    earliest = end - (end - first) // 4
    sentences = (at for at in range(end, earliest, -1) if words[at - 1].ends_sentence)
    return next(sentences, end)
