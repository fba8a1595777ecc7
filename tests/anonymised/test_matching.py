from __future__ import annotations

import pytest

from pipeline.anonymised.matching import CueMatcher, comparable
from pipeline.anonymised.sentences import read_sentences


def found(cue: str, text: str) -> list[str]:
    """The words of `text` on which `cue` hits."""
    sentences = read_sentences(text)
    spans = []
    for hit in CueMatcher({"code": [cue]}).find(sentences):
        words = sentences[hit.sentence].words[hit.first : hit.last]
        spans.append(text[words[0].start : words[-1].end])
    return spans


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("changed the locks", "We changed the locks."),
        ("changed the locks", "i change locks every year"),
        ("changed the locks", "Changing all the, um, changing the locks again."),
        ("followed me", "She's been following me."),
        ("he followed me", "[ex-partner] would follow us home"),
        ("he followed me", "SHE FOLLOWED ME"),
        ("couldn't leave the house", "I could not leave the house"),
        ("couldn't leave the house", "i couldnt really even leave the house"),
        ("my number", "our number"),
        ("moved * miles", "We moved two hundred miles."),
        ("moved * miles", "moved miles"),
        ("moved * miles", "I moved, God, eighty miles"),
        ("had to move", "having to move"),
        ("on the mat", "stood on that, on the mat"),
    ],
)  # fmt: skip
def test_a_cue_is_found(cue: str, text: str) -> None:
    assert found(cue, text)


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("changed the locks", "I changed. The locks were old."),
        ("moved * miles", "moved one two three four miles"),
        ("moved * miles", "We moved. It was two miles."),
        ("followed me", "I followed him"),
        ("couldn't leave", "I could leave"),
        ("my mum", "his mum"),
        ("cameras", "a camper van"),
        ("hurt myself", "he hurt me"),
    ],
)
def test_a_cue_is_not_found(cue: str, text: str) -> None:
    assert not found(cue, text)


def test_a_hit_covers_the_words_of_the_cue() -> None:
    assert found("moved * miles", "Then we moved, oh, forty miles away.") == [
        "moved, oh, forty miles"
    ]


def test_hits_come_in_the_order_of_the_text() -> None:
    matcher = CueMatcher({"b": ["dog"], "a": ["cat", "dog"]})
    hits = matcher.find(read_sentences("A dog and a cat. A dog."))
    assert [(hit.sentence, hit.owner, hit.cue) for hit in hits] == [
        (0, "a", "dog"),
        (0, "b", "dog"),
        (0, "a", "cat"),
        (1, "a", "dog"),
        (1, "b", "dog"),
    ]


@pytest.mark.parametrize("cue", ["", "*", "* dog", "dog *", "the", "!", "a * the"])
def test_a_cue_with_an_empty_side_has_nothing_to_compare(cue: str) -> None:
    assert not comparable(cue)


def test_no_cues_find_nothing() -> None:
    assert CueMatcher({}).find(read_sentences("Anything at all.")) == []
