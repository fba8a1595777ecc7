"""Where a passage that a person codes may begin and end."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.run.coded_passages import on_words
from pipeline.values.identifiers import Kind
from pipeline.values.spans import Span
from pipeline.values.texts import DraftTurn, Replaced


def turn(text: str, *replaced: tuple[int, int]) -> DraftTurn:
    items = tuple(
        Replaced(span=Span(start=start, end=end), kind=Kind.PERSON, decision="D1")
        for start, end in replaced
    )
    return DraftTurn(number=1, speaker="P", text=text, replaced=items)


@pytest.mark.parametrize(
    ("text", "cut", "whole"),
    [
        ("he was there", "he was", "he was"),
        ("he was there", "e wa", "he was"),
        ("he was there", " was ", "was"),
        ("he didn't go", "didn", "didn't"),
        ("he didn’t go", "t go", "didn’t go"),
        ("my ex-partner came", "partner", "ex-partner"),
        ("the girls' room", "girls", "girls"),
        ("well, he came.", "he came.", "he came."),
        ("well - he came", "he", "he"),
        ("cafe\u0301 man", "caf", "cafe\u0301"),
        ("at 10:30 he", "30", "30"),
        ("... he", "...", None),
        ("a  b", "  ", None),
    ],
)
def test_words_are_whole(text: str, cut: str, whole: str | None) -> None:
    start = text.index(cut)
    found = on_words(turn(text), Span(start=start, end=start + len(cut)))
    assert (text[found.start : found.end] if found else None) == whole


def test_replacements_are_whole() -> None:
    text = "so [officer 1] and Mary Ann's dog"
    told = turn(text, (3, 14), (19, 27))
    for start, end, whole in (
        (4, 11, "[officer 1]"),
        (24, 29, "Mary Ann's"),
        (3, 14, "[officer 1]"),
    ):
        found = on_words(told, Span(start=start, end=end))
        assert found is not None
        assert text[found.start : found.end] == whole


TEXTS = st.text(alphabet="ab 'é\u0301-.[]7", min_size=1, max_size=12).filter(str.strip)


@given(TEXTS, st.data())
def test_twice_is_once_and_no_letter_is_lost(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    first = data.draw(st.integers(0, len(text) - 1))
    last = data.draw(st.integers(first + 1, len(text)))
    told = turn(text, (first, last))
    found = on_words(told, Span(start=start, end=end))
    if found is None:
        assert not any(char.isalnum() for char in text[start:end])
        return
    assert on_words(told, found) == found
    kept = [n for n in range(start, end) if not text[n].isspace()]
    assert found.start <= kept[0]
    assert kept[-1] < found.end
