from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.anonymised.sentences import (
    CONJUNCTIONS,
    LONGEST_CUT,
    LONGEST_SENTENCE,
    bases_of,
    read_sentences,
)
from pipeline.values.spans import Span


def texts(text: str) -> list[str]:
    return [text[one.start : one.end] for one in read_sentences(text)]


def test_punctuation_makes_sentences_and_stays_with_them() -> None:
    assert texts('He went. "Why?" she said. So I left...') == [
        "He went.",
        '"Why?"',
        "she said.",
        "So I left...",
    ]


def test_titles_and_clock_times_do_not_end_a_sentence() -> None:
    assert texts("Mrs. Green came at 10 p.m. and left.") == ["Mrs. Green came at 10 p.m. and left."]


def test_unpunctuated_talk_is_cut_at_clause_openers() -> None:
    talk = (
        "so i went down the road to see my sister because he had been outside all of the morning "
        "and then i came home and the door was open and he was sat there on my stairs as if it was "
        "his house and i did not know what to do so i just ran"
    )
    pieces = read_sentences(talk)
    assert len(pieces) > 1
    assert all(len(piece.words) <= LONGEST_CUT for piece in pieces)
    assert all(piece.words[0].norm in CONJUNCTIONS for piece in pieces[1:])
    assert " ".join(texts(talk)) == talk


def test_a_run_without_any_opener_is_cut_all_the_same() -> None:
    pieces = read_sentences("word " * 100)
    assert [len(piece.words) for piece in pieces] == [25, 25, 25, 25]


def test_marks_are_no_words() -> None:
    text = "I was [crying] fine."
    words = [word.norm for word in read_sentences(text, [Span(start=6, end=14)])[0].words]
    assert words == ["i", "was", "fine"]


@pytest.mark.parametrize(
    ("text", "bases"),
    [
        ("[ex-partner] followed me", ("he", "follow", "me")),
        ("[ex-husband] followed me", ("he", "follow", "me")),
        ("[officer 2] came", ("officer", "come")),
        ("[older daughter] cried", ("daughter", "cry")),
        ("left [town]", ("leave", "town")),
        ("the stalker [stalker]", ("stalker", "he")),
    ],
)
def test_replaced_identifiers_are_read_as_what_they_stand_for(
    text: str, bases: tuple[str, ...]
) -> None:
    assert bases_of(text) == bases


@pytest.mark.parametrize(
    "text", ["didn't go", "didn’t go", "did not go", "didnt go", "Did n't go", "DIDN'T GO"]
)
def test_contractions_are_one(text: str) -> None:
    assert bases_of(text) == ("do", "not", "go")


@pytest.mark.parametrize("text", ["", " ", "...", "[ ]", "!?", "— —"])
def test_no_words_no_sentence(text: str) -> None:
    assert read_sentences(text) == []


@given(st.text(max_size=400))
def test_sentences_lie_in_the_text_in_order(text: str) -> None:
    end = 0
    for sentence in read_sentences(text):
        assert 0 <= sentence.start < sentence.end <= len(text)
        assert 0 < len(sentence.words) <= LONGEST_SENTENCE
        for word in sentence.words:
            assert end <= word.start < word.end <= sentence.end
            end = word.end
