"""Intervals on cases that are known."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measure.shares import Interval, Share, add, bootstrap, estimate, wilson


def share(hits: int, total: int) -> Share:
    return Share(hits=hits, total=total)


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        # Newcombe 1998, Statistics in Medicine 17: 857-872, table I, method 3.
        (81, 263, 0.2553, 0.3662),
        (15, 148, 0.0624, 0.1605),
        (0, 20, 0.0, 0.1611),
        (1, 29, 0.0061, 0.1718),
        (20, 20, 0.8389, 1.0),
    ],
)
def test_wilson_on_published_cases(hits: int, total: int, low: float, high: float) -> None:
    assert wilson(share(hits, total)) == pytest.approx((low, high), abs=5e-5)


def test_the_ends_are_exact() -> None:
    assert wilson(share(7, 7))[1] == 1.0
    assert wilson(share(0, 7))[0] == 0.0


def test_all_hits_are_not_certainty() -> None:
    found = estimate([share(3, 3)] * 10)
    assert (found.share, found.high, found.interval) == (1.0, 1.0, Interval.WILSON)
    assert found.low == pytest.approx(wilson(share(30, 30))[0])
    assert 0.85 < found.low < 0.9


def test_clusters_widen_the_interval() -> None:
    """Half of the interviews wholly missed: the same share as half of each, far less sure."""
    clustered = estimate([share(20, 20), share(0, 20)] * 5)
    even = estimate([share(10, 20)] * 10)
    assert (clustered.share, even.share) == (0.5, 0.5)
    assert (clustered.interval, even.interval) == (Interval.BOOTSTRAP, Interval.WILSON)
    assert clustered.low is not None
    assert even.low is not None
    assert clustered.high is not None
    # Ten draws of 0 or 1: the binomial's 2.5th percentile is 2 of 10, its 97.5th is 8 of 10.
    assert clustered.low == pytest.approx(0.2)
    assert clustered.high == pytest.approx(0.8)
    assert even.low > 0.4


def test_few_transcripts_have_wilson_s() -> None:
    assert estimate([share(9, 10), share(1, 10)] * 2).interval is Interval.WILSON
    spread = [share(9, 10), share(1, 10), share(9, 10), share(1, 10)]
    assert estimate([*spread, share(0, 0), share(0, 0)]).interval is Interval.WILSON
    assert estimate([*spread, share(9, 10)]).interval is Interval.BOOTSTRAP


def test_nothing_counted_is_no_figure() -> None:
    found = estimate([share(0, 0)] * 9)
    assert (found.share, found.low, found.high, found.interval) == (None, None, None, None)
    assert estimate([]).total == 0


def test_what_is_no_proportion_has_no_wilson() -> None:
    assert estimate([share(4, 10)] * 4, proportion=False).interval is None
    found = estimate([share(4, 10), share(8, 10)] * 4, proportion=False)
    assert found.interval is Interval.BOOTSTRAP


def test_the_same_draws_every_time_whatever_was_drawn_before() -> None:
    shares = [share(number, 20) for number in range(15)]
    first = estimate(shares)
    estimate(shares[:7])
    assert estimate(shares) == first


def test_an_interview_with_nothing_in_it_changes_no_bound_much_and_breaks_nothing() -> None:
    low, high = bootstrap([share(1, 2), share(2, 2), share(0, 0)])
    assert 0.5 <= low <= high <= 1.0


@given(st.lists(st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=9))
def test_intervals_hold_the_share_and_stay_in_range(counts: list[tuple[int, int]]) -> None:
    shares = [share(hits, hits + misses) for hits, misses in counts]
    found = estimate(shares)
    assert (found.hits, found.total) == (add(shares).hits, add(shares).total)
    if found.share is not None:
        assert found.low is not None
        assert found.high is not None
        assert 0 <= found.low <= found.share + 1e-9
        assert found.share - 1e-9 <= found.high <= 1
