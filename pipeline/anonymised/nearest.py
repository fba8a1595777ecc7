"""Which examples a passage reads like: what a person is told beside a proposal."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.anonymised.themes_model.heads import unit
from pipeline.anonymised.themes_model.model import ThemesModel
from pipeline.values.themes import Code


@dataclass(frozen=True)
class Likeness:
    """An example of the codebook, and how near a passage comes to it."""

    code: str
    text: str
    """Of the codebook, never of a transcript."""
    cosine: float


def nearest_examples(
    model: ThemesModel, passage: str, codes: Sequence[Code], number: int = 2
) -> list[Likeness]:
    """The examples of these codes that a passage reads most like, the nearest first."""
    examples = [(code.id, text) for code in codes for text in code.examples]
    if not examples:
        return []
    own = model.texts([passage])
    given = model.texts([text for _, text in examples])
    each = [unit(a) @ unit(b).T for a, b in zip(own, given, strict=True)]
    cosines = np.mean(each, axis=0)[0]
    order = np.argsort(-cosines, kind="stable")[:number]
    return [Likeness(examples[at][0], examples[at][1], float(cosines[at])) for at in order]
