"""Denied and considered: proposed as such, or marked to check."""

from __future__ import annotations

from pipeline.measure.coding.polarities import PolarityScores, polarity_scores
from pipeline.measure.shares import Estimate
from pipeline.values.themes import Check, Polarity
from tests.measure.coding.made import passage, proposal, study, transcript

DENIED, CONSIDERED = Polarity.DENIED, Polarity.CONSIDERED


def counted(one: Estimate) -> tuple[int, int]:
    return one.hits, one.total


def scores(proposes_from: float = 0.0) -> PolarityScores:
    one = transcript(
        [passage(turn, "fear", DENIED) for turn in range(1, 6)] + [passage(6, "fear")],
        [
            proposal(1, "fear", polarity=DENIED),
            proposal(2, "fear", checks=(Check.HEARSAY, Check.DENIED)),
            proposal(3, "fear", 0.2, polarity=CONSIDERED),
            proposal(4, "fear"),
            proposal(5, "moving", polarity=DENIED),
            proposal(6, "fear", checks=(Check.DENIED,)),
        ],
        turns=6,
    )
    return polarity_scores(study(one, proposes_from=proposes_from))[0]


def test_each_way_of_finding_what_is_denied() -> None:
    found = scores()
    assert found.polarity is DENIED
    assert counted(found.found) == (4, 5)
    assert counted(found.as_such) == (1, 5)
    assert counted(found.to_check) == (2, 5)
    assert counted(found.warned) == (3, 5)
    assert counted(found.right_as_such) == (1, 2)
    assert counted(found.right_to_check) == (2, 4)


def test_what_is_not_proposed_warns_nobody() -> None:
    assert counted(scores(proposes_from=0.3).warned) == (2, 5)
