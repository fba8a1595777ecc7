"""The model as a whole: the answers of an interview -> scores of every sentence."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from pipeline.anonymised.encoder.network import Encoder, Vectors
from pipeline.anonymised.encoder.windows import Answer
from pipeline.anonymised.themes_model.heads import Heads, Scores, unit
from pipeline.anonymised.themes_model.operating import Operating
from pipeline.errors import VoicesError

FOLDER = Path(__file__).parent


@dataclass(frozen=True)
class Read:
    """One answer as the model read it; a row for each sentence."""

    vectors: tuple[Vectors, ...] = field(repr=False)
    """By encoder."""
    codes: Scores = field(repr=False)
    """In the order of `Operating.codes`."""
    polarities: Scores = field(repr=False)
    """Denied, considered."""
    flags: Scores = field(repr=False)
    """In the order of `Operating.flags`."""


class ThemesModel:
    """Reads interviews with the encoders of a folder and takes the mean of what they say.

    Args:
        folder: `model.json` and the files that it names.

    Raises:
        VoicesError: one of them is missing, or not the one that `model.json` was made for.
    """

    def __init__(self, folder: Path = FOLDER) -> None:
        self.operating = _operating(folder)
        parts = self.operating.parts
        for part in parts:
            _check(folder / part.encoder, part.encoder_sha256)
            _check(folder / part.heads, part.heads_sha256)
        self._encoders = [Encoder(folder / part.encoder) for part in parts]
        self.heads = tuple(Heads.load(folder / part.heads) for part in parts)

    def read(self, answers: Sequence[Answer]) -> list[Read]:
        """What the model makes of every sentence of an interview's answers, in their order."""
        by_encoder = [encoder.read(answers) for encoder in self._encoders]
        return [self._scored(vectors) for vectors in zip(*by_encoder, strict=True)]

    def texts(self, texts: Sequence[str]) -> tuple[Vectors, ...]:
        """By encoder: the vectors of texts that stand for themselves."""
        return tuple(encoder.texts(texts) for encoder in self._encoders)

    def anchors(self, texts: Sequence[str]) -> tuple[Vectors, ...]:
        """By encoder: where the texts of a code lie, one row, the mean of all, of length one."""
        found = (unit(vectors).mean(axis=0) for vectors in self.texts(texts))
        return tuple(unit(mean[None, :]) for mean in found)

    def _scored(self, vectors: tuple[Vectors, ...]) -> Read:
        pairs = list(zip(self.heads, vectors, strict=True))
        shares = [part.share for part in self.operating.parts]
        return Read(
            vectors,
            _mean(
                [heads.codes(own, share) for (heads, own), share in zip(pairs, shares, strict=True)]
            ),
            _mean([heads.polarities(own) for heads, own in pairs]),
            _mean([heads.flags(own) for heads, own in pairs]),
        )


@cache
def shipped_model() -> ThemesModel:
    """The model of this installation, loaded once a process."""
    return ThemesModel()


def _operating(folder: Path) -> Operating:
    path = folder / "model.json"
    try:
        return Operating.load(path)
    except (OSError, ValidationError):
        raise _damaged(path) from None


def _check(path: Path, sha256: str) -> None:
    found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    if found != sha256:
        raise _damaged(path)


def _damaged(path: Path) -> VoicesError:
    return VoicesError(
        "the themes model that belongs to this installation is missing or damaged",
        where=path.name,
        next_step="install the package again, or set 'coding: {by: cues}' in config/study.yaml",
    )


def _mean(scores: Sequence[Scores]) -> Scores:
    found: Scores = np.mean(scores, axis=0)
    return found
