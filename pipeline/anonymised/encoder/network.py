"""The encoders, run one window at a time on one core."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.anonymised.encoder.windows import Answer, Row, pieces, windows
from pipeline.language.session import session
from pipeline.language.wordpiece import VOCABULARY, WordPiece

WIDTH = 384
LONGEST_TEXT = 100
"""Pieces of a text that is read by itself."""

Vectors = NDArray[np.float32]
"""Sentences (or texts) x `WIDTH`."""


class Encoder:
    """Reads interviews, and texts by themselves.

    Args:
        path: in ONNX; inputs `ids` and `rows` (one window x pieces), output `states` (one window x
            pieces x `WIDTH`).
        threads: cores to use.
    """

    def __init__(self, path: Path, threads: int = 1) -> None:
        self._session = session(path, threads)
        self._wordpiece = WordPiece.load(VOCABULARY)

    def read(self, answers: Sequence[Answer]) -> list[Vectors]:
        """For every answer of an interview, in order: its sentences' vectors, the mean of what
        the encoder makes of their pieces. A sentence without a word has a vector of noughts."""
        found = [np.zeros((len(one.sentences), WIDTH), dtype=np.float32) for one in answers]
        for window in windows(answers, self._wordpiece):
            states = self._states(window.ids, window.rows)
            for place in window.places:
                mean = states[place.first : place.last].mean(axis=0)
                found[place.answer][place.sentence] = mean
        return found

    def texts(self, texts: Sequence[str]) -> Vectors:
        """The vectors of texts that stand for themselves: definitions, examples."""
        found = np.zeros((len(texts), WIDTH), dtype=np.float32)
        for at, text in enumerate(texts):
            words = pieces(text, self._wordpiece)[:LONGEST_TEXT]
            ids = [self._wordpiece.opening, *words, self._wordpiece.separator]
            found[at] = self._states(ids, [Row.ANSWER] * len(ids)).mean(axis=0)
        return found

    def _states(self, ids: Sequence[int], rows: Sequence[int]) -> Vectors:
        inputs = {
            "ids": np.array([ids], dtype=np.int64),
            "rows": np.array([rows], dtype=np.int64),
        }
        (states,) = self._session.run(["states"], inputs)
        found: Vectors = states[0]
        return found
