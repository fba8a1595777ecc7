from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.anonymised.inflection import base_form


@pytest.mark.parametrize(
    "forms",
    [
        "move moves moved moving",
        "change changes changed changing",
        "stop stops stopped stopping",
        "visit visits visited visiting",
        "call calls called calling",
        "travel travelled travelling",
        "use uses used using",
        "watch watches watched watching",
        "carry carries carried carrying",
        "panic panics panicked panicking",
        "ring rings rang rung ringing",
        "child children kid kids",
        "mum mam mom mother",
        "he she him her his",
        "i we",
        "my our me",
        "am is are was were been",
    ],
)
def test_the_forms_of_a_word_share_a_key(forms: str) -> None:
    assert len({base_form(form) for form in forms.split()}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("bed", "be"),
        ("thing", "think"),
        ("need", "knee"),
        ("they", "he"),
        ("myself", "me"),
        ("hide", "hit"),
        ("care", "car"),
        ("of", "off"),
        ("house", "hour"),
        ("bring", "ring"),
    ],
)
def test_different_words_keep_different_keys(one: str, other: str) -> None:
    assert base_form(one) != base_form(other)


@given(st.text(min_size=1))
def test_any_word_has_a_key(word: str) -> None:
    assert base_form(word)
