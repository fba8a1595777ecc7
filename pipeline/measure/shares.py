"""Shares, and how far they can be trusted.

Mentions of one interview are not independent: a name that is missed once is missed ten times. So
where a share is of several things an interview, its interval comes from drawing whole interviews
anew (the bootstrap), and not from a formula that takes every mention for an independent trial.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import lru_cache
from math import ceil, sqrt
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from pipeline.values.base import Value

if TYPE_CHECKING:
    from numpy import float64, int64
    from numpy.typing import NDArray

RESAMPLES = 1000
SEED = 20_260
FEWEST = 5
"""Interviews that hold something of what is counted, from which on they are drawn anew."""
_Z = 1.959963984540054
"""Of the normal distribution, for 95 %."""

Count = Annotated[int, Field(ge=0)]


class Share(Value):
    """`hits` of `total`."""

    hits: Count
    total: Count


class Interval(StrEnum):
    """Where a 95 % interval comes from."""

    BOOTSTRAP = "bootstrap"
    WILSON = "wilson"


class Estimate(Share):
    """A share with its 95 % interval."""

    low: float | None
    high: float | None
    interval: Interval | None
    """None, as `low` and `high`, where nothing was counted or no method fits."""

    @property
    def share(self) -> float | None:
        """`hits` / `total`; None where `total` is 0."""
        return self.hits / self.total if self.total else None


def add(shares: Iterable[Share]) -> Share:
    """Several shares as one."""
    found = list(shares)
    return Share(hits=sum(one.hits for one in found), total=sum(one.total for one in found))


def estimate(shares: Sequence[Share], *, proportion: bool = True) -> Estimate:
    """The share over all interviews with its 95 % interval.

    Two intervals are at hand: the bootstrap's, over interviews, where at least `FEWEST` of them
    hold something of what is counted; and Wilson's. The wider one is given. Wilson's is too narrow
    where what is missed comes in clusters; the bootstrap's, where little is missed: with every
    interview at 100 % it would claim certainty.

    Args:
        shares: one an interview.
        proportion: whether `hits` are so many of `total` things; for anything else (F1) Wilson's
            interval has no meaning.
    """
    whole = add(shares)
    found: dict[Interval, tuple[float, float]] = {}
    if sum(one.total > 0 for one in shares) >= FEWEST:
        found[Interval.BOOTSTRAP] = bootstrap(shares)
    if proportion and whole.total:
        found[Interval.WILSON] = wilson(whole)
    if not found:
        return Estimate(hits=whole.hits, total=whole.total, low=None, high=None, interval=None)
    kind, (low, high) = max(found.items(), key=lambda item: item[1][1] - item[1][0])
    return Estimate(hits=whole.hits, total=whole.total, low=low, high=high, interval=kind)


def wilson(share: Share) -> tuple[float, float]:
    """The score interval of a share, 95 % (Wilson 1927, Journal of the American Statistical
    Association 22: 209-212). `share.total` must not be 0."""
    n, p = share.total, share.hits / share.total
    middle = p + _Z**2 / (2 * n)
    spread = _Z * sqrt(p * (1 - p) / n + _Z**2 / (4 * n**2))
    low, high = ((middle + sign * spread) / (1 + _Z**2 / n) for sign in (-1, 1))
    return (low if share.hits else 0.0, high if share.hits < n else 1.0)


def bootstrap(shares: Sequence[Share]) -> tuple[float, float]:
    """The percentile interval, 95 %, of the share over interviews drawn anew with replacement,
    `RESAMPLES` times (Efron 1979, Annals of Statistics 7: 1-26); always the same draws.

    Draws that hold nothing of what is counted are left out; `shares` must hold something.
    """
    import numpy as np

    counts = np.array([(one.hits, one.total) for one in shares], dtype=np.int64)
    drawn = draws(len(shares)) @ counts
    counted = drawn[drawn[:, 1] > 0]
    return middle(counted[:, 0] / counted[:, 1])


def middle(drawn: NDArray[float64]) -> tuple[float, float]:
    """The 2.5th and the 97.5th percentile of what was drawn; `drawn` must not be empty."""
    ordered = sorted(drawn.tolist())
    return ordered[int(0.025 * len(ordered))], ordered[ceil(0.975 * len(ordered)) - 1]


@lru_cache(maxsize=4)
def draws(number: int) -> NDArray[int64]:
    """How many times each of `number` interviews was drawn: `RESAMPLES` rows, always the same."""
    import numpy as np

    chance = random.Random(SEED)
    drawn = (chance.choices(range(number), k=number) for _ in range(RESAMPLES))
    return np.array([np.bincount(one, minlength=number) for one in drawn], dtype=np.int64)
