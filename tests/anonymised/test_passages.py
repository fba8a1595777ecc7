from __future__ import annotations

import itertools
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from pipeline.anonymised.passages import (
    LONGEST_PASSAGE,
    LONGEST_RUN,
    merged,
    opening_of,
    passage_of,
    peaks,
    span_of,
)
from pipeline.anonymised.sentences import Sentence, read_sentences

TALK = "I had the house nineteen years. Gone. He kept on at it every night. Twice. And that was it."


def text_of(talk: str, run: tuple[int, int]) -> str:
    span = span_of(read_sentences(talk), run)
    return talk[span.start : span.end]


def test_a_whole_sentence_stands_alone() -> None:
    assert passage_of(read_sentences(TALK), 0, 0) == (0, 1)


def test_a_fragment_is_joined_with_the_sentence_before() -> None:
    run = passage_of(read_sentences(TALK), 1, 1)
    assert text_of(TALK, run) == "I had the house nineteen years. Gone."


def test_a_fragment_at_the_start_is_joined_with_the_one_after() -> None:
    talk = "Yeah, twice. The second time was when he found my work."
    assert text_of(talk, passage_of(read_sentences(talk), 0, 0)) == talk


def test_a_turn_that_is_a_fragment_stays_one() -> None:
    assert passage_of(read_sentences("Yeah. Twice."), 0, 0) == (0, 2)


def test_runs_that_touch_become_one() -> None:
    assert merged(read_sentences(TALK), [(0, 1), (1, 2), (3, 4)]) == [(0, 2), (3, 4)]


def test_no_passage_grows_over_ninety_words() -> None:
    sentences = read_sentences("He came to the house again and again that year. " * 30)
    runs = [(number, number + 1) for number in range(len(sentences))]
    whole = merged(sentences, runs)
    lengths = [sum(len(one.words) for one in sentences[start:end]) for start, end in whole]
    assert len(whole) > 1
    assert max(lengths) <= LONGEST_PASSAGE
    assert sum(lengths) == sum(len(one.words) for one in sentences)


def test_overlapping_runs_that_cannot_be_joined_do_not_share_a_sentence() -> None:
    sentences = read_sentences("He came to the house again and again that year. " * 30)
    assert merged(sentences, [(0, 8), (6, 12)]) == [(0, 8), (8, 12)]


def test_an_opening_is_three_sentences_at_most_and_fits() -> None:
    assert opening_of(read_sentences(TALK)) == (0, 3)
    assert opening_of(read_sentences("Yes.")) == (0, 1)
    long = " ".join(f"{'word ' * 38}end." for _ in range(3))
    assert opening_of(read_sentences(long)) == (0, 2)


SEVEN = "He rang at six in the morning again. I moved my bed away from the window. " + (
    "We had toast and it was fine, it rained. He rang again from a number I did not know. "
    "I told my boss about all of it then. She laughed out loud at me. And that was the week."
)


def test_a_run_begins_at_each_high_score_and_takes_in_what_is_nearly_as_high() -> None:
    sentences = read_sentences(SEVEN)
    scores = [3.0, 2.5, -4.0, 1.0, -4.0, -4.0, 0.9]
    assert peaks(sentences, scores, 0.0, 1.0) == [(0, 2), (3, 4), (5, 7)]
    assert peaks(sentences, scores, 0.0, 0.4) == [(0, 1), (1, 2), (3, 4), (5, 7)]
    assert peaks(sentences, scores, 2.0, 9.0) == [(0, 2)]
    assert peaks(sentences, scores, 3.5, 9.0) == []


@given(st.lists(st.floats(min_value=-9, max_value=9), min_size=7, max_size=7), st.floats(0, 5))
def test_runs_never_overlap_and_each_holds_a_score_that_is_high_enough(
    scores: list[float], reach: float
) -> None:
    sentences = read_sentences(SEVEN)
    runs = peaks(sentences, scores, 1.0, reach)
    assert all(one[1] <= other[0] for one, other in itertools.pairwise(runs))
    assert all(max(scores[start:end]) >= 1.0 for start, end in runs)
    covered = {at for start, end in runs for at in range(start, end)}
    high = {at for at, score in enumerate(scores) if score >= 1.0}
    assert high <= covered
    assert all(_words(sentences[s:e]) <= LONGEST_RUN for s, e in runs)


def _words(sentences: Sequence[Sentence]) -> int:
    return sum(len(one.words) for one in sentences)
