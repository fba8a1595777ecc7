"""Curves, against scikit-learn's definition and by hand."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measure.coding.curves import curve
from pipeline.measure.coding.ranked import Ranked
from tests.measure.coding.made import passage, proposal, study, transcript


def ranked(*places: tuple[float, bool], missed: int = 0, copies: int = 1) -> Ranked:
    """Places (confidence, right) of a transcript, and how many the gold has beyond them."""
    gold = [passage(turn, "fear") for turn, (_, right) in enumerate(places, 1) if right]
    gold += [passage(100 + number, "fear") for number in range(missed)]
    proposed = [proposal(turn, "fear", one) for turn, (one, _) in enumerate(places, 1)]
    transcripts = [
        transcript(gold, proposed, turns=200, id=f"P{number}") for number in range(copies)
    ]
    return Ranked.of(study(*transcripts))


def test_the_points_and_the_figures_by_hand() -> None:
    found = curve(ranked((0.9, True), (0.8, False), (0.7, True), (0.7, False), missed=2))
    assert [(p.confidence, p.proposed, p.right) for p in found.points] == [
        (0.9, 1, 1),
        (0.8, 2, 1),
        (0.7, 4, 2),
    ]
    assert [p.recall for p in found.points] == [0.25, 0.25, 0.5]
    assert found.average_precision.value == pytest.approx(1 * 0.25 + 0.5 * 0.25)
    assert found.precision_at_half.value == 0.5


def test_half_may_never_be_reached() -> None:
    found = curve(ranked((0.9, True), missed=2))
    assert found.precision_at_half.value is None
    assert found.average_precision.value == pytest.approx(1 / 3)


def test_precision_at_half_is_where_half_is_reached_first_and_not_the_best_later() -> None:
    found = curve(ranked((0.9, False), (0.8, True), (0.7, True), (0.6, True)))
    assert found.precision_at_half.value == pytest.approx(2 / 3)


def test_nothing_proposed_and_nothing_to_find() -> None:
    nothing = curve(ranked(missed=3))
    assert nothing.points == ()
    assert nothing.average_precision.value == 0
    assert nothing.precision_at_half.value is None
    no_gold = curve(ranked((0.9, False)))
    assert no_gold.average_precision.value is None
    assert no_gold.points[0].recall is None


def test_intervals_are_of_whole_transcripts_and_alike_ones_have_no_width() -> None:
    places = ((0.9, True), (0.8, False), (0.7, True))
    found = curve(ranked(*places, copies=6)).average_precision
    assert found.low == found.high == pytest.approx(found.value)
    assert curve(ranked(*places, copies=4)).average_precision.low is None


places = st.lists(
    st.tuples(st.sampled_from([0.1, 0.2, 0.5, 0.9]), st.booleans()), min_size=1, max_size=12
)


@given(places)
def test_average_precision_is_scikit_learn_s(places: list[tuple[float, bool]]) -> None:
    sklearn = pytest.importorskip("sklearn.metrics")
    value = curve(ranked(*places)).average_precision.value
    right = [right for _, right in places]
    if not any(right):
        assert value is None
    else:
        expected = sklearn.average_precision_score(right, [one for one, _ in places])
        assert value == pytest.approx(expected)
