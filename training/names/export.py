"""The trained network as a file that needs no torch."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor

from training.names.network import NamesNetwork
from training.onnx_file import OneWindow, write


class _Labelled(OneWindow):
    def __init__(self, network: NamesNetwork) -> None:
        super().__init__(network)
        self.labels = network.labels

    def forward(self, ids: Tensor, rows: Tensor) -> Tensor:
        found: Tensor = self.labels(super().forward(ids, rows))
        return found


def export(weights: Path, out: Path) -> None:
    """Write `model.onnx` (8 bits) and `model-float.onnx` into the folder `out`.

    Inputs `ids` and `cases`, one window x its length, without padding; output `scores`, one window
    x length x labels.
    """
    network = NamesNetwork(dropout=0.0)
    network.load_state_dict(torch.load(weights, weights_only=True))
    write(_Labelled(network), out, rows="cases", result="scores")
