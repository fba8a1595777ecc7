"""Agreeing with decisions: kept, undone, and void where a decision says something else."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import BusyError, GateError, InputError
from pipeline.run.checking import (
    check_decisions,
    checked,
    decisions_of,
    mark_of,
    uncheck_decisions,
)
from pipeline.run.journal import Journal
from pipeline.run.review import rule_on_identity
from pipeline.run.study import open_study
from pipeline.values.identifiers import Decision, Kind, RulingKind, Status
from tests.ready import SECRETS, go


def decisions(root: Path) -> list[Decision]:
    return list(decisions_of(open_study(root), "A01"))


def journal(root: Path) -> Journal:
    return Journal(open_study(root).places.journal)


def marks(root: Path) -> dict[str, str]:
    return {one.id: mark_of(one) for one in decisions(root)}


def test_what_was_agreed_with_stays_so_over_runs(waiting: Path) -> None:
    said = marks(waiting)
    check_decisions(waiting, "A01", said, "KL")
    go(waiting)
    assert checked(journal(waiting).checks(), "A01") == {id: (m, "KL") for id, m in said.items()}
    assert marks(waiting) == said


def test_agreeing_changes_no_output(waiting: Path) -> None:
    before = {p: p.read_bytes() for p in (waiting / "outputs").rglob("*") if p.is_file()}
    check_decisions(waiting, "A01", marks(waiting), "KL")
    go(waiting)
    assert {p: p.read_bytes() for p in (waiting / "outputs").rglob("*") if p.is_file()} == before


def test_the_last_word_counts(waiting: Path) -> None:
    said = marks(waiting)
    one = dict([next(iter(said.items()))])
    check_decisions(waiting, "A01", said, "KL")
    uncheck_decisions(waiting, "A01", one, "MM")
    left = checked(journal(waiting).checks(), "A01")
    assert left.keys() == said.keys() - one.keys()
    check_decisions(waiting, "A01", one, "MM")
    assert checked(journal(waiting).checks(), "A01")[next(iter(one))][1] == "MM"


def test_of_another_transcript_nothing_is_taken(waiting: Path) -> None:
    check_decisions(waiting, "A01", marks(waiting), "KL")
    assert checked(journal(waiting).checks(), "B02") == {}


def test_a_decision_that_says_something_else_is_refused(waiting: Path) -> None:
    said = marks(waiting)
    place = next(one for one in decisions(waiting) if one.kind is Kind.LOCATION)
    named = str(place.identity)
    rule_on_identity(waiting, RulingKind.REPLACEMENT, named, "KL", replacement="[somewhere]")
    go(waiting)
    before = len(journal(waiting).entries)
    with pytest.raises(GateError, match="something else"):
        check_decisions(waiting, "A01", {place.id: said[place.id]}, "KL")
    assert len(journal(waiting).entries) == before


@pytest.mark.parametrize("change", ["turn", "span", "kind", "replacement"])
def test_the_mark_covers_what_a_person_sees(waiting: Path, change: str) -> None:
    one = next(o for o in decisions(waiting) if o.replacement)
    other = {
        "turn": one.turn + 1,
        "span": one.span.model_copy(update={"end": one.span.end + 1}),
        "kind": Kind.OTHER,
        "replacement": one.replacement + "x",
    }
    assert mark_of(one.model_copy(update={change: other[change]})) != mark_of(one)


def test_the_mark_leaves_out_how_sure_the_machine_was(waiting: Path) -> None:
    one = decisions(waiting)[0]
    surer = one.model_copy(update={"confidence": 0.123, "status": Status.CHECK, "detector": "x"})
    assert mark_of(surer) == mark_of(one)


@pytest.mark.parametrize(("transcript", "id"), [("A01", "Dnone"), ("X99", "Dnone")])
def test_what_is_not_there(waiting: Path, transcript: str, id: str) -> None:
    with pytest.raises(InputError):
        check_decisions(waiting, transcript, {id: "0" * 16}, "KL")


def test_no_word_reaches_the_journal(waiting: Path) -> None:
    check_decisions(waiting, "A01", marks(waiting), "KL")
    text = (waiting / "records/journal.jsonl").read_text()
    assert not any(secret in text for secret in SECRETS)


def test_while_another_writes(waiting: Path) -> None:
    from filelock import FileLock

    with FileLock(waiting / "records" / "lock"), pytest.raises(BusyError):
        check_decisions(waiting, "A01", marks(waiting), "KL")
