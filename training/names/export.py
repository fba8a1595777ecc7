"""The trained network as a file that needs no torch: ONNX, weights in eight bits."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.names.network import HEADS, WIDTH, Layer, NamesNetwork

OPSET = 17


class _Attention(torch.autograd.Function):
    """Stands for onnxruntime's own attention, an eighth faster here than the operators it is made
    of; only its symbol is used."""

    @staticmethod
    def forward(ctx: Any, query: Tensor, key: Tensor, value: Tensor) -> Tensor:
        return value.clone()

    @staticmethod
    def symbolic(graph: Any, query: Any, key: Any, value: Any) -> Any:
        made = graph.op("com.microsoft::MultiHeadAttention", query, key, value, num_heads_i=HEADS)
        return made.setType(value.type())


class _OneWindow(nn.Module):
    """The network over one unpadded window: no mask, no dropout."""

    def __init__(self, network: NamesNetwork) -> None:
        super().__init__()
        self.network = network

    def forward(self, ids: Tensor, cases: Tensor) -> Tensor:
        network = self.network
        places = torch.arange(ids.shape[1])
        states = network.pieces(ids) + network.positions(places) + network.cases(cases)
        states = network.embedded(states)
        for layer in network.layers:
            states = _through(layer, states)  # type: ignore[arg-type]
        found: Tensor = network.labels(states)
        return found


def _through(layer: Layer, states: Tensor) -> Tensor:
    # Query, key and value in one product: the states are quantised once instead of three times.
    parts = (layer.query, layer.key, layer.value)
    weights = torch.cat([part.weight for part in parts]).t().contiguous().detach()
    offsets = torch.cat([part.bias for part in parts]).detach()
    query, key, value = (states @ weights + offsets).split(WIDTH, dim=-1)
    states = layer.mixed(states + layer.mix(_Attention.apply(query, key, value)))
    inner = layer.narrow(nn.functional.gelu(layer.widen(states)))
    narrowed: Tensor = layer.narrowed(states + inner)
    return narrowed


def export(weights: Path, out: Path) -> None:
    """Write `model.onnx` (8 bits) and `model-float.onnx` into the folder `out`.

    Inputs `ids` and `cases`, one window x its length, without padding; output `scores`, one window
    x length x labels.
    """
    network = NamesNetwork(dropout=0.0)
    network.load_state_dict(torch.load(weights, weights_only=True))
    network.eval()
    example = torch.ones(1, 16, dtype=torch.long)
    length = {1: "length"}
    out.mkdir(parents=True, exist_ok=True)
    whole = out / "model-float.onnx"
    torch.onnx.export(
        _OneWindow(network),
        (example, example),
        whole,
        input_names=["ids", "cases"],
        output_names=["scores"],
        dynamic_axes={"ids": length, "cases": length, "scores": length},
        opset_version=OPSET,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )
    logging.getLogger().setLevel(logging.ERROR)
    quantize_dynamic(
        whole,
        out / "model.onnx",
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
