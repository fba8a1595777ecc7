"""What people say of codings: on record with its place, and standing whatever is proposed later."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest
import yaml
from filelock import FileLock

from pipeline.errors import BusyError, GateError, InputError, VoicesError
from pipeline.identified.vault import KeyFile
from pipeline.run.coded import (
    NO_CODE,
    WORDS_CHANGED,
    coding_lines,
    learned,
    open_coded,
    void_lines,
)
from pipeline.run.files import read_values
from pipeline.run.journal import Journal
from pipeline.run.judging import add_coding, change_coding, judge_codings, reopen_coding
from pipeline.run.review import approve_transcripts, drop_ruling, rule_on_passage
from pipeline.run.runner import Report, run
from pipeline.run.withdrawal import withdraw
from pipeline.values.identifiers import Kind, RulingKind
from pipeline.values.records import Approval, Gate, Verdict
from pipeline.values.spans import Span
from pipeline.values.themes import Coding, CodingStatus, ConfirmedCoding, Polarity
from tests.ready import SECRETS, go
from tests.studies import BEN

ACCEPTED, REJECTED, OPEN = CodingStatus.ACCEPTED, CodingStatus.REJECTED, CodingStatus.PROPOSED
ROUTE = "I changed my route to work every single day because of him."


def journal(root: Path) -> Journal:
    return Journal(root / "records" / "journal.jsonl")


def coded(root: Path, id: str = "A01") -> list[Coding]:
    return read_values(root / f"outputs/anonymised/codings/{id}.jsonl", Coding)


def confirmed(root: Path, id: str = "A01") -> set[tuple[str, str]]:
    found = read_values(root / f"outputs/anonymised/confirmed/{id}.jsonl", ConfirmedCoding)
    return {(one.coding.id, one.coding.polarity.value) for one in found}


def status(root: Path, coding: str) -> CodingStatus | None:
    return {line.coding.id: line.status for line in coding_lines(root)}.get(coding)


def place_in(root: Path, words: str, id: str = "A01") -> tuple[int, Span]:
    for turn in open_coded(root).transcript(id).turns:
        if (start := turn.text.find(words)) >= 0:
            return turn.number, Span(start=start, end=start + len(words))
    raise AssertionError("no such words")


def rerun(root: Path) -> Report:
    return run(root, KeyFile(root / "vault" / "study.key"))


def set_codes(root: Path, change: str) -> None:
    """Change the codebook: 'empty' leaves one code that finds nothing, 'shipped' is the shipped."""
    path = root / "config" / "codebook.yaml"
    kept = path.with_suffix(".kept")
    if not kept.exists():
        shutil.copy(path, kept)
    book = yaml.safe_load(kept.read_text("utf-8"))
    if change == "empty":
        book["codes"] = [
            {**code, "cues": ["zyxwv"], "neighbours": [], "examples": [], "lookalikes": []}
            for code in book["codes"]
        ]
    elif change != "shipped":
        book["codes"] = [
            {**code, "neighbours": [one for one in code.get("neighbours", []) if one != change]}
            for code in book["codes"]
            if code["id"] != change
        ]
    path.write_text(yaml.safe_dump(book), "utf-8")


# --- what is on record ---------------------------------------------------------------------------


def test_every_verdict_carries_its_place_and_no_words(finished: Path) -> None:
    first, *_ = coded(finished)
    judge_codings(finished, [first.id], "KL", reject=False)
    (verdict,) = journal(finished).counting_verdicts()
    place = verdict.place
    assert place is not None
    assert (place.transcript, place.turn, place.span, place.code) == (
        first.transcript, first.turn, first.span, first.code,
    )  # fmt: skip
    assert (place.coder, place.confidence) == (first.coder, first.confidence)
    assert place.state == open_coded(finished).transcript("A01").turns[first.turn - 1].fingerprint()
    text = (finished / "records/journal.jsonl").read_text()
    assert first.text not in text
    assert not any(one in text for one in SECRETS)


def test_a_journal_of_an_older_version_opens_and_counts(finished: Path) -> None:
    first, second, *_ = coded(finished)
    old = journal(finished)
    old.append(Verdict(coding=first.id, by="KL", rejected=True))
    old.append(Verdict(coding=second.id, by="KL", rejected=False))
    old.append(Approval(gate=Gate.CONFIRM, subject=second.id, state=second.fingerprint(), by="KL"))
    lines = (finished / "records/journal.jsonl").read_text().splitlines()
    bodies = [json.loads(line)["body"] for line in lines[-3:-1]]
    for body in bodies:
        assert (body["place"], body["reopened"]) == (None, False)
    go(finished)
    assert status(finished, first.id) is REJECTED
    assert (second.id, second.polarity.value) in confirmed(finished)
    assert (learned(finished).accepted, learned(finished).rejected) == (1, 1)
    reopen_coding(finished, first.id, "KL")
    assert status(finished, first.id) is not REJECTED


def test_a_verdict_makes_stale_what_is_coded_of_its_transcript_alone(finished: Path) -> None:
    judge_codings(finished, [coded(finished)[0].id], "KL", reject=True)
    ran = rerun(finished).ran
    assert ran["judge"] == 1, "of one transcript"
    assert ran["code"] >= 1
    assert rerun(finished).ran == {}


def test_nothing_is_recorded_where_something_is_wrong(finished: Path) -> None:
    first = coded(finished)[0]
    before = (finished / "records/journal.jsonl").read_bytes()
    (finished / "records/journal.jsonl").write_bytes(before)
    attempts = [
        lambda: judge_codings(finished, ["A01", "Cnone"], "KL", reject=True),
        lambda: change_coding(finished, "Cnone", "KL", code="hypervigilance"),
        lambda: change_coding(finished, first.id, "KL"),
        lambda: change_coding(finished, first.id, "KL", polarity=first.polarity),
        lambda: change_coding(finished, first.id, "KL", code="no-such-code"),
        lambda: change_coding(finished, first.id, "KL", span=Span(start=0, end=9999)),
        lambda: reopen_coding(finished, first.id, "KL"),
        lambda: reopen_coding(finished, "Cnone", "KL"),
        lambda: coding_lines(finished, "Z99"),
        lambda: coding_lines(finished, "../codings/A01"),
    ]
    for attempt in attempts:
        with pytest.raises((GateError, InputError)) as caught:
            attempt()
        assert caught.value.next_step
        assert not any(one in str(caught.value) for one in SECRETS)
    with FileLock(finished / "records" / "lock"), pytest.raises(BusyError):
        judge_codings(finished, [first.id], "KL", reject=True)
    assert (finished / "records/journal.jsonl").read_bytes() == before


# --- adding --------------------------------------------------------------------------------------


def test_a_person_adds_a_coding_that_is_accepted_at_once_and_stays(finished: Path) -> None:
    turn, span = place_in(finished, ["We worked together", " the bakery."][0])
    mine = add_coding(finished, "A01", turn, span, "hypervigilance", "KL", Polarity.DENIED)
    assert (mine.coder, mine.confidence, mine.polarity) == ("person", 1.0, Polarity.DENIED)
    assert status(finished, mine.id) is ACCEPTED, "before any run"
    for _ in range(2):
        go(finished)
        assert (mine.id, "denied") in confirmed(finished)
        assert mine.id in {one.id for one in coded(finished)}
    table = (finished / "outputs/anonymised/codings.csv").read_text()
    (row,) = [line for line in table.splitlines() if line.startswith(mine.id)]
    assert ",denied,self,unclear,person,1.00,accepted," in row


def test_adding_what_is_proposed_accepts_the_proposal(finished: Path) -> None:
    first = coded(finished)[0]
    got = add_coding(finished, "A01", first.turn, first.span, first.code, "KL", first.polarity)
    assert got == first
    (verdict,) = journal(finished).counting_verdicts()
    assert verdict.place
    assert verdict.place.coder == first.coder
    other = Polarity.DENIED if first.polarity is not Polarity.DENIED else Polarity.PRESENT
    with pytest.raises(GateError, match="has this code already") as caught:
        add_coding(finished, "A01", first.turn, first.span, first.code, "KL", other)
    assert f"voices code change {first.id}" in caught.value.next_step


@pytest.mark.parametrize(
    ("transcript", "turn", "start", "end", "code", "says"),
    [
        ("Z99", 2, 0, 3, "hypervigilance", "no coded transcript"),
        ("A01", 7, 0, 3, "hypervigilance", "no turn 7, only 1 to 6"),
        ("A01", 0, 0, 3, "hypervigilance", "no turn 0"),
        ("A01", 1, 0, 6, "hypervigilance", "participant's own talk"),
        ("A01", 2, 0, 5000, "hypervigilance", "has no characters"),
        ("A01", 2, 5000, 5001, "hypervigilance", "has no characters"),
        ("A01", 2, 0, 2, "hypervigilence", "did you mean 'hypervigilance'"),
        ("A01", 2, 0, 2, "x", "no such code"),
    ],
)
def test_what_is_not_there_cannot_be_coded(
    finished: Path, transcript: str, turn: int, start: int, end: int, code: str, says: str
) -> None:
    with pytest.raises((GateError, InputError), match=says):
        add_coding(finished, transcript, turn, Span(start=start, end=end), code, "KL")
    assert journal(finished).counting_verdicts() == []


def test_a_stretch_that_cuts_a_word_is_refused_with_the_one_that_does_not(finished: Path) -> None:
    turn, span = place_in(finished, ROUTE)
    with pytest.raises(InputError, match="begin and end with a word") as caught:
        add_coding(finished, "A01", turn, Span(start=span.start + 3, end=span.end - 3),
                   "hypervigilance", "KL")  # fmt: skip
    wanted = f"{span.start + 2}:{span.end - 1}"
    assert wanted in caught.value.next_step


# --- changing and opening again ------------------------------------------------------------------


@pytest.mark.parametrize("what", ["span", "code", "polarity"])
def test_a_changed_coding_takes_the_place_of_the_old_one_until_it_is_undone(
    finished: Path, what: str
) -> None:
    old = next(one for one in coded(finished) if one.polarity is Polarity.PRESENT)
    judge_codings(finished, [old.id], "MB", reject=False)
    first_word = old.text.split(" ")[0]
    new = change_coding(
        finished,
        old.id,
        "KL",
        span=Span(start=old.span.start, end=old.span.start + len(first_word))
        if what == "span"
        else None,
        code="psychological-harm" if what == "code" else None,
        polarity=Polarity.DENIED if what == "polarity" else None,
    )
    assert (new.id == old.id) == (what == "polarity")
    for _ in range(2):
        standing = confirmed_now(finished)
        assert (new.id, new.polarity.value) in standing
        assert (old.id, "present") not in standing
        go(finished)
    assert (new.id, new.polarity.value) in confirmed(finished)
    assert (old.id, "present") not in confirmed(finished)
    told = learned(finished)
    assert (told.accepted, told.rejected, told.added) == (0, 1, 1)
    assert set(reopen_coding(finished, new.id, "KL")) == {old.id, new.id}
    go(finished)
    assert status(finished, old.id) is not REJECTED
    assert [one.polarity for one in coded(finished) if one.id == old.id] == [old.polarity]
    if new.id != old.id:
        assert new.id not in {one.id for one in coded(finished)}
    assert learned(finished).people == 0


def confirmed_now(root: Path) -> set[tuple[str, str]]:
    lines = coding_lines(root, status=ACCEPTED)
    return {(line.coding.id, line.coding.polarity.value) for line in lines}


def test_opened_again_nothing_said_before_counts(waiting: Path) -> None:
    approve_transcripts(waiting, ["A01", "B02"], "KL")
    go(waiting)
    first = coded(waiting)[0]
    for reject in (False, True):
        judge_codings(waiting, [first.id], "KL", reject=reject)
        assert status(waiting, first.id) is (REJECTED if reject else ACCEPTED)
        reopen_coding(waiting, first.id, "MB")
        assert status(waiting, first.id) is OPEN
        go(waiting)
        assert confirmed(waiting) == set()
        assert status(waiting, first.id) is OPEN
    set_codes(waiting, "empty")
    go(waiting)
    assert status(waiting, first.id) is OPEN, "it is still there to be judged"
    judge_codings(waiting, [first.id], "KL", reject=False)
    go(waiting)
    assert confirmed(waiting) == {(first.id, first.polarity.value)}
    with pytest.raises(GateError, match="nobody has ruled"):
        reopen_coding(waiting, reopen_coding(waiting, first.id, "KL")[0], "KL")


def test_what_a_person_added_is_gone_when_undone_and_it_is_said_that_it_was(
    finished: Path,
) -> None:
    turn, span = place_in(finished, "We worked together")
    mine = add_coding(finished, "A01", turn, span, "hypervigilance", "KL")
    reopen_coding(finished, mine.id, "KL")
    go(finished)
    assert mine.id not in {one.id for one in coded(finished)}
    with pytest.raises(GateError, match="was ruled on before"):
        judge_codings(finished, [mine.id], "KL", reject=False)


# --- words and codes that change -----------------------------------------------------------------


def test_rulings_on_words_that_changed_are_told_and_come_back_with_the_words(
    finished: Path,
) -> None:
    turn, span = place_in(finished, "changed the locks", "B02")
    mine = add_coding(finished, "B02", turn, span, "hypervigilance", "KL")
    go(finished)
    line = BEN.splitlines()[turn - 1].removeprefix("P: ")
    at = line.index("fortune")
    ruling = rule_on_passage(
        finished, RulingKind.IDENTIFIES, "B02", turn, Span(start=at, end=at + 7), "MN", Kind.OTHER
    )
    report = rerun(finished)
    assert any("voices codings B02 --void" in one.notice for one in report.notices)
    (void,) = void_lines(finished)
    assert (void.verdict.coding, void.why) == (mine.id, WORDS_CHANGED)
    assert void_lines(finished, "A01") == []
    with pytest.raises(GateError, match="its words changed"):
        judge_codings(finished, [mine.id], "KL", reject=False)
    drop_ruling(finished, ruling.id, "MN")
    go(finished)
    assert void_lines(finished) == []
    assert (mine.id, "present") in confirmed(finished, "B02")


def test_a_code_that_goes_from_the_codebook_takes_no_coding_with_it(finished: Path) -> None:
    turn, span = place_in(finished, "We worked together")
    mine = add_coding(finished, "A01", turn, span, "psychological-harm", "KL")
    set_codes(finished, "psychological-harm")
    report = rerun(finished)
    assert any("code that the codebook lacks" in one.notice for one in report.notices)
    assert (mine.id, "present") in confirmed(finished)
    assert [(one.verdict.coding, one.why) for one in void_lines(finished)] == [(mine.id, NO_CODE)]
    book = json.loads((finished / "outputs/quotable/book.json").read_text())
    assert not any("psychological-harm" in quote["codes"] for quote in book["quotes"])
    set_codes(finished, "shipped")
    go(finished)
    assert (mine.id, "present") in confirmed(finished)
    assert void_lines(finished) == []


def test_those_who_withdrew_are_not_judged_nor_counted(finished: Path) -> None:
    first = coded(finished)[0]
    judge_codings(finished, [first.id], "KL", reject=False)
    withdraw(finished, "A01", "KL", "asked", KeyFile(finished / "vault" / "study.key"))
    go(finished)
    attempts = [
        lambda: judge_codings(finished, [first.id], "KL", reject=True),
        lambda: judge_codings(finished, ["A01"], "KL", reject=True),
        lambda: add_coding(finished, "A01", 2, Span(start=0, end=2), "psychological-harm", "KL"),
        lambda: change_coding(finished, first.id, "KL", code="psychological-harm"),
        lambda: reopen_coding(finished, first.id, "KL"),
        lambda: coding_lines(finished, "A01"),
        lambda: void_lines(finished, "A01"),
    ]
    for attempt in attempts:
        with pytest.raises(GateError, match="withdrew on"):
            attempt()
    assert void_lines(finished) == []
    assert learned(finished).accepted == 0


def test_two_studies_share_nothing(finished: Path, tmp_path: Path) -> None:
    other = Path(shutil.copytree(finished, tmp_path / "other"))
    before = {path: path.read_bytes() for path in other.rglob("*") if path.is_file()}
    turn, span = place_in(finished, "We worked together")
    mine = add_coding(finished, "A01", turn, span, "psychological-harm", "KL")
    judge_codings(finished, ["B02"], "KL", reject=True)
    go(finished)
    assert {path: path.read_bytes() for path in other.rglob("*") if path.is_file()} == before
    go(other)
    assert mine.id not in {line.coding.id for line in coding_lines(other)}
    assert {line.status for line in coding_lines(other, "B02")} != {REJECTED}
    with pytest.raises(GateError, match="neither a coding nor"):
        reopen_coding(other, mine.id, "KL")


# --- whatever happens ----------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(2))
def test_no_sequence_of_rulings_codebooks_and_runs_loses_an_accepted_coding(
    finished: Path, seed: int
) -> None:
    chance = random.Random(seed)
    accepted: dict[str, str] = {}
    refused: set[str] = set()
    for _ in range(25):
        _take_a_step(finished, chance, accepted, refused)
        now = confirmed_now(finished)
        assert set(accepted.items()) <= now
        assert not refused & {id for id, _ in now}
    go(finished)
    on_disk = confirmed(finished) | confirmed(finished, "B02")
    assert set(accepted.items()) <= on_disk
    assert not refused & {id for id, _ in on_disk}


def _take_a_step(
    root: Path, chance: random.Random, accepted: dict[str, str], refused: set[str]
) -> None:
    codings = [line.coding for line in coding_lines(root)]
    step = chance.choice(["accept", "reject", "add", "change", "undo", "codebook", "run"])
    one = chance.choice(codings)
    if step == "accept":
        judge_codings(root, [one.id], "KL", reject=False)
        _said(accepted, refused, one)
    elif step == "reject":
        judge_codings(root, [one.id], "MB", reject=True)
        _said(accepted, refused, one, rejected=True)
    elif step == "add":
        turn, span = place_in(root, " ".join(ROUTE.split(" ")[: chance.randint(3, 9)]))
        try:
            _said(
                accepted, refused, add_coding(root, "A01", turn, span, "psychological-harm", "KL")
            )
        except GateError:
            return
    elif step == "change":
        polarity = chance.choice([two for two in Polarity if two is not one.polarity])
        new = change_coding(root, one.id, "KL", polarity=polarity)
        _said(accepted, refused, new)
    elif step == "undo":
        judged = sorted({*accepted, *refused})
        for id in reopen_coding(root, chance.choice(judged), "KL") if judged else ():
            accepted.pop(id, None)
            refused.discard(id)
    elif step == "codebook":
        set_codes(root, chance.choice(["empty", "shipped"]))
    else:
        go(root)


def _said(
    accepted: dict[str, str], refused: set[str], one: Coding, *, rejected: bool = False
) -> None:
    accepted.pop(one.id, None)
    refused.discard(one.id)
    if rejected:
        refused.add(one.id)
    else:
        accepted[one.id] = one.polarity.value


def test_errors_are_of_this_program(finished: Path) -> None:
    codings = finished / "outputs/anonymised/codings/A01.jsonl"
    codings.write_text('{"id": "broken"}\n')
    with pytest.raises(VoicesError, match="not a Coding"):
        coding_lines(finished, "A01")
