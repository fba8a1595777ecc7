"""All proposed places in the order of their confidence: what curves and rankings are made from."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy import bool_, int64
from numpy.typing import NDArray

from pipeline.measure.coding.places import Coded
from pipeline.measure.figures import Floats


@dataclass(frozen=True)
class Ranked:
    """Places (turn, code), 'present', of all transcripts; the surest first."""

    confidence: Floats
    right: NDArray[bool_]
    """Whether the gold has it."""
    owner: NDArray[int64]
    """Number of its transcript."""
    truths: Floats
    """Of each transcript, how many places the gold has."""

    @classmethod
    def of(cls, found: Coded) -> Ranked:
        """Everything that was proposed, however unsure."""
        places = [
            (-confidence, number, place in truth)
            for number, one in enumerate(found.transcripts)
            for truth in (one.truth(),)
            for place, confidence in one.confidences().items()
        ]
        places.sort()
        return cls(
            confidence=np.array([-confidence for confidence, _, _ in places], dtype=np.float64),
            right=np.array([right for _, _, right in places], dtype=bool),
            owner=np.array([number for _, number, _ in places], dtype=np.int64),
            truths=np.array([len(one.truth()) for one in found.transcripts], dtype=np.float64),
        )

    @cached_property
    def ends(self) -> NDArray[int64]:
        """Of each confidence that occurs, the last place that has it: equal ones are taken
        together."""
        changes = np.flatnonzero(np.diff(self.confidence))
        last = [len(self.confidence) - 1] if len(self.confidence) else []
        return np.concatenate([changes, np.array(last, dtype=np.int64)]).astype(np.int64)

    def counted(self, weights: Floats) -> tuple[Floats, Floats, float]:
        """Down to each confidence that occurs, how many were proposed and how many of them are
        right; and how many the gold has. `weights`: how many times each transcript counts."""
        each = weights[self.owner]
        proposed = np.cumsum(each)[self.ends]
        right = np.cumsum(each * self.right)[self.ends]
        return proposed, right, float(weights @ self.truths)

    @property
    def holding(self) -> list[bool]:
        """Of each transcript, whether the gold has a place in it, or one was proposed."""
        proposed = np.bincount(self.owner, minlength=len(self.truths))
        return [bool(one) for one in (proposed + self.truths) > 0]
