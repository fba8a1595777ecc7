"""What people tell a study: checked against what is there, and on record once or not at all."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from filelock import FileLock

from pipeline.errors import BusyError, GateError, InputError
from pipeline.run.files import read_value, read_values
from pipeline.run.journal import Journal
from pipeline.run.judging import judge_codings
from pipeline.run.review import (
    approve_transcripts,
    drop_ruling,
    rule_on_identity,
    rule_on_passage,
)
from pipeline.values.identifiers import Identity, Kind, RulingKind
from pipeline.values.records import Gate
from pipeline.values.spans import Span
from pipeline.values.texts import Draft, Transcript
from pipeline.values.themes import Coding
from tests.ready import SECRETS, go

IDENTIFIES, KEEP = RulingKind.IDENTIFIES, RulingKind.KEEP
SAME, REPLACEMENT = RulingKind.SAME, RulingKind.REPLACEMENT


def journal(root: Path) -> Journal:
    return Journal(root / "records" / "journal.jsonl")


def who(root: Path, form: str) -> str:
    """The id of the identity with that form."""
    people = read_values(root / "outputs/identified/identities.jsonl", Identity)
    return next(one.id for one in people if form in one.forms)


def of_kind(root: Path, kind: Kind) -> str:
    people = read_values(root / "outputs/identified/identities.jsonl", Identity)
    return next(one.id for one in people if one.kind is kind)


# --- approvals -----------------------------------------------------------------------------------


def test_an_approval_names_the_draft_as_it_stands(waiting: Path) -> None:
    (approval,) = approve_transcripts(waiting, ["A01"], "KL")
    draft = read_value(waiting / "outputs/identified/drafts/A01.jsonl", Draft)
    assert (approval.gate, approval.subject, approval.by) == (Gate.ADMIT, "A01", "KL")
    assert approval.state == draft.fingerprint()
    assert journal(waiting).approvals() == [approval]


@pytest.mark.parametrize("ids", [["Z99"], ["A01", "Z99"], ["Z99", "A01"], ["../drafts/A01"], [""]])
def test_where_one_draft_is_missing_none_is_approved(waiting: Path, ids: list[str]) -> None:
    with pytest.raises(GateError, match="no draft"):
        approve_transcripts(waiting, ids, "KL")
    assert journal(waiting).approvals() == []


def test_an_approved_draft_altered_before_the_run_does_not_pass(waiting: Path) -> None:
    approve_transcripts(waiting, ["A01"], "KL")
    draft = waiting / "outputs/identified/drafts/A01.jsonl"
    draft.write_text(draft.read_text().replace("bakery", "brewery"))
    go(waiting)
    admitted = waiting / "outputs/anonymised/transcripts/A01.txt"
    assert not admitted.exists() or "brewery" not in admitted.read_text()


def test_codings_are_accepted_and_rejected_one_by_one_or_by_transcript(finished: Path) -> None:
    codings = read_values(finished / "outputs/anonymised/codings/A01.jsonl", Coding)
    assert len(codings) > 1
    first = codings[0]
    assert judge_codings(finished, [first.id], "KL", reject=True) == 1
    assert journal(finished).verdicts()[first.id].rejected
    assert journal(finished).approvals() == []
    assert judge_codings(finished, ["A01"], "KL", reject=False) == len(codings) - 1
    assert journal(finished).verdicts()[first.id].rejected, "one by one rejected, it stays so"
    assert judge_codings(finished, [first.id], "KL", reject=False) == 1
    assert not journal(finished).verdicts()[first.id].rejected
    states = {one.subject: one.state for one in journal(finished).approvals()}
    assert states == {coding.id: coding.fingerprint() for coding in codings}
    assert {one.gate for one in journal(finished).approvals()} == {Gate.CONFIRM}


def test_an_unknown_coding_among_others_judges_none(finished: Path) -> None:
    with pytest.raises(GateError, match="neither a coding nor"):
        judge_codings(finished, ["A01", "no-such-coding"], "KL", reject=True)
    assert journal(finished).verdicts() == {}


# --- rulings on passages -------------------------------------------------------------------------


def test_a_ruling_names_the_text_it_was_made_on(finished: Path) -> None:
    span = Span(start=0, end=2)
    ruling = rule_on_passage(finished, IDENTIFIES, "A01", 2, span, "KL", Kind.OTHER, "pet")
    source = read_value(finished / "outputs/identified/transcripts/A01.jsonl", Transcript)
    assert (ruling.id, ruling.source, ruling.role) == ("R0001", source.fingerprint(), "pet")
    assert journal(finished).rulings() == [ruling]
    assert rule_on_passage(finished, KEEP, "A01", 2, span, "KL").id == "R0002"


@pytest.mark.parametrize(
    ("transcript", "turn", "start", "end"),
    [
        ("Z99", 1, 0, 1),
        ("A01", 7, 0, 1),
        ("A01", 1, 0, 5000),
        ("A01", 1, 4999, 5000),
        ("../transcripts/A01", 1, 0, 1),
    ],
)
def test_a_stretch_that_is_not_there_cannot_be_ruled_on(
    finished: Path, transcript: str, turn: int, start: int, end: int
) -> None:
    with pytest.raises(InputError):
        rule_on_passage(finished, KEEP, transcript, turn, Span(start=start, end=end), "KL")
    assert journal(finished).rulings() == []


@pytest.mark.parametrize("turn", [0, -1])
def test_turns_count_from_one(finished: Path, turn: int) -> None:
    with pytest.raises(InputError):
        rule_on_passage(finished, KEEP, "A01", turn, Span(start=0, end=2), "KL")


def test_what_identifies_needs_a_kind(finished: Path) -> None:
    with pytest.raises(InputError, match="lacks what it rules about"):
        rule_on_passage(finished, IDENTIFIES, "A01", 1, Span(start=0, end=2), "KL")
    assert journal(finished).rulings() == []


# --- rulings on identities -----------------------------------------------------------------------


def test_two_identities_are_one(finished: Path) -> None:
    sister, stalker = who(finished, "Jonquil"), who(finished, "Casimir Thrale")
    ruling = rule_on_identity(finished, SAME, stalker, "KL", other=sister)
    assert (ruling.identity, ruling.other) == (stalker, sister)
    go(finished)
    assert sister not in {
        one.id for one in read_values(finished / "outputs/identified/identities.jsonl", Identity)
    }


def test_nobody_is_joined_with_herself_or_with_nobody(finished: Path) -> None:
    one = who(finished, "Jonquil")
    for other in (one, "", "E99999"):
        with pytest.raises(InputError):
            rule_on_identity(finished, SAME, one, "KL", other=other)
    with pytest.raises(InputError, match="no identity"):
        rule_on_identity(finished, SAME, "E99999", "KL", other=one)
    assert journal(finished).rulings() == []


def test_a_person_and_a_place_cannot_be_one(finished: Path) -> None:
    with pytest.raises(InputError, match="cannot be one"):
        rule_on_identity(
            finished, SAME, who(finished, "Jonquil"), "KL", other=of_kind(finished, Kind.LOCATION)
        )


@pytest.mark.parametrize(
    "words",
    [
        "[Casimir Thrale]",
        "Caz",
        "the caz",
        "Jonquil",
        "Caz's friend",
        "Thrale",  # a part of a name is a name
        "Casimir",
        "[Brackenbury]",
        "QUILLFEATHER",
    ],
)
def test_no_real_name_nor_a_part_of_one_is_a_replacement(finished: Path, words: str) -> None:
    with pytest.raises(InputError, match="real name") as caught:
        rule_on_identity(finished, REPLACEMENT, who(finished, "Jonquil"), "KL", replacement=words)
    assert journal(finished).rulings() == []
    assert not any(secret.casefold() in str(caught.value).casefold() for secret in SECRETS)


@pytest.mark.parametrize("words", ["", " ", "two\nlines", "a\ttab", "\u2028"])
def test_a_replacement_that_cannot_stand_in_a_turn_is_refused(finished: Path, words: str) -> None:
    with pytest.raises(InputError):
        rule_on_identity(finished, REPLACEMENT, who(finished, "Jonquil"), "KL", replacement=words)
    assert journal(finished).rulings() == []


@pytest.mark.parametrize("words", ["[that man]", "Ruth", "[officer 2]", "my sister"])
def test_other_words_are_a_replacement(finished: Path, words: str) -> None:
    one = who(finished, "Jonquil")
    ruling = rule_on_identity(finished, REPLACEMENT, one, "KL", replacement=words)
    assert (ruling.identity, ruling.replacement) == (one, words)


def test_before_the_first_run_there_is_nobody_to_rule_on(tmp_path: Path, finished: Path) -> None:
    (finished / "outputs/identified/identities.jsonl").unlink()
    with pytest.raises(InputError):
        rule_on_identity(finished, REPLACEMENT, "E00001", "KL", replacement="[x]")


# --- one writer ----------------------------------------------------------------------------------


def test_nothing_is_recorded_while_another_command_writes(waiting: Path) -> None:
    before = (waiting / "records/journal.jsonl").read_bytes()
    with FileLock(waiting / "records" / "lock"):
        with pytest.raises(BusyError):
            approve_transcripts(waiting, ["A01"], "KL")
        with pytest.raises(BusyError):
            rule_on_passage(waiting, KEEP, "A01", 1, Span(start=0, end=2), "KL")
    assert (waiting / "records/journal.jsonl").read_bytes() == before


def test_the_journal_holds_no_words_of_a_transcript(waiting: Path) -> None:
    rule_on_passage(waiting, IDENTIFIES, "A01", 2, Span(start=3, end=9), "KL", Kind.LOCATION)
    approve_transcripts(waiting, ["A01", "B02"], "KL")
    go(waiting)
    judge_codings(waiting, ["B02"], "KL", reject=False)
    text = (waiting / "records/journal.jsonl").read_text()
    assert len(text.splitlines()) > 10
    assert [one for one in (*SECRETS, "Ludlow") if one in text] == []
    assert all(json.loads(line) for line in text.splitlines())


# --- what is dropped leaves nothing behind -------------------------------------------------------


def _texts(root: Path) -> list[str]:
    drafts = (root / "outputs/identified/drafts").glob("*.txt")
    return [path.read_text() for path in sorted(drafts)]


@pytest.mark.parametrize("what", ["role", "type", "replacement", "same"])
def test_dropping_a_ruling_after_a_run_brings_back_what_stood_there(
    waiting: Path, what: str
) -> None:
    before = _texts(waiting)
    sister = Span(start=11, end=29)
    match what:
        case "role":
            rule_on_passage(waiting, IDENTIFIES, "A01", 2, sister, "KL", Kind.PERSON, "friend")
        case "type":
            place = Span(start=3, end=9)
            rule_on_passage(waiting, IDENTIFIES, "A01", 2, place, "KL", Kind.LOCATION, "village")
        case "replacement":
            rule_on_identity(waiting, REPLACEMENT, "E00004", "KL", replacement="[a relative]")
        case "same":
            rule_on_identity(waiting, SAME, "E00002", "KL", other="E00006")
    go(waiting)
    assert _texts(waiting) != before
    drop_ruling(waiting, "R0001", "KL")
    go(waiting)
    assert _texts(waiting) == before
    go(waiting)
    assert _texts(waiting) == before
