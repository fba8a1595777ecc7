"""Passages that make sense alone."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quotable.passages import grow, presented_words
from pipeline.settings import QuotePolicy
from pipeline.values.spans import Span
from tests.quotable.examples import POLICY, find

TALK = "I was tired that week. He rang. Then the neighbours came round with soup for us. I slept."


def grown(text: str, words: str, policy: QuotePolicy = POLICY) -> str:
    span = grow(text, find(text, words), policy)
    return text[span.start : span.end]


def test_a_cue_becomes_its_sentence() -> None:
    text = "I cooked a proper dinner. I never moved house because of that man. I slept."
    assert grown(text, "moved house") == "I never moved house because of that man."


def test_a_short_passage_grows_by_whole_sentences() -> None:
    assert grown(TALK, "He rang.") == ("He rang. Then the neighbours came round with soup for us.")


def test_growing_stops_when_it_stands() -> None:
    long = "Then the neighbours came round with soup for us."
    assert grown(TALK, long) == long


def test_what_leans_takes_the_sentence_before() -> None:
    text = "I moved my desk to the back of the office. Because he could see me from the road there."
    assert grown(text, "Because he could see me from the road there.") == text


def test_growing_never_passes_the_target() -> None:
    text = "He rang. " + "word " * 70 + "end. I left."
    assert grown(text.replace("word", "Word", 1), "He rang.") == "He rang."


def test_talk_without_stops_is_cut_at_words_and_placeholders() -> None:
    days = " ".join(f"day{number}" for number in range(120))
    text = f"{days} i went to [police station] on the monday {days}"
    found = grown(text, "station] on the mon")
    assert found == "[police station] on the monday"


@given(st.text(alphabet="aB. ?[]…u", min_size=1, max_size=60), st.data())
def test_growing_only_grows_or_trims_blanks(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    span = grow(text, Span(start=start, end=end), POLICY)
    assert 0 <= span.start < span.end <= len(text)
    assert text[start:end].strip() in text[span.start : span.end]


@pytest.mark.parametrize(("text", "words"), [("Um, I, I left.", 2), ("[pause] Er.", 0)])
def test_counts_what_is_left_to_print(text: str, words: int) -> None:
    assert presented_words(text) == words
