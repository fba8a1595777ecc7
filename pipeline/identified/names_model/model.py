"""The model as a whole: the turns of a transcript -> spans that may identify someone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.identified.names_model.labels import COUNT
from pipeline.identified.names_model.network import Network
from pipeline.identified.names_model.windows import WINDOW, windows
from pipeline.identified.names_model.words import Word, cases_of, has_capitals, words_of
from pipeline.language.wordpiece import WordPiece


@dataclass(frozen=True)
class Read:
    """One turn as the model read it."""

    words: tuple[Word, ...] = field(repr=False)
    probabilities: NDArray[np.float32] = field(repr=False)
    """Words x labels."""


class NamesModel:
    """Reads transcripts with one network.

    Args:
        network: a model in ONNX.
        vocabulary: the encoder's, a piece a line.
        window: pieces read at once.
    """

    def __init__(self, network: Path, vocabulary: Path, window: int = WINDOW) -> None:
        self._network = Network(network)
        self._wordpiece = WordPiece.load(vocabulary)
        self._window = window

    def read(self, texts: Sequence[str]) -> list[Read]:
        """What the model makes of every word of the turns `texts`, a transcript in its order."""
        capitals = has_capitals(texts)
        turns = [words_of(text) for text in texts]
        cases = [cases_of(words, capitals=capitals) for words in turns]
        packed = list(windows(turns, cases, self._wordpiece, self._window))
        rows = [np.zeros((len(words), COUNT), dtype=np.float32) for words in turns]
        for window, found in zip(packed, self._network.probabilities(packed), strict=True):
            for (turn, word), row in zip(window.words, found, strict=True):
                rows[turn][word] = row
        return [Read(tuple(words), row) for words, row in zip(turns, rows, strict=True)]
