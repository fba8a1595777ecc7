"""Transcribers' marks: the table of the transcript formats, and what must not be one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.marks import find_marks, is_conversation_analytic

MARKS = [
    ("I'd ... I'd left", [("pause", "...")]),
    ("I'd … left", [("pause", "…")]),
    ("so (.) no", [("pause", "(.)")]),
    ("so (0.8) no", [("pause", "(0.8)")]),
    ("so (3 secs) no", [("pause", "(3 secs)")]),
    ("so [pause] no", [("pause", "[pause]")]),
    ("so [long pause] no", [("pause", "[long pause]")]),
    ("so ((pause)) no", [("pause", "((pause))")]),
    ("[recording paused 00:41:30-00:46:02]", [("pause", "[recording paused 00:41:30-00:46:02]")]),
    ("I go- I get", [("cut-off", "go-")]),
    ("Mr Ockl... yes", [("cut-off", "Ockl...")]),
    ("and I was— no", [("cut-off", "was—")]),
    ("and then -- no", [("cut-off", "--")]),
    ("so [inaudible 00:41:07] no", [("inaudible", "[inaudible 00:41:07]")]),
    ("so ((?00:13:20))", [("inaudible", "((?00:13:20))")]),
    ("so ( ) no", [("inaudible", "( )")]),
    ("so [unclear] no", [("inaudible", "[unclear]")]),
    ("so [?] no", [("inaudible", "[?]")]),
    ("in ((?March)), yes", [("uncertain", "((?March))")]),
    ("in (March) yes", [("uncertain", "(March)")]),
    ("in [March?] yes", [("uncertain", "[March?]")]),
    ("Mr Ockl ((sp?))", [("uncertain", "((sp?))")]),
    ("[over speaking] Right", [("overlap", "[over speaking]")]),
    ("[crosstalk]", [("overlap", "[crosstalk]")]),
    ("so // right", [("overlap", "//")]),
    ("so I said =", [("overlap", "=")]),
    ("[laughs] no", [("emotion", "[laughs]")]),
    ("(laughs) no", [("emotion", "(laughs)")]),
    ("*laughs* no", [("emotion", "*laughs*")]),
    ("((sobbing))", [("emotion", "((sobbing))")]),
    ("<sighs> no", [("emotion", "<sighs>")]),
    ("[voice breaking, crying softly]", [("emotion", "[voice breaking, crying softly]")]),
    ("[phone rings]", [("emotion", "[phone rings]")]),
    ("at [name] and [workplace]", [("redacted", "[name]"), ("redacted", "[workplace]")]),
    ("[name of friend]", [("redacted", "[name of friend]")]),
    ("@@my street## and", [("redacted", "@@my street##")]),
    ("<name 00:12:44>", [("redacted", "<name 00:12:44>")]),
    ("PC XXXX said", [("redacted", "XXXX")]),
    ("to _____ then", [("redacted", "_____")]),
]
NO_MARKS = [
    "It was a well-known shop, twenty-two of us, at ten o'clock.",
    "Have a look at http://shop.example/a-b//c and write to me.",
    "He texted xxx and I love you xx.",
    "[Sarah was there] and [he is with Tom]",
    "[laughs at Sarah]",
    "<Sarah 00:12:44>",
    "(and that was it, I never saw him again)",
    "2 * 3 * 4",
]


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_marks(text: str, expected: list[tuple[str, str]]) -> None:
    found = [(m.kind.value, text[m.span.start : m.span.end]) for m in find_marks(text)]
    assert found == expected


@pytest.mark.parametrize("text", NO_MARKS)
def test_no_marks(text: str) -> None:
    assert find_marks(text) == ()


def test_square_brackets_are_overlap_in_conversation_analysis() -> None:
    text = "I jus (0.8) [name there] ((sobbing)) ="
    found = [
        (m.kind.value, text[m.span.start : m.span.end]) for m in find_marks(text, conversation=True)
    ]
    assert found == [
        ("pause", "(0.8)"),
        ("overlap", "["),
        ("overlap", "]"),
        ("emotion", "((sobbing))"),
        ("overlap", "="),
    ]


def test_conversation_analysis_is_recognised() -> None:
    assert is_conversation_analytic(["an' I- I jus (0.8) [stood", "[mm", ".hh I couldn't m:ove"])
    assert not is_conversation_analytic(["So (0.8) [pause] no", "at [name] it was 10:30", "Right."])
    assert not is_conversation_analytic(["[laughs] so", "see http://a.example", "it was: bad"])


PIECES = st.lists(
    st.sampled_from(
        [text for text, _ in MARKS] + NO_MARKS + ["[", "]", "((", "-", "...", "=", "@@"]
    )
)


@given(st.one_of(st.text(), PIECES.map(" ".join), PIECES.map("".join)), st.booleans())
def test_marks_lie_inside_the_text_and_do_not_overlap(text: str, conversation: bool) -> None:
    end = 0
    for mark in find_marks(text, conversation=conversation):
        assert end <= mark.span.start < mark.span.end <= len(text)
        end = mark.span.end
