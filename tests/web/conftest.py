"""Pages of small studies, without a browser."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.identified.vault import Key, KeyFile
from pipeline.web.app import make_app
from pipeline.web.desk import Desk
from pipeline.web.session import Session
from tests.ready import finished, finished_once, waiting, waiting_once

__all__ = ["finished", "finished_once", "waiting", "waiting_once"]

HERE = "http://127.0.0.1:8765"
JSON = {"accept": "application/json", "origin": HERE}
OpenDesk = Callable[..., Desk]


@pytest.fixture
def open_desk() -> OpenDesk:
    """Opens a desk on a study; `key=None` leaves the first room shut."""

    def open_(root: Path, by: str = "KL", key: Key | str | None = "its own") -> Desk:
        own = KeyFile(root / "vault" / "study.key")
        return Desk(root, by, Session(900.0), own if isinstance(key, str) else key)

    return open_


def enter(desk: Desk) -> TestClient:
    """A browser that opened the link."""
    client = TestClient(make_app(desk), base_url=HERE, follow_redirects=False)
    answer = client.get(f"/?token={desk.session.token}")
    name = desk.session.cookie
    client.cookies.set(name, answer.cookies[name], domain="127.0.0.1")
    return client


@pytest.fixture
def desk(waiting: Path, open_desk: OpenDesk) -> Desk:
    """The desk of a reviewer whose drafts wait."""
    return open_desk(waiting)


@pytest.fixture
def client(desk: Desk) -> TestClient:
    """Her browser."""
    return enter(desk)
