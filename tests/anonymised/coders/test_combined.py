"""Model and cues as one coder: what is proposed, what is asked, what it is made of."""

from __future__ import annotations

from functools import cache

import pytest

from pipeline.anonymised.coders.combined import CombinedCoder
from pipeline.anonymised.coders.cues import CueCoder
from pipeline.anonymised.explained import Explainer
from pipeline.anonymised.flags import with_model
from pipeline.anonymised.learnt import NOTHING_LEARNT
from pipeline.anonymised.themes_model.model import shipped_model
from pipeline.values.themes import Check, Coding, Polarity, RaisedFlag
from tests.anonymised.talk import draft_turns, shipped

MOVED = (
    ("I", "What happened to the house?"),
    ("P", "I had that house nineteen years and I was gone in a weekend with a hire van."),
)


@cache
def coder() -> CombinedCoder:
    return CombinedCoder(shipped_model(), shipped(), CueCoder(shipped()), NOTHING_LEARNT, 0.1)


def best(*talk: tuple[str, str]) -> dict[str, Coding]:
    """The surest coding of each code."""
    found = sorted(coder().propose(draft_turns(*talk), "T1"), key=lambda one: one.confidence)
    return {one.code: one for one in found}


def test_a_scene_is_coded_where_it_is_told() -> None:
    moving = best(*MOVED)["moving-house"]
    assert (moving.turn, moving.polarity, moving.coder) == (2, Polarity.PRESENT, "model")
    assert moving.confidence > 0.5


@pytest.mark.parametrize(
    ("words", "polarity"),
    [
        ("No. I never moved, I wasn't having that, I stayed in that house.", Polarity.DENIED),
        (
            "We looked at flats up the coast, we nearly put the house up, and then we didn't.",
            Polarity.CONSIDERED,
        ),
    ],
)
def test_what_is_denied_or_only_considered_is_told(words: str, polarity: Polarity) -> None:
    found = best(("I", "Did you think of moving?"), ("P", words))["moving-house"]
    checks = {Polarity.DENIED: Check.DENIED, Polarity.CONSIDERED: Check.CONSIDERED}
    assert found.polarity is polarity or checks[polarity] in found.checks


@pytest.mark.parametrize(
    ("words", "check"),
    [
        ("They told me to move house, that was the advice, move house.", Check.HEARSAY),
        ("Oh brilliant, they said they'd ring me and they never rang me back.", Check.IRONY),
    ],
)
def test_doubts_stand_beside_a_proposal(words: str, check: Check) -> None:
    found = coder().propose(draft_turns(("I", "And the police?"), ("P", words)), "T1")
    assert any(check in one.checks for one in found)


def test_codings_of_a_code_in_a_turn_do_not_overlap() -> None:
    talk = draft_turns(
        ("I", "What changed?"),
        (
            "P",
            "I changed the locks and put cameras up. We had tea. I changed the locks again when he "
            "found the key, and the alarm went in. Then cameras at the back. It rained all week.",
        ),
    )
    found = coder().propose(talk, "T1")
    for one in found:
        for other in found:
            if one.id != other.id and one.code == other.code:
                assert not one.span.overlaps(other.span)


def test_the_parts_of_an_explanation_make_up_the_confidence() -> None:
    talk = draft_turns(*MOVED, ("I", "And the locks?"), ("P", "We changed the locks twice."))
    explainer = Explainer(talk, "T1", shipped_model(), shipped(), NOTHING_LEARNT)
    for coding in coder().propose(talk, "T1"):
        why = explainer.explain(coding)
        assert why is not None
        assert why.confidence == pytest.approx(coding.confidence, abs=0.002)
        against = sum(part.adds for part in why.parts)
        assert (why.confidence > why.model) == (against > 0)
        assert [one.code for one in why.examples] == [coding.code] * len(why.examples)
        assert coding.code not in dict(why.rivals)


def test_a_passage_that_nothing_points_at_is_not_explained() -> None:
    talk = draft_turns(*MOVED)
    explainer = Explainer(talk, "T1", shipped_model(), shipped(), NOTHING_LEARNT)
    moving = best(*MOVED)["moving-house"]
    elsewhere = moving.model_copy(update={"turn": 7})
    assert explainer.explain(elsewhere) is None


def test_the_model_raises_flags_beside_the_cues() -> None:
    talk = draft_turns(
        ("I", "How do you manage?"),
        ("P", "There's a spare key under the coal bunker and my sister knows to ring it twice."),
        ("I", "And the weather?"),
        ("P", "It rained, and we had fish and chips out of the paper."),
    )
    scored = coder().score(talk)
    cues = [
        RaisedFlag(transcript="T1", turn=4, flag=flag, evidence="cue: x")
        for flag in ("off-record", "child-at-risk")
    ]
    found = with_model(cues, scored, shipped(), shipped_model().operating, "T1")
    raised = {(one.turn, one.flag): one.evidence for one in found}
    assert raised[2, "live-safety"] == "model"
    assert raised[4, "off-record"] == "cue: x"
    assert (4, "suicidality") not in raised
    assert (4, "child-at-risk") not in raised, "a cue that the model takes for something else"
    without = shipped().model_copy(update={"flags": ()})
    assert with_model([], scored, without, shipped_model().operating, "T1") == []
