"""A transcriber's marks, told from replaced identifiers."""

from __future__ import annotations

import pytest

from pipeline.quotable.heard import Heard, heard


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("[pause]", Heard.LONG_PAUSE),
        ("[long pause]", Heard.LONG_PAUSE),
        ("(2.5)", Heard.LONG_PAUSE),
        ("(0.8)", Heard.PAUSE),
        ("(.)", Heard.PAUSE),
        ("[short pause]", Heard.PAUSE),
        ("[inaudible 00:21:40]", Heard.INAUDIBLE),
        ("[unclear]", Heard.INAUDIBLE),
        ("((?00:13:20))", Heard.INAUDIBLE),
        ("(   )", Heard.INAUDIBLE),
        ("((?word))", Heard.UNCERTAIN),
        ("[gate?]", Heard.UNCERTAIN),
        ("((sobbing))", Heard.CRYING),
        ("[Crying]", Heard.CRYING),
        ("[voice breaks]", Heard.CRYING),
        ("[nervous laughter]", Heard.LAUGHTER),
        ("<sighs>", Heard.NOISE),
        ("[over speaking]", Heard.NOISE),
    ],
)
def test_knows_a_mark(text: str, kind: Heard) -> None:
    around = f"so {text} then"
    (mark,) = heard(around)
    assert mark.kind is kind
    assert around[mark.span.start : mark.span.end] == text


@pytest.mark.parametrize(
    "text",
    [
        "[town]",
        "[ex-partner]",
        "[officer 2]",
        "[health condition]",
        "[name spelled out]",
        "[2016]",
        "[nods]",
        "[shakes head]",
        "(really?)",
        "(my sister)",
        "<town>",
        "[]",
        "[…]",
    ],
)
def test_leaves_what_is_no_mark(text: str) -> None:
    assert list(heard(f"so {text} then")) == []
