"""Codes of the researcher's own: no weights were trained for them, their texts alone tell.

A sentence that lies near the texts of a code lies near those of its neighbours as well. What says
more is how much nearer it is than to all the others, as the encoder was trained to choose among
codes (InfoNCE; van den Oord, Li and Vinyals 2018).
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Self

import numpy as np
from numpy.typing import NDArray

from pipeline.anonymised.encoder.network import Vectors
from pipeline.anonymised.themes_model.heads import Scores, unit
from pipeline.anonymised.themes_model.model import Read, ThemesModel

_TWIN = 0.8
"""Cosine from which a shipped code that the codebook lacks is an own one under another name. No
two shipped codes come nearer than 0.74."""


@dataclass(frozen=True)
class _Reader:
    """What one encoder needs."""

    anchors: Vectors = field(repr=False)
    """Own codes, then shipped ones, each where its texts lie."""
    rivals: NDArray[np.bool_] = field(repr=False)
    """Own codes x anchors: which are held against it."""
    scale: float

    def scores(self, vectors: Vectors) -> Scores:
        """Sentences x own codes: log-odds against the rivals."""
        near = unit(vectors) @ self.anchors.T * self.scale
        against = np.where(self.rivals[None], near[:, None, :], -np.inf)
        highest = against.max(axis=-1, keepdims=True, initial=-np.inf)
        rest = np.log(np.exp(against - highest).sum(axis=-1)) + highest[..., 0]
        found: Scores = near[:, : len(self.rivals)] - rest
        return found


@dataclass(frozen=True)
class OwnCodes:
    """Scores sentences by codes that the model was not trained on."""

    readers: tuple[_Reader | None, ...] = field(repr=False)
    """By encoder; None for one that reads no texts."""

    @classmethod
    def of(
        cls, model: ThemesModel, texts: Sequence[Sequence[str]], present: Collection[str]
    ) -> Self:
        """Read the texts of codes.

        Args:
            model: whose encoders read them.
            texts: for each own code, at least one.
            present: shipped codes that the codebook has too.
        """
        anchors = [model.anchors(one) for one in texts]
        lacks = np.array([code not in present for code in model.operating.codes])
        readers: list[_Reader | None] = []
        for at, (part, heads) in enumerate(zip(model.operating.parts, model.heads, strict=True)):
            if not part.share:
                readers.append(None)
                continue
            own = np.concatenate([one[at] for one in anchors])
            rivals = np.ones((len(own), len(own) + len(lacks)), dtype=bool)
            rivals[:, : len(own)] = ~np.eye(len(own), dtype=bool)
            rivals[:, len(own) :] = ~(lacks & (own @ heads.anchor.T >= _TWIN))
            readers.append(_Reader(np.concatenate([own, heads.anchor]), rivals, heads.scale))
        return cls(tuple(readers))

    def scores(self, read: Read) -> Scores:
        """Sentences x own codes, in the order of their texts: the mean of the encoders."""
        pairs = zip(self.readers, read.vectors, strict=True)
        found: Scores = np.mean([one.scores(vectors) for one, vectors in pairs if one], axis=0)
        return found
