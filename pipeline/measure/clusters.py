"""Who was taken for whom: the identities of people's mentions held against the gold's ids.

Every gold mention of a person that was given an identity is one item. Pairwise: of two mentions
with one identity, do both mean one person (precision); of two that mean one person, have both one
identity (recall)? B-cubed asks the same of every mention and averages over mentions (A. Bagga and
B. Baldwin 1998, Algorithms for scoring coreference chains), so that a person named often does not
outweigh all others by the square.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import comb

from pipeline.measure.alignment import Alignment
from pipeline.measure.shares import Estimate, Share, estimate
from pipeline.values.base import ItemId, Value
from pipeline.values.gold import GoldTranscript
from pipeline.values.identifiers import Decision, Kind
from pipeline.values.spans import Span

THOUSAND = 1000
"""A mention is counted in thousandths by B-cubed, so that shares of it can be added."""


class Clusters(Value):
    """The people of one transcript: gold id and identity of every mention that has both."""

    transcript: ItemId
    mentions: tuple[tuple[str, str], ...]
    without: int
    """Gold mentions of people to which no identity was given: not measured here."""


class Together(Value):
    """How well mentions of one person were brought together, over all transcripts."""

    pairs_precision: Estimate
    pairs_recall: Estimate
    mentions_precision: Estimate
    """B-cubed, in thousandths of a mention; so is the recall."""
    mentions_recall: Estimate
    without: int


def measure_clusters(
    gold: GoldTranscript, decisions: Sequence[Decision], alignment: Alignment
) -> Clusters:
    """The identities of one transcript beside the gold's.

    Args:
        gold: the truth.
        decisions: those of its transcript, in source offsets.
        alignment: of the two.
    """
    by_turn: dict[int, list[Decision]] = {}
    for one in decisions:
        if one.identity and one.kind is Kind.PERSON:
            by_turn.setdefault(one.turn, []).append(one)
    found: list[tuple[str, str]] = []
    without = 0
    for turn in gold.turns:
        aligned = alignment.turns.get(turn.number)
        for entity in turn.entities:
            if entity.kind is not Kind.PERSON or aligned is None:
                continue
            place = aligned.place(entity.span)
            identity = _identity(place, by_turn.get(aligned.number, [])) if place else None
            if identity:
                found.append((entity.id, identity))
            else:
                without += 1
    return Clusters(transcript=gold.id, mentions=tuple(found), without=without)


def together(clusters: Sequence[Clusters]) -> Together:
    """The figures with their intervals, whole transcripts drawn anew."""
    ours = [_turned(one) for one in clusters]
    theirs = [one.mentions for one in clusters]
    return Together(
        pairs_precision=_estimate(map(_pairs, ours)),
        pairs_recall=_estimate(map(_pairs, theirs)),
        mentions_precision=_estimate(map(_b_cubed, ours)),
        mentions_recall=_estimate(map(_b_cubed, theirs)),
        without=sum(one.without for one in clusters),
    )


def _estimate(shares: Iterable[Share]) -> Estimate:
    # Pairs of one person stand or fall together: no formula for independent trials.
    return estimate(list(shares), proportion=False)


def _turned(one: Clusters) -> list[tuple[str, str]]:
    return [(identity, gold) for gold, identity in one.mentions]


def _pairs(mentions: Sequence[tuple[str, str]]) -> Share:
    """Of the pairs that are one by the first of the two, those that are by the second as well."""
    sizes = Counter(one for one, _ in mentions)
    both = Counter(mentions)
    total = sum(comb(size, 2) for size in sizes.values())
    return Share(hits=sum(comb(size, 2) for size in both.values()), total=total)


def _b_cubed(mentions: Sequence[tuple[str, str]]) -> Share:
    sizes, both = Counter(one for one, _ in mentions), Counter(mentions)
    hits = sum(THOUSAND * both[pair] / sizes[pair[0]] for pair in mentions)
    return Share(hits=round(hits), total=THOUSAND * len(mentions))


def _identity(place: Span, decisions: Sequence[Decision]) -> str | None:
    """The identity given to whatever overlaps the place most."""
    shared = {
        index: min(place.end, one.span.end) - max(place.start, one.span.start)
        for index, one in enumerate(decisions)
        if one.span.overlaps(place)
    }
    best = max(shared, key=lambda index: (shared[index], -index), default=None)
    return decisions[best].identity if best is not None else None
