"""Figures that are no share of a count (kappa, average precision ...), with their intervals."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy import float64
from numpy.typing import NDArray

from pipeline.measure.shares import FEWEST, draws, middle
from pipeline.values.base import Value

Floats = NDArray[float64]
Statistic = Callable[[Floats], Floats]
"""Takes rows of weights, how many times each transcript counts; gives a value a row, NaN where
there is none."""


class Figure(Value):
    """A figure over all transcripts with its 95 % interval."""

    value: float | None
    """None: it is not defined for what was counted."""
    low: float | None = None
    high: float | None = None
    """None, as `low`, where fewer than `FEWEST` transcripts hold something of what is counted."""


NOTHING = Figure(value=None)


def figure(statistic: Statistic, holding: Sequence[bool]) -> Figure:
    """The figure with the percentile interval, 95 %, over whole transcripts drawn anew (Efron 1979,
    Annals of Statistics 7: 1-26); the draws are those of the shares.

    Draws in which the figure is not defined are left out.

    Args:
        statistic: the figure, for any weights of the transcripts.
        holding: of each transcript, whether it holds something of what is counted.
    """
    with np.errstate(divide="ignore", invalid="ignore"):
        whole = float(statistic(np.ones((1, len(holding))))[0])
        if np.isnan(whole):
            return NOTHING
        if sum(holding) < FEWEST:
            return Figure(value=whole)
        drawn = statistic(draws(len(holding)).astype(np.float64))
    low, high = middle(drawn[~np.isnan(drawn)])
    return Figure(value=whole, low=low, high=high)


def ratio(counts: Sequence[tuple[float, float]]) -> Figure:
    """A mean: the sum of the first of each transcript's pair by the sum of the second."""
    table = np.array(counts, dtype=np.float64).reshape(-1, 2)

    def statistic(weights: Floats) -> Floats:
        sums = weights @ table
        value: Floats = np.where(sums[:, 1] > 0, sums[:, 0] / sums[:, 1], np.nan)
        return value

    return figure(statistic, [total > 0 for _, total in counts])
