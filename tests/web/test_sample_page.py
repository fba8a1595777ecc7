"""Reading a sample on pages: what is sent is what is kept."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.web.desk import Desk
from tests.ready import SECRETS
from tests.web.conftest import HERE, JSON, OpenDesk, enter

FORM = {"origin": HERE}


def drawn(client: TestClient, size: int = 20) -> str:
    answer = client.post("/sample", data={"size": str(size)}, headers=FORM)
    assert answer.status_code == 303
    return str(answer.headers["location"])


def fields(page: str) -> dict[str, str]:
    return {
        name: re.search(f'name="{name}" value="([^"]*)"', page)[1]  # type: ignore[index]
        for name in ("transcript", "turn")
    }


def test_turns_come_one_by_one_and_blind(client: TestClient, desk: Desk) -> None:
    at = drawn(client)
    seen = []
    while 'id="answer"' in (page := client.get(at).text):
        found = fields(page)
        seen.append((found["transcript"], found["turn"]))
        assert "data-decision" not in page
        assert "confidence" not in page
        answer = client.post(at, data={**found, "missed": "[]"}, headers=FORM)
        assert answer.status_code == 303
    assert len(seen) == len(set(seen)) == len(desk.journal().samples()[0].turns)
    assert all(not one.missed for one in desk.journal().sample_answers())
    assert "100.0%" in client.get("/sample").text


def test_what_was_missed_becomes_a_ruling(client: TestClient, desk: Desk) -> None:
    at = drawn(client)
    page = client.get(at).text
    while "texts" not in page:
        client.post(at, data={**fields(page), "missed": "[]"}, headers=FORM)
        page = client.get(at).text
    shown = re.search(r'id="words">(.*?)</span></p>', page, re.S)
    assert shown
    text = re.sub(r"<[^>]+>", "", shown[1]).replace("&#39;", "'")
    start = text.index("texts")
    missed = json.dumps([[start, start + 5, "OTHER"]])
    assert client.post(at, data={**fields(page), "missed": missed}, headers=FORM).status_code == 303
    (ruling,) = desk.journal().rulings()
    assert (ruling.transcript, ruling.turn, ruling.by) == ("A01", 6, "KL")
    assert desk.journal().sample_answers()[-1].rulings == (ruling.id,)


@pytest.mark.parametrize(
    "missed",
    ["nonsense", '{"a": 1}', "[[1, 2]]", '[[5, 2, "PERSON"]]', '[[0, 99999, "PERSON"]]',
     '[[0, 2, "NOBODY"]]', '[[0, 4, "PERSON"], [2, 6, "PERSON"]]', '[["a", "b", "PERSON"]]'],
)  # fmt: skip
def test_a_wrong_answer_is_refused_whole(client: TestClient, desk: Desk, missed: str) -> None:
    at = drawn(client)
    found = fields(client.get(at).text)
    before = len(desk.journal().entries)
    answer = client.post(at, data={**found, "missed": missed}, headers=JSON)
    assert answer.status_code == 422
    assert len(desk.journal().entries) == before


@pytest.mark.parametrize("size", ["0", "2001", "x", "", "-3"])
def test_a_size_that_makes_no_sense(client: TestClient, desk: Desk, size: str) -> None:
    assert client.post("/sample", data={"size": size}, headers=JSON).status_code == 422
    assert not desk.journal().samples()


def test_two_readers_read_the_same_turns(
    client: TestClient, desk: Desk, waiting: Path, open_desk: OpenDesk
) -> None:
    at = drawn(client)
    other = enter(open_desk(waiting, "MM"))
    found = fields(client.get(at).text)
    assert fields(other.get(at).text) == found
    client.post(at, data={**found, "missed": "[]"}, headers=FORM)
    assert fields(client.get(at).text) != found
    assert fields(other.get(at).text) == found


def test_without_the_key_there_is_nothing_to_read(waiting: Path, open_desk: OpenDesk) -> None:
    client = enter(open_desk(waiting, key=None))
    for path in ("/sample", "/sample/S0001"):
        answer = client.get(path)
        assert answer.status_code == 409
        assert not any(secret in answer.text for secret in SECRETS)
