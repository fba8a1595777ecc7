"""The trained network as a file that needs no torch: ONNX, weights in eight bits."""

from __future__ import annotations

import logging
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from training.names.network import NamesNetwork

OPSET = 17


def export(weights: Path, out: Path) -> None:
    """Write `model.onnx` (8 bits) and `model-float.onnx` into the folder `out`."""
    network = NamesNetwork(dropout=0.0)
    network.load_state_dict(torch.load(weights, weights_only=True))
    network.eval()
    example = torch.ones(2, 16, dtype=torch.long)
    shape = {0: "batch", 1: "length"}
    out.mkdir(parents=True, exist_ok=True)
    whole = out / "model-float.onnx"
    torch.onnx.export(
        network,
        (example, example),
        whole,
        input_names=["ids", "cases"],
        output_names=["scores"],
        dynamic_axes={"ids": shape, "cases": shape, "scores": shape},
        opset_version=OPSET,
        dynamo=False,
    )
    logging.getLogger().setLevel(logging.ERROR)
    with tempfile.TemporaryDirectory() as folder:
        prepared = Path(folder) / "prepared.onnx"
        quant_pre_process(whole, prepared, skip_symbolic_shape=True)
        quantize_dynamic(
            prepared,
            out / "model.onnx",
            per_channel=True,
            weight_type=QuantType.QInt8,
            op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        )
