"""Advice on a codebook: each sort of note where it belongs, and nowhere else."""

from __future__ import annotations

import pytest

from pipeline.anonymised.codebook_check import Note, Topic, check
from pipeline.anonymised.nearness import cosines, near_pairs, words_in
from pipeline.values.themes import Code, Codebook
from tests.anonymised.talk import shipped

TALK = (
    "three boats sank in the harbour", "geese on the canal", "plums in a bowl on the step",
    "a tent for two", "yarn from the market", "coal in the scuttle by the door", "gates and geese",
    "moss on every stone",
)  # fmt: skip


def code(id: str, **fields: object) -> Code:
    whole: dict[str, object] = {
        "family": "f", "name": id, "definition": f"the {id} of it", "exclude": "all else",
        "examples": tuple(f"{id}{n}s {n}{id}t" for n in range(8)),
        "cues": (f"{id} word",), **fields,
    }  # fmt: skip
    return Code.model_validate({"id": id, **whole})


def notes(*codes: Code) -> list[tuple[Topic, str, str]]:
    book = Codebook(version="1", families={"f": "F"}, codes=codes)
    return [(note.topic, note.code, note.other) for note in check(book)]


def test_a_whole_code_gets_no_note() -> None:
    assert notes(code("a")) == []


@pytest.mark.parametrize(
    ("fields", "topic"),
    [
        ({"examples": ()}, Topic.NO_EXAMPLES),
        ({"examples": TALK[:7]}, Topic.FEW_EXAMPLES),
        ({"exclude": " "}, Topic.NO_EXCLUSION),
        ({"cues": ()}, Topic.NO_CUES),
    ],
)
def test_what_is_missing_is_told(fields: dict[str, object], topic: Topic) -> None:
    assert notes(code("a", **fields)) == [(topic, "a", "")]


def test_nearly_the_same_example_under_two_codes() -> None:
    same = ("I keep all of the curtains shut, and the lamps off, until he's gone past.",)
    near = ("I keep all the curtains shut and the lamps OFF until he has gone past!",)
    other = ("I keep geese now.",)
    one, two, three = (code(id, examples=(*TALK[:0], *x)) for id, x in
                       (("a", same), ("b", near), ("c", other)))  # fmt: skip
    found = [note for note in notes(one, two, three) if note[0] is Topic.SAME_EXAMPLE]
    assert found == [(Topic.SAME_EXAMPLE, "a", "b")]


@pytest.mark.parametrize(
    ("neighbours", "words"), [(("b",), "fine, they are neighbours"), ((), "no neighbour")]
)
def test_a_lookalike_that_is_an_example_of_another(neighbours: tuple[str, ...], words: str) -> None:
    text = "He had the brakes cut on a Tuesday"
    book = Codebook(
        version="1", families={"f": "F"},
        codes=(code("a", lookalikes=(text,), neighbours=neighbours), code("b", examples=(text,))),
    )  # fmt: skip
    (note,) = [one for one in check(book) if one.topic is Topic.LOOKALIKE_IS_EXAMPLE]
    assert (note.code, note.other) == ("a", "b")
    assert words in note.what


def test_a_lookalike_that_is_an_example_of_its_own_code_is_wrong() -> None:
    found = check(
        Codebook(
            version="1", families={"f": "F"},
            codes=(code("a", examples=TALK, lookalikes=(TALK[0].upper(),)),),
        )
    )  # fmt: skip
    assert [(one.topic, one.code) for one in found] == [(Topic.LOOKALIKE_IS_EXAMPLE, "a")]
    assert "same code" in found[0].what


def test_cues_of_two_codes_in_other_examples_and_in_own_lookalikes() -> None:
    one = code("a", cues=("changed the locks", "big dog"), lookalikes=("next door's big dog",))
    two = code("b", cues=("change the lock",), examples=("then we had the locks changed again",
                                                         "he changed the locks on me"))  # fmt: skip
    found = notes(one, two)
    assert (Topic.SAME_CUE, "a", "b") in found
    assert (Topic.CUE_ELSEWHERE, "a", "b") in found
    assert (Topic.CUE_IN_LOOKALIKE, "a", "") in found
    assert (Topic.CUE_ELSEWHERE, "b", "a") not in found


def test_a_question_and_a_statement_are_not_the_same_cue() -> None:
    found = notes(code("a", cues=("your work",)), code("b", cues=("your work?",)))
    assert Topic.SAME_CUE not in {note[0] for note in found}


def test_neighbours_named_one_way_only() -> None:
    found = notes(code("a", neighbours=("b", "c")), code("b", neighbours=("a",)), code("c"))
    assert found == [(Topic.ONE_WAY, "c", "a")]


def test_definitions_that_overlap_unless_one_is_part_of_the_other() -> None:
    words = "Locks, bolts, alarms and cameras put on the doors and windows of a home."
    others = [code(f"x{n}", definition=f"{word} of quite another kind") for n, word in
              enumerate(("Sorrow", "Money", "Court", "Friends", "Sleep"))]  # fmt: skip
    one, two = code("a", definition=words), code("b", definition=f"{words} And more.")
    part = code("b", definition=words, parent="a")
    assert (Topic.OVERLAP, "a", "b") in notes(one, two, *others)
    assert Topic.OVERLAP not in {note[0] for note in notes(one, part, *others)}


def test_near_pairs_are_those_of_comparing_every_pair() -> None:
    texts = [words_in(text) for text in (*TALK, "boats and geese", "BOATS and geese!", "", "plums")]
    for least in (0.3, 0.5, 0.7, 1.0):
        every = [
            (i, j)
            for j in range(len(texts))
            for i in range(j)
            if texts[i] and len(texts[i] & texts[j]) / len(texts[i] | texts[j]) >= least
        ]
        assert sorted((i, j) for i, j, _ in near_pairs(texts, least)) == sorted(every)


def test_a_cosine_is_one_for_the_same_words_and_none_for_others() -> None:
    found = {(i, j): c for i, j, c in cosines(["red boats", "Boats, red!", "blue tents", ""])}
    assert found.keys() == {(0, 1)}
    assert found[0, 1] == pytest.approx(1)


def test_no_example_of_the_shipped_codebook_belongs_to_two_codes() -> None:
    found: list[Note] = check(shipped())
    wrong = {Topic.SAME_EXAMPLE, Topic.LOOKALIKE_IS_EXAMPLE, Topic.NO_EXAMPLES, Topic.FEW_EXAMPLES,
             Topic.NO_EXCLUSION, Topic.NO_CUES}  # fmt: skip
    assert [one for one in found if one.topic in wrong] == []
