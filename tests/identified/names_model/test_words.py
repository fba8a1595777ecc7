"""Words with their places, and what capitals say."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.names_model.words import Case, cases_of, has_capitals, words_of


@given(st.text(max_size=200))
def test_words_are_in_order_and_say_what_stands_there(text: str) -> None:
    words = words_of(text)
    assert [text[word.start : word.end] for word in words] == [word.text for word in words]
    assert all(one.end <= other.start for one, other in itertools.pairwise(words))


@given(st.text(max_size=200))
def test_every_letter_and_digit_belongs_to_a_word(text: str) -> None:
    covered = {at for word in words_of(text) for at in range(word.start, word.end)}
    assert {at for at, one in enumerate(text) if one.isalnum()} <= covered


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Nas's", ["Nas", "'", "s"]),
        ("N-E-S", ["N", "-", "E", "-", "S"]),
        ("taz_b.9", ["taz", "_", "b", ".", "9"]),
        ("Sio\u0302n came", ["Sio\u0302n", "came"]),
        ("  ", []),
    ],
)
def test_where_words_end(text: str, words: list[str]) -> None:
    assert [word.text for word in words_of(text)] == words


@pytest.mark.parametrize(
    ("text", "case"),
    [
        ("will", Case.LOWER),
        ("Will", Case.TITLE),
        ("I", Case.TITLE),
        ("WILL", Case.CAPITALS),
        ("McCoy", Case.MIXED),
        ("14", Case.NO_LETTER),
        (",", Case.NO_LETTER),
        ("Éowyn", Case.TITLE),
    ],
)
def test_what_a_words_capitals_are(text: str, case: Case) -> None:
    assert cases_of(words_of(text), capitals=True) == [case]
    assert cases_of(words_of(text), capitals=False) == [Case.UNKNOWN]


def test_i_alone_is_no_sign_that_capitals_mean_anything() -> None:
    assert not has_capitals(["i said I did and I'm sure i did", "I never"])
    assert not has_capitals(["i said I, well, I've been and I'd go and I’ll stay. I. (I never)"])
    assert has_capitals(["So I said to Beth", "no"])
    assert not has_capitals([])
