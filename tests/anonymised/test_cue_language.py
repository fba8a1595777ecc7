from __future__ import annotations

import pytest

from pipeline.anonymised.cue_language import CueError, sides_of
from pipeline.anonymised.matching import CueMatcher
from pipeline.anonymised.sentences import read_sentences
from tests.anonymised.talk import shipped

LISTS = {"child": ["son", "daughter", "little one"], "day": ["monday", "(bank|public) holiday"]}


def hits(cue: str, text: str) -> bool:
    return bool(CueMatcher({"flag": [cue]}, LISTS).find(read_sentences(text)))


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("(rang|texted) me", "He texted me again."),
        ("(rang|sent word to) me", "She sent word to me."),
        ("he (just|really|) sat there", "he sat there"),
        ("he (quietly|) sat", "He quietly sat."),
        ("took (my (son|daughter)|them)", "They took my daughters."),
        ("took (my (son|daughter)|them)", "They took them."),
        ("my <child>", "Our little one."),
        ("on <day>", "Only on a public holiday."),
        ("(my <child>|the kids) cried", "My sons cried."),
        ("I =leave", "I leave at ten."),
        ("at =#.##", "I go at 8.15 now."),
        ("at =##:##", "at 17:30"),
        ("knife & letter", "There was a letter and then a knife."),
        ("knife & my <child>", "He showed my son the knife."),
        ("(knife|gun) * (my name|me)", "a knife with my name on"),
    ],
)
def test_a_construction_is_found(cue: str, text: str) -> None:
    assert hits(cue, text)


@pytest.mark.parametrize(
    ("cue", "text"),
    [
        ("(rang|texted) me", "He saw me."),
        ("he (quietly|) sat", "He loudly sat."),
        ("my <child>", "My one."),
        ("I =leave", "I left at ten."),
        ("I =leave", "I'm leaving at ten."),
        ("at =#.##", "at 17:30"),
        ("at =#.##", "at eight"),
        ("knife & letter", "There was a letter. There was a knife."),
        ("knife & letter", "A knife " + "and one more thing " * 8 + "and a letter."),
        ("knife & letter", "There was a knife."),
    ],
)
def test_something_else_is_not(cue: str, text: str) -> None:
    assert not hits(cue, text)


def test_a_hit_of_two_sides_covers_both() -> None:
    text = "So there was a letter and then a knife there."
    sentences = read_sentences(text)
    (hit,) = CueMatcher({"flag": ["knife & letter"]}).find(sentences)
    words = sentences[0].words[hit.first : hit.last]
    assert text[words[0].start : words[-1].end] == "letter and then a knife"


@pytest.mark.parametrize(
    "cue",
    [
        "<nobody> rang",
        "knife & ",
        "* & knife",
        "(a|b",
        "rang)",
        "a|b",
        "(just|) *",
        "()",
        " & ".join(["(a b|c d|e f|g h|i j) " * 6] * 2),
    ],
)
def test_a_cue_that_cannot_be_read_is_refused(cue: str) -> None:
    with pytest.raises(CueError):
        sides_of(cue, LISTS)


def test_the_marks_stand_in_no_cue_of_a_theme() -> None:
    cues = [cue for code in shipped().codes for cue in code.cues]
    assert not [cue for cue in cues if set("()<>|&=") & set(cue)]


def test_every_cue_of_the_shipped_flags_can_be_read() -> None:
    book = shipped()
    for flag in book.flags:
        for cue in (*flag.cues, *flag.lookalikes, *flag.opens, *flag.closes, *flag.agreed):
            assert sides_of(cue, book.lists)
