"""Signing exactly what was read, and giving it back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pipeline.run.review import rule_on_passage
from pipeline.values.identifiers import RulingKind
from pipeline.values.spans import Span
from pipeline.web.desk import Desk
from tests.ready import go
from tests.web.conftest import JSON


def hidden(client: TestClient) -> dict[str, str]:
    """The hidden fields of the page's forms."""
    page = client.get("/sign-off/A01").text
    return {
        name: re.search(f'name="{name}" value="([^"]*)"', page)[1]  # type: ignore[index]
        for name in ("seen", "state")
    }


def send(client: TestClient, what: str, **fields: str) -> Any:
    return client.post(f"/sign-off/A01/{what}", data=fields, headers=JSON)


def test_signing_admits_exactly_this_draft(client: TestClient, desk: Desk, waiting: Path) -> None:
    answer = send(client, "approve", **hidden(client), all_the_same="1")
    assert answer.status_code == 200
    (approval,) = desk.journal().approvals()
    assert (approval.subject, approval.by) == ("A01", "KL")
    assert "signed by KL" in client.get("/sign-off/A01").text
    go(waiting)
    assert (waiting / "outputs/anonymised/transcripts/A01.json").exists()


def test_open_questions_have_to_be_signed_for(client: TestClient, desk: Desk) -> None:
    page = client.get("/sign-off/A01").text
    asks = 'name="all_the_same"' in page
    answer = send(client, "approve", **hidden(client))
    assert (answer.status_code == 409) is asks
    assert bool(desk.journal().approvals()) is not asks


def test_another_draft_cannot_be_signed(client: TestClient, desk: Desk) -> None:
    fields = hidden(client) | {"state": "0" * 64, "all_the_same": "1"}
    answer = send(client, "approve", **fields)
    assert answer.status_code == 409
    assert not desk.journal().approvals()


def test_a_draft_is_not_signed_while_rulings_wait(
    client: TestClient, desk: Desk, waiting: Path
) -> None:
    rule_on_passage(waiting, RulingKind.KEEP, "A01", 1, Span(start=0, end=6), "KL")
    answer = send(client, "approve", **hidden(client), all_the_same="1")
    assert answer.status_code == 409
    assert "run" in answer.json()["next"]


def test_giving_back_voids_what_was_signed(client: TestClient, desk: Desk, waiting: Path) -> None:
    send(client, "approve", **hidden(client), all_the_same="1")
    go(waiting)
    assert (waiting / "outputs/anonymised/transcripts/A01.json").exists()
    answer = send(client, "return", **hidden(client), because="names of streets are left")
    assert answer.status_code == 200
    assert desk.journal().approvals() == []
    assert "names of streets are left" in client.get("/sign-off/A01").text
    go(waiting)
    assert not (waiting / "outputs/anonymised/transcripts/A01.json").exists()
    send(client, "approve", **hidden(client), all_the_same="1")
    go(waiting)
    assert (waiting / "outputs/anonymised/transcripts/A01.json").exists()


@pytest.mark.parametrize(
    "because", ["", "   ", "Casimir is named in turn 4", "ring 07700 900321", "x" * 201, "a\nb"]
)
def test_a_reason_that_names_somebody_is_refused(
    client: TestClient, desk: Desk, because: str
) -> None:
    before = len(desk.journal().entries)
    answer = send(client, "return", **hidden(client), because=because)
    assert answer.status_code == 422
    assert len(desk.journal().entries) == before


def test_a_second_reader_was_faster(client: TestClient, desk: Desk, waiting: Path) -> None:
    from pipeline.run.review import approve_draft

    fields = hidden(client)
    approve_draft(waiting, "A01", fields["state"], "MM")
    answer = send(client, "return", **fields, because="not good yet")
    assert answer.status_code == 409
    assert "MM" in answer.json()["refused"]
