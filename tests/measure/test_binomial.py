"""Clopper and Pearson's limits: against the tails they are defined by, published values, scipy."""

from __future__ import annotations

from math import comb

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measure.binomial import beta_below, beta_quantile, clopper_pearson


def at_least(hits: int, total: int, chance: float) -> float:
    return sum(
        comb(total, k) * chance**k * (1 - chance) ** (total - k) for k in range(hits, total + 1)
    )


@pytest.mark.parametrize(
    ("hits", "total", "low", "high"),
    [
        # Of the table for n = 10 and the exact rows of common textbooks, to four digits.
        (0, 10, 0.0, 0.3085),
        (1, 10, 0.0025, 0.4450),
        (2, 10, 0.0252, 0.5561),
        (5, 10, 0.1871, 0.8129),
        (10, 10, 0.6915, 1.0),
        (0, 100, 0.0, 0.0362),
        (10, 100, 0.0490, 0.1762),
        (1, 1, 0.0250, 1.0),
    ],
)
def test_known_limits(hits: int, total: int, low: float, high: float) -> None:
    assert clopper_pearson(hits, total) == (
        pytest.approx(low, abs=5e-5),
        pytest.approx(high, abs=5e-5),
    )


@given(st.integers(1, 150).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_limits_leave_just_so_much_in_each_tail(counts: tuple[int, int]) -> None:
    hits, total = counts
    low, high = clopper_pearson(hits, total)
    assert 0 <= low <= hits / total <= high <= 1
    if hits:
        assert at_least(hits, total, low) == pytest.approx(0.025, rel=1e-6)
    if hits < total:
        assert 1 - at_least(hits + 1, total, high) == pytest.approx(0.025, rel=1e-6)


def test_nothing_of_many_is_the_rule_of_three() -> None:
    _, high = clopper_pearson(0, 1_000_000, confidence=0.90)
    assert high == pytest.approx(3e-6, rel=2e-3)


@given(st.floats(0.05, 400), st.floats(0.05, 400), st.floats(0.001, 0.999))
def test_a_quantile_is_where_that_share_lies_below(a: float, b: float, share: float) -> None:
    x = beta_quantile(share, a, b)
    if 1e-9 < x < 1 - 1e-9:
        assert beta_below(x, a, b) == pytest.approx(share, abs=1e-6)


@given(st.floats(0.01, 2000), st.floats(0.01, 2000), st.floats(0, 1))
def test_scipy_has_the_same(a: float, b: float, x: float) -> None:
    special = pytest.importorskip("scipy.special")
    assert beta_below(x, a, b) == pytest.approx(special.betainc(a, b, x), abs=1e-9)
