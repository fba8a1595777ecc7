"""What the shipped figures belong to, and what a score means."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from pipeline.anonymised.encoder.network import WIDTH
from pipeline.anonymised.themes_model.heads import Heads
from pipeline.anonymised.themes_model.model import FOLDER
from pipeline.anonymised.themes_model.operating import Curve, Operating


def digest(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def test_the_shipped_files_belong_together() -> None:
    operating = Operating.load(FOLDER / "model.json")
    assert set(operating.flag) == set(operating.flags)
    assert set(operating.by_code) <= set(operating.codes)
    for part in operating.parts:
        assert digest(FOLDER / part.encoder) == part.encoder_sha256
        assert digest(FOLDER / part.heads) == part.heads_sha256
        heads = Heads.load(FOLDER / part.heads)
        assert heads.code.shape == heads.anchor.shape == (len(operating.codes), WIDTH)
        assert heads.flag.shape == (len(operating.flags), WIDTH)


@pytest.mark.parametrize("chance", [0.05, 0.4, 0.9])
@pytest.mark.parametrize("extra", [-1.0, 0.0, 2.5])
def test_a_score_is_found_back_from_its_chance(chance: float, extra: float) -> None:
    curve = Curve(slope=0.7, offset=-1.3)
    assert curve.of(curve.score_of(chance, extra), extra) == pytest.approx(chance)
