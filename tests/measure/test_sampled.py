"""The draw of a sample and what is worked out from it: by hand, and by simulation."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measure.binomial import clopper_pearson
from pipeline.measure.drawing import draw
from pipeline.measure.sampled import (
    RIGHT,
    RIGHT_INDIRECT,
    Part,
    further,
    missing,
    right_ones,
)
from pipeline.values.identifiers import Kind
from pipeline.values.samples import FramedTurn, TurnSort

STATE = "0" * 64


def frame_of(sizes: dict[tuple[str, TurnSort], int]) -> list[FramedTurn]:
    numbers: Counter[str] = Counter()
    turns = []
    for (id, sort), size in sizes.items():
        for _ in range(size):
            numbers[id] += 1
            turns.append(FramedTurn(transcript=id, turn=numbers[id], state=STATE, sort=sort))
    return turns


SIZES = {
    ("A", TurnSort.REPLACED): 310,
    ("A", TurnSort.SHORT): 95,
    ("B", TurnSort.REPLACED): 120,
    ("B", TurnSort.LEFT): 7,
    ("B", TurnSort.SHORT): 260,
    ("C", TurnSort.LONG): 3,
    ("C", TurnSort.SHORT): 405,
}


# The draw


@given(st.integers(1, 300), st.integers(0, 10_000))
def test_every_stratum_gets_its_share_to_within_one_turn(size: int, seed: int) -> None:
    frame = frame_of(SIZES)
    drawn = draw(frame, size, seed, {})
    assert len({(one.transcript, one.turn) for one in drawn}) == size
    assert set(drawn) <= set(frame)
    got = Counter((one.transcript, one.sort) for one in drawn)
    for stratum, there in SIZES.items():
        assert abs(got[stratum] - size * there / len(frame)) < 1


def test_groups_get_their_share_as_well() -> None:
    """Transcripts of one turn each: alone, chance could give all of the sample to one group."""
    frame = frame_of({(f"T{n}", TurnSort.SHORT): 1 for n in range(400)})
    groups = {f"T{n}": ("woman" if n % 4 else "man",) for n in range(400)}
    for seed in range(50):
        drawn = Counter(groups[one.transcript] for one in draw(frame, 40, seed, groups))
        assert abs(drawn["man",] - 10) < 1


def test_every_turn_has_the_same_chance_and_any_beginning_is_a_random_part() -> None:
    frame = frame_of({("A", TurnSort.REPLACED): 7, ("B", TurnSort.SHORT): 13})
    drawn, first = Counter[FramedTurn](), Counter[FramedTurn]()
    for seed in range(6000):
        found = draw(frame, 6, seed, {})
        drawn.update(found)
        first.update(found[:2])
    for one in frame:
        assert drawn[one] / 6000 == pytest.approx(6 / 20, abs=0.03)
        assert first[one] / 6000 == pytest.approx(2 / 20, abs=0.02)


def test_a_seed_draws_the_same_again_whatever_the_order_of_the_frame() -> None:
    frame = frame_of(SIZES)
    again = list(reversed(frame))
    assert draw(frame, 50, 3, {}) == draw(again, 50, 3, {})
    assert draw(frame, 50, 3, {}) != draw(frame, 50, 4, {})


def test_more_than_there_is_draws_all_and_nothing_draws_nothing() -> None:
    frame = frame_of({("A", TurnSort.SHORT): 5})
    assert sorted(one.turn for one in draw(frame, 99, 0, {})) == [1, 2, 3, 4, 5]
    assert draw([], 10, 0, {}) == []


# The estimate


def part(found: Sequence[int], turns: int = 1000, masked: int = 400, right: float = 400) -> Part:
    return Part("", turns, masked, (right, right), found)


def test_where_every_turn_holds_one_at_most_the_limits_are_clopper_and_pearson_s() -> None:
    found = missing(part([1, 1, 1] + [0] * 97))
    low, high = clopper_pearson(3, 100)
    assert (found.read, found.holding, found.seen, found.missed) == (100, 3, 3, 30)
    assert found.missed_low == pytest.approx(1000 * low)
    assert found.missed_high == pytest.approx(1000 * high)
    assert found.recall == pytest.approx(400 / 430)
    assert found.low == pytest.approx(400 / (400 + 1000 * high))
    assert found.high == pytest.approx(400 / (400 + 1000 * low))


def test_where_every_holding_turn_holds_two_so_are_twice_the_limits() -> None:
    one, two = missing(part([1, 1, 1] + [0] * 97)), missing(part([2, 2, 2] + [0] * 97))
    assert one.missed_low is not None
    assert one.missed_high is not None
    assert two.missed_low == pytest.approx(2 * one.missed_low)
    assert two.missed_high == pytest.approx(2 * one.missed_high)


def test_nothing_seen_is_not_nothing_missed() -> None:
    found = missing(part([0] * 120))
    assert (found.missed, found.missed_low, found.recall, found.high) == (0, 0, 1, 1)
    assert found.missed_high == pytest.approx(1000 * clopper_pearson(0, 120)[1])
    assert found.low == pytest.approx(0.930, abs=1e-3)


def test_what_was_seen_is_there() -> None:
    found = missing(part([1] + [0] * 899))
    assert found.missed_low == 1


def test_where_all_is_read_nothing_is_guessed() -> None:
    found = missing(part([0] * 990 + [3] * 10))
    assert (found.missed_low, found.missed, found.missed_high) == (30, 30, 30)
    assert found.low == found.recall == found.high == pytest.approx(400 / 430)


def test_nothing_read_or_nothing_masked_has_no_recall() -> None:
    unread = missing(part([]))
    assert (unread.missed, unread.missed_high, unread.recall, unread.low) == (None,) * 4
    bare = missing(part([0, 1], masked=0, right=0))
    assert (bare.missed, bare.recall, bare.low, bare.high) == (500, None, None, None)


@given(st.lists(st.integers(0, 9), min_size=1, max_size=60), st.integers(0, 500))
def test_limits_are_in_order_and_possible(found: list[int], more: int) -> None:
    got = missing(part(found, turns=len(found) + more))
    assert got.missed_low is not None
    assert got.missed is not None
    assert got.missed_high is not None
    assert sum(found) <= got.missed_low <= got.missed + 1e-9
    assert got.missed <= got.missed_high + 1e-9
    assert 0 <= (got.low or 0) <= (got.recall or 0) + 1e-12 <= (got.high or 0) + 2e-12 <= 1 + 2e-12


def test_how_many_replacements_are_right_is_a_range_or_a_person_s_word() -> None:
    masked = {Kind.PERSON: 100, Kind.OCCUPATION: 10}
    assert right_ones(masked) == pytest.approx((100 * RIGHT + 10 * RIGHT_INDIRECT, 110))
    assert right_ones(masked, 0.9) == pytest.approx((99, 99))
    assert right_ones({}) == (0, 0)


def test_doubt_about_the_replacements_widens_the_interval_to_both_sides() -> None:
    got = missing(Part("", 100, 40, (30.0, 40.0), [1] * 10 + [0] * 90))
    assert (got.low, got.recall, got.high) == (30 / 40, 30 / 40, 40 / 50)


# How many more


def test_as_many_more_as_the_limit_needs_and_no_fewer() -> None:
    found = part([0] * 120, turns=5000, masked=2000, right=2000)
    needed = further(found, 0.98)
    assert needed.clean is not None
    for extra, reached in ((needed.clean, True), (needed.clean - 1, False)):
        low = missing(part([0] * (120 + extra), 5000, 2000, 2000)).low
        assert ((low or 0) >= 0.98) is reached


def test_at_the_present_rate_more_are_needed_or_it_is_out_of_reach() -> None:
    some = further(part([1] + [0] * 199, turns=5000, masked=2000, right=2000), 0.98)
    assert some.clean is not None
    assert some.as_now is not None
    assert 0 < some.clean < some.as_now
    many = further(part([1] * 20 + [0] * 80, turns=5000, masked=2000, right=2000), 0.98)
    assert many.as_now is None
    seen = further(part([1] * 60, turns=5000, masked=2000, right=2000), 0.98)
    assert seen.clean is None, "what was seen alone puts it out of reach"


def test_none_are_needed_once_it_is_shown() -> None:
    shown = further(part([0] * 900, masked=2000, right=2000), 0.98)
    assert (shown.clean, shown.as_now) == (0, 0)


def test_before_anything_is_read_a_clean_sample_can_be_planned() -> None:
    plan = further(part([], turns=5000, masked=2000, right=2000), 0.98)
    assert plan.as_now is None
    assert plan.clean is not None
    assert (missing(part([0] * plan.clean, 5000, 2000, 2000)).low or 0) >= 0.98


# By simulation

REPEATS = 250
STUDIES = {
    # chance that a turn of a stratum holds something, and how many it holds then
    "rare": ({"A": 0.004, "B": 0.012, "C": 0.0}, (1,)),
    "strata far apart": ({"A": 0.25, "B": 0.05, "C": 0.002}, (1, 1, 1, 2)),
    "in heaps": ({"A": 0.04, "B": 0.03, "C": 0.03}, (1, 1, 1, 2, 2, 3, 5)),
    "everywhere": ({"A": 0.6, "B": 0.5, "C": 0.3}, (1, 1, 2, 3)),
}


@pytest.mark.parametrize("name", STUDIES)
@pytest.mark.parametrize("size", [40, 150])
def test_the_interval_holds_the_truth_as_often_as_it_says(name: str, size: int) -> None:
    rates, heaps = STUDIES[name]
    chance = random.Random(f"{name} {size}")
    frame = frame_of(SIZES)
    held = {
        one: chance.choice(heaps) if chance.random() < rates[one.transcript] else 0 for one in frame
    }
    truth = sum(held.values())
    inside = above = 0
    for seed in range(REPEATS):
        found = [held[one] for one in draw(frame, size, seed, {})]
        got = missing(part(found, turns=len(frame)))
        assert got.missed_low is not None
        assert got.missed_high is not None
        inside += got.missed_low <= truth <= got.missed_high
        above += truth > got.missed_high
    assert inside / REPEATS >= 0.95
    assert above / REPEATS <= 0.04, "the side that people rely on"
