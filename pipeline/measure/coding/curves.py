"""Precision against recall as the confidence that is asked for falls."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from pipeline.measure.coding.ranked import Ranked
from pipeline.measure.figures import NOTHING, Figure, Floats, figure
from pipeline.measure.shares import Count
from pipeline.values.base import Value
from pipeline.values.identifiers import Score

HALF = 0.5
Sort = Callable[[Floats, Floats, float], float]
"""A figure from what was proposed and is right down to each confidence, and what the gold has."""


class Point(Value):
    """What is had when everything from a confidence on is taken."""

    confidence: Score
    proposed: Count
    right: Count
    precision: Score
    recall: Score | None
    """None where the gold has nothing."""


class Curve(Value):
    """The points from the surest proposal to the least sure, and what sums them up."""

    points: tuple[Point, ...]
    average_precision: Figure
    """The sum over the points of precision times the growth of recall, without interpolation
    (Manning, Raghavan & Schuetze 2008, Introduction to Information Retrieval, ch. 8). What was
    never proposed adds nothing."""
    precision_at_half: Figure
    """Precision at the highest confidence from which on at least half of what the gold has is
    found; not defined where that is never so."""


def curve(ranked: Ranked) -> Curve:
    """The curve of all proposals."""
    return Curve(
        points=_points(ranked),
        average_precision=figure(lambda rows: _each(ranked, rows, average), ranked.holding),
        precision_at_half=_at_half(ranked),
    )


def _points(ranked: Ranked) -> tuple[Point, ...]:
    proposed, right, truths = ranked.counted(np.ones(len(ranked.truths)))
    return tuple(
        Point(
            confidence=float(ranked.confidence[end]),
            proposed=int(number),
            right=int(hits),
            precision=float(hits / number),
            recall=float(hits / truths) if truths else None,
        )
        for end, number, hits in zip(ranked.ends, proposed, right, strict=True)
    )


def average(proposed: Floats, right: Floats, truths: float) -> float:
    """Average precision, from what was proposed and is right down to each confidence."""
    if not truths:
        return float("nan")
    precision = right / np.maximum(proposed, 1)
    return float(np.sum(precision * np.diff(right, prepend=0)) / truths)


def at_half(proposed: Floats, right: Floats, truths: float) -> float:
    """Precision where recall first reaches a half; 0 where it never does."""
    if not truths:
        return float("nan")
    reached = np.flatnonzero(right >= HALF * truths)
    return float(right[reached[0]] / proposed[reached[0]]) if len(reached) else 0.0


def _at_half(ranked: Ranked) -> Figure:
    # In a draw that never reaches a half it counts as 0: to leave the draw out would flatter.
    found = figure(lambda rows: _each(ranked, rows, at_half), ranked.holding)
    return found if found.value else NOTHING


def _each(ranked: Ranked, rows: Floats, sort: Sort) -> Floats:
    return np.array([sort(*ranked.counted(row)) for row in rows], dtype=np.float64)
