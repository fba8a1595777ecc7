"""Agreement on passages: does a coding stand where the gold's passage stands?

The overlap of two spans is intersection over union (Jaccard 1901), in code points of the gold's
text. A passage of the gold is found where a coding of the same code, both 'present', overlaps it by
at least `LEAST`. Each passage and each coding counts once: of all pairs of a turn and code, the one
that overlaps most is taken first (of equal ones, the first in the text), then the next of what is
left.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.measure.coding.places import Coded, CodedTranscript, Place
from pipeline.measure.coding.scores import f1
from pipeline.measure.figures import Figure, ratio
from pipeline.measure.shares import Count, Estimate, Share, estimate
from pipeline.values.base import Value
from pipeline.values.spans import Span
from pipeline.values.themes import Polarity

LEAST = 0.3


class SpanMatch(Value):
    """The passages of one transcript."""

    proposed: Count
    gold: Count
    overlaps: tuple[float, ...]
    """Of the passages that were found, by how much."""


class SpanScores(Value):
    """Agreement on passages over all transcripts."""

    precision: Estimate
    recall: Estimate
    f1: Estimate
    overlap: Figure
    """The mean overlap of those that were found."""


def overlap(one: Span, other: Span) -> float:
    """Intersection over union, 0 to 1."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return max(shared, 0) / (len(one) + len(other) - max(shared, 0))


def span_scores(found: Coded) -> SpanScores:
    """Precision, recall, F1 and the mean overlap, with their intervals."""
    matches = [match_spans(one, found.proposes_from) for one in found.transcripts]
    hits = [(len(one.overlaps), one.proposed, one.gold) for one in matches]
    return SpanScores(
        precision=estimate([Share(hits=both, total=proposed) for both, proposed, _ in hits]),
        recall=estimate([Share(hits=both, total=gold) for both, _, gold in hits]),
        f1=f1(hits),
        overlap=ratio([(sum(one.overlaps), len(one.overlaps)) for one in matches]),
    )


def match_spans(one: CodedTranscript, proposes_from: float) -> SpanMatch:
    """Bring the passages of the gold and of the coders together."""
    truth: dict[Place, list[Span]] = defaultdict(list)
    for passage in one.gold:
        if passage.polarity is Polarity.PRESENT:
            truth[passage.turn, passage.code].append(passage.span)
    proposed: dict[Place, list[Span]] = defaultdict(list)
    number = 0
    for coding in one.proposed:
        if coding.polarity is Polarity.PRESENT and coding.confidence >= proposes_from:
            number += 1
            if coding.span:
                proposed[coding.turn, coding.code].append(coding.span)
    return SpanMatch(
        proposed=number,
        gold=sum(map(len, truth.values())),
        overlaps=tuple(
            shared
            for place in sorted(truth)
            for shared in _matched(truth[place], proposed.get(place, []))
        ),
    )


def _matched(truth: Sequence[Span], proposed: Sequence[Span]) -> list[float]:
    pairs = [
        (-shared, one.start, other.start, other.end, at, against)
        for at, one in enumerate(truth)
        for against, other in enumerate(proposed)
        if (shared := overlap(one, other)) >= LEAST
    ]
    found: list[float] = []
    passages: set[int] = set()
    codings: set[int] = set()
    for shared, *_, at, against in sorted(pairs):
        if at not in passages and against not in codings:
            passages.add(at)
            codings.add(against)
            found.append(-shared)
    return found
