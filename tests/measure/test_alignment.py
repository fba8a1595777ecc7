"""The same talk written otherwise is aligned, other talk is not, and offsets lead across."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measure.alignment import Plain, align
from pipeline.values.spans import Span
from tests.measure.tiny import entity, gold_of, transcript_of

ALIKE = [
    ("Well… Ann said", "Well... Ann said"),
    ("Well... Ann said", "Well… Ann said"),
    ("‘No,’ Ann said", "'No,' Ann said"),
    ("“No” – Ann said", '"No" -- Ann said'),
    ("No — Ann said", "No -- Ann said"),
    ("I’m Ann said", "I'm Ann said"),
    ("at the ﬁnish Ann", "at the finish Ann"),
    ("a\u00a0cup  of tea Ann", "a cup of tea Ann"),
    ("caf\u00e9 Ann", "cafe\u0301 Ann"),
    ("soft\u00adly Ann", "softly Ann"),
    ("\ufeffso Ann", "so\u200b Ann "),
    ("½ past, Ann", "1/2 past, Ann"),
]


@pytest.mark.parametrize(("gold", "source"), ALIKE)
def test_what_is_only_written_otherwise_is_the_same(gold: str, source: str) -> None:
    one, other = Plain.of(gold), Plain.of(source)
    assert one.text == other.text
    start = gold.index("Ann")
    place = one.place(Span(start=start, end=start + 3), other)
    assert place is not None
    assert source[place.start : place.end] == "Ann"


@pytest.mark.parametrize(
    ("gold", "source"),
    [("Ann said", "Anne said"), ("café", "cafe"), ("no.", "no"), ("Ann", "ann"), ("12", "1 2")],
)
def test_other_words_are_other(gold: str, source: str) -> None:
    assert Plain.of(gold).text != Plain.of(source).text


def test_a_character_that_stands_for_several_is_taken_whole() -> None:
    one, other = Plain.of("so... and"), Plain.of("so… and")
    assert one.place(Span(start=3, end=4), other) == Span(start=2, end=3)
    assert one.place(Span(start=0, end=5), other) == Span(start=0, end=3)
    assert other.place(Span(start=2, end=3), one) == Span(start=2, end=5)


def test_a_span_of_nothing_has_no_place() -> None:
    one = Plain.of("a\u200bb")
    assert one.place(Span(start=1, end=2), Plain.of("ab")) is None


@given(st.text(st.characters(codec="utf-8", categories=["L", "N", "P", "Zs"]), min_size=1))
def test_every_span_leads_to_itself_and_forms_are_stable(text: str) -> None:
    one = Plain.of(text)
    assert len(one.text) == len(one.places)
    assert list(one.places) == sorted(one.places)
    assert Plain.of(one.text).text == one.text
    assert Plain.of(unicodedata.normalize("NFD", text)).text == one.text
    for at, place in enumerate(one.places):
        if at and one.places[at - 1] == place:
            continue
        assert one.place(Span(start=place, end=place + 1), one) == Span(start=place, end=place + 1)


def numbers(gold: list[str], source: list[str]) -> dict[int, int]:
    found = align(gold_of(*(f"P: {text}" for text in gold)), transcript_of(*source))
    assert found.unaligned == len(gold) - len(found.turns)
    assert found.extra == len(source) - len(found.turns)
    return {number: turn.number for number, turn in found.turns.items()}


def test_turns_are_found_by_their_words_not_their_numbers() -> None:
    talk = ["Hello there.", "Yeah.", "He rang and rang.", "Yeah.", "Goodbye."]
    assert numbers(talk, talk) == {1: 1, 2: 2, 3: 3, 4: 4, 5: 5}
    split = [*talk[:2], "He rang", "and rang.", *talk[3:]]
    assert numbers(talk, split) == {1: 1, 2: 2, 4: 5, 5: 6}
    assert numbers(talk, ["Interview of May", *talk]) == {1: 2, 2: 3, 3: 4, 4: 5, 5: 6}
    assert numbers(talk, talk[:3]) == {1: 1, 2: 2, 3: 3}
    assert numbers(talk, ["Quite another interview."]) == {}


def test_one_turn_read_otherwise_costs_that_turn() -> None:
    talk = [f"This is what I said as number {number}." for number in range(20)]
    assert len(numbers(talk, [*talk[:9], "Something else.", *talk[10:]])) == 19


def test_an_aligned_turn_places_the_gold_s_spans() -> None:
    gold = gold_of(f"P: So... {entity('Ann-Marie')} said it’s fine…")
    source = "So… Ann‑Marie said it's fine..."
    (turn,) = align(gold, transcript_of(source)).turns.values()
    place = turn.place(gold.turns[0].entities[0].span)
    assert place is not None
    assert source[place.start : place.end] == "Ann‑Marie"
