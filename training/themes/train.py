"""Training of one encoder with its heads; everything random comes from one seed.

Three losses on a sentence's codes: a weight vector each (binary cross-entropy); nearness to a text
of each code, drawn anew for every batch (sigmoid on scaled cosines, as in Zhai et al. 2023); and
among all codes those that it carries (InfoNCE with several positives, Khosla et al. 2020). The
texts make the encoder read a code's description, so that a code it never saw can be proposed.
"""

from __future__ import annotations

import json
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from pipeline.language.wordpiece import VOCABULARY, WordPiece
from pipeline.values.themes import Codebook
from training.themes.examples import CodeTexts, Example, batches, examples, targets, tensors
from training.themes.network import ThemesNetwork, as_pieces
from training.themes.talk import Coded, interviews

_TEXT = 44
"""Pieces of a code's text that are read in training: all are padded to the longest."""


@dataclass(frozen=True)
class Recipe:
    """What decides the outcome beside the data."""

    epochs: int = 5
    rate: float = 2e-4
    heads_rate: float = 1e-3
    warm_up: float = 0.1
    decay: float = 0.01
    dropout: float = 0.1
    pieces: int = 7000
    """Padded pieces in a batch."""
    rare: float = 2.0
    """What missing a code costs beside a code too many."""
    weights: float = 0.7
    texts: float = 1.0
    among: float = 0.5
    """What each of the three losses counts."""
    reads_texts: bool = True
    """Without: the first loss alone, and more steps in the same time."""
    seed: int = 7


def train(
    talk: Sequence[Coded],
    codebook: Codebook,
    recipe: Recipe,
    out: Path,
    say: Callable[[str], None],
) -> ThemesNetwork:
    """Train and write `network.pt` and `recipe.json` into the folder `out`, after every epoch.

    Args:
        talk: turns and utterances, the turns of a voice together.
        codebook: whose codes and flags it carries; their order is the heads' order.
        recipe: numbers.
        out: made where it is missing.
        say: told after every epoch.
    """
    torch.manual_seed(recipe.seed)
    dice = random.Random(recipe.seed)
    wordpiece = WordPiece.load(VOCABULARY)
    network = ThemesNetwork(len(codebook.codes), len(codebook.flags), recipe.dropout)
    network.load_pretrained()
    network.begin(codebook, wordpiece)
    texts = CodeTexts(codebook, talk, dice)
    grouped = interviews(talk)
    steps: _Steps | None = None
    out.mkdir(parents=True, exist_ok=True)
    (out / "recipe.json").write_text(json.dumps(asdict(recipe), indent=1) + "\n", "utf-8")
    for number in range(1, recipe.epochs + 1):
        found = batches(examples(grouped, wordpiece, dice), recipe.pieces, dice)
        steps = steps or _Steps(network, recipe, len(found) * recipe.epochs)
        began, total = time.monotonic(), 0.0
        network.train()
        for batch in found:
            read = texts.draw() if recipe.reads_texts else []
            drawn = [as_pieces(text, wordpiece)[:_TEXT] for text in read]
            loss = _loss(network, batch, drawn, codebook, recipe)
            loss.backward()
            steps.take()
            total += loss.item()
        torch.save(network.state_dict(), out / "network.pt")
        minutes = (time.monotonic() - began) / 60
        say(f"epoch {number}: loss {total / len(found):.3f}, {minutes:.1f} minutes")
    return network


def load(folder: Path, codebook: Codebook) -> ThemesNetwork:
    """A network as `train` left it."""
    network = ThemesNetwork(len(codebook.codes), len(codebook.flags), dropout=0.0)
    network.load_state_dict(torch.load(folder / "network.pt", weights_only=True))
    return network.eval()


class _Steps:
    """AdamW; the rate goes up over the first steps, then down in a line. The heads begin with
    nothing and learn faster."""

    def __init__(self, network: ThemesNetwork, recipe: Recipe, steps: int) -> None:
        fresh = ("code.", "polarity.", "flag.", "scale", "offset")
        named = [(name, one) for name, one in network.named_parameters() if one.requires_grad]
        heads = [one for name, one in named if name.startswith(fresh)]
        body = [one for name, one in named if not name.startswith(fresh)]
        groups = [{"params": body, "lr": recipe.rate}, {"params": heads, "lr": recipe.heads_rate}]
        self._learned = [*body, *heads]
        self._optimiser = torch.optim.AdamW(groups, weight_decay=recipe.decay)
        warm = max(1, int(steps * recipe.warm_up))
        self._schedule = torch.optim.lr_scheduler.LambdaLR(
            self._optimiser,
            lambda at: min((at + 1) / warm, max(0.02, (steps - at) / max(1, steps - warm))),
        )

    def take(self) -> None:
        nn.utils.clip_grad_norm_(self._learned, 1.0)
        self._optimiser.step()
        self._schedule.step()
        self._optimiser.zero_grad(set_to_none=True)


def _loss(
    network: ThemesNetwork,
    batch: Sequence[Example],
    drawn: Sequence[Sequence[int]],
    codebook: Codebook,
    recipe: Recipe,
) -> Tensor:
    ids, rows, places, count = tensors(batch)
    wanted = targets(batch, codebook, count)
    with torch.autocast("cpu", torch.bfloat16):
        vectors = network.sentences(ids, rows, places, count)
    inside = wanted.inside
    whole = wanted.weights.amin(-1)
    number = whole.sum().clamp(min=1)

    def crossed(scores: Tensor, truth: Tensor, rare: float) -> Tensor:
        return nn.functional.binary_cross_entropy_with_logits(
            scores, truth, pos_weight=torch.full(scores.shape[-1:], rare), reduction="none"
        )

    def codes(scores: Tensor) -> Tensor:
        return (crossed(scores, wanted.codes, recipe.rare) * wanted.weights).sum() / number

    loss = recipe.weights * codes(network.code(vectors))
    if drawn:
        with torch.autocast("cpu", torch.bfloat16):
            anchors = network.texts(drawn)
        near = nn.functional.normalize(vectors, dim=-1) @ anchors.T * network.scale.exp()
        loss = loss + recipe.texts * codes(near + network.offset)
        carried = torch.logsumexp(near.masked_fill(wanted.codes == 0, -1e4), -1)
        among = (carried - torch.logsumexp(near, -1)) * wanted.coded * whole
        loss = loss - recipe.among * among.sum() / (wanted.coded * whole).sum().clamp(min=1)
    polarity = crossed(network.polarity(vectors), wanted.polarity, 3.0).sum(-1)
    loss = loss + 0.5 * (polarity * wanted.coded).sum() / number
    flags = crossed(network.flag(vectors), wanted.flags, 3.0).sum(-1) * wanted.flagged * inside
    return loss + flags.sum() / (wanted.flagged * inside).sum().clamp(min=1)
