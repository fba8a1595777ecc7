from __future__ import annotations

import pytest

from pipeline.identified.recognisers.ordinary_words import Use, use_of
from pipeline.identified.recognisers.tokens import Casing, casing_of, tokens_of


def use(text: str, word: str, casing: Casing) -> Use:
    tokens = tokens_of(text)
    index = next(i for i, one in enumerate(tokens) if one.text == word)
    return use_of(tokens, index, 1, casing)


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("i said will you stop", "will", Use.WORD),
        ("my brother will said so", "will", Use.NAME),
        ("it was called hope", "hope", Use.NAME),
        ("mr bell was there", "bell", Use.NAME),
        ("rang the bell twice", "bell", Use.WORD),
        ("the rose on my car", "rose", Use.WORD),
        ("me and rose went", "rose", Use.NAME),
        ("to be frank with you", "frank", Use.WORD),
        ("thanks grace", "grace", Use.NAME),
        ("in may he came", "may", Use.WORD),
        ("he may come", "may", Use.WORD),
        ("my name is dawn", "dawn", Use.NAME),
        ("before dawn he came", "dawn", Use.WORD),
        ("they had to sue him", "sue", Use.WORD),
        ("i spoke to sue about it", "sue", Use.DOUBT),
        ("full of joy", "joy", Use.DOUBT),
    ],
)
def test_neighbours_decide_without_capitals(text: str, word: str, expected: Use) -> None:
    assert use(text, word, Casing.NONE) is expected


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [
        ("I asked Will about it", "Will", Use.NAME),
        ("Will he come?", "Will", Use.WORD),
        ("Mark said no", "Mark", Use.NAME),
        ("He left a mark", "mark", Use.WORD),
        ("My sister hope came", "hope", Use.DOUBT),
    ],
)
def test_trusted_capitals(text: str, word: str, expected: Use) -> None:
    assert use(text, word, Casing.TRUSTED) is expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He came. I said no. She rang the police and Tom left.", Casing.TRUSTED),
        ("he came and i said no and she rang the police", Casing.NONE),
        ("HE CAME AND I SAID NO", Casing.NONE),
        ("he Came and The man Was There and My sister And I saw Him The day", Casing.ERRATIC),
        ("...", Casing.NONE),
    ],
)
def test_how_far_capitals_can_be_trusted(text: str, expected: Casing) -> None:
    assert casing_of([tokens_of(text)]) is expected
