"""How the models' figures are read: what is proposed, what is asked about, what a score means."""

from __future__ import annotations

import math
from pathlib import Path
from typing import Annotated, Self

from pydantic import Field, model_validator

from pipeline.values.base import Sha256, Value
from pipeline.values.identifiers import Score
from pipeline.values.themes import CodeId


class Curve(Value):
    """Log-odds of the models -> how often it is so (Platt 1999)."""

    slope: Annotated[float, Field(gt=0)]
    offset: float

    def of(self, score: float, extra: float = 0.0) -> float:
        """The calibrated probability, from 0 to 1; `extra` is added to the calibrated log-odds."""
        odds = self.slope * score + self.offset + extra
        return 1 / (1 + math.exp(-min(max(odds, -30.0), 30.0)))

    def score_of(self, chance: float, extra: float = 0.0) -> float:
        """The other way round: the log-odds that have this chance."""
        bounded = min(max(chance, 1e-6), 1 - 1e-6)
        return (math.log(bounded / (1 - bounded)) - self.offset - extra) / self.slope


class Part(Value):
    """One encoder and its heads."""

    encoder: str
    """File name."""
    heads: str
    encoder_sha256: Sha256
    heads_sha256: Sha256
    share: Score
    """How much the distance to a code's texts counts beside the trained weights; 0: it was not
    trained to read texts, and says nothing about codes of the researcher's own."""


class Operating(Value):
    """`model.json`, which belongs to the files beside it."""

    version: Annotated[str, Field(min_length=1)]
    codes: tuple[CodeId, ...]
    """In the order of the heads' rows."""
    flags: tuple[CodeId, ...]
    parts: Annotated[tuple[Part, ...], Field(min_length=1)]
    chance: Curve
    """Of a shipped code, from the best sentence of a passage."""
    unseen: Curve
    """The same for a code of the researcher's own, from its texts alone."""
    cue: float
    """What a cue in the passage adds to the calibrated log-odds."""
    asked: float
    """What a question that asks for the code adds."""
    by_code: dict[CodeId, float]
    """What is added for a code that is right more or less often than others of its score."""
    reach: Annotated[float, Field(ge=0)]
    """A neighbouring sentence joins a passage down to this far (log-odds) below the best one."""
    denied: Curve
    considered: Curve
    takes: Score
    """From this chance a passage is proposed as denied, or as only considered."""
    asks: Score
    """From this one a person is asked to look."""
    flag: dict[CodeId, float]
    """From which log-odds of a sentence a flag is raised."""
    beside_cue: Annotated[float, Field(ge=0)]
    """How far below that a cue still raises it."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not any(part.share for part in self.parts):
            raise ValueError("no encoder reads the texts of codes")
        return self

    @classmethod
    def load(cls, path: Path) -> Operating:
        """Read and check the file.

        Raises:
            ValidationError: a value is missing or wrong.
        """
        return cls.model_validate_json(path.read_text(encoding="utf-8"))
