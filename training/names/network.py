"""The token classifier: MiniLM's encoder, a table for capitals, one layer of labels."""

from __future__ import annotations

from torch import Tensor, nn

from pipeline.identified.names_model.labels import COUNT
from pipeline.identified.names_model.words import Case
from training.minilm import WIDTH, MiniLM


class NamesNetwork(MiniLM):
    """Pieces and capitals -> a score for every label at every piece."""

    def __init__(self, dropout: float = 0.1) -> None:
        super().__init__(len(Case), dropout)
        self.labels = nn.Linear(WIDTH, COUNT)

    def forward(self, ids: Tensor, cases: Tensor) -> Tensor:
        """Scores before softmax, batch x length x labels; `ids` and `cases` (rows of `Case`) are
        batch x length, `ids` 0 where padded."""
        found: Tensor = self.labels(self.states(ids, cases))
        return found


def pretrained(dropout: float = 0.1) -> NamesNetwork:
    """The network before training: MiniLM's encoder, no knowledge of labels.

    Raises:
        SystemExit: the weights are missing, or not those that the recipe was made with.
    """
    network = NamesNetwork(dropout)
    network.load_pretrained()
    return network
