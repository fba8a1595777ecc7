"""The presented copy."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.quotable.edit import RULES, present
from pipeline.quotable.speech import protected
from pipeline.values.quotes import presented as rebuild

CASES = [
    # fillers, and the commas around them
    ("Um, I went home.", "I went home."),
    ("I was, er, going home.", "I was going home."),
    ("I went home, um, and he was there.", "I went home, and he was there."),
    ("It was erm cold, uh.", "It was cold."),
    ("I went home. Um, he was there.", "I went home. He was there."),
    ("Er... yes, twice.", "Yes, twice."),
    ("Ummm. Right, so I rang.", "Right, so I rang."),
    # look-alikes of fillers
    ("I was in the ER all night.", "I was in the ER all night."),
    ("She'd give 'er a lift.", "She'd give 'er a lift."),
    ("Uh-huh, he said, err on the safe side.", "Uh-huh, he said, err on the safe side."),
    # marks
    ("I was scared [laughs].", "I was scared."),
    ("I jus (0.8) stood (.) there ((sobbing)).", "I jus stood there."),
    ("He said [inaudible 00:41:07] to me.", "He said […] to me."),
    ("[long pause] I don't [pause, 4 seconds] know.", "I don't know."),
    ("I was <sighs> tired.", "I was tired."),
    ("It was a ((?gate)) I think.", "It was a ((?gate)) I think."),
    ("[shakes head] It was him.", "[shakes head] It was him."),
    # replaced identifiers stay, whatever they are
    ("He moved to [town] with [sister].", "He moved to [town] with [sister]."),
    ("[officer 2] came to [name spelled out].", "[officer 2] came to [name spelled out]."),
    # false starts
    ("I go- I get the bus.", "I get the bus."),
    ("I'd be in wor- I'd be on yard duty.", "I'd be on yard duty."),
    ("I went to wor- work.", "I went to work."),
    ("The- the man came.", "The man came."),
    ("I never m- I never met him.", "I never met him."),
    ("I was -- I was cold.", "I was cold."),
    # repetitions
    ("I, I saw him.", "I saw him."),
    ("I I saw the the car.", "I saw the car."),
    ("It was, it was cold.", "It was cold."),
    ("He's, he's there, it's, it's him.", "He's there, it's him."),
    # no repair: emphasis, objects, grammar, two sentences
    ("He was very, very angry.", "He was very, very angry."),
    ("He rang and rang and rang.", "He rang and rang and rang."),
    ("No, no. Never, never.", "No, no. Never, never."),
    ("I hated it, it was awful.", "I hated it, it was awful."),
    ("I told her, her car was there.", "I told her, her car was there."),
    (
        "He came in, in a rage, and I had had enough.",
        "He came in, in a rage, and I had had enough.",
    ),
    ("I think that that was him.", "I think that that was him."),
    ("It was I. I did it.", "It was I. I did it."),
    ("It was him – it was always him.", "It was him – it was always him."),
    # never a negation or a hedge
    ("I didn't- I don't know.", "I didn't- I don't know."),
    ("I thought, I thought he'd stop.", "I thought, I thought he'd stop."),
    ("I might- I did go.", "I might- I did go."),
    ("I dont- I do sleep.", "I dont- I do sleep."),
    # pauses, blanks, commas, capital, stop
    ("I just... couldn't.", "I just – couldn't."),
    ("he was  there ,, twice", "He was there, twice."),
    ("and I left,", "And I left."),
    ("Did he?", "Did he?"),
    ("So I said, “Stop.”", "So I said, “Stop.”"),
    ("he went to [town]", "He went to [town]."),
    ("and then […]", "And then […]"),
]


@pytest.mark.parametrize(("verbatim", "presented"), CASES)
def test_presents(verbatim: str, presented: str) -> None:
    text, edits = present(verbatim)
    assert text == presented
    assert rebuild(verbatim, edits) == presented


def test_edits_say_where_and_why() -> None:
    verbatim = "um, I go- I get it [laughs]"
    _, edits = present(verbatim)
    told = [(verbatim[one.span.start : one.span.end], one.rule, one.after) for one in edits]
    assert ("um,", "filler", "") in told
    assert ("I go- ", "false start", "") in told
    assert ("[laughs]", "transcriber's mark", "") in told
    assert ("t", "stop", "t.") in told


def test_untouched_talk_has_no_edits() -> None:
    assert present("He was there. I never went.") == ("He was there. I never went.", ())


def test_all_fillers_leave_nothing() -> None:
    assert present("Um. Er, [pause]")[0] == ""


MESS = (
    "I he the and um er Um, um. ... … - -- , . ? ! ; wor- work go- I- I, I'd it it, was was- met "
    "m- never not didn't think thought maybe no no, [pause] [town] [laughs] (0.8) ((sobbing)) ( ) "
    "[inaudible 00:01:02] “ ” \" ' […] [...] [officer 2]"
)
PIECES = st.sampled_from([*MESS.split(), " ", "  "])
TALK = st.one_of(
    st.lists(PIECES, max_size=25).map(" ".join),
    st.lists(PIECES, max_size=25).map("".join),
    st.text(max_size=80),
)


@given(TALK)
def test_edits_rebuild_the_copy(verbatim: str) -> None:
    text, edits = present(verbatim)
    assert rebuild(verbatim, edits) == text
    ends = [0, *(edit.span.end for edit in edits)]
    assert all(end <= edit.span.start for end, edit in zip(ends, edits, strict=False))
    assert ends[-1] <= len(verbatim)
    assert {edit.rule for edit in edits} <= set(RULES)


@given(TALK)
def test_presenting_twice_is_presenting_once(verbatim: str) -> None:
    once = present(verbatim)[0]
    assert present(once)[0] == once


@given(TALK)
def test_the_copy_is_tidy(verbatim: str) -> None:
    text, _ = present(verbatim)
    assert text == text.strip()
    assert "  " not in text


DOUBTS = (
    "i he the was went saw never not didn't dont thought think maybe might [town] [sister] "
    "go- i- was- never- thought- um er i, he, never, was,"
)
WORDS = st.lists(st.sampled_from(DOUBTS.split()), max_size=20).map(" ".join)


@given(WORDS)
def test_negations_hedges_and_placeholders_survive(verbatim: str) -> None:
    # A stumble may say one twice in a row of words and be told once: nothing else may go.
    def kept(text: str) -> set[str]:
        return {word for word in text.casefold().rstrip(".").split() if protected(word.strip(",-"))}

    def bare(words: set[str]) -> set[str]:
        return {word.strip(",-.") for word in words}

    assert bare(kept(present(verbatim)[0])) == bare(kept(verbatim))
