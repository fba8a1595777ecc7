"""From the probabilities of labels to spans of words with a score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from pipeline.identified.names_model.labels import COUNT, NOTHING, OPENINGS, is_pet, kind_of
from pipeline.values.identifiers import Kind

_FORBIDDEN = -1e9


@dataclass(frozen=True)
class Found:
    """Words `first` up to, not including, `end` of one turn."""

    first: int
    end: int
    kind: Kind
    score: float
    """The probability that these words identify somebody: as the network gives it, what is known
    from elsewhere weighed in; before calibration."""
    sounds_like: str = field(default="", repr=False)
    """The known name that the words sound like, where they are not spelled so."""
    by_sound: bool = False
    """Whether nothing but that gave them away."""
    pet: bool = False
    """Whether it is an animal's name."""


def _allowed() -> NDArray[np.float32]:
    """Label before x label after: an inside follows only its own beginning (BIO)."""
    steps = np.zeros((COUNT, COUNT), dtype=np.float32)
    for opening in OPENINGS:
        steps[:, opening + 1] = _FORBIDDEN
        steps[[opening, opening + 1], opening + 1] = 0
    return steps


_EVEN = (0.0,) * len(OPENINGS)
_STEPS = _allowed()
_START = np.zeros(COUNT, dtype=np.float32)
_START[[opening + 1 for opening in OPENINGS]] = _FORBIDDEN


def decode(
    probabilities: NDArray[np.float32],
    leans: Sequence[float] = _EVEN,
    evidence: NDArray[np.float32] | None = None,
) -> list[Found]:
    """The best labels of a turn's words, as spans (Viterbi 1967).

    Args:
        probabilities: words x labels.
        leans: for each kind and for pets, added to the log-probability of their labels: the
            higher, the more is found.
        evidence: words x labels, added to the log-probabilities: what is known from elsewhere.
    """
    if not len(probabilities):
        return []
    if evidence is not None:
        probabilities = _weighed(probabilities, evidence)
    logs = np.log(np.maximum(probabilities, 1e-12)).astype(np.float32)
    logs[:, 1:] += np.repeat(np.asarray(leans, dtype=np.float32), 2)
    labels = _best(logs)
    found: list[Found] = []
    first = 0
    while first < len(labels):
        label = labels[first]
        if label == NOTHING:
            first += 1
            continue
        end = first + 1
        while end < len(labels) and labels[end] == label + 1:
            end += 1
        score = float((1 - probabilities[first:end, NOTHING]).mean())
        found.append(Found(first, end, kind_of(label), score, pet=is_pet(label)))
        first = end
    return found


def _weighed(
    probabilities: NDArray[np.float32], evidence: NDArray[np.float32]
) -> NDArray[np.float32]:
    powers = probabilities * np.exp(evidence)
    found: NDArray[np.float32] = powers / powers.sum(axis=1, keepdims=True)
    return found


def _best(logs: NDArray[np.float32]) -> list[int]:
    best = logs[0] + _START
    backs = np.zeros(logs.shape, dtype=np.int64)
    for word in range(1, len(logs)):
        reach = best[:, None] + _STEPS
        backs[word] = reach.argmax(axis=0)
        best = reach[backs[word], np.arange(COUNT)] + logs[word]
    label = int(best.argmax())
    labels = [label]
    for word in range(len(logs) - 1, 0, -1):
        label = int(backs[word, label])
        labels.append(label)
    return labels[::-1]
