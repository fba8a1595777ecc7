"""Learning from a study's own rulings: for each code a correction of the shipped model.

Logistic regression on the sentences' vectors beside the model's own log-odds, which stay as they
are (an offset in the sense of generalised linear models, McCullagh and Nelder 1989, for which no
library of ours has a fit). The penalty holds corrections near nought: with few rulings little
changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.anonymised.encoder.network import Vectors
from pipeline.anonymised.learnt import Correction, Learnt, features
from pipeline.anonymised.scoring import Scored
from pipeline.values.spans import Span

PENALTY = 20.0
"""On the weights (squared), beside the loss: with 1, rulings on four interviews made the others
worse; the voices kept apart and the sample decided."""
OFFSET_PENALTY = 20.0
REST = 0.25
"""What a sentence counts that a person read and gave no code, beside one that she ruled on."""
FEWEST = 2
"""Rulings on a code before anything is learnt about it."""
_STEPS = 12
_SMALL = 1e-4


@dataclass(frozen=True)
class Judged:
    """What people ruled about one code at one place."""

    turn: int
    span: Span
    code: str
    accepted: bool


@dataclass(frozen=True)
class _Lesson:
    """Sentences of one code."""

    vectors: Vectors = field(repr=False)
    scores: NDArray[np.float64] = field(repr=False)
    truth: NDArray[np.float64] = field(repr=False)
    counts: NDArray[np.float64] = field(repr=False)


def learn(
    codes: Sequence[str], read: Iterable[tuple[Sequence[Scored], Sequence[Judged]]]
) -> Learnt:
    """What the rulings on a study's transcripts teach.

    Args:
        codes: in the order of the scores' columns; the scores are those without any correction.
        read: for each transcript that people ruled on: its turns, scored, and the rulings.
    """
    given = [(list(scored), list(judged)) for scored, judged in read]
    by_code: dict[str, Correction] = {}
    for column, code in enumerate(codes):
        rulings = [one for _, judged in given for one in judged if one.code == code]
        lesson = _lesson(code, column, given) if len(rulings) >= FEWEST else None
        if lesson is None:
            continue
        offset, weights = _fit(lesson)
        by_code[code] = Correction(
            # Rounded, and no nought below nought: how many cores did the sums must not show.
            offset=round(offset, 5) + 0.0,
            weights=tuple(float(one) for one in weights.round(5) + 0.0),
            right=sum(one.accepted for one in rulings),
            wrong=sum(not one.accepted for one in rulings),
        )
    return Learnt(by_code=by_code)


def _lesson(
    code: str, column: int, given: Sequence[tuple[Sequence[Scored], Sequence[Judged]]]
) -> _Lesson | None:
    """None where no sentence is left of the turns that were ruled on."""
    vectors: list[Vectors] = []
    rows: list[tuple[float, float, float]] = []
    for scored, judged in given:
        by_turn: dict[int, list[Judged]] = {}
        for one in judged:
            by_turn.setdefault(one.turn, []).append(one)
        for turn in scored:
            # A turn that nobody ruled on may not have been read.
            if turn.heard.turn.number in by_turn:
                vectors.append(features(turn.vectors))
                rows += _rows(turn, column, code, by_turn)
    if not rows:
        return None
    scores, truth, counts = np.array(rows, dtype=np.float64).T
    return _Lesson(np.concatenate(vectors), scores, truth, counts)


def _rows(
    turn: Scored, column: int, code: str, by_turn: Mapping[int, Sequence[Judged]]
) -> Iterator[tuple[float, float, float]]:
    """(log-odds, truth, what it counts) of every sentence of a turn."""
    about = [one for one in by_turn[turn.heard.turn.number] if one.code == code]
    for at, sentence in enumerate(turn.heard.sentences):
        inside = [one for one in about if _overlap(one.span, sentence.start, sentence.end)]
        accepted = any(one.accepted for one in inside)
        yield float(turn.codes[at, column]), float(accepted), 1.0 if inside else REST


def _overlap(span: Span, start: int, end: int) -> bool:
    return min(span.end, end) - max(span.start, start) > (end - start) / 3


def _fit(lesson: _Lesson) -> tuple[float, NDArray[np.float64]]:
    """Offset and weights, by Newton's method."""
    rows, width = lesson.vectors.shape
    known = np.concatenate([lesson.vectors.astype(np.float64), np.ones((rows, 1))], axis=1)
    penalty = np.full(width + 1, PENALTY)
    penalty[-1] = OFFSET_PENALTY
    found = np.zeros(width + 1)
    for _ in range(_STEPS):
        odds = np.clip(lesson.scores + known @ found, -30, 30)
        chance = 1 / (1 + np.exp(-odds))
        slope = known.T @ (lesson.counts * (chance - lesson.truth)) + penalty * found
        spread = lesson.counts * chance * (1 - chance)
        bend = (known * spread[:, None]).T @ known + np.diag(penalty)
        step = np.linalg.solve(bend, slope)
        found = found - step
        if np.abs(step).max() < _SMALL:
            break
    return float(found[-1]), found[:-1]
