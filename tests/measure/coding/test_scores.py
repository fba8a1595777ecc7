"""Precision, recall, F1 and kappa, counted by hand."""

from __future__ import annotations

import pytest

from pipeline.measure.coding.places import OUTSIDE
from pipeline.measure.coding.scores import (
    CodingDimension,
    Scores,
    break_down_codings,
    macro_f1,
    overall,
)
from pipeline.values.themes import Polarity
from tests.measure.coding.made import passage, proposal, study, transcript

ONE = transcript(
    [passage(1, "fear"), passage(2, "fear", Polarity.DENIED), passage(3, "moving"),
     passage(3, "fear")],
    [proposal(1, "fear"), proposal(2, "fear", 0.4), proposal(3, "moving", 0.9),
     proposal(4, "locks", 0.2)],
)  # fmt: skip
TWO = transcript([passage(1, "fear")], [], turns=1, id="P02", style="vtt")


def counts(one: Scores) -> tuple[str, int, int, int]:
    return one.name, one.precision.total, one.recall.total, one.recall.hits


def test_over_all_places() -> None:
    found = overall(study(ONE, TWO))
    assert counts(found) == ("", 4, 4, 2)
    assert found.precision.share == 2 / 4
    assert found.recall.share == 2 / 4
    assert found.f1.share == pytest.approx(0.5)
    assert found.f1.low is None, "there is no formula for F1 of two transcripts"
    # 15 cells: 2 in both, 2 + 2 in one, 9 in neither; chance (4 x 4 + 11 x 11) / 225.
    chance = 137 / 225
    assert found.kappa.value == pytest.approx((11 / 15 - chance) / (1 - chance))
    assert found.kappa.low is None


def test_what_is_less_sure_than_asked_for_is_not_proposed() -> None:
    assert counts(overall(study(ONE, TWO, proposes_from=0.45))) == ("", 2, 4, 2)


def test_nothing_proposed_has_no_precision() -> None:
    found = overall(study(TWO))
    assert found.precision.share is None
    assert (found.recall.share, found.f1.share) == (0, 0)
    assert found.kappa.value == pytest.approx(0)


def test_parts() -> None:
    found = study(ONE, TWO)
    assert [counts(one) for one in break_down_codings(found, CodingDimension.CODE)] == [
        ("fear", 2, 3, 1),
        ("moving", 1, 1, 1),
        ("locks", 1, 0, 0),
    ]
    assert [counts(one) for one in break_down_codings(found, CodingDimension.FAMILY)] == [
        ("wellbeing", 2, 3, 1),
        ("daily-life", 2, 1, 1),
    ]
    assert [counts(one) for one in break_down_codings(found, CodingDimension.POLARITY)] == [
        ("present", 4, 4, 2),
        ("denied", 0, 1, 0),
    ]
    assert [counts(one) for one in break_down_codings(found, CodingDimension.STYLE)] == [
        ("txt", 4, 3, 2),
        ("vtt", 0, 1, 0),
    ]
    names = [one.name for one in break_down_codings(found, CodingDimension.TRANSCRIPT)]
    assert names == ["P01", "P02"]


def test_codes_and_styles_that_may_be_anything_are_not_named() -> None:
    odd = transcript([passage(1, "casimir-thrale"), passage(2, "jonquil")], [], style="Jonquil")
    found = study(odd)
    assert counts(break_down_codings(found, CodingDimension.CODE)[-1]) == (OUTSIDE, 0, 2, 0)
    assert break_down_codings(found, CodingDimension.FAMILY)[-1].name == OUTSIDE
    assert break_down_codings(found, CodingDimension.STYLE)[0].name == "(not given)"


def test_the_mean_of_the_codes_weighs_rare_ones_alike() -> None:
    """F1 of fear 2/5, of moving 1, of locks 0."""
    assert macro_f1(study(ONE, TWO)).value == pytest.approx((0.4 + 1 + 0) / 3)
    assert macro_f1(study(transcript([], []))).value is None


def test_from_five_transcripts_on_there_are_intervals() -> None:
    many = [ONE.model_copy(update={"transcript": f"P{n}"}) for n in range(4)]
    found = overall(study(*many, TWO))
    assert found.kappa.low is not None
    assert found.kappa.value is not None
    assert found.kappa.high is not None
    assert found.kappa.low <= found.kappa.value <= found.kappa.high
    assert found.f1.low is not None
