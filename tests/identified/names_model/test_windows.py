"""Turns packed into windows."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.names_model.windows import windows
from pipeline.identified.names_model.words import cases_of, words_of
from pipeline.language.wordpiece import WordPiece

WORDPIECE = WordPiece(
    ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "a", "b", "##a", "##b", ".", "c"]
)  # fmt: skip
TURNS = st.lists(st.text(alphabet="ab. c", max_size=60), max_size=8)


def packed(texts: list[str], size: int) -> list:
    turns = [words_of(text) for text in texts]
    cases = [cases_of(words, capitals=True) for words in turns]
    return list(windows(turns, cases, WORDPIECE, size))


@given(TURNS, st.integers(min_value=64, max_value=120))
def test_every_word_is_in_just_one_window_in_order(texts: list[str], size: int) -> None:
    found = [word for window in packed(texts, size) for word in window.words]
    assert found == [
        (turn, word) for turn, text in enumerate(texts) for word in range(len(words_of(text)))
    ]


@given(TURNS, st.integers(min_value=64, max_value=120))
def test_no_window_is_longer_than_asked(texts: list[str], size: int) -> None:
    for window in packed(texts, size):
        assert len(window.ids) <= size
        assert len(window.cases) == len(window.ids)
        assert window.ids[0] == WORDPIECE.opening
        assert window.ids[-1] == WORDPIECE.separator
        assert len(window.firsts) == len(window.words)


def test_a_question_is_read_with_its_answer() -> None:
    (window,) = packed(["a b.", "c"], 64)
    said = [WORDPIECE.pieces[id] for id in window.ids]
    assert said == ["[CLS]", "a", "b", ".", "[SEP]", "c", "[SEP]"]


def test_a_long_turn_is_cut_at_a_stop_in_the_second_half() -> None:
    first, second = packed(["a. " + "c " * 40 + ". " + "c " * 30], 64)
    assert WORDPIECE.pieces[first.ids[-2]] == "."
    assert len(first.ids) == 45
    assert len(second.words) == 30


@pytest.mark.parametrize("size", [64, 192])
def test_nothing_to_read_makes_no_window(size: int) -> None:
    assert packed([], size) == []
    assert packed(["", "  "], size) == []
