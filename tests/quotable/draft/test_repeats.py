from __future__ import annotations

from pipeline.quotable.draft.repeats import Printed, allowed_of_one, too_often, twice


def printed(number: int, participant: str, turn: int, start: int = 0, end: int = 12) -> Printed:
    return Printed(number, participant, turn, start, end)


def test_three_or_a_quarter_are_allowed_unless_somebody_says_otherwise() -> None:
    assert allowed_of_one(4, None) == 3
    assert allowed_of_one(40, None) == 10
    assert allowed_of_one(40, 2) == 2


def test_one_participant_too_often() -> None:
    some = [printed(n, "P01", n) for n in range(1, 5)] + [printed(n, "P02", n) for n in (5, 6)]
    assert too_often(some, None) == {"P01": (4, [4])}
    assert too_often(some, 4) == {}
    assert too_often(some, 1) == {"P01": (4, [2, 3, 4]), "P02": (2, [6])}


def test_one_answer_in_two_parts_counts_once() -> None:
    some = [printed(1, "P01", 1, 0, 5), printed(2, "P01", 1, 5, 12)]
    assert too_often(some, 1) == {}


def test_the_same_words_twice_and_not_the_same_few() -> None:
    some = [printed(1, "P01", 1), printed(2, "P01", 1, 2, 11), printed(3, "P01", 1, 0, 7)]
    assert [(one.number, other.number) for one, other in twice(some)] == [(1, 2)]
    assert list(twice([printed(1, "P01", 1), printed(2, "P02", 2)])) == []
