"""Spoken handles with all their words, and with none of the talk round them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.names_model.decode import Found
from pipeline.identified.names_model.handles import whole_handles
from pipeline.identified.names_model.words import words_of
from pipeline.values.identifiers import Kind


def widened(text: str, found: str, kind: Kind = Kind.HANDLE, beside: str = "") -> str:
    """What a find of the words `found` becomes; `beside` is found too, as a person."""
    words = words_of(text)
    texts = [word.text for word in words]

    def find(said: str, of: Kind) -> Found:
        parts = [word.text for word in words_of(said)]
        first = next(at for at in range(len(texts)) if texts[at : at + len(parts)] == parts)
        return Found(first, first + len(parts), of, 0.9)

    finds = [find(found, kind)] + ([find(beside, Kind.PERSON)] if beside else [])
    one = whole_handles(words, finds)[0]
    return text[words[one.first].start : words[one.end - 1].end]


@pytest.mark.parametrize(
    ("text", "found", "whole"),
    [
        ("it was grey kestrel ninety, he said", "kestrel ninety", "grey kestrel ninety"),
        ("comes back as still your lamp post, no picture", "your lamp", "still your lamp post"),
        ("i am toffee no milk all one word and he writes", "toffee no milk",
         "toffee no milk all one word"),
        ("called old tom bowler, all one word, then", "tom bowler",
         "old tom bowler, all one word"),
        ("then ferry to nowhere and he", "ferry to", "ferry to nowhere"),
        ("an account marsh wren all one word underscore nine four with her face", "marsh wren",
         "marsh wren all one word underscore nine four"),
        ("his insta is pigeon post", "pigeon post", "pigeon post"),
        ("and he was on it all the time", "it", "it"),
    ],
)  # fmt: skip
def test_a_handle_gets_the_words_that_belong_to_it(text: str, found: str, whole: str) -> None:
    assert widened(text, found) == whole


def test_what_another_find_has_stays_there() -> None:
    assert widened("it was Wren pigeon post, yes", "pigeon post", beside="Wren") == "pigeon post"


@pytest.mark.parametrize("kind", [Kind.PERSON, Kind.EMAIL, Kind.PHONE])
def test_other_kinds_are_not_touched(kind: Kind) -> None:
    text = "it was grey kestrel ninety, he said"
    assert widened(text, "kestrel ninety", kind) == "kestrel ninety"


def test_what_is_written_with_its_sign_stays_as_it_is() -> None:
    assert widened("he said mad @ kestrel to me, no", "@ kestrel") == "@ kestrel"


@given(st.text("ab ,.@to", max_size=40), st.integers(0, 30), st.integers(1, 6))
def test_a_find_never_shrinks_nor_leaves_the_turn(text: str, first: int, length: int) -> None:
    words = words_of(text)
    if first + length > len(words):
        return
    (one,) = whole_handles(words, [Found(first, first + length, Kind.HANDLE, 0.5)])
    assert 0 <= one.first <= first < first + length <= one.end <= len(words)
