"""Words around a passage, and passages found again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.run.sheets.talk import LONGEST, after, before, places_of, shown
from pipeline.values.spans import Span

TEXT = "He rang. I said – don’t ring, and he rang again; “ring” was Ring’s word."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("rang", ["rang", "rang"]),
        ("ring", ["ring", "ring"]),
        ("ran", []),
        ("don't ring", ["don’t ring"]),
        ('"ring"', ["“ring”"]),
        ("said - don't", ["said – don’t"]),
        ("Ring", ["Ring"]),
        ("again;", ["again;"]),
        ("", []),
        (".*", []),
    ],
)
def test_whole_words_are_found_as_they_stand(words: str, found: list[str]) -> None:
    assert [TEXT[one.start : one.end] for one in places_of(words, TEXT)] == found


@given(st.text(st.characters(exclude_categories=["Cs"]), min_size=1), st.data())
def test_a_stretch_that_was_cut_out_is_found_where_it_was(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    words = text[start:end]
    for place in places_of(words, text):
        assert len(place) == len(words)
    inside = (start and words[0].isalnum() and _of_word(text[start - 1])) or (
        end < len(text) and words[-1].isalnum() and _of_word(text[end])
    )
    overlapping = text.find(words) != start
    if not inside and not overlapping:
        assert Span(start=start, end=end) in places_of(words, text)


def _of_word(char: str) -> bool:
    return char.isalnum() or char == "_"


def test_what_stands_around_is_cut_between_words() -> None:
    text = "one two three HERE four five six"
    span = Span(start=14, end=18)
    assert before(text, span, 9) == "… three"
    assert before(text, span, 99) == "one two three"
    assert after(text, span, 9) == "four …"
    assert after(text, span, 99) == "four five six"


def test_a_passage_that_no_cell_holds_is_shortened_in_the_middle() -> None:
    assert shown("x" * LONGEST) == "x" * LONGEST
    long = shown("begin " + "x" * 40_000 + " end")
    assert long.startswith("begin ")
    assert long.endswith(" end")
    assert len(long) < LONGEST + 10
