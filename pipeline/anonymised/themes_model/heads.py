"""What is read off a sentence's vector: codes, polarity, flags."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from pipeline.anonymised.encoder.network import Vectors

Scores = NDArray[np.float32]
"""Sentences x codes (or what else is scored), as log-odds."""
_NAMES = (
    "code",
    "code_offset",
    "anchor",
    "polarity",
    "polarity_offset",
    "flag",
    "flag_offset",
)


@dataclass(frozen=True)
class Heads:
    """The weights that belong to one encoder; every array is 32-bit."""

    code: Scores = field(repr=False)
    """Codes x width."""
    code_offset: Scores = field(repr=False)
    anchor: Scores = field(repr=False)
    """Codes x width: where the texts of each shipped code lie, of length one."""
    polarity: Scores = field(repr=False)
    """Denied and considered x width."""
    polarity_offset: Scores = field(repr=False)
    flag: Scores = field(repr=False)
    """Flags x width."""
    flag_offset: Scores = field(repr=False)
    scale: float
    """What a cosine is multiplied with."""
    offset: float
    """What is then added to it."""

    @classmethod
    def load(cls, path: Path) -> Self:
        """Read the weights; ``KeyError`` where one is missing."""
        with np.load(path, allow_pickle=False) as file:
            arrays = {name: file[name].astype(np.float32) for name in _NAMES}
            return cls(**arrays, scale=float(file["scale"]), offset=float(file["offset"]))

    def codes(self, vectors: Vectors, share: float) -> Scores:
        """Sentences x shipped codes.

        Args:
            vectors: sentences x width.
            share: how much the distance to the codes' texts counts beside the trained weights.
        """
        linear = vectors @ self.code.T + self.code_offset
        found: Scores = (1 - share) * linear + share * self.likeness(vectors, self.anchor)
        return found

    def likeness(self, vectors: Vectors, anchors: Vectors) -> Scores:
        """Sentences x anchors: how near each sentence is to each, on the scale of log-odds."""
        found: Scores = unit(vectors) @ anchors.T * self.scale + self.offset
        return found

    def polarities(self, vectors: Vectors) -> Scores:
        """Sentences x (denied, considered)."""
        found: Scores = vectors @ self.polarity.T + self.polarity_offset
        return found

    def flags(self, vectors: Vectors) -> Scores:
        """Sentences x flags."""
        found: Scores = vectors @ self.flag.T + self.flag_offset
        return found


def unit(vectors: Vectors) -> Vectors:
    """Each vector at length one; noughts stay noughts."""
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    found: Vectors = vectors / np.maximum(lengths, 1e-6)
    return found
