"""How the model's figures are read: what is taken, what is asked about, what a score means."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated

from pydantic import Field

from pipeline.identified.names_model.labels import KINDS
from pipeline.values.base import Value
from pipeline.values.identifiers import Kind, Score

_EDGE = 1e-4


class Calibration(Value):
    """A score on the network's scale -> how often such a find is right (Platt 1999)."""

    slope: Annotated[float, Field(gt=0)]
    offset: float

    def of(self, score: float) -> float:
        """The calibrated probability, from 0 to 1."""
        bounded = min(max(score, _EDGE), 1 - _EDGE)
        odds = self.slope * math.log(bounded / (1 - bounded)) + self.offset
        return 1 / (1 + math.exp(-odds))


class Operating(Value):
    """`model.json`, which belongs to one trained network."""

    version: Annotated[str, Field(min_length=1)]
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
    """Of the network's file."""
    lean: dict[Kind, float]
    """For each kind, what is added to its evidence: the higher, the more is found."""
    pets: float
    """The same for the names of animals, which are of the kind OTHER."""
    sure: Score
    """Below this calibrated score a find asks for a person's eyes."""
    known: Score
    """From this score of the network a find is looked for in the whole transcript."""
    listed: Annotated[float, Field(ge=0)]
    """What a sure find of the word lists adds to a name's evidence (log-probability)."""
    perhaps: Annotated[float, Field(ge=0)]
    """The same for what the lists doubt."""
    spelled: Annotated[float, Field(ge=0)]
    """The same for what is spelled like a name on the roster."""
    heard: Annotated[float, Field(ge=0)]
    """The same for what sounds just like one; a weaker likeness weighs as much less."""
    held: Score
    """Of a sound-alike's weight, what one of the transcript's own names has."""
    again: Score
    """A name of the transcript, where it is an ordinary word too, is one again from this score."""
    calibration: dict[Kind, Calibration]
    generous: Annotated[dict[Kind, float], Field(default_factory=dict)]
    """For the indirect kinds, the lean of a second reading whose finds are only listed."""
    generous_calibration: Annotated[dict[Kind, Calibration], Field(default_factory=dict)]
    """For their scores."""

    @classmethod
    def load(cls, path: Path) -> Operating:
        """Read and check the file.

        Raises:
            ValidationError: a value is missing or wrong.
        """
        return cls.model_validate_json(path.read_text(encoding="utf-8"))

    def calibrated(self, kind: Kind, score: float, *, pet: bool = False) -> float:
        """How often a find of `kind` with the network's `score` is right; a pet's name is as
        easily told as a person's."""
        return self.calibration[Kind.PERSON if pet else kind].of(score)

    def listed_score(self, kind: Kind, score: float) -> float:
        """The same of a find that is only listed."""
        curve = self.generous_calibration.get(kind)
        return curve.of(score) if curve else self.calibrated(kind, score)

    def leans(self) -> list[float]:
        """In the order of the model's kinds; pets come last."""
        return [*(self.lean[kind] for kind in KINDS), self.pets]
