"""Coded talk as windows of pieces with labels, and batches of them."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

import torch
from torch import Tensor

from pipeline.anonymised.encoder.windows import BUDGET, Window, windows
from pipeline.anonymised.scoring import texts_of
from pipeline.language.wordpiece import WordPiece
from pipeline.values.themes import Codebook, Polarity
from training.themes.talk import Coded

_STEP = 16
"""Lengths are padded to a multiple: kernels are kept for each shape, and memory with them."""
_UNASKED = 0.08
"""Of the questions, how many are left out in training: not every answer has one."""
_SHORTEST_FIRST = 80
_WHOLE = 1.5
"""What an utterance weighs beside a sentence of a turn."""
_LOOKALIKE = 3.0
"""What the code that something looks like weighs beside the others."""


@dataclass(frozen=True)
class Example:
    """A window and, for each of its places, the turn that the sentence is of."""

    window: Window
    turns: tuple[Coded, ...] = field(repr=False)


@dataclass(frozen=True)
class Targets:
    """What the sentences of a batch should get; batch x sentences (x codes or flags)."""

    codes: Tensor
    weights: Tensor
    """What a mistake about a code of a sentence costs; 0 where there is no sentence, or no code was
    marked."""
    polarity: Tensor
    coded: Tensor
    flags: Tensor
    flagged: Tensor
    """1 where flags were marked."""
    inside: Tensor
    """1 where there is a sentence."""


def examples(
    talk: Sequence[Sequence[Coded]], wordpiece: WordPiece, dice: random.Random | None = None
) -> list[Example]:
    """The windows of interviews; with `dice`, cut elsewhere each time and some questions left
    out."""
    found = []
    for turns in talk:
        answers = [one.answer for one in turns]
        first = 0
        if dice:
            first = dice.randrange(_SHORTEST_FIRST, BUDGET)
            answers = [
                replace(one, question="") if dice.random() < _UNASKED else one for one in answers
            ]
        for window in windows(answers, wordpiece, first=first):
            found.append(Example(window, tuple(turns[one.answer] for one in window.places)))
    return found


def batches(
    found: Sequence[Example], pieces: int, dice: random.Random | None = None
) -> list[list[Example]]:
    """Examples of like length together, at most so many padded pieces."""
    order = list(found)
    if dice:
        dice.shuffle(order)
    order.sort(key=lambda one: len(one.window.ids) // (_STEP + _STEP // 2))
    made: list[list[Example]] = [[]]
    for one in order:
        longest = max(_padded(other) for other in [*made[-1], one])
        if made[-1] and longest * (len(made[-1]) + 1) > pieces:
            made.append([])
        made[-1].append(one)
    if dice:
        dice.shuffle(made)
    return [batch for batch in made if batch]


def tensors(batch: Sequence[Example]) -> tuple[Tensor, Tensor, Tensor, int]:
    """Pieces, rows and sentence numbers of a batch, padded; and the most sentences."""
    length = max(_padded(one) for one in batch)
    ids = torch.zeros(len(batch), length, dtype=torch.long)
    rows = torch.zeros_like(ids)
    places = torch.full_like(ids, -1)
    for at, one in enumerate(batch):
        window = one.window
        ids[at, : len(window.ids)] = torch.tensor(window.ids)
        rows[at, : len(window.rows)] = torch.tensor(window.rows)
        for number, place in enumerate(window.places):
            places[at, place.first : place.last] = number
    return ids, rows, places, max(len(one.window.places) for one in batch)


def targets(batch: Sequence[Example], codebook: Codebook, count: int) -> Targets:
    """The labels of a batch, in the codebook's order."""
    codes = {code.id: at for at, code in enumerate(codebook.codes)}
    flags = {flag.id: at for at, flag in enumerate(codebook.flags)}
    shape = len(batch), count
    found = Targets(
        torch.zeros(*shape, len(codes)),
        torch.zeros(*shape, len(codes)),
        torch.zeros(*shape, 2),
        torch.zeros(shape),
        torch.zeros(*shape, len(flags)),
        torch.zeros(shape),
        torch.zeros(shape),
    )
    for row, one in enumerate(batch):
        for number, (turn, place) in enumerate(zip(one.turns, one.window.places, strict=True)):
            labels = turn.labels[place.sentence]
            at = row, number
            found.inside[at] = 1
            found.weights[at] = _weight(turn)
            if turn.lookalike_of:
                found.weights[at][codes[turn.lookalike_of]] *= _LOOKALIKE
            for code, how in labels.codes.items():
                found.codes[at][codes[code]] = 1
                found.coded[at] = 1
                if how is not Polarity.PRESENT:
                    found.polarity[at][0 if how is Polarity.DENIED else 1] = 1
            found.flagged[at] = float(turn.flags_marked)
            for flag in labels.flags:
                found.flags[at][flags[flag]] = 1
    return found


class CodeTexts:
    """Draws for every code a text that tells it from the others: half the time of the codebook,
    half the time a passage that carries it."""

    def __init__(self, codebook: Codebook, talk: Iterable[Coded], dice: random.Random) -> None:
        self._codebook = codebook
        self._dice = dice
        self._passages: dict[str, list[str]] = {code.id: [] for code in codebook.codes}
        for one in talk:
            for code, words in one.texts:
                self._passages[code].append(words)

    def draw(self) -> list[str]:
        """A text a code, in the codebook's order."""
        return [self._one(at) for at in range(len(self._codebook.codes))]

    def _one(self, at: int) -> str:
        code, dice = self._codebook.codes[at], self._dice
        passages = self._passages[code.id]
        if passages and dice.random() < 0.5:
            return dice.choice(passages)
        cues = [cue for cue in code.cues if cue.replace("'", "").replace(" ", "").isalpha()]
        texts = texts_of(code)
        if cues:
            texts.append(f"{code.name}: {', '.join(dice.sample(cues, min(6, len(cues))))}")
        return dice.choice(texts)


def _weight(turn: Coded) -> float:
    if not turn.codes_marked:
        return 0.0
    return _WHOLE / len(turn.labels) ** 0.5 if turn.whole else 1.0


def _padded(one: Example) -> int:
    return -(-len(one.window.ids) // _STEP) * _STEP
