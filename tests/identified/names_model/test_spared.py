"""What is taken for a name and can be nobody's; what must stay, whatever it looks like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from pipeline.identified.misheard import KnownName
from pipeline.identified.names_model.decode import Found
from pipeline.identified.names_model.labels import COUNT
from pipeline.identified.names_model.model import Read
from pipeline.identified.names_model.spared import spare
from pipeline.identified.names_model.words import words_of
from pipeline.values.identifiers import Kind

P = Kind.PERSON
CASED = "So I said to him, no, and he went away. Then the police came to us."


def read(text: str) -> Read:
    words = words_of(text)
    return Read(tuple(words), np.zeros((len(words), COUNT), dtype=np.float32))


def at(turn: Read, words: str, score: float, kind: Kind = P) -> Found:
    texts, parts = [word.text for word in turn.words], [one.text for one in words_of(words)]
    first = next(i for i in range(len(texts)) if texts[i : i + len(parts)] == parts)
    return Found(first, first + len(parts), kind, score)


def left(turn: Read, found: Sequence[Found], known: Sequence[KnownName] = ()) -> list[str]:
    _, more = spare([read(CASED), turn], [[], found], known)
    return [" ".join(w.text for w in turn.words[one.first : one.end]) for one in more]


@pytest.mark.parametrize(
    ("text", "words", "score", "stays"),
    [
        ("and naebody came", "naebody", 0.99, False),
        ("Umm, he left", "Umm", 0.9, False),
        ("and the bishop left", "the", 0.3, False),
        ("and the other left", "the", 0.8, True),
        ("So Are Ben came", "Are", 0.1, True),
        ("and my bhaiya came", "my bhaiya", 0.8, False),
        ("and Nan came", "Nan", 0.95, True),
        ("the first jack I rolled", "jack", 0.2, False),
        ("and jack came too", "jack", 0.97, True),
        ("and Jack came too", "Jack", 0.2, True),
        ("and Brakes came too", "Brakes", 0.05, True),
        ("and tsovinar came", "tsovinar", 0.05, True),
    ],
)
def test_people(text: str, words: str, score: float, stays: bool) -> None:
    turn = read(text)
    assert left(turn, [at(turn, words, score)]) == ([words] if stays else [])


def test_case_says_nothing_where_nobody_writes_it() -> None:
    turn = read("the first jack i rolled")
    found = at(turn, "jack", 0.2)
    assert spare([turn], [[found]], ()) == [[found]]


def test_what_is_listed_or_sounds_like_it_stays() -> None:
    turn = read("and naebody came")
    found = at(turn, "naebody", 0.5)
    assert left(turn, [found], [KnownName("Naebody", P, listed=True)]) == ["naebody"]
    assert left(turn, [replace(found, sounds_like="Nabodi")]) == ["naebody"]
    assert left(turn, [replace(found, by_sound=True)]) == ["naebody"]


def test_a_piece_of_something_longer_stays() -> None:
    turn = read("they call him the bishop then")
    assert left(turn, [at(turn, "the", 0.3), at(turn, "bishop", 0.9)]) == ["the", "bishop"]


@pytest.mark.parametrize(
    ("words", "expected"),
    [("blue van with my", ["blue van"]), ("with my", []), ("blue van with my dog", None)],
)
def test_no_description_ends_in_the_middle(words: str, expected: list[str] | None) -> None:
    turn = read("a blue van with my dog")
    assert left(turn, [at(turn, words, 0.9, Kind.VEHICLE)]) == (
        expected or [words] * (expected is None)
    )
    assert left(turn, [at(turn, "with my", 0.9, Kind.ADDRESS)]) == ["with my"]


@pytest.mark.parametrize(
    ("text", "words", "kind", "stays"),
    [
        ("Well, I rung 101 first", "101", Kind.DATETIME, False),
        ("so I rang triple nine then", "triple nine", Kind.PHONE, False),
        ("it was one oh one I rang", "one oh one", Kind.ID_NUMBER, False),
        ("we live at 101 now", "101", Kind.ADDRESS, True),
        ("that was in 1999 I think", "1999", Kind.DATETIME, True),
        ("it ended nine nine nine one", "nine nine nine one", Kind.PHONE, True),
    ],
)
def test_numbers_that_everybody_rings(text: str, words: str, kind: Kind, stays: bool) -> None:
    turn = read(text)
    assert left(turn, [at(turn, words, 0.95, kind)]) == ([words] if stays else [])


def test_a_piece_of_a_longer_number_is_no_public_line() -> None:
    turn = read("ring 0113 999 now")
    pieces = [at(turn, "0113", 0.9, Kind.PHONE), at(turn, "999", 0.9, Kind.PHONE)]
    assert left(turn, pieces) == ["0113", "999"]
