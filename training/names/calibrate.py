"""What the network's scores mean, learned from voices that it was not trained on.

Platt scaling (Platt 1999): a logistic curve from the network's score to the share of finds that
touch something tagged, one curve for each family of kinds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.identified.names_model.finding import find
from pipeline.identified.names_model.generous import listed
from pipeline.identified.names_model.labels import KINDS
from pipeline.identified.names_model.model import NamesModel
from pipeline.identified.names_model.operating import Calibration, Operating
from pipeline.values.identifiers import Kind
from training.names.evaluate import look
from training.names.figures import lowered, mentions
from training.names.talk import Document

NAMES = (Kind.PERSON, Kind.LOCATION, Kind.ORGANISATION)
LOOSE = (Kind.FAMILY, Kind.OTHER)
INDIRECT = (Kind.OCCUPATION, Kind.HEALTH, Kind.DEMOGRAPHIC, Kind.FAMILY, Kind.OTHER)
FAMILIES = (NAMES, INDIRECT, tuple(kind for kind in KINDS if kind not in NAMES + INDIRECT))
_RIDGE = 1.0


@dataclass(frozen=True)
class Choices:
    """What is chosen by hand, looking at the voices kept apart."""

    lean: float = 2.5
    """For people, places and organisations, and for the names of animals."""
    lean_numbers: float = 1.5
    """For numbers, addresses, dates and ages."""
    lean_indirect: float = -0.5
    """For jobs, health, background."""
    lean_loose: float = -1.5
    """For family facts and distinctive acts and phrases, which run over many words."""
    generous: float = 3.8
    """For jobs, health, background, family facts that are only listed."""
    generous_loose: float = 6.8
    """For acts, gifts and phrases that are only listed."""
    listed: float = 4.0
    perhaps: float = 2.5
    spelled: float = 4.0
    heard: float = 8.0
    held: float = 0.5
    known: float = 0.8
    again: float = 0.025
    sure: float = 0.7

    def lean_of(self, kind: Kind) -> float:
        """The lean of a kind."""
        if kind in LOOSE:
            return self.lean_loose
        if kind in INDIRECT:
            return self.lean_indirect
        return self.lean if kind in NAMES else self.lean_numbers


Pair = tuple[Kind, float, bool]
"""A find's kind, the network's score of it, and whether it touches something tagged."""


def finds(
    model: NamesModel,
    documents: Iterable[Document],
    operating: Operating,
    *,
    generous: bool = False,
) -> Iterator[Pair]:
    """All finds in documents, as they are and without capitals: the taken ones, or those of the
    generous reading, which are right only where they touch something indirect."""
    for document in documents:
        for one in look(model, (document, lowered(document))):
            found = find(one.reads, one.names, operating)
            found = listed(one.reads, found, operating) if generous else found
            for turn, read, here in zip(one.document.turns, one.reads, found, strict=True):
                tagged = [
                    (start, end)
                    for start, end, kind, _ in mentions(turn)
                    if kind in INDIRECT or not generous
                ]
                for each in here:
                    start, end = read.words[each.first].start, read.words[each.end - 1].end
                    kind = Kind.PERSON if each.pet else each.kind
                    yield kind, each.score, any(a < end and start < b for a, b in tagged)


def curves(pairs: Sequence[Pair]) -> dict[Kind, Calibration]:
    """Kind -> its family's curve."""
    fitted: dict[Kind, Calibration] = {}
    for family in FAMILIES:
        own = [(score, right) for kind, score, right in pairs if kind in family]
        slope, offset = _fit(own)
        curve = Calibration(slope=round(slope, 4), offset=round(offset, 4))
        fitted |= dict.fromkeys(family, curve)
    return fitted


def generous_curves(pairs: Sequence[Pair]) -> dict[Kind, Calibration]:
    """Indirect kind -> the curve of its finds that are only listed."""
    fitted: dict[Kind, Calibration] = {}
    for family in ((Kind.OTHER,), tuple(kind for kind in INDIRECT if kind is not Kind.OTHER)):
        slope, offset = _fit([(score, right) for kind, score, right in pairs if kind in family])
        curve = Calibration(slope=round(slope, 4), offset=round(offset, 4))
        fitted |= dict.fromkeys(family, curve)
    return fitted


def _fit(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and offset by Newton's method, drawn a little towards the network's own scale."""
    if not pairs:
        return 1.0, 0.0
    score = np.clip([one for one, _ in pairs], 1e-4, 1 - 1e-4)
    rows: NDArray[np.float64] = np.stack([np.log(score / (1 - score)), np.ones(len(pairs))], 1)
    right = np.array([float(one) for _, one in pairs])
    weights = prior = np.array([1.0, 0.0])

    def loss(tried: NDArray[np.float64]) -> float:
        odds = rows @ tried
        unlikely = np.logaddexp(0, odds) - right * odds
        return float(unlikely.sum() + _RIDGE * ((tried - prior) ** 2).sum() / 2)

    for _ in range(50):
        said = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (said - right) + _RIDGE * (weights - prior)
        bend = (rows * (said * (1 - said))[:, None]).T @ rows + _RIDGE * np.eye(2)
        step = np.linalg.solve(bend, slope)
        # Far from the answer a whole step of Newton's overshoots.
        while loss(weights - step) > loss(weights) and np.abs(step).max() > 1e-9:
            step = step / 2
        weights = weights - step
    return float(weights[0]), float(weights[1])


def reliability(operating: Operating, pairs: Sequence[Pair]) -> Iterator[tuple[float, float, int]]:
    """For each tenth of the calibrated scale that holds finds: mean score, share right, number."""
    scored = [(operating.calibrated(kind, score), right) for kind, score, right in pairs]
    for tenth in range(10):
        here = [one for one in scored if tenth <= one[0] * 10 < tenth + 1 + (tenth == 9)]
        if here:
            means = np.mean(here, axis=0)
            yield float(means[0]), float(means[1]), len(here)


def write(folder: Path, operating: Operating) -> None:
    """Write `model.json` beside `model.onnx` in `folder`."""
    text = json.dumps(operating.model_dump(mode="json"), indent=1) + "\n"
    (folder / "model.json").write_text(text, encoding="utf-8")


def uncalibrated(folder: Path, version: str, choices: Choices) -> Operating:
    """How the network in `folder` is read before its scores are calibrated."""
    digest = hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest()
    return Operating(
        version=version,
        sha256=digest,
        lean={kind: choices.lean_of(kind) for kind in KINDS},
        pets=choices.lean,
        sure=choices.sure,
        known=choices.known,
        again=choices.again,
        listed=choices.listed,
        perhaps=choices.perhaps,
        spelled=choices.spelled,
        heard=choices.heard,
        held=choices.held,
        calibration=dict.fromkeys(KINDS, Calibration(slope=1.0, offset=0.0)),
        generous={
            kind: choices.generous_loose if kind in LOOSE else choices.generous for kind in INDIRECT
        },
    )
