"""Pairs and B-cubed against figures worked out by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measure.clusters import Clusters, together


def clusters(*mentions: tuple[str, str]) -> Clusters:
    return Clusters(transcript="P01", mentions=mentions, without=0)


@pytest.mark.parametrize(
    ("mentions", "pairs", "b_cubed"),
    [
        ([("a", "1"), ("a", "1"), ("b", "2")], (1, 1), (1, 1)),
        ([("a", "1"), ("a", "2")], (None, 0), (1, 1 / 2)),
        ([("a", "1"), ("b", "1")], (0, None), (1 / 2, 1)),
        # 1: a a b; 2: b -> pairs by identity 3, of which one is right; by gold 2, one found
        ([("a", "1"), ("a", "1"), ("b", "1"), ("b", "2")], (1 / 3, 1 / 2), (2 / 3, 3 / 4)),
    ],
)
def test_by_hand(
    mentions: list[tuple[str, str]],
    pairs: tuple[float | None, float | None],
    b_cubed: tuple[float, float],
) -> None:
    found = together([clusters(*mentions)])
    assert (found.pairs_precision.share, found.pairs_recall.share) == pairs
    shares = (found.mentions_precision.share, found.mentions_recall.share)
    assert shares == pytest.approx(b_cubed, abs=0.001)


LETTERS = st.sampled_from("abc")


@given(st.lists(st.tuples(LETTERS, LETTERS), min_size=1, max_size=12))
def test_turning_gold_and_identities_round_turns_precision_and_recall(
    mentions: list[tuple[str, str]],
) -> None:
    one = together([clusters(*mentions)])
    turned = together([clusters(*((b, a) for a, b in mentions))])
    assert one.pairs_precision == turned.pairs_recall
    assert one.mentions_precision == turned.mentions_recall


@given(st.lists(LETTERS, min_size=1, max_size=12))
def test_the_same_people_under_other_names_are_perfect(people: list[str]) -> None:
    found = together([clusters(*((one, one.upper()) for one in people))])
    assert found.pairs_recall.share in (None, 1)
    assert found.mentions_precision.share == found.mentions_recall.share == 1
