"""Passages found, by their overlap."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measure.coding.spans import LEAST, match_spans, overlap, span_scores
from pipeline.values.spans import Span
from pipeline.values.themes import Polarity
from tests.measure.coding.made import passage, proposal, study, transcript

Pair = tuple[int, int]


@pytest.mark.parametrize(
    ("one", "other", "shared"),
    [
        ((0, 10), (0, 10), 1),
        ((0, 10), (10, 20), 0),
        ((0, 10), (5, 15), 5 / 15),
        ((0, 10), (0, 3), 0.3),
        ((0, 100), (40, 45), 0.05),
    ],
)
def test_overlap_is_intersection_over_union(one: Pair, other: Pair, shared: float) -> None:
    first, second = (Span(start=start, end=end) for start, end in (one, other))
    assert overlap(first, second) == overlap(second, first) == pytest.approx(shared)


@pytest.mark.parametrize(
    ("gold", "proposed", "found"),
    [
        ([(0, 10)], [(0, 3)], [0.3]),
        ([(0, 10)], [(0, 2)], []),
        ([(0, 10)], [(0, 10), (0, 9)], [1.0]),
        ([(0, 10), (10, 20)], [(0, 20)], [0.5]),
        # The best pair is taken first, though it leaves the other passage without any.
        ([(0, 10), (6, 16)], [(4, 12)], [0.5]),
        ([(0, 10), (20, 30)], [(20, 28), (1, 10)], [0.9, 0.8]),
        ([(0, 10)], [None], []),
    ],
)
def test_every_passage_and_every_coding_counts_once(
    gold: list[Pair], proposed: list[Pair | None], found: list[float]
) -> None:
    one = transcript(
        [passage(1, "fear", span=span) for span in gold],
        [proposal(1, "fear", span=span) for span in proposed],
    )
    match = match_spans(one, 0.0)
    assert list(match.overlaps) == pytest.approx(found)
    assert (match.gold, match.proposed) == (len(gold), len(proposed))


def test_only_the_same_code_turn_and_presence_are_a_match() -> None:
    one = transcript(
        [passage(1, "fear"), passage(2, "moving"), passage(3, "locks", Polarity.DENIED)],
        [proposal(2, "fear"), proposal(1, "moving"), proposal(3, "locks"),
         proposal(1, "fear", 0.1), proposal(2, "moving", polarity=Polarity.CONSIDERED)],
    )  # fmt: skip
    match = match_spans(one, 0.2)
    assert (match.gold, match.proposed, match.overlaps) == (2, 3, ())


def test_the_figures() -> None:
    one = transcript(
        [passage(1, "fear"), passage(2, "fear")],
        [proposal(1, "fear", span=(0, 5)), proposal(2, "fear", span=(90, 95)),
         proposal(2, "fear", span=(2, 10))],
    )  # fmt: skip
    found = span_scores(study(one))
    assert (found.precision.hits, found.precision.total, found.recall.total) == (2, 3, 2)
    assert found.f1.share == pytest.approx(4 / 5)
    assert found.overlap.value == pytest.approx((0.5 + 0.8) / 2)
    assert span_scores(study(transcript([], []))).overlap.value is None


spans = st.lists(
    st.tuples(st.integers(0, 20), st.integers(1, 10)).map(lambda one: (one[0], sum(one))),
    max_size=4,
)


@given(spans, spans)
def test_a_match_is_never_more_than_there_is_and_the_same_both_ways(
    gold: list[Pair], proposed: list[Pair]
) -> None:
    def matched(first: list[Pair], second: list[Pair]) -> tuple[float, ...]:
        one = transcript(
            [passage(1, "fear", span=span) for span in first],
            [proposal(1, "fear", span=span) for span in second],
        )
        return match_spans(one, 0.0).overlaps

    found = matched(gold, proposed)
    assert len(found) <= min(len(gold), len(proposed))
    assert all(shared >= LEAST for shared in found)
    assert len(matched(gold, gold)) == len(gold)
    assert max(found, default=0) == max(matched(proposed, gold), default=0)
