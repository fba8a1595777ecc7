"""Figures with intervals, on cases that are known."""

from __future__ import annotations

import numpy as np
import pytest

from pipeline.measure.figures import NOTHING, Floats, figure, ratio
from pipeline.measure.shares import Share, bootstrap


def test_the_draws_are_those_of_the_shares() -> None:
    counts = [(3, 4), (0, 5), (2, 2), (1, 9), (4, 4), (0, 1)]
    found = ratio(counts)
    assert found.value == pytest.approx(10 / 25)
    low, high = bootstrap([Share(hits=hits, total=total) for hits, total in counts])
    assert (found.low, found.high) == pytest.approx((low, high))


def test_fewer_than_five_that_hold_something_have_no_interval() -> None:
    found = ratio([(1, 2)] * 4 + [(0, 0)] * 8)
    assert (found.value, found.low, found.high) == (0.5, None, None)


def test_what_is_not_defined_is_nothing() -> None:
    assert ratio([(0, 0)] * 9) == NOTHING
    assert ratio([]) == NOTHING


def test_draws_in_which_it_is_not_defined_are_left_out() -> None:
    def only_with_the_first(weights: Floats) -> Floats:
        value: Floats = np.where(weights[:, 0] > 0, 7.0, np.nan)
        return value

    found = figure(only_with_the_first, [True] * 5)
    assert (found.value, found.low, found.high) == (7.0, 7.0, 7.0)
