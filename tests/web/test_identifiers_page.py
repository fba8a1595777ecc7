"""What a reviewer says on the page of a transcript's identifiers."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from starlette.testclient import TestClient

from pipeline.run.checking import check_decisions, mark_of_all
from pipeline.run.journal import Journal
from pipeline.run.review import drop_ruling, rule_on_identity, rule_on_passage
from pipeline.run.reviewing.side_by_side import Seen, SideBySide, side_by_side
from pipeline.values.identifiers import RulingKind
from pipeline.web.desk import Desk
from tests.ready import go
from tests.web.conftest import HERE, JSON, OpenDesk, enter

COLUMNS = "participant,kind,words,role,also"


def sides(desk: Desk, id: str = "A01") -> SideBySide:
    return side_by_side(desk.study(), desk.journal(), id)


def the(desk: Desk, words: str, turn: int | None = None, id: str = "A01") -> Seen:
    return next(
        one
        for one in sides(desk, id).decisions
        if one.words == words and turn in (None, one.decision.turn)
    )


def say(client: TestClient, what: str, one: Seen | None = None, **fields: Any) -> Any:
    """Send a form of the page as its script does."""
    page = client.get("/identifiers/A01").text
    found = re.search(r'data-seen="(\d+)"', page)
    assert found
    own = {"decision": one.decision.id, "mark": one.mark} if one else {}
    return client.post(
        f"/identifiers/A01/{what}", data={"seen": found[1], **own, **fields}, headers=JSON
    )


def test_both_sides_stand_beside_each_other(client: TestClient) -> None:
    page = client.get("/identifiers/A01").text
    for words in ("Ludlow", "Jonquil", "Casimir Thrale", "07700 900321"):
        assert words in page
    drafts = re.findall(r'<p class="draft">(.*?)</p>', page, re.S)
    assert len(drafts) == 6
    assert not any(word in "".join(drafts) for word in ("Ludlow", "Jonquil", "Thrale", "07700"))


def test_the_pieces_make_up_both_texts(desk: Desk) -> None:
    seen = sides(desk)
    assert seen.draft
    for turn, source, draft in zip(
        seen.turns, seen.transcript.turns, seen.draft.turns, strict=True
    ):
        assert "".join(piece.text for piece in turn.source) == source.text
        assert "".join(piece.text for piece in turn.output) == draft.text
        assert all(source.text[p.start :].startswith(p.text) for p in turn.source)


def test_each_decision_stands_on_both_sides(desk: Desk) -> None:
    for turn in sides(desk).turns:
        left = [piece.seen.decision.id for piece in turn.source if piece.seen]
        right = [piece.seen.decision.id for piece in turn.output if piece.seen]
        assert left == right


def test_agreeing_is_in_the_journal_at_once(client: TestClient, desk: Desk) -> None:
    one = the(desk, "my sister Jonquil")
    answer = say(client, "agree", one)
    assert answer.json()["states"][one.decision.id] == "agreed"
    (check,) = Journal(desk.study().places.journal).checks()
    assert (check.by, check.marks) == ("KL", {one.decision.id: one.mark})
    assert the(desk, "my sister Jonquil").agreed_by == "KL"


def test_agreeing_with_all_of_a_person(client: TestClient, desk: Desk) -> None:
    one = the(desk, "Casimir")
    assert say(client, "agree", one, all="1").status_code == 409  # not what a page showed
    alike = [o for o in sides(desk).decisions if o.decision.identity == one.decision.identity]
    assert len(alike) > 1
    shown = mark_of_all(o.mark for o in alike)
    states = say(client, "agree", one, all=shown).json()["states"]
    assert {states[o.decision.id] for o in alike} == {"agreed"}
    assert list(states.values()).count("agreed") == len(alike)


def test_undoing_an_agreement(client: TestClient, desk: Desk) -> None:
    one = the(desk, "my sister Jonquil")
    before = one.state
    say(client, "agree", one)
    assert (
        say(client, "undo", the(desk, "my sister Jonquil")).json()["states"][one.decision.id]
        == before
    )


@pytest.mark.parametrize(
    ("what", "fields", "ruling"),
    [
        ("keep", {}, RulingKind.KEEP),
        ("identify", {"kind": "PERSON", "role": "friend"}, RulingKind.IDENTIFIES),
    ],
)
def test_a_ruling_waits_for_the_run_and_can_be_undone(
    client: TestClient, desk: Desk, what: str, fields: dict[str, str], ruling: RulingKind
) -> None:
    one = the(desk, "Ludlow")
    answer = say(client, what, one, **fields).json()
    assert (answer["states"][one.decision.id], answer["pending"]) == ("ruled", 1)
    (made,) = desk.journal().rulings()
    assert (made.ruling, made.by, made.turn, made.span) == (
        ruling,
        "KL",
        one.decision.turn,
        one.decision.span,
    )
    undone = say(client, "undo", the(desk, "Ludlow")).json()
    assert (undone["pending"], undone["states"][one.decision.id]) == (0, one.state)


def test_after_the_run_a_ruling_stands(client: TestClient, desk: Desk, waiting: Path) -> None:
    say(client, "identify", the(desk, "my sister Jonquil"), kind="PERSON", role="friend")
    go(waiting)
    now = the(desk, "my sister Jonquil")
    assert (now.state, now.decision.replacement) == ("settled", "[friend]")
    say(client, "undo", now)
    assert the(desk, "my sister Jonquil").state == "ruled"
    go(waiting)
    draft = sides(desk).draft
    assert draft
    assert "[friend]" not in draft.turns[1].text
    assert "Jonquil" not in draft.turns[1].text


def test_missed_words_by_place(client: TestClient, desk: Desk, waiting: Path) -> None:
    text = sides(desk).transcript.turns[5].text
    start = text.index("texts")
    answer = say(client, "missed", turn=6, start=start, end=start + 5, kind="ORGANISATION", role="")
    assert answer.status_code == 200
    assert 'class="missed"' in client.get("/identifiers/A01").text
    go(waiting)
    assert "texts" not in sides(desk).draft.turns[5].text  # type: ignore[union-attr]


def test_missed_words_everywhere(client: TestClient, desk: Desk) -> None:
    answer = say(client, "missed", turn=6, words="texts", kind="ORGANISATION", everywhere="1")
    assert answer.status_code == 200
    places = {(one.transcript, one.turn) for one in desk.journal().rulings()}
    assert places == {("A01", 6)}  # the only interview that has it


@pytest.mark.parametrize(
    "fields",
    [
        {"turn": "99", "words": "texts", "kind": "PERSON"},
        {"turn": "0", "words": "texts", "kind": "PERSON"},
        {"turn": "x", "words": "texts", "kind": "PERSON"},
        {"turn": "6", "words": "brewery", "kind": "PERSON"},
        {"turn": "6", "words": "", "kind": "PERSON"},
        {"turn": "6", "words": "texts", "kind": "NOTHING"},
        {"turn": "6", "start": "5", "end": "5", "kind": "PERSON"},
        {"turn": "6", "start": "5", "end": "999999", "kind": "PERSON"},
        {"turn": "6", "start": "-1", "end": "5", "kind": "PERSON"},
        {"turn": "²", "words": "texts", "kind": "PERSON"},
    ],
)
def test_what_cannot_be_marked_is_refused(
    client: TestClient, desk: Desk, fields: dict[str, str]
) -> None:
    before = len(desk.journal().entries)
    answer = say(client, "missed", **fields)
    assert answer.status_code in (409, 422)
    assert answer.json()["refused"]
    assert len(desk.journal().entries) == before


def test_two_people_are_made_one(client: TestClient, desk: Desk) -> None:
    one, other = the(desk, "my sister Jonquil"), the(desk, "PC Oddie")
    answer = say(client, "same", one, identity=one.decision.identity, other=other.decision.identity)
    states = answer.json()["states"]
    assert states[one.decision.id] == states[other.decision.id] == "ruled"


def test_a_real_name_cannot_be_a_replacement(client: TestClient, desk: Desk) -> None:
    one = the(desk, "my sister Jonquil")
    answer = say(client, "replacement", one, identity=one.decision.identity, replacement="Ada")
    assert answer.status_code == 422
    assert not desk.journal().rulings()


def test_an_older_page_does_not_overrule(
    client: TestClient, desk: Desk, waiting: Path, open_desk: OpenDesk
) -> None:
    one = the(desk, "Ludlow")
    page = client.get("/identifiers/A01").text
    seen = re.search(r'data-seen="(\d+)"', page)[1]  # type: ignore[index]
    rule_on_passage(
        waiting, RulingKind.KEEP, "A01", one.decision.turn, one.decision.span, "Second reader"
    )
    answer = client.post(
        "/identifiers/A01/identify",
        data={
            "seen": seen,
            "decision": one.decision.id,
            "mark": one.mark,
            "kind": "PERSON",
            "role": "",
        },
        headers=JSON,
    )
    assert answer.status_code == 409
    assert "Second reader" in answer.json()["refused"]
    assert [one.by for one in desk.journal().rulings()] == ["Second reader"]


def older(client: TestClient) -> str:
    """What a page that is opened now knows of the journal."""
    return re.search(r'data-seen="(\d+)"', client.get("/identifiers/A01").text)[1]  # type: ignore[index]


def send(client: TestClient, what: str, seen: str, one: Seen, **fields: Any) -> Any:
    """Send a form of an older page."""
    data = {"seen": seen, "decision": one.decision.id, "mark": one.mark, **fields}
    return client.post(f"/identifiers/A01/{what}", data=data, headers=JSON)


def test_an_older_page_does_not_undo_what_another_ruled_since(
    client: TestClient, desk: Desk, waiting: Path
) -> None:
    one, seen = the(desk, "my sister Jonquil"), older(client)
    rule_on_identity(
        waiting, RulingKind.REPLACEMENT, str(one.decision.identity), "MM", replacement="[friend 9]"
    )
    answer = send(client, "undo", seen, one)
    assert answer.status_code == 409
    assert "MM" in answer.json()["refused"]
    assert not [one for one in desk.journal().rulings() if one.drops]


@pytest.mark.parametrize("what", ["agree", "keep"])
def test_an_older_page_says_nothing_where_another_took_back_a_ruling(
    client: TestClient, desk: Desk, waiting: Path, what: str
) -> None:
    one = the(desk, "my sister Jonquil")
    place = one.decision.turn, one.decision.span
    ruling = rule_on_passage(waiting, RulingKind.KEEP, "A01", *place, "MM")
    seen = older(client)
    drop_ruling(waiting, ruling.id, "MM")
    entries = len(desk.journal().entries)
    assert send(client, what, seen, one).status_code == 409
    assert len(desk.journal().entries) == entries


def test_an_older_page_does_not_overrule_an_agreement(
    client: TestClient, desk: Desk, waiting: Path
) -> None:
    one, seen = the(desk, "my sister Jonquil"), older(client)
    check_decisions(waiting, "A01", {one.decision.id: one.mark}, "MM")
    assert send(client, "keep", seen, one).status_code == 409
    assert not desk.journal().rulings()


def test_a_page_cannot_know_of_more_than_there_is(client: TestClient, desk: Desk) -> None:
    answer = send(client, "keep", "999999", the(desk, "my sister Jonquil"))
    assert answer.status_code == 409
    assert not desk.journal().rulings()


@pytest.mark.parametrize("what", ["agree", "keep", "identify", "apart", "undo"])
def test_a_decision_that_says_something_else_by_now_is_not_ruled_on(
    client: TestClient, desk: Desk, what: str
) -> None:
    one = the(desk, "my sister Jonquil")
    entries = len(desk.journal().entries)
    for mark in ("0" * 16, ""):
        answer = say(client, what, one, mark=mark, kind="PERSON")
        assert answer.status_code == 409
    assert len(desk.journal().entries) == entries


def test_words_that_stand_there_no_longer_are_not_marked(client: TestClient, desk: Desk) -> None:
    text = sides(desk).transcript.turns[5].text
    start = text.index("texts")
    fields = {"turn": 6, "start": start, "end": start + 5, "kind": "PERSON"}
    assert say(client, "missed", **fields, words="taxes").status_code == 409
    assert not desk.journal().rulings()
    assert say(client, "missed", **fields, words=" texts ").status_code == 200


def test_what_was_marked_can_be_undone_before_the_run(client: TestClient, desk: Desk) -> None:
    say(client, "keep", the(desk, "Ludlow"))
    say(client, "missed", turn=6, words="texts", kind="ORGANISATION")
    kept, marked = desk.journal().rulings()
    page = client.get("/identifiers/A01").text
    assert f'name="ruling" value="{marked.id}"' in page
    for id, status in ((kept.id, 409), (marked.id, 200), (marked.id, 409)):
        assert say(client, "unmark", ruling=id).status_code == status
    assert desk.journal().rulings()[-1].drops == marked.id
    assert 'class="missed"' not in client.get("/identifiers/A01").text


def test_no_speaker_stands_in_a_repr(desk: Desk) -> None:
    assert sides(desk).turns[0].speaker
    assert "speaker" not in repr(sides(desk).turns[0])


def test_the_same_page_can_say_more_than_one_thing(client: TestClient, desk: Desk) -> None:
    one, other = the(desk, "Ludlow"), the(desk, "my sister Jonquil")
    first = say(client, "keep", one).json()
    answer = client.post(
        "/identifiers/A01/identify",
        data={
            "seen": first["seen"],
            "decision": other.decision.id,
            "mark": other.mark,
            "kind": "PERSON",
            "role": "friend",
        },
        headers=JSON,
    )
    assert answer.status_code == 200


def test_two_reviewers_on_two_transcripts(
    client: TestClient, desk: Desk, waiting: Path, open_desk: OpenDesk
) -> None:
    second = open_desk(waiting, "MM")
    other = enter(second)
    page = other.get("/identifiers/B02").text
    seen = re.search(r'data-seen="(\d+)"', page)[1]  # type: ignore[index]
    say(client, "agree", the(desk, "my sister Jonquil"))
    chosen = sides(second, "B02").decisions[0]
    answer = other.post(
        "/identifiers/B02/agree",
        data={"seen": seen, "decision": chosen.decision.id, "mark": chosen.mark},
        headers=JSON,
    )
    assert answer.status_code == 200
    assert {one.by for one in desk.journal().checks()} == {"KL", "MM"}


@pytest.mark.parametrize("path", ["X99", "..%2F..%2Fetc", "A01%00"])
def test_what_is_no_transcript(client: TestClient, path: str) -> None:
    answer = client.get(f"/identifiers/{path}")
    assert answer.status_code in (404, 422)


def test_without_the_key_the_first_room_stays_shut(waiting: Path, open_desk: OpenDesk) -> None:
    client = enter(open_desk(waiting, key=None))
    for path in ("/identifiers/A01", "/people", "/find?identity=E00001", "/sign-off/A01"):
        answer = client.get(path)
        assert answer.status_code == 409
        assert "Jonquil" not in answer.text
    assert client.get("/").status_code == 200


def test_forms_work_without_scripts(client: TestClient, desk: Desk) -> None:
    one = the(desk, "my sister Jonquil")
    page = client.get(f"/identifiers/A01?decision={one.decision.id}").text
    panel = page[page.index('id="panel"') :]
    assert f'value="{one.decision.id}"' in panel
    answer = client.post(
        "/identifiers/A01/agree",
        data={"seen": len(desk.journal().entries), "decision": one.decision.id, "mark": one.mark},
        headers={"origin": HERE},
    )
    assert (answer.status_code, answer.headers["location"]) == (303, "/identifiers/A01")


def test_hostile_words_stay_words(make_study: Any, tmp_path: Path, open_desk: OpenDesk) -> None:
    bad = '<script>alert("x")</script> <img src=x onerror=alert(1)> "quoted" &amp; {{ 7*7 }}'
    root = make_study(
        {"A01.txt": f"I: So?\nP: He sent me {bad} and my name is Zebedee Quillan.\n"},
        roster=f"{COLUMNS}\nA01,PERSON,<b>Zebedee</b> Quillan,victim,Zebedee\n",
        review="required",
        waived_because=None,
    )
    go(root)
    client = enter(open_desk(root))
    client.post("/find", data={"words": "<script>"}, headers={"origin": HERE})
    for path in ("/identifiers/A01", "/people", "/find?search=1", "/sign-off/A01"):
        text = client.get(path).text
        assert '<script>alert("x")' not in text
        assert "<img src=x" not in text
        assert "<b>Zebedee" not in text
    page = client.get("/identifiers/A01").text
    assert "&lt;script&gt;" in page
    assert "{{ 7*7 }}" in page
