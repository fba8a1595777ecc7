"""What the network's scores mean, learned from voices that it was not trained on.

Platt scaling (Platt 1999): a logistic curve from the network's score to the share of finds that
touch something tagged, one curve for each family of kinds.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from pipeline.identified.names_model.decode import decode
from pipeline.identified.names_model.labels import KINDS
from pipeline.identified.names_model.model import NamesModel
from pipeline.identified.names_model.operating import Operating
from pipeline.values.identifiers import Kind
from training.names.figures import lowered, mentions
from training.names.talk import Document, text_of

NAMES = (Kind.PERSON, Kind.LOCATION, Kind.ORGANISATION)
INDIRECT = (Kind.OCCUPATION, Kind.HEALTH, Kind.DEMOGRAPHIC, Kind.FAMILY, Kind.OTHER)
FAMILIES = (NAMES, INDIRECT, tuple(kind for kind in KINDS if kind not in NAMES + INDIRECT))
_RIDGE = 1.0

Pair = tuple[Kind, float, bool]
"""A find's kind, the network's score of it, and whether it touches something tagged."""


def finds(model: NamesModel, documents: Iterable[Document], leans: Sequence[float]) -> list[Pair]:
    """All finds in documents, as they are and without capitals."""
    return [
        pair
        for document in documents
        for form in (document, lowered(document))
        for pair in _finds(model, form, leans)
    ]


def _finds(model: NamesModel, document: Document, leans: Sequence[float]) -> Iterator[Pair]:
    reads = model.read([text_of(turn) for turn in document.turns])
    for turn, read in zip(document.turns, reads, strict=True):
        tagged = [(start, end) for start, end, *_ in mentions(turn)]
        for one in decode(read.probabilities, leans):
            start, end = read.words[one.first].start, read.words[one.end - 1].end
            yield one.kind, one.score, any(a < end and start < b for a, b in tagged)


def curves(pairs: Sequence[Pair]) -> dict[Kind, tuple[float, float]]:
    """Kind -> slope and offset of its family's curve."""
    fitted = {}
    for family in FAMILIES:
        own = [(score, right) for kind, score, right in pairs if kind in family]
        fitted |= dict.fromkeys(family, _fit(own))
    return fitted


def _fit(pairs: Sequence[tuple[float, bool]]) -> tuple[float, float]:
    """Slope and offset by Newton's method, drawn a little towards the network's own scale."""
    if not pairs:
        return 1.0, 0.0
    score = np.clip([one for one, _ in pairs], 1e-4, 1 - 1e-4)
    rows: NDArray[np.float64] = np.stack([np.log(score / (1 - score)), np.ones(len(pairs))], 1)
    right = np.array([float(one) for _, one in pairs])
    prior = np.array([1.0, 0.0])
    weights = prior.copy()
    for _ in range(50):
        said = 1 / (1 + np.exp(-rows @ weights))
        slope = rows.T @ (said - right) + _RIDGE * (weights - prior)
        bend = (rows * (said * (1 - said))[:, None]).T @ rows + _RIDGE * np.eye(2)
        weights = weights - np.linalg.solve(bend, slope)
    return float(weights[0]), float(weights[1])


def reliability(operating: Operating, pairs: Sequence[Pair]) -> Iterator[tuple[float, float, int]]:
    """For each tenth of the calibrated scale that holds finds: mean score, share right, number."""
    scored = [(operating.calibrated(kind, score), right) for kind, score, right in pairs]
    for tenth in range(10):
        here = [one for one in scored if tenth <= one[0] * 10 < tenth + 1 + (tenth == 9)]
        if here:
            means = np.mean(here, axis=0)
            yield float(means[0]), float(means[1]), len(here)


def write(
    folder: Path,
    version: str,
    leans: Mapping[Kind, float],
    thresholds: tuple[float, float],
    fitted: Mapping[Kind, tuple[float, float]],
) -> None:
    """Write `model.json` beside `model.onnx` in `folder`.

    Args:
        folder: of the exported network.
        version: a name for it.
        leans: by kind.
        thresholds: `sure` and `again` of `Operating`.
        fitted: as `curves` gives it.
    """
    content = {
        "version": version,
        "sha256": hashlib.sha256((folder / "model.onnx").read_bytes()).hexdigest(),
        "lean": {kind.value: leans[kind] for kind in KINDS},
        "sure": thresholds[0],
        "again": thresholds[1],
        "calibration": {
            kind.value: {"slope": round(fitted[kind][0], 4), "offset": round(fitted[kind][1], 4)}
            for kind in KINDS
        },
    }
    text = json.dumps(content, indent=1) + "\n"
    Operating.model_validate_json(text)
    (folder / "model.json").write_text(text, encoding="utf-8")
