"""WordPiece: a word as the pieces that the encoder knows.

Method: Schuster and Nakajima 2012, longest piece first, as in Devlin et al. 2019 (uncased). Words
are folded first (accents gone, 'ł' as 'l'), which the encoder's own tokeniser does for all letters
that Unicode decomposes.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.language.folding import folded

VOCABULARY = Path(__file__).with_name("vocabulary.txt")
"""The encoders': a piece a line."""

_LONGEST = 60
"""Letters; nothing longer is a word of talk."""


class WordPiece:
    """Turns words into ids.

    Args:
        pieces: the vocabulary in order of its ids; pieces inside a word begin with '##'.
    """

    def __init__(self, pieces: Sequence[str]) -> None:
        self._ids = {piece: id for id, piece in enumerate(pieces)}
        self.pieces = tuple(pieces)
        self._known: dict[str, tuple[int, ...]] = {}
        self.padding = self._ids["[PAD]"]
        self.opening = self._ids["[CLS]"]
        self.separator = self._ids["[SEP]"]
        self._unknown = (self._ids["[UNK]"],)

    @classmethod
    def load(cls, path: Path) -> WordPiece:
        """The vocabulary that stands in the file at `path`, a piece a line."""
        return cls(path.read_text(encoding="utf-8").splitlines())

    def ids(self, word: str) -> tuple[int, ...]:
        """The ids of the pieces of `word`, at least one."""
        found = self._known.get(word)
        if found is None:
            found = self._known[word] = self._split(folded(word))
        return found

    def _split(self, word: str) -> tuple[int, ...]:
        if not word or len(word) > _LONGEST:
            return self._unknown
        ids: list[int] = []
        start = 0
        while start < len(word):
            end = len(word)
            while end > start:
                piece = word[start:end] if start == 0 else f"##{word[start:end]}"
                if piece in self._ids:
                    ids.append(self._ids[piece])
                    break
                end -= 1
            else:
                return self._unknown
            start = end
        return tuple(ids)
