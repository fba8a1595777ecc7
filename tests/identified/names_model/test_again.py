"""What was found once is looked for in the whole transcript."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pytest

from pipeline.identified.names_model.again import found_again
from pipeline.identified.names_model.decode import Found
from pipeline.identified.names_model.labels import COUNT, NOTHING, begins
from pipeline.identified.names_model.model import Read
from pipeline.identified.names_model.words import words_of
from pipeline.values.identifiers import Kind

P, L, O = Kind.PERSON, Kind.LOCATION, Kind.ORGANISATION  # noqa: E741


def read(text: str, doubted: Sequence[str] = ()) -> Read:
    """A turn in which the network gives a little to the `doubted` words and nothing to others."""
    words = words_of(text)
    made = np.zeros((len(words), COUNT), dtype=np.float32)
    for row, word in zip(made, words, strict=True):
        row[begins(P)] = 0.2 if word.text in doubted else 0.001
        row[NOTHING] = 1 - row[begins(P)]
    return Read(tuple(words), made)


def at(turn: Read, words: str, kind: Kind, score: float = 0.99) -> Found:
    texts = [word.text for word in turn.words]
    parts = words.split()
    first = texts.index(parts[0])
    return Found(first, first + len(parts), kind, score)


def test_a_pet_is_looked_for_everywhere_and_a_gift_is_not() -> None:
    turns = [read("our dog Bolota barked"), read("so bolota ran")]
    for pet in (True, False):
        found = [[replace(at(turns[0], "Bolota", Kind.OTHER), pet=pet)], []]
        _, more = found_again(turns, found, sure=0.8, again=0.05)
        assert [one.pet for one in more] == [True] * pet


@pytest.mark.parametrize(
    ("first", "words", "kind", "second", "doubted", "again"),
    [
        ("my sister Siobhan rang", "Siobhan", P, "so siobhan came", [], ["siobhan"]),
        ("PC Siobhan Keane", "Siobhan Keane", P, "Keane said", [], ["Keane"]),
        ("my sister Hope rang", "Hope", P, "I hope so", [], []),
        ("my sister Hope rang", "Hope", P, "and Hope left", ["Hope"], ["Hope"]),
        ("my sister Hope rang", "Hope", P, "and I hope so", ["hope"], []),
        ("my sister Siobhan rang", "Siobhan", P, "and I, Siobhan", [], ["Siobhan"]),
        ("we lived in Bath", "Bath", L, "I had a bath", [], []),
        ("at the Crown", "the Crown", O, "the dog", ["the"], []),
        ("at Bocian", "Bocian", O, "with bocian again", [], ["bocian"]),
        ("J rang", "J", P, "J left", [], []),
        ("she is thirty", "thirty", Kind.AGE, "thirty times", [], []),
    ],
)
def test_what_is_taken_again(
    first: str, words: str, kind: Kind, second: str, doubted: list[str], again: list[str]
) -> None:
    turns = [read(first), read(second, doubted)]
    found = [[at(turns[0], words, kind)], []]
    _, more = found_again(turns, found, sure=0.8, again=0.05)
    said = [" ".join(w.text for w in turns[1].words[one.first : one.end]) for one in more]
    assert said == again
    assert all(one.kind is kind for one in more)


def test_what_the_model_doubted_is_not_looked_for() -> None:
    turns = [read("my sister Siobhan rang"), read("so siobhan came")]
    found = [[at(turns[0], "Siobhan", P, score=0.5)], []]
    assert found_again(turns, found, sure=0.8, again=0.05) == [[], []]


def test_what_is_left_of_a_known_name_beside_a_find_is_taken() -> None:
    turns = [read("Siobhan Keane rang"), read("siobhan keane rang")]
    first, second = at(turns[0], "Siobhan Keane", P), at(turns[1], "keane", P)
    _, more = found_again(turns, [[first], [second]], sure=0.8, again=0.05)
    assert [(one.first, one.end) for one in more] == [(0, 1)]


def test_a_long_form_that_is_refused_hides_no_shorter_one() -> None:
    turns = [read("Hope Will rang and Hope left"), read("hope will come", ["hope"])]
    found = [[at(turns[0], "Hope Will", P), Found(4, 5, P, 0.99)], []]
    _, more = found_again(turns, found, sure=0.8, again=0.15)
    assert [(one.first, one.end) for one in more] == [(0, 1)]


def test_what_was_found_is_not_found_twice() -> None:
    turns = [read("Siobhan and siobhan")]
    found = [[at(turns[0], "Siobhan", P)]]
    ((more,),) = found_again(turns, found, sure=0.8, again=0.05)
    assert (more.first, more.end) == (2, 3)
