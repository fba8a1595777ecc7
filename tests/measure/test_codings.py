"""Agreement on codings, counted by hand."""

from __future__ import annotations

import pytest

from pipeline.measure.alignment import align
from pipeline.measure.codings import Agreement, measure_codings, score
from pipeline.values.spans import Span
from pipeline.values.themes import Coding, Polarity, Subject, Time
from tests.measure.tiny import gold_of, transcript_of


def coded(words: str, codes: str, polarity: str = "present") -> str:
    return f'P: <c id="{codes}" pol="{polarity}">{words}</c>'


def coding(turn: int, code: str, polarity: Polarity = Polarity.PRESENT) -> Coding:
    return Coding(
        id=f"C{turn}{code}",
        transcript="G1",
        turn=turn,
        span=Span(start=0, end=2),
        code=code,
        polarity=polarity,
        subject=Subject.SELF,
        time=Time.PAST,
        coder="cues",
        confidence=0.5,
        evidence="cue",
        text="so",
    )


GOLD = gold_of(
    coded("I was afraid", "fear"),
    coded("I was not afraid", "fear", "denied"),
    coded("I moved and I was afraid", "moving,fear"),
    "P: Nothing.",
)
TALK = [turn.text for turn in GOLD.turns]


def agreement(codings: list[Coding], talk: list[str]) -> tuple[int, int, int]:
    found = measure_codings(GOLD, codings, align(GOLD, transcript_of(*talk)))
    return found.proposed, found.gold, found.both


def test_places_where_a_code_is_present() -> None:
    proposed = [coding(1, "fear"), coding(2, "fear"), coding(3, "moving"), coding(4, "fear")]
    assert agreement(proposed, TALK) == (4, 3, 2)


def test_a_code_twice_in_a_turn_is_one_place_and_denied_is_not_present() -> None:
    proposed = [coding(1, "fear"), coding(1, "fear"), coding(3, "fear", Polarity.DENIED)]
    assert agreement(proposed, TALK) == (1, 3, 1)


def test_turns_are_those_of_the_transcript() -> None:
    proposed = [coding(2, "fear"), coding(1, "fear")]
    assert agreement(proposed, ["A cover page.", *TALK]) == (1, 3, 1)


def test_what_stands_in_turns_read_otherwise_counts_on_neither_side() -> None:
    proposed = [coding(1, "fear"), coding(3, "fear")]
    assert agreement(proposed, ["I was a friar", *TALK[1:]]) == (1, 2, 1)


def test_precision_recall_and_f1_are_over_all_places() -> None:
    found = score([Agreement(proposed=4, gold=3, both=2), Agreement(proposed=0, gold=5, both=0)])
    assert found.precision.share == pytest.approx(2 / 4)
    assert found.recall.share == pytest.approx(2 / 8)
    assert found.f1.share == pytest.approx(2 * 0.5 * 0.25 / (0.5 + 0.25))
    assert found.f1.low is None, "there is no formula for F1 of two transcripts"
    assert found.precision.low is not None


def test_nothing_proposed_has_no_precision() -> None:
    found = score([Agreement(proposed=0, gold=5, both=0)])
    assert found.precision.share is None
    assert found.recall.share == 0
    assert found.f1.share == 0
