"""How much was missed, from a random sample of turns that a person read.

The unit is the turn. Every turn of the frame had the same chance of being drawn, so the share of
turns with something missed is that of the sample, and its limits are Clopper and Pearson's (1934,
Biometrika 26: 404-413). They hold for a sample drawn in strata as well: the number of hits is then
a sum of independent trials of unequal chances, and is spread less than the binomial that the limits
suppose (W. Hoeffding 1956, Annals of Mathematical Statistics 27: 713-721). That turns are drawn
without being put back narrows it further; neither is made use of, so the limits err to the wide
side.

A turn may hold several missed identifiers. Their number has the limits of a weighted sum of rare
events, in the manner of M. P. Fay and E. J. Feuer (1997, Statistics in Medicine 16: 791-801): the
sum counts as so many events of its mean weight, and for the upper limit one more of the largest
weight seen is added. Where every turn holds one at most, that is Clopper and Pearson's limit.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.measure.binomial import beta_quantile
from pipeline.measure.shares import Count
from pipeline.values.base import Value
from pipeline.values.identifiers import INDIRECT_KINDS, Kind

RIGHT, RIGHT_INDIRECT = 0.75, 0.6
"""The least share of replacements that stand for an identifier, of the kinds that are told by
themselves and of the indirect ones, where nobody knows it: somewhat below what interviews marked by
hand show (`voices evaluate`). What is replaced needlessly must not count as found."""
_EACH = 0.025
"""Missed by each limit of an interval of 95 %."""


class Missing(Value):
    """How many identifiers were missed in a part of the study, by what was read of it."""

    name: str
    """The part; empty for the whole."""
    turns: Count
    """That could be drawn."""
    read: Count
    holding: Count
    """Turns read in which something was missed."""
    seen: Count
    """Missed identifiers in them."""
    missed: float | None
    """Estimated in all these turns; None, as the limits, where none was read."""
    missed_low: float | None
    missed_high: float | None
    masked: Count
    """Replacements in this part."""
    recall: float | None
    """masked / (masked + missed), with the fewest replacements that may be right; None, as the
    limits, where there is no replacement or no turn was read."""
    low: float | None
    """With the fewest that may be right."""
    high: float | None
    """With the most."""


class Further(Value):
    """How many more turns would have to be read until the lower limit of recall is at the bound."""

    name: str
    """The part; empty for the whole."""
    bound: float
    clean: int | None
    """If nothing more were missed in them; None: not even if all turns were read."""
    as_now: int | None
    """If as much were missed in them as up to now."""


@dataclass(frozen=True)
class Part:
    """A part of the study, and what was read of it."""

    name: str
    turns: int
    """That could be drawn."""
    masked: int
    """Replacements."""
    right: tuple[float, float]
    """How many of them stand for an identifier, at least and at most."""
    found: Sequence[int]
    """How many missed identifiers each turn held that was read."""


def right_ones(masked: Mapping[Kind, int], share: float | None = None) -> tuple[float, float]:
    """How many replacements stand for an identifier, at least and at most.

    Args:
        masked: kind -> how many there are.
        share: of them, where a person knows; None: from `RIGHT` (`RIGHT_INDIRECT`) to all.
    """
    total = sum(masked.values())
    if share is not None:
        return total * share, total * share
    indirect = sum(count for kind, count in masked.items() if kind in INDIRECT_KINDS)
    return RIGHT * (total - indirect) + RIGHT_INDIRECT * indirect, float(total)


def missing(part: Part) -> Missing:
    """What was missed in a part, and the recall that follows from it."""
    tally = _Tally.of(part.found)
    missed, low, high = tally.missed(part.turns) if tally.read else (None, None, None)
    fewest, most = part.right
    return Missing(
        name=part.name,
        turns=part.turns,
        read=tally.read,
        holding=sum(one > 0 for one in part.found),
        seen=sum(part.found),
        missed=missed,
        missed_low=low,
        missed_high=high,
        masked=part.masked,
        recall=_recall(fewest, missed),
        low=_recall(fewest, high),
        high=_recall(most, low),
    )


def further(part: Part, bound: float) -> Further:
    """How many more turns of a part would have to be read for a wanted lower limit of recall.

    Args:
        part: the part, and what was read of it.
        bound: the wanted lower limit, such as 0.98.
    """
    tally = _Tally.of(part.found)
    clean = _needed(tally, part, bound, grows=False)
    as_now = _needed(tally, part, bound, grows=True) if tally.read else None
    return Further(name=part.name, bound=bound, clean=clean, as_now=as_now)


@dataclass(frozen=True)
class _Tally:
    """What was found in the turns read: all that the limits depend on."""

    read: int
    seen: float
    squares: float
    """Sum of the squares of what each turn held."""
    most: int
    """In one turn."""

    @classmethod
    def of(cls, found: Sequence[int]) -> _Tally:
        return cls(len(found), sum(found), sum(one * one for one in found), max(found, default=0))

    def at(self, read: int, *, grows: bool) -> _Tally:
        """The same with more turns read: with as much in them as up to now, or with nothing."""
        times = read / self.read if grows else 1.0
        return replace(self, read=read, seen=self.seen * times, squares=self.squares * times)

    def missed(self, turns: int) -> tuple[float, float, float]:
        """The estimate for so many turns, and its lower and upper limit."""
        estimate = self.seen * turns / self.read
        if self.read >= turns:
            return estimate, estimate, estimate
        # Never fewer than were seen.
        low = max(self.seen, turns * _limit(self.seen, self.squares, self.read, upper=False))
        one_more = max(self.most, 1)
        seen, squares = self.seen + one_more, self.squares + one_more**2
        return estimate, low, turns * _limit(seen, squares, self.read, upper=True)


def _limit(total: float, squares: float, read: int, *, upper: bool) -> float:
    """Of the mean a turn: `total` counts as events of their mean weight, squares by total."""
    if not total:
        return 0.0
    weight = squares / total
    events = total / weight
    share = 1 - _EACH if upper else _EACH
    return weight * beta_quantile(share, events, read - events + 1)


def _recall(masked: float, missed: float | None) -> float | None:
    return masked / (masked + missed) if masked and missed is not None else None


def _needed(tally: _Tally, part: Part, bound: float, *, grows: bool) -> int | None:
    """By bisection: the more is read, the higher the lower limit."""

    def enough(read: int) -> bool:
        _, _, most = tally.at(read, grows=grows).missed(part.turns)
        return (_recall(part.right[0], most) or 0.0) >= bound

    low, high = max(tally.read, 1), part.turns
    if not part.turns or not enough(high):
        return None
    if enough(low):
        return low - tally.read
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if enough(middle) else (middle, high)
    return high - tally.read
