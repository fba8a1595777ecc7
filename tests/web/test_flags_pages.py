"""Flags, apart from codings: what a person rules on them."""

from __future__ import annotations

import html
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from pipeline.run.files import write_values
from pipeline.run.flagging import flag_lines
from pipeline.run.study import open_study
from pipeline.values.records import FlagReason
from pipeline.values.themes import RaisedFlag
from pipeline.web.desk import Desk
from tests.coded import turns_of
from tests.web.conftest import JSON, OpenDesk
from tests.web.room_2 import FORM, client, coded, desk, other, seen

__all__ = ["client", "coded", "desk"]

AT = "/flags/A01"


@pytest.fixture(autouse=True)
def raised(coded: Path) -> None:
    """A flag on turn 2 of A01."""
    flag = RaisedFlag(transcript="A01", turn=2, flag="live-safety", evidence="cue: <my> route")
    write_values(open_study(coded).places.flags / "A01.jsonl", [flag])


def statuses(desk: Desk) -> dict[tuple[int, str], tuple[str, str, str]]:
    lines = flag_lines(desk.root, "A01")
    return {(o.turn, o.flag): (o.status.value, o.by, o.because) for o in lines}


def rule(client: TestClient, **fields: str) -> object:
    own = {"seen": seen(client, AT), "turn": "2", "flag": "live-safety", "holds": "0",
           "because": "not so"}  # fmt: skip
    return client.post(f"{AT}/rule", data=own | fields, headers=JSON)


def test_the_turn_stands_there_in_full_with_its_neighbours(client: TestClient, desk: Desk) -> None:
    page = html.unescape(client.get(AT).text)
    for turn in turns_of(desk.root, "A01")[:3]:
        assert turn.text in page
    assert "cue: <my> route" in page
    assert "cue: &lt;my&gt; route" in client.get(AT).text


@pytest.mark.parametrize("at", ["/flags", AT, "/flags/B02"])
def test_that_no_flag_never_means_safe_is_said(client: TestClient, at: str) -> None:
    assert "<b>No flag never means safe.</b>" in client.get(at).text


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {(2, "live-safety"): ("cleared", "KL", "not so")}),
        ({"because": "advice taken"}, {(2, "live-safety"): ("cleared", "KL", "advice taken")}),
        (
            {"holds": "1", "because": "it is so"},
            {(2, "live-safety"): ("held", "KL", "it is so")},
        ),
        (
            {"holds": "1", "because": "it is so", "turn": "4", "flag": "off-record"},
            {(2, "live-safety"): ("open", "", ""), (4, "off-record"): ("held", "KL", "it is so")},
        ),
    ],
    ids=["let go", "let go on advice", "hold", "put by hand"],
)
def test_ruling(
    client: TestClient,
    desk: Desk,
    fields: dict[str, str],
    expected: dict[tuple[int, str], tuple[str, str, str]],
) -> None:
    answer = rule(client, **fields)
    assert answer.status_code == 200  # type: ignore[attr-defined]
    assert statuses(desk) == expected
    told = answer.json()["states"]  # type: ignore[attr-defined]
    assert told == {f"{turn} {flag}": one[0] for (turn, flag), one in expected.items()}


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"because": ""}, 422),
        ({"because": "Jonquil says so"}, 422),
        ({"because": FlagReason.IT_IS_SO.value}, 422),  # no reason to let go
        ({"holds": "1", "because": FlagReason.NOT_SO.value}, 422),
        ({"flag": "no-such-flag"}, 422),
        ({"flag": "off-record"}, 422),  # nothing to let go
        ({"turn": "99"}, 422),
        ({"turn": "0", "holds": "1", "because": "it is so"}, 422),
        ({"turn": ""}, 422),
        ({"mark": "0123456789abcdef"}, 409),  # the turn was another
    ],
)
def test_what_cannot_be_ruled_is_refused(
    client: TestClient, desk: Desk, fields: dict[str, str], status: int
) -> None:
    before = len(desk.journal().entries)
    answer = rule(client, **fields)
    assert answer.status_code == status  # type: ignore[attr-defined]
    assert len(desk.journal().entries) == before


def test_a_page_older_than_somebody_s_word_is_refused(
    client: TestClient, desk: Desk, open_desk: OpenDesk
) -> None:
    old = seen(client, AT)
    rule(other(desk, open_desk), holds="1", because="it is so")
    answer = rule(client, seen=old)
    assert answer.status_code == 409  # type: ignore[attr-defined]
    assert statuses(desk) == {(2, "live-safety"): ("held", "JS", "it is so")}
    elsewhere = rule(client, seen=old, turn="4", holds="1", because="it is so")
    assert elsewhere.status_code == 200  # type: ignore[attr-defined]


def test_the_form_works_without_scripts(client: TestClient, desk: Desk) -> None:
    data = {"seen": seen(client, AT), "turn": "2", "flag": "live-safety", "holds": "0",
            "because": "not so"}  # fmt: skip
    answer = client.post(f"{AT}/rule", data=data, headers=FORM)
    assert (answer.status_code, answer.headers["location"]) == (303, AT)
    assert "let go by KL: not so" in client.get(AT).text


def test_the_table_counts_what_waits(client: TestClient) -> None:
    rule(client, holds="1", because="it is so", turn="4")
    page = client.get("/flags").text
    row = page[page.index('href="/flags/A01"') :].split("</tr>")[0]
    assert [cell.split("<")[0] for cell in row.split('figure">')[1:]] == ["1", "1", "0"]


def test_a_flagged_turn_is_marked_in_the_talk_until_it_is_let_go(client: TestClient) -> None:
    assert "held: live-safety" in client.get("/codings/A01").text
    rule(client)
    assert "held: live-safety" not in client.get("/codings/A01").text


def test_there_is_no_such_transcript(client: TestClient) -> None:
    assert client.get("/flags/Z99").status_code == 409
    answer = client.post("/flags/Z99/rule", data={"seen": "0", "turn": "1", "flag": "off-record",
                         "holds": "1", "because": "it is so"}, headers=JSON)  # fmt: skip
    assert answer.status_code == 409
