"""How surely each sentence of an interview carries each code of a study's codebook.

A code that the shipped model knows is scored by its trained weights; one that a researcher added,
by how much nearer a sentence comes to its texts than to those of others. What the study's rulings
taught is added to both.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from pipeline.anonymised.encoder.network import Vectors
from pipeline.anonymised.heard import Heard
from pipeline.anonymised.learnt import Learnt
from pipeline.anonymised.themes_model.heads import Scores
from pipeline.anonymised.themes_model.model import Read, ThemesModel
from pipeline.anonymised.themes_model.own_codes import OwnCodes
from pipeline.values.themes import Code, Codebook


@dataclass(frozen=True)
class Scored:
    """A turn, and a row of scores for each of its sentences."""

    heard: Heard
    codes: Scores = field(repr=False)
    """Log-odds, in the order of the codebook."""
    polarities: Scores = field(repr=False)
    """Denied, considered."""
    flags: Scores = field(repr=False)
    """In the order of the model's flags."""
    vectors: tuple[Vectors, ...] = field(repr=False)


class Scorer:
    """Scores interviews by a codebook.

    Args:
        model: the shipped one.
        codebook: of the study.
        learnt: from the study's rulings.
    """

    def __init__(self, model: ThemesModel, codebook: Codebook, learnt: Learnt) -> None:
        self._model = model
        self._learnt = learnt
        self._codes = [code.id for code in codebook.codes]
        shipped = {id: at for at, id in enumerate(model.operating.codes)}
        self._columns = {at: shipped[id] for at, id in enumerate(self._codes) if id in shipped}
        self._added = [at for at, id in enumerate(self._codes) if id not in shipped]
        texts = [texts_of(codebook.codes[at]) for at in self._added]
        self._own = OwnCodes.of(model, texts, set(self._codes)) if texts else None

    def score(self, heard: Sequence[Heard]) -> list[Scored]:
        """The scores of an interview's turns, in their order."""
        reads = self._model.read([one.answer() for one in heard])
        return [
            Scored(one, self._codes_of(read), read.polarities, read.flags, read.vectors)
            for one, read in zip(heard, reads, strict=True)
        ]

    def is_shipped(self, column: int) -> bool:
        """Whether the model was trained on the code of that column."""
        return column in self._columns

    def _codes_of(self, read: Read) -> Scores:
        found = np.zeros((len(read.codes), len(self._codes)), dtype=np.float32)
        for at, column in self._columns.items():
            found[:, at] = read.codes[:, column]
        if self._own:
            found[:, self._added] = self._own.scores(read)
        scores: Scores = found + self._learnt.corrections(self._codes, read.vectors)
        return scores


def texts_of(code: Code) -> list[str]:
    """What tells a code from others: its definition, what it includes, each example."""
    texts = [f"{code.name}. {code.definition}", f"{code.name}: {code.include}"]
    return [*texts[: 2 if code.include else 1], *code.examples]
