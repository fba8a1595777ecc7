"""What a second reader sees and says of codings. She never sees a real name."""

from __future__ import annotations

import html
import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pipeline.anonymised.explained import Explainer
from pipeline.identified.vault import KeyFile
from pipeline.run import explaining
from pipeline.run.coded import coding_lines, open_coded
from pipeline.run.judging import add_coding, change_coding, judge_codings
from pipeline.run.memos import memos
from pipeline.run.reviewing.coded_talk import coded_talk
from pipeline.run.runner import run
from pipeline.run.withdrawal import withdraw
from pipeline.values.spans import Span
from pipeline.values.themes import CodingStatus, Polarity
from pipeline.web.desk import Desk
from tests.coded import propose, turns_of
from tests.ready import SECRETS, go
from tests.studies import StudyMaker
from tests.web.conftest import JSON, OpenDesk, enter
from tests.web.room_2 import (
    FORM,
    client,
    coded,
    desk,
    other,
    say,
    seen,
    set_study,
    standing,
    the,
    token,
)

__all__ = ["client", "coded", "desk"]

ACCEPTED, REJECTED, OPEN = CodingStatus.ACCEPTED, CodingStatus.REJECTED, CodingStatus.PROPOSED
ROUTE = "I changed my route to work every single day because of him."


def journal_size(desk: Desk) -> int:
    return len(desk.journal().entries)


def words_of(page: str) -> dict[int, str]:
    """The talk as the page shows it, by turn."""
    found = re.findall(r'data-turn="(\d+)"><span[^>]*>(.*?)</span></p>', page, re.DOTALL)
    return {int(turn): html.unescape(re.sub(r"<[^>]*>", "", text)) for turn, text in found}


# What is shown


@pytest.mark.parametrize(
    "at",
    [
        "/codings",
        "/codings/A01",
        "/codings/B02?more=1",
        "/codings/A01?alone=1",
        "/codings?code=routine-change",
        "/codings?code=work-change&show=listed",
        "/flags",
        "/flags/A01",
        "/agreement",
    ],
)
def test_no_page_of_room_2_needs_the_key_or_shows_a_name(client: TestClient, at: str) -> None:
    answer = client.get(at)
    assert answer.status_code == 200
    assert not [name for name in SECRETS if name in answer.text]
    assert "/identifiers/" not in answer.text


def test_the_talk_stands_there_in_full(client: TestClient, desk: Desk) -> None:
    shown = words_of(client.get("/codings/A01").text)
    assert shown == {turn.number: turn.text for turn in turns_of(desk.root, "A01")}


def test_the_stretches_make_up_the_turns_however_passages_overlap(coded: Path) -> None:
    text = turns_of(coded, "A01")[3].text
    for start, end, code in ((0, len(text), "self-blame"), (3, 9, "pin-warning")):
        at = text.index(" ", start) + 1 if start else 0
        add_coding(coded, "A01", 4, Span(start=at, end=max(end, text.index(" ", at))), code, "KL")
    talk = coded_talk(open_coded(coded), "A01")
    for turn, admitted in zip(talk.turns, talk.transcript.turns, strict=True):
        assert "".join(one.text for one in turn.stretches) == admitted.text
        at = 0
        for one in turn.stretches:
            here = Span(start=at, end=at + len(one.text))
            at = here.end
            there = {o.coding.id for o in turn.seen if o.coding.span.overlaps(here)}
            assert {o.coding.id for o in one.seen} == there


def test_the_surest_come_first_and_what_is_only_listed_last(client: TestClient) -> None:
    page = client.get("/codings/A01").text
    queue = re.search(r'data-queue="([^"]*)"', page)
    assert queue
    chances = {
        found[0]: int(found[1])
        for found in re.findall(r'id="(C\w+)" data-coding.*?class="sure">(\d+)%', page)
    }
    assert [chances[id] for id in queue[1].split()] == [95, 92, 60, 50, 45, 20]


def test_a_study_that_waives_review_says_that_nobody_has_judged(
    coded: Path, client: TestClient
) -> None:
    set_study(coded, review="waived", waived_because="a test", waived_confidence=0.5)
    page = client.get("/codings/A01").text
    assert "it passes by itself, because review is waived" in page
    assert '<b data-count="accepted">0</b>' in page


