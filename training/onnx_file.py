"""A trained encoder as a file that needs no torch: ONNX, weights in eight bits."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import onnx
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from torch import Tensor, nn

from training.minilm import HEADS, WIDTH, Layer, MiniLM

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


class OneWindow(nn.Module):
    """An encoder over one unpadded window: no mask, no dropout."""

    def __init__(self, encoder: MiniLM) -> None:
        super().__init__()
        self.encoder = encoder

    def forward(self, ids: Tensor, rows: Tensor) -> Tensor:
        """The states of a window's pieces."""
        encoder = self.encoder
        places = torch.arange(ids.shape[1])
        states = encoder.pieces(ids) + encoder.positions(places) + encoder.rows(rows)
        states = encoder.embedded(states)
        for layer in encoder.layers:
            states = _through(layer, states)  # type: ignore[arg-type]
        return states


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


def write(network: nn.Module, out: Path, rows: str, result: str, name: str = "model") -> Path:
    """Write `NAME.onnx` (8 bits) and `NAME-float.onnx` into the folder `out`.

    Args:
        network: takes pieces and rows of one window, as `OneWindow`.
        out: made where it is missing.
        rows: what the second input is called; the first is `ids`.
        result: what the output is called.
        name: of the files.

    Returns:
        the file in 8 bits.
    """
    example = torch.ones(1, 16, dtype=torch.long)
    length = {1: "length"}
    out.mkdir(parents=True, exist_ok=True)
    whole, small = out / f"{name}-float.onnx", out / f"{name}.onnx"
    torch.onnx.export(
        network.eval(),
        (example, example),
        whole,
        input_names=["ids", rows],
        output_names=[result],
        dynamic_axes={"ids": length, rows: length, result: length},
        opset_version=OPSET,
        custom_opsets={"com.microsoft": 1},
        dynamo=False,
    )
    logging.getLogger().setLevel(logging.ERROR)
    quantize_dynamic(
        whole,
        small,
        per_channel=True,
        weight_type=QuantType.QInt8,
        op_types_to_quantize=["MatMul", "Gemm", "Gather"],
        extra_options={"DefaultTensorType": onnx.TensorProto.FLOAT},
    )
    return small
