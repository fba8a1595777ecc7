"""How much a person finds who reads the surest proposals first."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from pipeline.measure.coding.places import Coded, CodedTranscript
from pipeline.measure.coding.ranked import Ranked
from pipeline.measure.figures import Figure, Floats, figure
from pipeline.measure.shares import Count, Estimate, Share, estimate
from pipeline.values.base import Value

BUDGETS = (1, 2, 3)
BEST = (3, 5)


class Budget(Value):
    """Reading `times` as many proposals as the gold has codings, the surest of all transcripts
    first."""

    times: Count
    recall: Figure
    """Of what the gold has, what is among them. Of proposals with the confidence at which the
    reading ends, as many count as there is room for, in proportion."""


class Best(Value):
    """Reading in every turn the `codes` surest."""

    codes: Count
    recall: Estimate
    """Of what the gold has, what is among them. Codes of equal confidence are among them only where
    there is room for all."""


class Ranking(Value):
    """Recall by what is read."""

    budgets: tuple[Budget, ...]
    best: tuple[Best, ...]


def ranking(found: Coded, ranked: Ranked) -> Ranking:
    """The recall at each budget, and among the best codes of a turn."""
    return Ranking(
        budgets=tuple(_budget(ranked, times) for times in BUDGETS),
        best=tuple(_best(found, number) for number in BEST),
    )


def _budget(ranked: Ranked, times: int) -> Budget:
    def statistic(rows: Floats) -> Floats:
        values = [recall_within(*ranked.counted(row), times) for row in rows]
        return np.array(values, dtype=np.float64)

    return Budget(times=times, recall=figure(statistic, ranked.holding))


def recall_within(proposed: Floats, right: Floats, truths: float, times: int) -> float:
    """Recall of the first `times` x `truths` proposals, from what was proposed and is right down to
    each confidence that occurs."""
    if not truths:
        return float("nan")
    hits = np.interp(times * truths, np.append(0, proposed), np.append(0, right))
    return float(hits) / truths


def _best(found: Coded, number: int) -> Best:
    return Best(codes=number, recall=estimate([_among(one, number) for one in found.transcripts]))


def _among(one: CodedTranscript, number: int) -> Share:
    by_turn: dict[int, list[float]] = defaultdict(list)
    confidences = one.confidences()
    for (turn, _), confidence in confidences.items():
        by_turn[turn].append(confidence)
    truth = one.truth()
    hits = sum(
        place in confidences
        and sum(other >= confidences[place] for other in by_turn[place[0]]) <= number
        for place in truth
    )
    return Share(hits=hits, total=len(truth))
