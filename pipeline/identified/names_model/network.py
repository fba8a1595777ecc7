"""The trained network, run by onnxruntime on one core."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.identified.names_model.windows import Window
from pipeline.language.session import session

Scores = NDArray[np.float32]


class Network:
    """Windows -> the probabilities of every word's labels.

    Args:
        path: the model in ONNX; inputs `ids` and `cases` (one window x pieces), output `scores`.
        threads: cores to use.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        self._session = session(path, threads)

    def probabilities(self, windows: Sequence[Window]) -> list[Scores]:
        """For every window, in order: words x labels, each row adding up to one.

        One window at a time: on one core batches are slower, since they must be padded.
        """
        return [self._of(window) for window in windows]

    def _of(self, window: Window) -> Scores:
        inputs = {
            "ids": np.array([window.ids], dtype=np.int64),
            "cases": np.array([window.cases], dtype=np.int64),
        }
        (scores,) = self._session.run(["scores"], inputs)
        return _softmax(scores[0][list(window.firsts)])


def _softmax(scores: Scores) -> Scores:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Scores = powers / powers.sum(axis=1, keepdims=True)
    return found
