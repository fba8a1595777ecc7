"""Who gets past the door."""

from __future__ import annotations

import pytest
from starlette.testclient import TestClient

from pipeline.web.app import make_app
from pipeline.web.desk import Desk
from pipeline.web.session import COOKIE, Session
from tests.ready import SECRETS
from tests.web.conftest import HERE, enter

PAGES = ("/", "/people", "/find?words=Casimir", "/identifiers/A01", "/sign-off/A01", "/run")


@pytest.mark.parametrize("path", PAGES)
def test_without_the_cookie_nothing_is_shown(desk: Desk, path: str) -> None:
    stranger = TestClient(make_app(desk), base_url=HERE, follow_redirects=False)
    for cookie in ("", "x", desk.session.token):
        stranger.cookies.set(COOKIE, cookie)
        answer = stranger.get(path)
        assert answer.status_code == 403
        assert not any(secret in answer.text for secret in SECRETS)


def test_the_link_works_once(desk: Desk) -> None:
    first = enter(desk)
    assert first.get("/").status_code == 200
    second = TestClient(make_app(desk), base_url=HERE, follow_redirects=False)
    answer = second.get(f"/?token={desk.session.token}")
    assert (answer.status_code, COOKIE in answer.cookies) == (403, False)
    assert first.get("/").status_code == 200


def test_a_wrong_token_opens_nothing_and_spoils_nothing(desk: Desk) -> None:
    stranger = TestClient(make_app(desk), base_url=HERE, follow_redirects=False)
    assert stranger.get("/?token=" + "x" * 43).status_code == 403
    assert enter(desk).get("/").status_code == 200


def test_the_cookie_is_for_this_site_alone_and_not_for_scripts(desk: Desk) -> None:
    stranger = TestClient(make_app(desk), base_url=HERE, follow_redirects=False)
    answer = stranger.get(f"/?token={desk.session.token}")
    said = answer.headers["set-cookie"].lower()
    assert "httponly" in said
    assert "samesite=strict" in said
    assert (answer.status_code, answer.headers["location"]) == (303, "/")


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1.evil.example",
        "127.0.0.1:8765@evil",
        "",
        "[::1]",
    ],
)
def test_another_host_is_refused(client: TestClient, host: str) -> None:
    answer = client.get("/", headers={"host": host})
    assert answer.status_code == 403
    assert "A01" not in answer.text


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "https://127.0.0.1:8765"},
        {"origin": "http://127.0.0.1:9999"},
        {"origin": HERE, "sec-fetch-site": "cross-site"},
        {"origin": HERE, "sec-fetch-site": "same-site"},
    ],
)
def test_a_form_of_another_site_does_nothing(
    client: TestClient, desk: Desk, headers: dict[str, str]
) -> None:
    before = desk.study().places.journal.read_bytes()
    answer = client.post("/lock", headers=headers)
    assert answer.status_code == 403
    assert not desk.session.locked()
    assert desk.study().places.journal.read_bytes() == before


def test_a_page_of_another_site_cannot_look_in(client: TestClient) -> None:
    answer = client.get("/people", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", [*PAGES, "/static/review.css", "/nowhere", "/identifiers/X99"])
def test_every_answer_is_shut_in(client: TestClient, path: str) -> None:
    headers = client.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    assert "http" not in policy
    assert headers["cache-control"] == "no-store"
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"
    assert headers["x-frame-options"] == "DENY"


def test_pages_load_nothing_from_outside_and_run_nothing_inline(client: TestClient) -> None:
    for path in PAGES:
        text = client.get(path).text
        assert "http://" not in text
        assert "https://" not in text
        assert "<script>" not in text
        assert " style=" not in text
        assert " onclick=" not in text


class _Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_after_a_while_the_pages_lock_and_show_nothing(desk: Desk) -> None:
    clock = _Clock()
    desk.session = Session(60.0, clock)
    client = enter(desk)
    clock.now += 59
    assert client.get("/").status_code == 200
    clock.now += 61
    for path in PAGES:
        answer = client.get(path)
        assert answer.status_code == 423
        assert not any(secret in answer.text for secret in SECRETS)
    clock.now += 1
    assert client.get("/").status_code == 423


def test_a_sign_of_life_keeps_them_open(desk: Desk) -> None:
    clock = _Clock()
    desk.session = Session(60.0, clock)
    client = enter(desk)
    for _ in range(5):
        clock.now += 40
        assert client.post("/awake", headers={"origin": HERE}).status_code in (200, 303)
    assert client.get("/").status_code == 200


def test_a_key_file_does_not_unlock(client: TestClient) -> None:
    assert client.post("/lock", headers={"origin": HERE}).status_code == 303
    assert client.get("/").status_code == 423
    assert (
        client.post("/unlock", data={"passphrase": "x"}, headers={"origin": HERE}).status_code
        == 423
    )
    assert client.get("/").status_code == 423


def test_a_fault_is_told_without_its_message(
    client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("Casimir Thrale")

    monkeypatch.setattr("pipeline.web.pages.people.people", fails)
    answer = client.get("/people")
    assert answer.status_code == 500
    assert "Thrale" not in answer.text
    assert "RuntimeError" in answer.text
