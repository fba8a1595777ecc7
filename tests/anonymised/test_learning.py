"""What rulings teach, on scores and vectors made by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from pipeline.anonymised.encoder.network import WIDTH
from pipeline.anonymised.heard import hear
from pipeline.anonymised.learning import Judged, learn
from pipeline.anonymised.learnt import Correction, Learnt, features
from pipeline.anonymised.scoring import Scored
from pipeline.values.spans import Span
from pipeline.values.texts import DraftTurn

CODES = ["sleep", "work"]
DICE = np.random.default_rng(4)
ABOUT, OTHER = DICE.normal(size=(2, WIDTH)).astype(np.float32)


def scored(number: int, *about: bool, odds: float = -1.0) -> Scored:
    """A turn of one sentence each: whether it is about what the rulings like."""
    text = " ".join(f"This is sentence {at} of this turn." for at in range(len(about)))
    (heard,) = hear([DraftTurn(number=number, speaker="P", text=text)])
    assert len(heard.sentences) == len(about)
    noise = DICE.normal(scale=0.3, size=(len(about), WIDTH)).astype(np.float32)
    vectors = np.array([ABOUT if one else OTHER for one in about]) + noise
    codes = np.full((len(about), 2), odds, dtype=np.float32)
    nothing = np.zeros((len(about), 2), dtype=np.float32)
    return Scored(heard, codes, nothing, nothing, (vectors.astype(np.float32),))


def ruling(turn: Scored, at: int, code: str, *, accepted: bool) -> Judged:
    sentence = turn.heard.sentences[at]
    span = Span(start=sentence.start, end=sentence.end)
    return Judged(turn.heard.turn.number, span, code, accepted)


TURNS = [scored(number, True, False, False) for number in range(1, 9)]
RULINGS = [ruling(turn, 0, "sleep", accepted=True) for turn in TURNS] + [
    ruling(turn, 1, "sleep", accepted=False) for turn in TURNS
]


def test_what_was_accepted_rises_and_what_was_rejected_falls() -> None:
    found = learn(CODES, [(TURNS, RULINGS)])
    fresh = scored(9, True, False)
    added = found.corrections(CODES, fresh.vectors)
    assert added[0, 0] > 0.1
    assert added[0, 0] > added[1, 0] + 0.2
    assert not added[:, 1].any(), "nobody ruled on the other code"
    assert (found.by_code["sleep"].right, found.by_code["sleep"].wrong) == (8, 8)


def test_more_rulings_teach_more() -> None:
    fresh = scored(9, True)
    few = learn(CODES, [(TURNS[:2], [one for one in RULINGS if one.turn <= 2])])
    many = learn(CODES, [(TURNS, RULINGS)])
    first, second = (one.corrections(CODES, fresh.vectors)[0, 0] for one in (few, many))
    assert 0 < first < second


def test_a_model_that_was_right_is_hardly_corrected() -> None:
    turns = [scored(number, True, odds=6.0) for number in range(1, 9)]
    found = learn(CODES, [(turns, [ruling(one, 0, "sleep", accepted=True) for one in turns])])
    assert abs(found.corrections(CODES, turns[0].vectors)[0, 0]) < 0.2


def test_turns_that_nobody_ruled_on_teach_nothing() -> None:
    more = [*TURNS, *(scored(number, True) for number in range(20, 40))]
    assert learn(CODES, [(more, RULINGS)]) == learn(CODES, [(TURNS, RULINGS)])


@pytest.mark.parametrize("rulings", [[], RULINGS[:1]])
def test_one_ruling_is_not_enough(rulings: list[Judged]) -> None:
    assert learn(CODES, [(TURNS, rulings)]) == Learnt(by_code={})


def test_a_ruling_on_a_code_that_is_gone_is_passed_over() -> None:
    gone = [ruling(turn, 0, "gone", accepted=True) for turn in TURNS]
    assert learn(CODES, [(TURNS, [*RULINGS, *gone])]).by_code.keys() == {"sleep"}


def test_turns_that_are_gone_teach_nothing_and_break_nothing() -> None:
    gone = [replace(one, turn=one.turn + 100) for one in RULINGS]
    assert learn(CODES, [(TURNS, gone)]) == Learnt(by_code={})


def test_what_was_learnt_is_rounded_so_that_a_run_gives_the_same_bytes() -> None:
    found = learn(CODES, [(TURNS, RULINGS)]).by_code["sleep"]
    assert all(one == round(one, 5) for one in (found.offset, *found.weights))
    assert "-0.0," not in found.model_dump_json()


def test_what_was_learnt_survives_its_file() -> None:
    found = learn(CODES, [(TURNS, RULINGS)])
    assert Learnt.from_json(found.model_dump_json()) == found
    assert "weights" not in repr(found.by_code["sleep"])


def test_each_encoder_counts_alike() -> None:
    long, short = np.full((1, 3), 100.0), np.full((1, 3), 0.01)
    joined = features([long.astype(np.float32), short.astype(np.float32)])
    assert np.allclose(joined, 3**-0.5)
    learnt = Learnt(
        by_code={"sleep": Correction(offset=1, weights=(1, 0, 0, 0, 0, 1), right=1, wrong=0)}
    )
    assert learnt.corrections(["work", "sleep"], [long, short]) == pytest.approx(
        np.array([[0, 1 + 2 * 3**-0.5]])
    )
