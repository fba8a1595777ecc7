"""Probabilities of labels into spans."""

from __future__ import annotations

import itertools

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.names_model.decode import decode
from pipeline.identified.names_model.labels import COUNT, KINDS, NOTHING, OPENINGS, begins, inside
from pipeline.values.identifiers import Kind

P, L = Kind.PERSON, Kind.LOCATION


def rows(*labels: dict[int, float]) -> np.ndarray:
    """Words x labels: what is named has that probability, nothing has the rest."""
    made = np.zeros((len(labels), COUNT), dtype=np.float32)
    for row, given_ in zip(made, labels, strict=True):
        row[NOTHING] = 1 - sum(given_.values())
        for label, share in given_.items():
            row[label] = share
    return made


@pytest.mark.parametrize(
    ("labels", "spans"),
    [
        ([{}, {begins(P): 0.9}, {}], [(1, 2, P)]),
        ([{begins(P): 0.9}, {inside(P): 0.9}], [(0, 2, P)]),
        ([{begins(P): 0.9}, {begins(P): 0.9}], [(0, 1, P), (1, 2, P)]),
        ([{begins(P): 0.9}, {begins(L): 0.9}], [(0, 1, P), (1, 2, L)]),
        # An inside without a beginning is read as what it must have been.
        ([{inside(P): 0.9, begins(P): 0.05}, {inside(P): 0.9}], [(0, 2, P)]),
        ([{begins(P): 0.9}, {inside(L): 0.6, inside(P): 0.3}], [(0, 2, P)]),
        ([{}, {}], []),
        ([], []),
    ],
)
def test_the_best_reading(labels: list[dict[int, float]], spans: list) -> None:
    found = decode(rows(*labels))
    assert [(one.first, one.end, one.kind) for one in found] == spans


def test_a_pet_s_name_is_told_from_acts_and_gifts_and_never_runs_into_them() -> None:
    pet, more = begins(Kind.OTHER, pet=True), inside(Kind.OTHER, pet=True)
    found = decode(rows({pet: 0.9}, {more: 0.9}, {begins(Kind.OTHER): 0.9}))
    assert [(one.first, one.end, one.kind, one.pet) for one in found] == [
        (0, 2, Kind.OTHER, True),
        (2, 3, Kind.OTHER, False),
    ]
    (one,) = decode(rows({pet: 0.9}, {inside(Kind.OTHER): 0.6, more: 0.3}))
    assert (one.end, one.pet) == (2, True)
    leans = [*(0.0 for _ in KINDS), 3.0]
    assert [one.pet for one in decode(rows({pet: 0.1}, {begins(Kind.OTHER): 0.1}), leans)] == [True]


def test_a_score_is_the_evidence_against_nothing() -> None:
    (one,) = decode(rows({begins(P): 0.6, begins(L): 0.2}, {inside(P): 0.4, inside(L): 0.3}))
    assert one.score == pytest.approx((0.8 + 0.7) / 2)


def test_a_lean_finds_what_the_network_doubts() -> None:
    doubted = rows({}, {begins(P): 0.3}, {begins(L): 0.3})
    assert decode(doubted) == []
    leans = [*(2.0 if kind is P else 0.0 for kind in KINDS), 0.0]
    assert [one.kind for one in decode(doubted, leans)] == [P]


@given(st.integers(0, 2**32 - 1), st.integers(0, 12), st.floats(0, 4))
def test_more_lean_never_finds_less(seed: int, words: int, lean: float) -> None:
    dice = np.random.default_rng(seed)
    made = dice.dirichlet(np.full(COUNT, 0.1), size=words).astype(np.float32)

    def claimed(leans: list[float]) -> set[int]:
        return {at for one in decode(made, leans) for at in range(one.first, one.end)}

    assert claimed([0.0] * len(OPENINGS)) <= claimed([lean] * len(OPENINGS))


@given(st.integers(0, 2**32 - 1), st.integers(0, 12))
def test_spans_are_in_order_and_do_not_overlap(seed: int, words: int) -> None:
    dice = np.random.default_rng(seed)
    found = decode(dice.dirichlet(np.full(COUNT, 0.1), size=words).astype(np.float32))
    assert all(one.end <= other.first for one, other in itertools.pairwise(found))
    assert all(0 <= one.first < one.end <= words for one in found)
    assert all(0 <= one.score <= 1.0001 for one in found)
