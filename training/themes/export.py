"""A trained encoder and its heads as files that need no torch."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import torch

from pipeline.language.wordpiece import VOCABULARY, WordPiece
from pipeline.values.themes import Codebook
from training.onnx_file import OneWindow, write
from training.themes.train import load


def export(work: Path, codebook: Codebook) -> None:
    """Write `model.onnx` (8 bits), `model-float.onnx`, `heads.npz` and `heads.json` into `work`.

    The network takes `ids` and `rows`, one window x its length, without padding, and gives
    `states`; `heads.json` names the codes and flags in the heads' order.
    """
    network = load(work, codebook)
    write(OneWindow(network), work, rows="rows", result="states")
    state = {name: one.detach().numpy() for name, one in network.state_dict().items()}
    anchors = network.anchors(codebook, WordPiece.load(VOCABULARY)).numpy()
    np.savez(
        work / "heads.npz",
        code=state["code.weight"],
        code_offset=state["code.bias"],
        anchor=anchors,
        polarity=state["polarity.weight"],
        polarity_offset=state["polarity.bias"],
        flag=state["flag.weight"],
        flag_offset=state["flag.bias"],
        scale=float(torch.tensor(float(state["scale"])).exp()),
        offset=float(state["offset"]),
    )
    names = {
        "codes": [code.id for code in codebook.codes],
        "flags": [flag.id for flag in codebook.flags],
    }
    (work / "heads.json").write_text(json.dumps(names, indent=1) + "\n", "utf-8")
