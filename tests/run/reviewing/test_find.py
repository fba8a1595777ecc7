"""Finding every form of a name."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import InputError
from pipeline.run.reviewing.find import find_words
from pipeline.run.study import open_study


@pytest.mark.parametrize(
    ("words", "places"),
    [
        ("Casimir", [("A01", 3), ("A01", 4)]),
        ("casimir", [("A01", 3), ("A01", 4)]),
        ("THRALE", [("A01", 4)]),
        ("Casimir Thrale's", [("A01", 4)]),
        ("07700-900321", [("A01", 6)]),
        ("the locks", [("B02", 4)]),
        ("Cas", []),
        ("nowhere", []),
    ],
)
def test_where_words_stand(waiting: Path, words: str, places: list[tuple[str, int]]) -> None:
    found = find_words(open_study(waiting), words)
    assert [(one.transcript, one.turn) for one in found] == places


def test_each_place_says_what_was_decided(waiting: Path) -> None:
    found = find_words(open_study(waiting), "Casimir")
    assert all(one.decision and one.decision.replacement for one in found)
    (bare,) = find_words(open_study(waiting), "the locks")
    assert bare.decision is None
    assert bare.before.endswith("We changed ")
    assert bare.after.startswith(",")


@pytest.mark.parametrize("words", ["", "  ", "...", "'-'"])
def test_nothing_to_look_for(waiting: Path, words: str) -> None:
    with pytest.raises(InputError, match="letter or digit"):
        find_words(open_study(waiting), words)


def test_no_words_in_reprs(waiting: Path) -> None:
    assert "Casimir" not in repr(find_words(open_study(waiting), "Casimir"))
