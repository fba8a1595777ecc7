"""Whether a stated confidence is kept: of what is proposed with 0.8, are eight in ten right?"""

from __future__ import annotations

from bisect import bisect_right

import numpy as np

from pipeline.measure.coding.ranked import Ranked
from pipeline.measure.figures import Figure, Floats, figure, ratio
from pipeline.measure.shares import Estimate, Share, estimate
from pipeline.values.base import Value
from pipeline.values.identifiers import Score

BANDS = 10
_EDGES = [band / BANDS for band in range(1, BANDS)]


class Band(Value):
    """Proposals of about the same confidence: from `low` up to, without, `high` (the last band with
    1)."""

    low: Score
    high: Score
    stated: Score | None
    """Their mean confidence; None where there are none."""
    right: Estimate
    """Of them, those that the gold has."""


class Calibration(Value):
    """Stated confidence against what is right, over all places that were proposed."""

    bands: tuple[Band, ...]
    brier: Figure
    """Mean squared difference of confidence and outcome (Brier 1950, Monthly Weather Review 78:
    1-3): 0 is best."""
    error: Figure
    """Expected calibration error: the mean over all proposals of how far a band's mean confidence
    is from its share right (Naeini, Cooper & Hauskrecht 2015, AAAI)."""


def calibration(ranked: Ranked) -> Calibration:
    """The bands and the two figures."""
    band = np.array([bisect_right(_EDGES, one) for one in ranked.confidence], dtype=np.int64)
    return Calibration(
        bands=tuple(_band(ranked, band == number, number) for number in range(BANDS)),
        brier=_brier(ranked),
        error=_error(ranked, band),
    )


def _band(ranked: Ranked, inside: np.ndarray[tuple[int, ...], np.dtype[np.bool_]], n: int) -> Band:
    transcripts = range(len(ranked.truths))
    right = [
        Share(hits=int((mine & ranked.right).sum()), total=int(mine.sum()))
        for transcript in transcripts
        for mine in (inside & (ranked.owner == transcript),)
    ]
    stated = float(ranked.confidence[inside].mean()) if inside.any() else None
    return Band(low=n / BANDS, high=(n + 1) / BANDS, stated=stated, right=estimate(right))


def _brier(ranked: Ranked) -> Figure:
    squares = (ranked.confidence - ranked.right) ** 2
    number = len(ranked.truths)
    sums = np.bincount(ranked.owner, weights=squares, minlength=number)
    totals = np.bincount(ranked.owner, minlength=number)
    return ratio(list(zip(sums.tolist(), totals.tolist(), strict=True)))


def _error(ranked: Ranked, band: np.ndarray[tuple[int, ...], np.dtype[np.int64]]) -> Figure:
    excess, totals = np.zeros((2, len(ranked.truths), BANDS))
    np.add.at(excess, (ranked.owner, band), ranked.confidence - ranked.right)
    np.add.at(totals, (ranked.owner, band), 1)

    def statistic(weights: Floats) -> Floats:
        value: Floats = np.abs(weights @ excess).sum(axis=1) / (weights @ totals).sum(axis=1)
        return value

    return figure(statistic, [bool(one) for one in totals.sum(axis=1) > 0])
