"""What is found by reading the surest first."""

from __future__ import annotations

import pytest

from pipeline.measure.coding.ranked import Ranked
from pipeline.measure.coding.ranking import Ranking, ranking
from tests.measure.coding.made import passage, proposal, study, transcript
from tests.measure.coding.test_curves import ranked


def recalls(found: Ranking) -> list[float | None]:
    return [one.recall.value for one in found.budgets]


def by_budget(one: Ranked) -> list[float | None]:
    return recalls(ranking(study(transcript([], [])), one))


def test_reading_once_twice_and_three_times_the_true_number() -> None:
    places = [(0.9, True), (0.8, False), (0.7, False), (0.6, True), (0.5, False), (0.4, True)]
    assert by_budget(ranked(*places)) == pytest.approx([1 / 3, 1, 1])


def test_of_equal_confidence_as_many_count_as_there_is_room_for() -> None:
    places = [(0.5, True), (0.5, False), (0.5, True), (0.5, False)]
    assert by_budget(ranked(*places)) == pytest.approx([0.5, 1, 1])
    assert by_budget(ranked(*places[::-1])) == pytest.approx([0.5, 1, 1]), "whatever the order"


def test_what_was_never_proposed_is_not_found_by_reading_on() -> None:
    assert by_budget(ranked((0.9, True), missed=3)) == pytest.approx([0.25] * 3)
    assert by_budget(ranked((0.9, False))) == [None] * 3


def test_the_surest_of_all_transcripts_are_read_first() -> None:
    sure = transcript([passage(1, "fear"), passage(2, "fear")],
                      [proposal(1, "fear", 0.9), proposal(2, "fear", 0.8)])  # fmt: skip
    unsure = transcript([], [proposal(1, "moving", 0.1)], id="P02")
    found = study(sure, unsure)
    assert recalls(ranking(found, Ranked.of(found))) == [1, 1, 1]


def test_the_best_codes_of_a_turn() -> None:
    codes = ["fear", "moving", "locks", "aa", "bb", "cc"]
    proposed = [proposal(1, code, 0.9 - number / 10) for number, code in enumerate(codes)]
    one = transcript([passage(1, "locks"), passage(1, "bb"), passage(1, "cc"),
                      passage(2, "fear")], proposed)  # fmt: skip
    found = study(one)
    best = {b.codes: (b.recall.hits, b.recall.total) for b in ranking(found, Ranked.of(found)).best}
    assert best == {3: (1, 4), 5: (2, 4)}


def test_equals_are_among_the_best_only_where_there_is_room_for_all() -> None:
    proposed = [proposal(1, code, 0.5) for code in ("fear", "moving", "locks", "aa")]
    found = study(transcript([passage(1, "fear")], proposed))
    hits = [one.recall.hits for one in ranking(found, Ranked.of(found)).best]
    assert hits == [0, 1]
