"""No small count of people is shown, and none can be worked out from what is."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from pipeline.measure.cells import Breakdown, Counted, breakdown, counted, hidden

COUNTS = st.lists(st.integers(0, 12), max_size=6)
MINIMUM = st.integers(2, 6)


@pytest.mark.parametrize(
    ("count", "minimum", "shown", "fewer_than"),
    [(0, 3, 0, None), (1, 3, None, 3), (2, 3, None, 3), (3, 3, 3, None), (1, 1, 1, None)],
)
def test_a_count_is_shown_or_small(
    count: int, minimum: int, shown: int | None, fewer_than: int | None
) -> None:
    assert counted(count, minimum) == Counted(count=shown, fewer_than=fewer_than)


@pytest.mark.parametrize("fields", [{"count": 2, "fewer_than": 3}, {"count": None}])
def test_nothing_is_both_or_neither(fields: dict[str, int | None]) -> None:
    with pytest.raises(ValidationError):
        Counted(**fields)


@pytest.mark.parametrize(
    ("counts", "minimum", "few"),
    [
        ([], 3, set()),
        ([5, 4, 3], 3, set()),
        ([5, 0, 3], 3, set()),
        ([5, 2, 4], 3, {1, 2}),
        ([5, 1, 4, 1], 3, {1, 2, 3}),
        ([5, 2, 4, 1], 3, {1, 3}),
        ([9, 1], 3, {0, 1}),
        ([9, 1, 1, 1], 3, {1, 2, 3}),
        ([2, 2, 7], 2, set()),
        ([1, 1, 7, 4], 2, {0, 1, 3}),
        ([1, 1, 7], 1, set()),
        ([1], 3, {0}),
    ],
)
def test_what_is_hidden(counts: list[int], minimum: int, few: set[int]) -> None:
    assert hidden(counts, minimum) == few


@given(COUNTS, MINIMUM)
def test_no_small_count_is_shown_and_none_is_hidden_alone(counts: list[int], minimum: int) -> None:
    few = hidden(counts, minimum)
    assert all(at in few for at, count in enumerate(counts) if 0 < count < minimum)
    assert all(counts[at] for at in few)
    shown = [count for at, count in enumerate(counts) if at not in few and count]
    if few and shown:
        assert len(few) > 1
        assert sum(counts[at] for at in few) >= minimum
    if all(count == 0 or count >= minimum for count in counts):
        assert not few


@given(COUNTS, st.integers(3, 6))
def test_no_hidden_count_can_be_computed(counts: list[int], minimum: int) -> None:
    """Somebody who knows the rule and reads all that is printed can think of another study, with
    the same print and other small counts."""
    made = printed(counts, minimum)
    if not made.groups or not made.others:
        return  # all is shown, or nothing but the total
    shown = [group.participants for group in made.groups]
    worlds = {
        tuple(sorted(rest))
        for rest in partitions(made.others)
        if as_seen(printed([*shown, *rest], minimum)) == as_seen(made)
    }
    assert len(worlds) > 1
    values = [count for world in worlds for count in world]
    assert len(set(values)) > 1


def printed(counts: list[int], minimum: int) -> Breakdown:
    values = [f"value {at}" for at, count in enumerate(counts) for _ in range(count)]
    return breakdown("attribute", values, minimum)


def as_seen(made: Breakdown) -> tuple[list[int], int]:
    """Which value has which name says nothing of those that have none."""
    return [group.participants for group in made.groups], made.others


def partitions(total: int, largest: int | None = None) -> Iterator[list[int]]:
    if total == 0:
        yield []
        return
    for first in range(min(total, largest or total), 0, -1):
        for rest in partitions(total - first, first):
            yield [first, *rest]


@given(COUNTS, MINIMUM)
def test_everybody_is_in_a_breakdown_once(counts: list[int], minimum: int) -> None:
    made = printed(counts, minimum)
    assert sum(group.participants for group in made.groups) + made.others == sum(counts)
    assert all(group.participants >= minimum for group in made.groups)
    sizes = [group.participants for group in made.groups]
    assert sizes == sorted(sizes, reverse=True)


def test_the_name_of_a_value_that_few_share_is_not_in_it() -> None:
    made = breakdown("trade", ["nurse"] * 5 + ["teacher"] * 4 + ["lighthouse keeper"], 3)
    assert "lighthouse" not in made.model_dump_json()
    assert [(one.value, one.participants) for one in made.groups] == [("nurse", 5)]
    assert made.others == 5


def test_where_nothing_may_be_shown_only_the_total_is_left() -> None:
    made = breakdown("trade", ["nurse", "teacher"], 3)
    assert (made.groups, made.others) == ((), 2)