def test_why_is_told_on_demand_and_never_from_cues_alone(coded: Path, client: TestClient) -> None:
    set_study(coded, coding={"by": "cues"})
    at = f"/codings/A01/coding/{the(coded, 'routine-change', 2).id}/why"
    part, whole = client.get(at + "?part=1").text, client.get(at).text
    assert "In this study cues alone propose." in part
    assert "<html" not in part
    assert part.strip() in whole


def test_why_a_model_proposes_is_worked_out_once_a_transcript(
    coded: Path, client: TestClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []

    class Counted(Explainer):
        def __init__(self, *args: Any) -> None:
            made.append(args[1])
            super().__init__(*args)

    monkeypatch.setattr(explaining, "Explainer", Counted)
    for code, turn in (("routine-change", 2), ("police-first-response", 6)):
        one = the(coded, code, turn)
        told = client.get(f"/codings/A01/coding/{one.id}/why?part=1").text
        assert "<dt>Together</dt>" in told or "Neither model nor cues" in told
    assert made == ["A01"]
    client.get(f"/codings/B02/coding/{the(coded, 'routine-change', 2, 'B02').id}/why")
    assert made == ["A01", "B02"]


def test_hostile_words_are_words(make_study: StudyMaker, open_desk: OpenDesk) -> None:
    attack = '<script>alert("x")</script> & \'"><img src=x onerror=alert(1)>'
    root = make_study(
        {"H01.txt": f"I: And then?\nP: I wrote {attack} on my route to work every day.\n"}
    )
    go(root)
    (one,) = propose(root, "H01", (2, "routine-change", 0.9))
    browser = enter(open_desk(root, key=None))
    browser.post(
        "/codings/memo",
        data={"seen": seen(browser, "/codings/H01"), "coding": one.id, "words": attack},
        headers=JSON,
    )
    shown = turns_of(root, "H01")[1].text
    for at in ("/codings/H01", "/codings?code=routine-change", "/flags/H01",
               f"/codings/H01/coding/{one.id}", f"/codings/H01/coding/{one.id}/why"):  # fmt: skip
        page = browser.get(at).text
        assert "<script>alert" not in page
        assert "<img" not in page
        if "script" in shown and "flags" not in at:
            assert "&lt;script&gt;" in page


# What is said


@pytest.mark.parametrize(
    ("what", "status"), [("accept", ACCEPTED), ("reject", REJECTED)], ids=["accept", "reject"]
)
def test_judging_is_in_the_journal_at_once(
    client: TestClient, desk: Desk, what: str, status: CodingStatus
) -> None:
    one = the(desk.root, "routine-change", 2)
    answer = say(client, what, one)
    assert answer.status_code == 200
    told = answer.json()
    assert (told["states"][one.id], told["did"]) == (status.value, [one.id])
    assert told["counts"][status.value] == 1
    assert told["counts"]["open"] == 4
    assert told["seen"] == journal_size(desk)
    assert standing(desk.root, one) == (status, "KL")


def test_several_at_one_go_and_back_again(client: TestClient, desk: Desk) -> None:
    page = client.get("/codings/A01").text
    tokens = re.search(r'name="codings" value="([^"]*)"><button[^>]*data-key="S"', page)
    assert tokens
    data = {"seen": seen(client), "codings": tokens[1]}
    told = client.post("/codings/accept", data=data, headers=JSON).json()
    sure = [the(desk.root, "routine-change", 2), the(desk.root, "unwanted-contact", 4)]
    assert sorted(told["did"]) == sorted(one.id for one in sure)
    assert {standing(desk.root, one) for one in sure} == {(ACCEPTED, "KL")}
    back = {"seen": told["seen"], "codings": " ".join(told["did"])}
    told = client.post("/codings/undo", data=back, headers=JSON).json()
    assert told["counts"] == {"open": 5, "listed": 1, "accepted": 0, "rejected": 0}


def test_all_of_a_code_in_a_transcript(client: TestClient, desk: Desk) -> None:
    one = the(desk.root, "routine-change", 6)
    panel = client.get(f"/codings/A01/coding/{one.id}").text
    tokens = re.search(r'name="codings" value="([^"]*)"><button[^>]*data-key="A"', panel)
    assert tokens
    say(client, "accept", codings=tokens[1])
    lines = coding_lines(desk.root, code="routine-change")
    assert {line.coding.transcript for line in lines if line.status is ACCEPTED} == {"A01"}
    assert [line.status for line in lines if line.coding.transcript == "A01"] == [ACCEPTED] * 3


@pytest.mark.parametrize(
    ("fields", "code", "polarity"),
    [
        ({"code": "work-change"}, "work-change", Polarity.PRESENT),
        ({"polarity": "denied"}, "routine-change", Polarity.DENIED),
        ({"words": ROUTE}, "routine-change", Polarity.PRESENT),
        ({"words": ROUTE, "code": "work-change", "polarity": "considered"}, "work-change",
         Polarity.CONSIDERED),
    ],
)  # fmt: skip
def test_changing(
    client: TestClient, desk: Desk, fields: dict[str, str], code: str, polarity: Polarity
) -> None:
    old = the(desk.root, "routine-change", 2)
    (new_id,) = say(client, "change", old, **fields).json()["did"]
    lines = {line.coding.id: line for line in coding_lines(desk.root)}
    new = lines[new_id]
    assert (new.status, new.coding.code, new.coding.polarity) == (ACCEPTED, code, polarity)
    assert new.coding.text == (ROUTE if "words" in fields else old.text)
    if new_id != old.id:
        assert lines[old.id].status is REJECTED
    undone = say(client, "undo", codings=new_id).json()["states"]
    assert undone[old.id] == "open"
    assert new_id == old.id or new_id not in undone


def test_selected_words_are_widened_to_whole_words(client: TestClient, desk: Desk) -> None:
    text = turns_of(desk.root, "A01")[1].text
    at = text.index(ROUTE)
    fields = {"transcript": "A01", "turn": "2", "code": "pin-warning",
              "start": str(at + 3), "end": str(at + len(ROUTE) - 3)}  # fmt: skip
    (new,) = say(client, "add", **fields).json()["did"]
    coding = open_coded(desk.root).find(new)
    assert coding.text == ROUTE.removeprefix("I ").rstrip(".")
    assert standing(desk.root, coding) == (ACCEPTED, "KL")


@pytest.mark.parametrize(
    ("fields", "status"),
    [
        ({"turn": "1", "words": "Whereabouts"}, 422),  # the interviewer's
        ({"turn": "2", "words": "no such words"}, 422),
        ({"turn": "2", "words": "I"}, 422),  # more than once
        ({"turn": "2", "words": ""}, 422),
        ({"turn": "99", "words": "him"}, 422),
        ({"turn": "x", "words": "him"}, 422),
        ({"turn": "2", "start": "900", "end": "910"}, 422),
        ({"turn": "2", "start": "5", "end": "5"}, 422),
        ({"turn": "2", "words": ROUTE, "code": "no-such-code"}, 422),
        ({"turn": "2", "words": ROUTE, "code": ""}, 422),
        ({"turn": "2", "words": ROUTE, "polarity": "perhaps"}, 422),
        ({"turn": "2", "words": ROUTE, "transcript": "Z99"}, 409),
    ],
)
def test_what_cannot_be_coded_is_refused(
    client: TestClient, desk: Desk, fields: dict[str, str], status: int
) -> None:
    before = journal_size(desk)
    answer = say(client, "add", **({"transcript": "A01", "code": "pin-warning"} | fields))
    assert answer.status_code == status
    assert answer.json()["refused"]
    assert journal_size(desk) == before


@pytest.mark.parametrize("what", ["accept", "reject", "change", "undo"])
def test_what_is_not_there_cannot_be_judged(client: TestClient, desk: Desk, what: str) -> None:
    before = journal_size(desk)
    for tokens in ("", "C0123456789ab.0123456789abcdef", "A01.x", "<b>"):
        answer = say(client, what, codings=tokens, code="work-change")
        assert answer.status_code in (409, 422)
    assert journal_size(desk) == before


def test_a_coding_that_says_something_else_is_not_judged(client: TestClient, desk: Desk) -> None:
    one, two = the(desk.root, "routine-change", 2), the(desk.root, "unwanted-contact", 4)
    shown = f"{token(one)} {token(two)}"
    propose(desk.root, "A01", (2, "routine-change", 0.95), (4, "unwanted-contact", 0.92),
            polarity=Polarity.DENIED)  # fmt: skip
    for what in ("accept", "reject"):
        assert say(client, what, codings=shown).status_code == 409
    assert say(client, "change", codings=token(one), code="work-change").status_code == 409
    assert standing(desk.root, one) == standing(desk.root, two) == (OPEN, "")


@pytest.mark.parametrize("what", ["accept", "reject", "change", "undo"])
def test_a_page_older_than_somebody_s_word_is_refused(
    client: TestClient, desk: Desk, open_desk: OpenDesk, what: str
) -> None:
    one, two = the(desk.root, "routine-change", 2), the(desk.root, "unwanted-contact", 4)
    old = seen(client)
    say(other(desk, open_desk), "reject", one)
    before = journal_size(desk)
    answer = say(client, what, one, seen=old, code="work-change")
    assert answer.status_code == 409
    assert "JS" in answer.json()["refused"]
    assert journal_size(desk) == before
    assert standing(desk.root, one) == (REJECTED, "JS")
    assert say(client, "accept", two, seen=old).status_code == 200
    assert say(client, "accept", one, two, seen=old).status_code == 409


def test_what_an_answer_does_not_show_it_does_not_know(
    client: TestClient, desk: Desk, open_desk: OpenDesk
) -> None:
    """The answer to one ruling must not make the page newer than what it says of the others."""
    one, two = the(desk.root, "routine-change", 2), the(desk.root, "unwanted-contact", 4)
    say(other(desk, open_desk), "reject", one)
    told = say(client, "accept", two).json()
    assert told["states"][one.id] == "rejected"
    by_code = say(client, "accept", the(desk.root, "routine-change", 2, "B02"), by="code").json()
    assert by_code["states"][one.id] == "rejected"
    assert {id[0] for id in by_code["states"]} == {"C"}


def test_forms_work_without_scripts(client: TestClient, desk: Desk) -> None:
    one = the(desk.root, "routine-change", 2)
    for what, fields in (
        ("accept", {"codings": token(one)}),
        ("undo", {"codings": one.id}),
        ("memo", {"coding": one.id, "words": "Compare B02."}),
        ("change", {"codings": token(one), "code": "work-change"}),
    ):
        answer = client.post(
            f"/codings/{what}", data={"seen": seen(client), **fields}, headers=FORM
        )
        assert answer.status_code == 303
        assert client.get(answer.headers["location"]).status_code == 200
    elsewhere = client.post(
        "/codings/accept",
        data={"seen": seen(client), "codings": token(one), "by": "//evil.example"},
        headers=FORM,
    )
    assert elsewhere.headers["location"] == "/codings/A01"


def test_memos_are_kept_beside_the_journal_and_can_go(client: TestClient, desk: Desk) -> None:
    one = the(desk.root, "routine-change", 2)
    said = say(client, "memo", coding=one.id, words="See also Brackenbury.").json()["said"]
    assert "a name that this study knows" in said
    assert "See also" in client.get(f"/codings/A01/coding/{one.id}").text
    (memo,) = memos(desk.root)
    assert (memo.coding, memo.by) == (one.id, "KL")
    say(client, "forget", memo=memo.id, coding=one.id)
    assert memos(desk.root) == []
    assert say(client, "memo", coding=one.id, words="  ").status_code == 422
    assert "Brackenbury" not in desk.study().places.journal.read_text("utf-8")


# Reading alone


def test_who_reads_alone_sees_nothing_of_what_others_said(
    client: TestClient, desk: Desk, open_desk: OpenDesk
) -> None:
    root = desk.root
    one, two = the(root, "routine-change", 2), the(root, "unwanted-contact", 4)
    judge_codings(root, [one.id], "JS", reject=True)
    change_coding(root, two.id, "JS", code="pin-warning")
    add_coding(root, "A01", 6, the(root, "routine-change", 6).span, "self-blame", "JS")
    alone = client.get("/codings/A01?alone=1").text
    assert "JS" not in alone
    assert "Self-blame" not in re.sub(r"<select.*?</select>", "", alone, flags=re.DOTALL)
    assert '<b data-count="open">5</b>' in alone
    told = say(client, "accept", one, alone="1").json()
    assert told["counts"] == {"open": 4, "listed": 1, "accepted": 1, "rejected": 0}
    assert standing(root, one) == (ACCEPTED, "KL")
    theirs = other(desk, open_desk).get("/codings/A01?alone=1").text
    assert '<b data-count="rejected">2</b>' in theirs
    assert "KL" not in theirs


# By code


def test_codes_are_counted_over_all_transcripts(client: TestClient, desk: Desk) -> None:
    say(client, "accept", the(desk.root, "routine-change", 2))
    say(client, "reject", the(desk.root, "routine-change", 4))
    row = re.search(r'code=routine-change".*?</tr>', client.get("/codings").text, re.DOTALL)
    assert row
    assert re.findall(r'figure[^>]*">(\d+)<', row[0]) == ["2", "1", "1", "0", "2"]


def test_one_code_over_all_transcripts(client: TestClient, desk: Desk) -> None:
    page = client.get("/codings?code=routine-change").text
    assert re.findall(r'<article class="card" aria-label="(\w+), turn (\d)"', page) == [
        ("B02", "2"), ("A01", "2"), ("A01", "4"), ("A01", "6"),
    ]  # fmt: skip
    book = {code.id: code for code in desk.study().codebook().codes}["routine-change"]
    for text in (book.definition, book.include, book.exclude, book.examples[0]):
        assert html.escape(text, quote=False)[:40] in html.unescape(page).replace("&", "&amp;")
    tokens = re.search(r'name="codings" value="([^"]*)"><button[^>]*data-key="S"', page)
    assert tokens
    told = say(client, "accept", codings=tokens[1], by="code").json()
    assert len(told["did"]) == 2
    assert len(told["states"]) == 4
    accepted = client.get("/codings?code=routine-change&show=accepted").text
    assert accepted.count('<article class="card"') == 2


@pytest.mark.parametrize(
    ("at", "status"),
    [
        ("/codings/Z99", 409),
        ("/codings/..%2F..%2Fvault", 404),
        ("/codings/A01/coding/Cnone", 409),
        ("/codings/A01/coding/Cnone/why", 409),
        ("/codings?code=no-such-code", 422),
        ("/codings?code=routine-change&show=everything&from=-1", 200),
        ("/codings?code=routine-change&from=%C2%B2", 200),
        ("/codings/A01?turn=%C2%B2&code=x&coding=<b>", 200),
        ("/codings/A01?turn=4&code=unwanted-contact", 200),
    ],
)
def test_addresses_that_somebody_made_up(client: TestClient, at: str, status: int) -> None:
    answer = client.get(at)
    assert answer.status_code == status
    assert "A fault of this program" not in answer.text


def test_a_disagreement_s_address_chooses_its_coding(client: TestClient, desk: Desk) -> None:
    page = client.get("/codings/A01?turn=4&code=unwanted-contact").text
    one = the(desk.root, "unwanted-contact", 4)
    assert f'<div class="coding" data-coding="{one.id}"' in page


# Those who are gone, and those who are not there


def test_a_transcript_that_withdrew_is_gone(coded: Path, open_desk: OpenDesk) -> None:
    one = the(coded, "routine-change", 2)
    key = KeyFile(coded / "vault" / "study.key")
    browser = enter(open_desk(coded, key=None))
    before = seen(browser)
    withdraw(coded, "A01", "KL", "she asked", key)
    run(coded, key)
    assert browser.get("/codings/A01").status_code == 409
    assert browser.get("/flags/A01").status_code == 409
    assert "/codings/A01" not in browser.get("/codings").text
    for what in ("accept", "reject", "undo", "change"):
        data = {"seen": before, "codings": token(one), "code": "work-change"}
        assert browser.post(f"/codings/{what}", data=data, headers=JSON).status_code == 409


def test_nothing_is_there_before_the_first_gate(waiting: Path, open_desk: OpenDesk) -> None:
    browser = enter(open_desk(waiting, key=None))
    assert "No transcript has passed the first gate yet" in browser.get("/codings").text
    assert "No transcript has passed the first gate yet" in browser.get("/flags").text
    assert browser.get("/codings/A01").status_code == 409


# How far people agree


def test_that_nobody_has_judged_is_said(client: TestClient) -> None:
    page = client.get("/agreement").text
    assert "Nobody has judged a coding yet." in page
    assert "kappa" not in page


def test_people_are_compared_and_what_differs_is_linked(
    client: TestClient, desk: Desk, open_desk: OpenDesk
) -> None:
    js = other(desk, open_desk)
    for id, browser in ((0, client), (1, js)):
        for line in coding_lines(desk.root, "A01"):
            differs = id and line.coding.code == "police-first-response"
            say(browser, "reject" if differs else "accept", line.coding, alone="1")
    page = client.get("/agreement").text
    assert "JS and KL" in page
    assert "1 unit on which they differ" in page
    link = re.search(r'href="(/codings/A01\?turn=6&amp;code=police-first-response[^"]*)"', page)
    assert link
    chosen = client.get(html.unescape(link[1])).text
    assert "<h2>First police contact" in chosen
    assert "KL alone" in page
    for query in ("unit=transcript", "against=machine", "unit=<b>&against=<b>"):
        assert client.get(f"/agreement?{query}").status_code == 200
