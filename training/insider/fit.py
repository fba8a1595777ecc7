"""Fit the weights of the insider check: what tells an unusual passage from other talk.

    python -m training.insider.fit

Prints them beside those of `pipeline/identified/insider/scoring.py`, which are rounded from it.
"""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize

from pipeline.identified.insider import scoring
from pipeline.identified.insider.check import study_of
from pipeline.identified.insider.pieces import pieces, words_of_turn
from pipeline.identified.insider.signs import Looker, Piece
from training.insider.tagged import left_in, tagged_draft
from training.names.data import load
from training.names.talk import Document

FITTED = (
    *("RAREST", "SECOND", "THIRD", "NAMED", "VERBATIM", "PHRASE", "COUNT", "GIFT", "SCENE"),
    "ABOUT_SOMEBODY",
)
SMOOTHING = 1e-3


def main() -> None:
    """Fit and print."""
    measures, truth = seen(load(None).training)
    start, *weights = fit(measures, truth)
    print(f"START {start:.2f} (used: {scoring.START})")
    for name, weight in zip(FITTED, weights, strict=True):
        print(f"{name} {weight:.2f} (used: {getattr(scoring, name)})")


def seen(documents: Iterable[Document]) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """What is seen in every piece of talk, and whether somebody tagged part of it as unusual."""
    rows: list[list[float]] = []
    truth: list[bool] = []
    for document in documents:
        draft, tagged = tagged_draft(document), left_in(document)
        turns = [words_of_turn(turn) for turn in draft.turns]
        looker = Looker(turns, study_of([draft]))
        for words in turns:
            for first, end in pieces(words):
                place = words.span(first, end)
                rows.append(_measures(looker.look(words, first, end)))
                truth.append(
                    any(turn == words.turn.number and span.overlaps(place) for turn, span in tagged)
                )
    return np.array(rows, dtype=float), np.array(truth)


def fit(measures: NDArray[np.float64], truth: NDArray[np.bool_]) -> list[float]:
    """Logistic regression, both classes weighing the same, no weight below 0: the start and the
    weights in the order of `FITTED`."""
    share = np.where(truth, 0.5 / truth.mean(), 0.5 / (~truth).mean()) / len(truth)
    sign = np.where(truth, 1.0, -1.0)

    def loss(values: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        margin = sign * (measures @ values[1:] + values[0])
        slope = -(share * sign / (1 + np.exp(margin)))
        penalty = SMOOTHING * float((values[1:] ** 2).sum())
        by_weight = measures.T @ slope + 2 * SMOOTHING * values[1:]
        return float((share * np.logaddexp(0, -margin)).sum()) + penalty, np.concatenate(
            [[slope.sum()], by_weight]
        )

    bounds = [(None, None)] + [(0, None)] * measures.shape[1]
    found = minimize(loss, np.zeros(measures.shape[1] + 1), jac=True, bounds=bounds)
    return [float(value) for value in found.x]


def _measures(piece: Piece) -> list[float]:
    return [
        *piece.rare,
        piece.named,
        bool(piece.quoted),
        "phrase" in piece.finds,
        "count" in piece.finds,
        "gift" in piece.finds,
        (piece.place + piece.time) / 2 * piece.event,
        piece.about_him,
    ]


if __name__ == "__main__":
    main()
