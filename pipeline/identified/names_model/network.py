"""The trained network, run by onnxruntime on one core."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from pipeline.errors import VoicesError
from pipeline.identified.names_model.windows import Window

if TYPE_CHECKING:
    from onnxruntime import InferenceSession

Scores = NDArray[np.float32]

_BATCH = 2048
"""Padded pieces at once: more is no faster on one core and takes memory."""


class Network:
    """Windows -> the probabilities of every word's labels.

    Args:
        path: the model in ONNX; inputs `ids` and `cases`, output `scores`.
        threads: cores to use.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        self._session = _session(path, threads)

    def probabilities(self, windows: Sequence[Window]) -> list[Scores]:
        """For every window, in order: words x labels, each row adding up to one."""
        found: list[Scores | None] = [None] * len(windows)
        for batch in _batches(windows):
            ids, cases = _padded([windows[number] for number in batch])
            (scores,) = self._session.run(["scores"], {"ids": ids, "cases": cases})
            for row, number in enumerate(batch):
                found[number] = _softmax(scores[row][list(windows[number].firsts)])
        return [one for one in found if one is not None]


def _batches(windows: Sequence[Window]) -> list[list[int]]:
    """Numbers of windows of like length together."""
    made: list[list[int]] = []
    for number in sorted(range(len(windows)), key=lambda one: len(windows[one].ids)):
        length = len(windows[number].ids)
        if not made or length * (len(made[-1]) + 1) > _BATCH:
            made.append([])
        made[-1].append(number)
    return made


def _padded(windows: Sequence[Window]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    length = max(len(one.ids) for one in windows)
    ids = np.zeros((len(windows), length), dtype=np.int64)
    cases = np.zeros_like(ids)
    for row, one in enumerate(windows):
        ids[row, : len(one.ids)] = one.ids
        cases[row, : len(one.cases)] = one.cases
    return ids, cases


def _softmax(scores: Scores) -> Scores:
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    found: Scores = powers / powers.sum(axis=1, keepdims=True)
    return found


@cache
def _session(path: Path, threads: int) -> InferenceSession:
    import onnxruntime

    options: Any = onnxruntime.SessionOptions()
    options.intra_op_num_threads = threads
    options.inter_op_num_threads = 1
    options.log_severity_level = 3
    # The arena keeps the largest batch ever seen; without it memory stays near the model's size.
    options.enable_cpu_mem_arena = False
    try:
        return onnxruntime.InferenceSession(
            str(path), options, providers=["CPUExecutionProvider"]
        )
    except Exception as error:
        raise VoicesError(
            "the names model that belongs to this installation cannot be loaded",
            where=path.name,
            next_step="install the package again, or set 'names: gazetteer' in config/study.yaml",
        ) from error
