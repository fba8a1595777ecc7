"""The encoder with heads for codes, polarity and flags, and the texts of the codes beside it."""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor, nn

from pipeline.anonymised.encoder.network import LONGEST_TEXT
from pipeline.anonymised.encoder.windows import Row, pieces
from pipeline.anonymised.scoring import texts_of
from pipeline.language.wordpiece import WordPiece
from pipeline.values.themes import Codebook
from training.minilm import WIDTH, MiniLM

_RARE = -4.0
"""Log-odds that every head begins with: most sentences carry nothing."""


class ThemesNetwork(MiniLM):
    """Windows -> a vector for every sentence, and what is read off it."""

    def __init__(self, codes: int, flags: int, dropout: float = 0.1) -> None:
        super().__init__(len(Row), dropout)
        self.code = nn.Linear(WIDTH, codes)
        self.polarity = nn.Linear(WIDTH, 2)
        self.flag = nn.Linear(WIDTH, flags)
        self.scale = nn.Parameter(torch.tensor(math.log(12.0)))
        self.offset = nn.Parameter(torch.tensor(-5.0))

    def sentences(self, ids: Tensor, rows: Tensor, places: Tensor, count: int) -> Tensor:
        """The vectors of sentences: the mean of their pieces.

        Args:
            ids: pieces, batch x length, 0 where padded.
            rows: what each belongs to.
            places: the number of the sentence within its window, -1 where there is none.
            count: the most sentences of a window.

        Returns:
            batch x count x width.
        """
        states = self.states(ids, rows).float()
        inside = (places[:, :, None] == torch.arange(count)[None, None, :]).float()
        sums = torch.einsum("bls,blw->bsw", inside, states)
        return sums / inside.sum(1).clamp(min=1)[:, :, None]

    def texts(self, texts: Sequence[Sequence[int]]) -> Tensor:
        """Texts (as pieces) x width, each of length one: the mean of all pieces."""
        length = max(len(one) for one in texts)
        ids = torch.zeros(len(texts), length, dtype=torch.long)
        for row, one in enumerate(texts):
            ids[row, : len(one)] = torch.tensor(one)
        states = self.states(ids, (ids != 0).long() * Row.ANSWER).float()
        inside = (ids != 0).float()[:, :, None]
        return nn.functional.normalize((states * inside).sum(1) / inside.sum(1), dim=-1)

    def anchors(self, codebook: Codebook, wordpiece: WordPiece) -> Tensor:
        """Codes x width: where the texts of each code lie."""
        self.eval()
        with torch.no_grad():
            each = [
                self.texts([as_pieces(text, wordpiece) for text in texts_of(code)]).mean(0)
                for code in codebook.codes
            ]
        return nn.functional.normalize(torch.stack(each), dim=-1)

    def begin(self, codebook: Codebook, wordpiece: WordPiece) -> None:
        """Let the code head begin at what pretraining makes of the codes' texts."""
        anchors = self.anchors(codebook, wordpiece)
        apart = nn.functional.normalize(anchors - anchors.mean(0), dim=-1)
        with torch.no_grad():
            self.code.weight.copy_(apart * 0.6)
            self.flag.weight.mul_(0.1)
            self.code.bias.fill_(_RARE)
            self.flag.bias.fill_(_RARE)
            self.polarity.bias.fill_(_RARE / 2)


def as_pieces(text: str, wordpiece: WordPiece) -> list[int]:
    """A text by itself, as the encoder reads it."""
    words = pieces(text, wordpiece)[:LONGEST_TEXT]
    return [wordpiece.opening, *words, wordpiece.separator]
