"""What a stage reads: nothing that decides a result is left out."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import pipeline
from pipeline.run import inputs

PROGRAM = Path(pipeline.__file__).parent


def folders_read_by(room: str) -> Iterator[str]:
    """The folders of the program that a room's modules import from, its own included."""
    for path in (PROGRAM / room).rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("pipeline."):
                folder = (node.module or "").split(".")[1]
                if (PROGRAM / folder).is_dir():
                    yield folder


@pytest.mark.parametrize(
    ("name", "room"),
    [
        ("rules of room 1", "identified"),
        ("rules of room 2", "anonymised"),
        ("rules of room 3", "quotable"),
    ],
)
def test_whatever_a_room_is_made_of_is_among_its_rules(
    monkeypatch: pytest.MonkeyPatch, name: str, room: str
) -> None:
    taken: set[str] = set()

    def program(*rooms: str) -> str:
        taken.update(rooms)
        return ""

    monkeypatch.setattr(inputs, "_program", program)
    inputs.INPUTS[name](None)  # type: ignore[arg-type]
    assert set(folders_read_by(room)) <= taken
