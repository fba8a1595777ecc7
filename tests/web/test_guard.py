"""Who gets past the door."""

from __future__ import annotations

import logging
import re
import socket
import sys
import time
from pathlib import Path

import pytest
import uvicorn
from starlette.testclient import TestClient

from pipeline.identified.vault import Passphrase
from pipeline.web.app import make_app
from pipeline.web.desk import Desk
from pipeline.web.serve import serve
from pipeline.web.session import Session
from tests.ready import SECRETS
from tests.web.conftest import HERE, OpenDesk, enter

PAGES = ("/", "/people", "/find?identity=E00001", "/identifiers/A01", "/sign-off/A01", "/run")


@pytest.mark.parametrize("path", PAGES)
def test_without_the_cookie_nothing_is_shown(desk: Desk, path: str) -> None:
    stranger = TestClient(make_app(desk), base_url=HERE, follow_redirects=False)
    for cookie in ("", "x", desk.session.token):
        stranger.cookies.set(desk.session.cookie, cookie)
        answer = stranger.get(path)
        assert answer.status_code == 403
        assert not any(secret in answer.text for secret in SECRETS)


def test_the_link_works_once(desk: Desk) -> None:
    first = enter(desk)
    assert first.get("/").status_code == 200
    second = TestClient(make_app(desk), base_url=HERE, follow_redirects=False)
    answer = second.get(f"/?token={desk.session.token}")
    assert (answer.status_code, len(answer.cookies)) == (403, 0)
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
    assert desk.session.cookie in said


@pytest.mark.parametrize(
    "host",
    [
        "evil.example",
        "evil.example:8765",
        "127.0.0.1.evil.example",
        "127.0.0.1:8765@evil",
        "127.0.0.1:9999",
        "127.0.0.1",
        "localhost:8765",
        "127.0.0.2:8765",
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


def test_following_a_run_is_no_sign_of_life(desk: Desk) -> None:
    clock = _Clock()
    desk.session = Session(60.0, clock)
    client = enter(desk)
    for _ in range(2):
        clock.now += 40
        answer = client.get("/run")
    assert answer.status_code == 423


@pytest.mark.skipif(not hasattr(time, "CLOCK_BOOTTIME"), reason="Linux tells when it slept")
def test_time_passes_while_the_machine_sleeps(monkeypatch: pytest.MonkeyPatch) -> None:
    slept = {time.CLOCK_BOOTTIME: 10.0}
    monkeypatch.setattr(time, "clock_gettime", lambda clock: slept[clock])
    session = Session(60.0)
    session.trade(session.token)
    assert not session.locked()
    slept[time.CLOCK_BOOTTIME] += 3600
    assert session.locked()


def test_two_reviews_in_one_browser_do_not_lock_each_other_out(
    waiting: Path, open_desk: OpenDesk
) -> None:
    first, second = open_desk(waiting), open_desk(waiting)
    browser = enter(first)
    name = second.session.cookie
    browser.cookies.set(name, enter(second).cookies[name], domain="127.0.0.1")
    assert browser.get("/").status_code == 200


def test_the_link_works_from_a_page_of_another_site(desk: Desk) -> None:
    """The browser sends no strict cookie along a redirection that another site began: the page goes
    on by itself instead."""
    browser = TestClient(make_app(desk), base_url=HERE, follow_redirects=False)
    answer = browser.get(f"/?token={desk.session.token}", headers={"sec-fetch-site": "cross-site"})
    assert answer.status_code == 200
    assert '<meta http-equiv="refresh" content="0; url=/">' in answer.text
    assert desk.session.token not in answer.text


def test_no_name_stands_in_an_address(client: TestClient, desk: Desk) -> None:
    """A browser keeps addresses, and may send them to its maker."""
    for path in ("/people", "/identifiers/A01", "/find?identity=E00001"):
        page = client.get(path).text
        for address in re.findall(r'(?:href|action)="([^"]*)"', page):
            assert not any(secret.split()[0] in address for secret in SECRETS)
        assert 'method="get" action="/find"' not in page
    answer = client.post("/find", data={"words": "Casimir"}, headers={"origin": HERE})
    assert answer.status_code == 303
    assert "Casimir" not in answer.headers["location"]
    assert "<b>Casimir</b>" in client.get(answer.headers["location"]).text
    assert "Casimir" not in client.get("/find?words=Casimir").text
    assert "Casimir" not in repr(desk)


def test_the_browser_is_told_to_send_no_words_to_its_maker(client: TestClient) -> None:
    for path in PAGES[:-1]:
        page = client.get(path).text
        assert 'translate="no"' in page
        assert 'content="notranslate"' in page
        assert 'spellcheck="false"' in page


def test_the_server_has_an_address_of_its_own_and_writes_no_log(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Cookies are sent to every port of an address; a traceback may hold words."""
    seen = []

    def run(server: uvicorn.Server, sockets: list[socket.socket]) -> None:
        seen.append(sockets[0].getsockname()[0])

    monkeypatch.setattr(uvicorn.Server, "run", run)
    level = logging.getLogger("uvicorn.error").level
    serve(desk, 0, lambda link: None)
    serve(desk, 0, lambda link: None)
    assert not logging.getLogger("uvicorn.error").isEnabledFor(logging.ERROR)
    logging.getLogger("uvicorn.error").setLevel(level)
    assert all(address.startswith("127.") for address in seen)
    if sys.platform == "linux":
        assert "127.0.0.1" not in seen
        assert len(set(seen)) == 2


def test_a_passphrase_unlocks_and_makes_no_vault(waiting: Path, open_desk: OpenDesk) -> None:
    desk = open_desk(waiting, key=Passphrase("four unrelated words here"))
    vault = desk.study().vault_path
    vault.unlink()
    client = enter(desk)
    client.post("/lock", headers={"origin": HERE})
    for words, status in (("another twelve letters", 423), ("four unrelated words here", 303)):
        answer = client.post("/unlock", data={"passphrase": words}, headers={"origin": HERE})
        assert answer.status_code == status
        assert not vault.exists()


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
    told = client.get("/people", headers={"accept": "application/json"})
    assert (told.status_code, set(told.json())) == (500, {"refused", "next"})
    assert "RuntimeError" in told.text
    assert "Thrale" not in told.text
