"""Counts of people that may be printed: none that is small, and none that a small one could be
worked out from.

Primary and complementary suppression as statistical offices know it (Hundepool et al. 2012,
*Statistical Disclosure Control*, chapter 4), for tables of one dimension with a known total.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Self

from pydantic import model_validator

from pipeline.measure.shares import Count
from pipeline.values.base import Value


class Counted(Value):
    """A count of people as it may be shown. A small one is not in it."""

    count: Count | None
    """None: it is small."""
    fewer_than: Count | None = None
    """What it is below, where it is small; else None."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.count is None) == (self.fewer_than is None):
            raise ValueError("a count is either shown or small")
        return self


class Group(Value):
    """People who share a value."""

    value: str
    participants: Count


class Breakdown(Value):
    """Everybody by one attribute, as it may be shown. The name of a value that few share is not in
    it either."""

    name: str
    groups: tuple[Group, ...]
    """The largest first; empty where no value may be shown."""
    others: Count
    """Everybody else: at least two values, so many people together that nothing follows."""


def counted(count: int, minimum: int) -> Counted:
    """A count as it may be shown, where fewer than `minimum` are few; nobody is not few."""
    if 0 < count < minimum:
        return Counted(count=None, fewer_than=minimum)
    return Counted(count=count)


def hidden(counts: Sequence[int], minimum: int) -> frozenset[int]:
    """Which of several counts that add up to a known total may not be shown, by their places.

    Those below `minimum`, and with them the next larger ones until there are at least two, of at
    least `minimum` together. Three at least: two that add up to two would be one each.
    """
    few = {at for at, count in enumerate(counts) if 0 < count < minimum}
    rest = [at for at, count in enumerate(counts) if count >= minimum]
    for at in sorted(rest, key=lambda at: (counts[at], at)):
        together = sum(counts[one] for one in few)
        if not few or (len(few) > 1 and together >= max(minimum, 3)):
            break
        few.add(at)
    return frozenset(few)


def breakdown(name: str, values: Iterable[str], minimum: int) -> Breakdown:
    """People by the value that each has, '' where none is known."""
    found = sorted(Counter(values).items(), key=lambda pair: (-pair[1], pair[0]))
    few = hidden([count for _, count in found], minimum)
    shown = [pair for at, pair in enumerate(found) if at not in few]
    return Breakdown(
        name=name,
        groups=tuple(Group(value=value, participants=count) for value, count in shown),
        others=sum(count for at, (_, count) in enumerate(found) if at in few),
    )
