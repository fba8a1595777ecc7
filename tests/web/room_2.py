"""A study whose codings wait for a second reader, and how her pages are spoken to."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from starlette.testclient import TestClient

from pipeline.run.coded import coding_lines
from pipeline.values.themes import Coding, CodingStatus
from pipeline.web.desk import Desk
from tests.coded import propose
from tests.web.conftest import HERE, JSON, OpenDesk, enter

FORM = {"origin": HERE}
A01 = (
    (2, "routine-change", 0.95),
    (4, "unwanted-contact", 0.92),
    (4, "routine-change", 0.6),
    (6, "routine-change", 0.5),
    (6, "police-first-response", 0.45),
    (4, "work-change", 0.2),
)
"""Of these five are put to a person, two can be accepted at one go, and one is only listed."""
B02 = ((2, "routine-change", 0.97), (4, "home-security", 0.7))


def set_study(root: Path, **settings: object) -> None:
    """Change settings of a study; None takes one out."""
    path = root / "config" / "study.yaml"
    kept = yaml.safe_load(path.read_text("utf-8")) | settings
    path.write_text(yaml.safe_dump({k: v for k, v in kept.items() if v is not None}), "utf-8")


@pytest.fixture
def coded(finished: Path) -> Path:
    """Review is required, the first gate is passed, and nobody has judged a coding."""
    set_study(finished, review="required", waived_because=None, coding={"by": "model"})
    propose(finished, "A01", *A01)
    propose(finished, "B02", *B02)
    return finished


@pytest.fixture
def desk(coded: Path, open_desk: OpenDesk) -> Desk:
    """The desk of a second reader: the first room is shut."""
    return open_desk(coded, key=None)


@pytest.fixture
def client(desk: Desk) -> TestClient:
    """Her browser."""
    return enter(desk)


def other(desk: Desk, open_desk: OpenDesk, by: str = "JS") -> TestClient:
    """The browser of another reader of the same study."""
    return enter(open_desk(desk.root, by, key=None))


def the(root: Path, code: str, turn: int, transcript: str = "A01") -> Coding:
    """A coding of the study."""
    return next(
        line.coding for line in coding_lines(root, transcript, code) if line.coding.turn == turn
    )


def standing(root: Path, coding: Coding) -> tuple[CodingStatus, str] | None:
    """How a coding stands, and by whom; None where it does not."""
    found = {line.coding.id: (line.status, line.by) for line in coding_lines(root)}
    return found.get(coding.id)


def token(coding: Coding) -> str:
    """A coding as a page sends it."""
    return f"{coding.id}.{coding.fingerprint()[:16]}"


def seen(client: TestClient, at: str = "/codings/A01") -> str:
    """The journal's last entry as a page knows it."""
    found = re.search(r'name="seen" value="(\d+)"', client.get(at).text)
    assert found
    return found[1]


def say(client: TestClient, what: str, *codings: Coding, **fields: Any) -> Any:
    """Send a form of the pages as their script does."""
    data = {"seen": seen(client), "codings": " ".join(map(token, codings)), **fields}
    return client.post(f"/codings/{what}", data=data, headers=JSON)
