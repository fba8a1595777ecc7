"""Training of the network; everything random comes from one seed."""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from pipeline.identified.names_model.windows import WINDOW
from pipeline.language.wordpiece import WordPiece
from training.minilm import pretrained_folder
from training.names.data import Data, Drawn, names_in
from training.names.examples import Example, batches, examples
from training.names.misheard import Mishearing
from training.names.name_lists import NameLists
from training.names.network import NamesNetwork, pretrained

_STEP = 16
"""Lengths are padded to a multiple: kernels are kept for each shape, and memory with them."""


@dataclass(frozen=True)
class Recipe:
    """What decides the outcome beside the data."""

    epochs: int = 4
    rate: float = 2e-4
    warm_up: float = 0.06
    decay: float = 0.01
    smoothing: float = 0.02
    dropout: float = 0.1
    pieces: int = 2304
    """Padded pieces in a batch."""
    window: int = WINDOW
    seed: int = 7


def train(
    data: Data, recipe: Recipe, out: Path, say: Callable[[str], None], start: Path | None = None
) -> None:
    """Train and write `network.pt` and `recipe.json` into the folder `out`.

    Args:
        data: documents and what is kept apart.
        recipe: numbers.
        out: a folder, made where it is missing.
        say: told after every epoch.
        start: a network trained before, to go on from.
    """
    torch.manual_seed(recipe.seed)
    dice = random.Random(recipe.seed)
    wordpiece = WordPiece.load(pretrained_folder() / "vocab.txt")
    lists = NameLists(held_out=names_in(data.held_out))
    network = pretrained(recipe.dropout)
    if start:
        network.load_state_dict(torch.load(start / "network.pt", weights_only=True))
    learned = [one for one in network.parameters() if one.requires_grad]
    optimiser = torch.optim.AdamW(learned, recipe.rate, weight_decay=recipe.decay)
    drawn = Drawn(data, lists, Mishearing(wordpiece.pieces), dice)
    made = _epochs(drawn, wordpiece, recipe)
    first = next(made)
    steps = len(first) * recipe.epochs
    schedule = torch.optim.lr_scheduler.LambdaLR(optimiser, lambda at: _rate(at, steps, recipe))
    out.mkdir(parents=True, exist_ok=True)
    for number in range(1, recipe.epochs + 1):
        found = first if number == 1 else next(made)
        began, total = time.monotonic(), 0.0
        network.train()
        for batch in found:
            loss = _loss(network, batch, recipe)
            loss.backward()
            nn.utils.clip_grad_norm_(learned, 1.0)
            optimiser.step()
            schedule.step()
            optimiser.zero_grad(set_to_none=True)
            total += loss.item()
        torch.save(network.state_dict(), out / "network.pt")
        mean, minutes = total / len(found), (time.monotonic() - began) / 60
        say(f"epoch {number}: {len(found)} batches, loss {mean:.4f}, {minutes:.1f} minutes")
    made_by = asdict(recipe) | {"start": start.name if start else None}
    (out / "recipe.json").write_text(json.dumps(made_by, indent=1) + "\n", "utf-8")


def _epochs(drawn: Drawn, wordpiece: WordPiece, recipe: Recipe) -> Iterator[list[list[Example]]]:
    while True:
        found = [
            one
            for document in drawn.epoch()
            for one in examples(document, wordpiece, recipe.window, drawn.dice)
        ]
        yield batches(found, recipe.pieces, drawn.dice)


def _rate(step: int, steps: int, recipe: Recipe) -> float:
    """Up over the first steps, then down in a line."""
    warm = max(1, int(steps * recipe.warm_up))
    return min((step + 1) / warm, max(0.0, (steps - step) / max(1, steps - warm)))


def tensors(batch: Sequence[Example]) -> tuple[Tensor, Tensor]:
    """Pieces and capitals of a batch, padded."""
    length = -(-max(len(one.ids) for one in batch) // _STEP) * _STEP
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    cases = torch.zeros_like(ids)
    for row, one in enumerate(batch):
        ids[row, : len(one.ids)] = torch.tensor(one.ids)
        cases[row, : len(one.cases)] = torch.tensor(one.cases)
    return ids, cases


def _loss(network: NamesNetwork, batch: Sequence[Example], recipe: Recipe) -> Tensor:
    ids, cases = tensors(batch)
    with torch.autocast("cpu", torch.bfloat16):
        scores = network(ids, cases)
    rows = torch.tensor([row for row, one in enumerate(batch) for _ in one.firsts])
    places = torch.tensor([place for one in batch for place in one.firsts])
    labels = torch.tensor([label for one in batch for label in one.labels])
    logs = scores[rows, places].float().log_softmax(-1)
    right = logs.gather(1, labels[:, None])[:, 0]
    return -((1 - recipe.smoothing) * right + recipe.smoothing * logs.mean(-1)).mean()
