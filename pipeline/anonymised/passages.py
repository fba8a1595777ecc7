"""The shortest run of sentences that makes sense alone."""

from __future__ import annotations

from collections.abc import Sequence
from collections.abc import Set as AbstractSet

from pipeline.anonymised.sentences import Sentence
from pipeline.values.spans import Span

LONGEST_PASSAGE = 90
"""Words."""
LONGEST_RUN = 60
"""Words; what a coder puts together by itself."""
OPENING_SENTENCES = 3
SHORTEST_ALONE = 6
"""A sentence of fewer words does not make sense alone."""


def passage_of(sentences: Sequence[Sentence], first: int, last: int) -> tuple[int, int]:
    """The run ``sentences[start:end]`` round the sentences `first` to `last` (inclusive).

    A run of under six words is joined with its neighbour: the one before, or the one after where
    it stands first.
    """
    start, end = first, last + 1
    while _length(sentences[start:end]) < SHORTEST_ALONE and end - start < len(sentences):
        if start > 0 and _fits(sentences[start - 1 : end]):
            start -= 1
        elif end < len(sentences) and _fits(sentences[start : end + 1]):
            end += 1
        else:
            break
    return start, end


def opening_of(sentences: Sequence[Sentence]) -> tuple[int, int]:
    """The run of the first sentences of an answer: three, or as many as fit."""
    end = min(OPENING_SENTENCES, len(sentences))
    while end > 1 and not _fits(sentences[:end]):
        end -= 1
    return 0, end


def merged(sentences: Sequence[Sentence], runs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Runs (sorted) with those that overlap or touch made one, as far as 90 words go."""
    whole: list[tuple[int, int]] = []
    for start, end in runs:
        if whole and start <= whole[-1][1]:
            joined = (whole[-1][0], max(end, whole[-1][1]))
            if joined[1] == whole[-1][1] or _fits(sentences[joined[0] : joined[1]]):
                whole[-1] = joined
                continue
            start = max(start, whole[-1][1])
        whole.append((start, end))
    return whole


def peaks(
    sentences: Sequence[Sentence], scores: Sequence[float], floor: float, reach: float
) -> list[tuple[int, int]]:
    """Runs of sentences round the highest scores, in order, without overlap.

    From the best sentence on, each that is at least `floor` begins a run, unless it is in one. A
    run takes in its neighbours down to `reach` below its best, as long as it stays a passage that
    can be quoted; a run of a few words is joined with a neighbour as in `passage_of`.
    """
    runs: list[tuple[int, int]] = []
    taken: set[int] = set()
    for best in sorted(range(len(scores)), key=lambda at: (-scores[at], at)):
        if scores[best] < floor:
            break
        if best not in taken:
            least = max(floor, scores[best] - reach)
            run = _grown(sentences, scores, best, least, taken)
            runs.append(run)
            taken.update(range(*run))
    return sorted(runs)


def _grown(
    sentences: Sequence[Sentence],
    scores: Sequence[float],
    best: int,
    least: float,
    taken: AbstractSet[int],
) -> tuple[int, int]:
    start, end = passage_of(sentences, best, best)
    if not taken.isdisjoint(range(start, end)):
        start, end = best, best + 1
    while True:
        sides = [
            at
            for at in (start - 1, end)
            if 0 <= at < len(scores) and scores[at] >= least and at not in taken
        ]
        for at in sorted(sides, key=lambda at: -scores[at]):
            wider = min(start, at), max(end, at + 1)
            if _length(sentences[wider[0] : wider[1]]) <= LONGEST_RUN:
                start, end = wider
                break
        else:
            return start, end


def span_of(sentences: Sequence[Sentence], run: tuple[int, int]) -> Span:
    """The stretch of the turn that a run covers."""
    start, end = run
    return Span(start=sentences[start].start, end=sentences[end - 1].end)


def _length(sentences: Sequence[Sentence]) -> int:
    return sum(len(sentence.words) for sentence in sentences)


def _fits(sentences: Sequence[Sentence]) -> bool:
    return _length(sentences) <= LONGEST_PASSAGE
