"""What scores mean; needs the extras `train`."""

from __future__ import annotations

import pytest

pytest.importorskip("sklearn", reason="needs pip install -e '.[train]'")

from pipeline.anonymised.themes_model.model import ThemesModel
from pipeline.anonymised.themes_model.operating import Operating
from training.themes.calibrate import flag_thresholds


def test_a_flag_without_talk_is_never_raised_and_its_figures_survive_their_file() -> None:
    model = ThemesModel()
    flags = flag_thresholds(model, [])
    written = model.operating.model_copy(update={"flag": flags}).model_dump_json()
    assert Operating.from_json(written).flag == flags
    assert min(flags.values()) > 100
