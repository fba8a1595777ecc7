"""How well installed or fresh models propose, turn by turn and code by code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.anonymised.coders.combined import CombinedCoder
from pipeline.anonymised.coders.cues import CueCoder
from pipeline.anonymised.learnt import NOTHING_LEARNT, Learnt
from pipeline.anonymised.themes_model.model import ThemesModel
from pipeline.values.themes import Codebook, Coding, Polarity
from training.themes.marked import Marked

_OVERLAP = 0.3
"""Intersection over union from which a passage counts as found."""


@dataclass(frozen=True)
class Found:
    """Proposed and true of some interviews, as arrays over all their turns and codes."""

    chances: NDArray[np.float64]
    """Turns x codes: the best proposal with polarity 'present'; 0 where there is none."""
    truth: NDArray[np.bool_]
    spans: tuple[int, int, int]
    """Passages proposed, true and both, at the threshold."""

    def only(self, columns: Sequence[int]) -> Found:
        """The same of some codes; passages are those of all."""
        return Found(self.chances[:, columns], self.truth[:, columns], self.spans)

    def f1(self, threshold: float) -> tuple[float, float, float]:
        """(precision, recall, F1) of what has at least this chance."""
        proposed = self.chances >= threshold
        both = int((proposed & self.truth).sum())
        precision, recall = both / max(1, proposed.sum()), both / max(1, self.truth.sum())
        return precision, recall, 2 * both / max(1, proposed.sum() + self.truth.sum())

    def best(self) -> tuple[float, float]:
        """(threshold, F1) where it is highest."""
        steps = [step / 100 for step in range(5, 95)]
        return max(((step, self.f1(step)[2]) for step in steps), key=lambda pair: pair[1])

    def average_precision(self) -> float:
        """Area under the curve of precision over recall."""
        right = self.truth.ravel()[np.argsort(-self.chances.ravel(), kind="stable")]
        precision = np.cumsum(right) / np.arange(1, len(right) + 1)
        return float(precision[right].mean())

    def precision_at_half(self) -> float:
        """Precision where half of what is true is found."""
        right = self.truth.ravel()[np.argsort(-self.chances.ravel(), kind="stable")]
        found = np.cumsum(right)
        at = int(np.searchsorted(found, self.truth.sum() / 2))
        return float(found[at] / (at + 1))

    def among_best(self, number: int) -> float:
        """Share of what is true that is among the best codes of its turn."""
        best = np.argsort(-self.chances, axis=1, kind="stable")[:, :number]
        hits = np.take_along_axis(self.truth, best, axis=1) & (
            np.take_along_axis(self.chances, best, axis=1) > 0
        )
        return float(hits.sum() / self.truth.sum())

    def span_f1(self) -> float:
        """F1 of passages: the same code, overlapping by a third."""
        proposed, true, both = self.spans
        return 2 * both / max(1, proposed + true)

    def bands(self) -> list[tuple[float, float, int]]:
        """(stated, right, number) for each tenth."""
        rows = []
        for low in np.arange(0.1, 1.0, 0.1):
            inside = (self.chances >= low) & (self.chances < low + 0.1 + (low > 0.85))
            if inside.any():
                stated, right = self.chances[inside].mean(), self.truth[inside].mean()
                rows.append((float(stated), float(right), int(inside.sum())))
        return rows


def measure(
    model: ThemesModel,
    codebook: Codebook,
    interviews: Sequence[Marked],
    threshold: float,
    learnt: Learnt = NOTHING_LEARNT,
) -> Found:
    """Propose codings of interviews and hold them against their truth."""
    coder = CombinedCoder(model, codebook, CueCoder(codebook), learnt, 0.01)
    columns = {code.id: at for at, code in enumerate(codebook.codes)}
    chances, truth, spans = [], [], np.zeros(3, dtype=int)
    for interview in interviews:
        codings = coder.propose(interview.turns, interview.id)
        numbers = {turn: at for at, turn in enumerate(_answers(interview))}
        own = np.zeros((len(numbers), len(columns)))
        wanted = np.zeros_like(own, dtype=bool)
        for one in codings:
            if one.polarity is Polarity.PRESENT:
                place = numbers[one.turn], columns[one.code]
                own[place] = max(own[place], one.confidence)
        for turn, row in numbers.items():
            for code, column in columns.items():
                wanted[row, column] = interview.has(turn, code)
        chances.append(own)
        truth.append(wanted)
        spans += _spans(interview, [one for one in codings if one.confidence >= threshold])
    first, second, third = (int(one) for one in spans)
    return Found(np.concatenate(chances), np.concatenate(truth), (first, second, third))


def _answers(interview: Marked) -> list[int]:
    return [turn.number for turn in interview.turns if turn.speaker != "I"]


def _spans(interview: Marked, codings: Sequence[Coding]) -> NDArray[np.int_]:
    """(proposed, true, both)."""
    present = [one for one in codings if one.polarity is Polarity.PRESENT]
    left = [
        (turn, code, one.start, one.end)
        for turn, passages in interview.codes.items()
        for one in passages
        if one.polarity is Polarity.PRESENT
        for code in one.names
    ]
    number, both = len(left), 0
    for one in sorted(present, key=lambda coding: -coding.confidence):
        near = [
            true
            for true in left
            if true[:2] == (one.turn, one.code)
            and _share(one.span.start, one.span.end, *true[2:]) >= _OVERLAP
        ]
        if near:
            left.remove(near[0])
            both += 1
    return np.array([len(present), number, both])


def _share(start: int, end: int, other_start: int, other_end: int) -> float:
    both = min(end, other_end) - max(start, other_start)
    return both / (max(end, other_end) - min(start, other_start)) if both > 0 else 0.0
