"""Every sentence is read once, with what was asked, in windows that an encoder can hold."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.anonymised.encoder.windows import (
    BEFORE,
    BUDGET,
    QUESTION,
    SENTENCE,
    Answer,
    Row,
    Window,
    pieces,
    windows,
)
from pipeline.language.wordpiece import VOCABULARY, WordPiece

WORDPIECE = WordPiece.load(VOCABULARY)
SENTENCES = st.text(alphabet="abc defg,.'[]1ł", max_size=400)
ANSWERS = st.lists(
    st.builds(
        Answer,
        st.text(alphabet="who was it? ", max_size=300),
        st.lists(SENTENCES, min_size=1, max_size=12).map(tuple),
    ),
    max_size=8,
)


def rows(window: Window) -> dict[Row, list[int]]:
    """The pieces of each sort."""
    pairs = list(zip(window.ids, window.rows, strict=True))
    return {row: [id for id, own in pairs if own == row] for row in Row}


@given(ANSWERS)
@settings(deadline=None, max_examples=60)
def test_every_sentence_with_a_piece_is_read_once_and_as_it_is(answers: list[Answer]) -> None:
    found = windows(answers, WORDPIECE)
    read = {
        (place.answer, place.sentence): window.ids[place.first : place.last]
        for window in found
        for place in window.places
    }
    assert sum(len(window.places) for window in found) == len(read)
    wanted = {
        (at, number): cut[:SENTENCE]
        for at, answer in enumerate(answers)
        for number, text in enumerate(answer.sentences)
        if (cut := pieces(text, WORDPIECE))
    }
    assert read == wanted


@given(ANSWERS, st.integers(min_value=60, max_value=BUDGET))
@settings(deadline=None, max_examples=60)
def test_no_window_is_longer_than_the_encoder_holds(answers: list[Answer], first: int) -> None:
    for window in windows(answers, WORDPIECE, first=first):
        assert len(window.ids) == len(window.rows) <= 512
        assert window.used <= BUDGET + QUESTION + SENTENCE + 3
        assert len(rows(window)[Row.BEFORE]) <= BEFORE + 2


def test_an_answer_is_read_with_its_question_and_after_the_answer_before() -> None:
    talk = [Answer("Who was he?", ("My neighbour.",)), Answer("And then?", ("He rang.",))]
    (window,) = windows(talk, WORDPIECE)
    expected = [
        WORDPIECE.opening,
        WORDPIECE.separator,
        *pieces("Who was he?", WORDPIECE),
        WORDPIECE.separator,
        *pieces("My neighbour.", WORDPIECE),
        WORDPIECE.separator,
        *pieces("And then?", WORDPIECE),
        WORDPIECE.separator,
        *pieces("He rang.", WORDPIECE),
        WORDPIECE.separator,
    ]
    assert window.ids == expected
    first, second = windows(talk, WORDPIECE, budget=8)
    assert pieces("My neighbour.", WORDPIECE) == rows(second)[Row.BEFORE][1:-1]
    assert rows(first)[Row.QUESTION][:-1] == pieces("Who was he?", WORDPIECE)


def test_a_long_answer_is_cut_between_sentences_and_its_question_read_again() -> None:
    sentences = tuple(f"He stood there on day {number} and again." for number in range(60))
    found = windows([Answer("What did he do?", sentences)], WORDPIECE)
    assert len(found) > 1
    for window in found:
        assert rows(window)[Row.QUESTION][:-1] == pieces("What did he do?", WORDPIECE)
    before = [id for one in sentences[:3] for id in pieces(one, WORDPIECE)]
    assert len(before) <= BEFORE
    number = found[1].places[0].sentence
    last = [id for one in sentences[number - 3 : number] for id in pieces(one, WORDPIECE)]
    assert rows(found[1])[Row.BEFORE][1:-1] == last[-BEFORE:]


def test_nothing_to_read_gives_no_window() -> None:
    assert windows([], WORDPIECE) == []
    assert windows([Answer("Well?", ("",))], WORDPIECE) == []
