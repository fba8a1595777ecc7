"""Coefficients of agreement against published worked examples, and what must hold of any."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measure.coefficients import (
    cohen_kappa,
    coincidences,
    gwet_ac1,
    krippendorff_alpha,
    of_two,
)

Table = tuple[int, int, int, int]


def kappa(*table: int) -> float:
    return float(cohen_kappa(np.array(table, dtype=float)))


def ac1(*table: int) -> float:
    return float(gwet_ac1(np.array(table, dtype=float)))


def alpha(*table: int) -> float:
    return float(krippendorff_alpha(of_two(np.array(table, dtype=float))))


@pytest.fixture(autouse=True)
def _quiet() -> object:
    with np.errstate(divide="ignore", invalid="ignore"):
        yield


@pytest.mark.parametrize(
    ("table", "published"),
    [
        # Feinstein & Cicchetti 1990, High agreement but low kappa: I, J. Clin. Epidemiol. 43:
        # 543-549: Cohen's (1960) kappa of two tables with the same agreement, 0.85.
        ((40, 9, 6, 45), 0.70),
        ((80, 10, 5, 5), 0.32),
    ],
)
def test_kappa_as_published(table: Table, published: float) -> None:
    assert kappa(*table) == pytest.approx(published, abs=5e-3)


def test_kappa_of_cohen_s_own_example_each_category_against_the_rest() -> None:
    """Cohen 1960, table 1: proportions of three categories, agreement 0.70, kappa 0.492. Kappa is
    the mean of its categories' kappas, weighted by what chance leaves of each."""
    cells = np.array([[88, 14, 18], [10, 40, 10], [2, 6, 12]], dtype=float)
    total, agreed = cells.sum(), np.trace(cells)
    rows, columns = cells.sum(axis=1), cells.sum(axis=0)
    apart = [[cells[k, k], rows[k] - cells[k, k], columns[k] - cells[k, k]] for k in range(3)]
    tables = np.array([[*one, total - sum(one)] for one in apart])
    chance = (rows * columns + (total - rows) * (total - columns)) / total**2
    assert agreed / total == pytest.approx(0.70)
    whole = np.average(cohen_kappa(tables), weights=1 - chance)
    assert whole == pytest.approx(0.492, abs=5e-4)


def test_ac1_as_published() -> None:
    """Gwet 2008: 125 subjects on which raters nearly always agree, and kappa is below 0."""
    assert ac1(118, 5, 2, 0) == pytest.approx(0.9408, abs=5e-5)
    assert kappa(118, 5, 2, 0) == pytest.approx(-0.0234, abs=5e-5)


def test_alpha_as_published() -> None:
    """Krippendorff 2011, example A: Meg and Owen on ten units, alpha 0.095."""
    meg, owen = "0100000010", "1110010000"
    pairs = list(zip(meg, owen, strict=True))
    table = [pairs.count(one) for one in (("1", "1"), ("1", "0"), ("0", "1"), ("0", "0"))]
    assert alpha(*table) == pytest.approx(0.095, abs=5e-4)
    units = np.sum([coincidences((a + b).count("1"), 2) for a, b in pairs], axis=0)
    assert units.tolist() == [2, 10, 4]
    assert float(krippendorff_alpha(units)) == pytest.approx(0.095, abs=5e-4)


counts = st.integers(0, 40)
tables = st.tuples(counts, counts, counts, counts).filter(lambda table: sum(table) > 1)


@given(tables)
def test_neither_coder_nor_the_two_answers_are_treated_otherwise(table: Table) -> None:
    both, first, second, neither = table
    for coefficient in (kappa, ac1, alpha):
        value = coefficient(*table)
        assert coefficient(both, second, first, neither) == pytest.approx(value, nan_ok=True)
        assert coefficient(neither, first, second, both) == pytest.approx(value, nan_ok=True)
        assert not value > 1


@given(st.integers(1, 40), st.integers(1, 40))
def test_full_agreement_is_one(both: int, neither: int) -> None:
    for coefficient in (kappa, ac1, alpha):
        assert coefficient(both, 0, 0, neither) == pytest.approx(1)


@given(st.integers(1, 9), st.integers(1, 9), st.integers(1, 9), st.integers(1, 9))
def test_coders_who_know_nothing_of_each_other_have_kappa_0(a: int, b: int, c: int, d: int) -> None:
    assert kappa(a * c, a * d, b * c, b * d) == pytest.approx(0, abs=1e-12)


def test_where_one_thing_alone_was_said() -> None:
    for nothing in ((0, 0, 0, 9), (9, 0, 0, 0)):
        assert np.isnan(kappa(*nothing))
        assert np.isnan(alpha(*nothing))
        assert ac1(*nothing) == 1
    assert np.isnan(kappa(0, 0, 0, 0))
    assert np.isnan(ac1(0, 0, 0, 0))


@given(st.lists(st.lists(st.booleans(), max_size=4), min_size=1, max_size=8))
def test_alpha_of_many_coders_is_observed_by_expected_disagreement(units: list[list[bool]]) -> None:
    """By the definition: pairs within units, and pairs of all values that have a partner."""
    paired = [unit for unit in units if len(unit) > 1]
    values = [value for unit in paired for value in unit]
    found = np.sum([coincidences(sum(unit), len(unit)) for unit in units], axis=0)
    value = float(krippendorff_alpha(found))
    yes, number = sum(values), len(values)
    if yes in (0, number):
        assert np.isnan(value)
        return
    expected = 2 * yes * (number - yes) / (number * (number - 1))
    observed = (
        sum(2 * sum(unit) * (len(unit) - sum(unit)) / (len(unit) - 1) for unit in paired) / number
    )
    assert value == pytest.approx(1 - observed / expected)
