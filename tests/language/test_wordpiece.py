"""Words into the encoder's pieces."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.wordpiece import VOCABULARY, WordPiece

SMALL = WordPiece(["[PAD]", "[UNK]", "[CLS]", "[SEP]", "be", "bea", "##ta", "##t", "##a", "s", "."])


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("beata", ["bea", "##ta"]),
        ("Béata", ["bea", "##ta"]),
        ("bet", ["be", "##t"]),
        ("beatx", ["[UNK]"]),
        (".", ["."]),
        ("s" * 61, ["[UNK]"]),
        ("\u0301", ["[UNK]"]),
    ],
)
def test_the_longest_known_piece_comes_first(word: str, pieces: list[str]) -> None:
    assert [SMALL.pieces[id] for id in SMALL.ids(word)] == pieces


@pytest.mark.parametrize(
    ("word", "pieces"),
    [
        ("Oluwaseun", ["ol", "##uw", "##ase", "##un"]),
        ("Łukasz", ["lukas", "##z"]),
        ("police", ["police"]),
    ],
)
def test_the_vocabulary_that_is_shipped_is_the_encoders(word: str, pieces: list[str]) -> None:
    wordpiece = WordPiece.load(VOCABULARY)
    assert len(wordpiece.pieces) == 30522
    assert [wordpiece.pieces[id] for id in wordpiece.ids(word)] == pieces


@given(st.text(min_size=1, max_size=70))
def test_every_word_has_a_piece(word: str) -> None:
    assert SMALL.ids(word)
    assert SMALL.ids(word) == SMALL.ids(word)
