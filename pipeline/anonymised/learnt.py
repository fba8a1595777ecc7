"""What a study's own rulings taught: small corrections of the shipped model, code by code."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import numpy as np
from pydantic import Field

from pipeline.anonymised.encoder.network import Vectors
from pipeline.anonymised.themes_model.heads import Scores, unit
from pipeline.values.base import Value
from pipeline.values.themes import CodeId


class Correction(Value):
    """Of one code."""

    offset: float
    """Added to its log-odds."""
    weights: Annotated[tuple[float, ...], Field(repr=False)]
    """Against a sentence's vectors, the encoders' one after the other, each at length one."""
    right: Annotated[int, Field(ge=0)]
    """Passages that people gave this code."""
    wrong: Annotated[int, Field(ge=0)]
    """Proposals of it that they rejected."""


class Learnt(Value):
    """By code; a code that nobody ruled on is missing."""

    by_code: dict[CodeId, Correction]

    def corrections(self, codes: Sequence[str], vectors: Sequence[Vectors]) -> Scores:
        """Sentences x codes: what is added to the log-odds of each. What was learnt with other
        encoders counts for nothing until it is learnt anew.

        Args:
            codes: in the order wanted.
            vectors: by encoder, sentences x width.
        """
        joined = features(vectors)
        found = np.zeros((len(joined), len(codes)), dtype=np.float32)
        for at, code in enumerate(codes):
            correction = self.by_code.get(code)
            if correction is not None and len(correction.weights) == joined.shape[1]:
                weights = np.array(correction.weights, dtype=np.float32)
                found[:, at] = joined @ weights + correction.offset
        return found


NOTHING_LEARNT = Learnt(by_code={})
"""Of a study on whose codings nobody ruled."""


def features(vectors: Sequence[Vectors]) -> Vectors:
    """Sentences x (width of all encoders together), each encoder's part at length one."""
    found: Vectors = np.concatenate([unit(one) for one in vectors], axis=1)
    return found
