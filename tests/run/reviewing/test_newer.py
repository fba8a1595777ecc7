"""A page that is older than what somebody said since."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import GateError
from pipeline.run.checking import check_decisions, decisions_of, mark_of
from pipeline.run.flagging import rule_on_flag
from pipeline.run.journal import Journal
from pipeline.run.judging import add_coding, change_coding
from pipeline.run.review import (
    approve_transcripts,
    return_draft,
    rule_on_identity,
    rule_on_passage,
)
from pipeline.run.reviewing.newer import (
    coding_subject,
    decision_subject,
    draft_subject,
    flag_subject,
    identity_subject,
    refuse_newer,
    turn_subject,
)
from pipeline.run.study import open_study
from pipeline.values.identifiers import RulingKind
from pipeline.values.records import FlagReason
from pipeline.values.spans import Span


def journal(root: Path) -> Journal:
    return Journal(open_study(root).places.journal)


def speak(root: Path, what: str) -> set[str]:
    """Do something as a second reader; returns what it is about."""
    span = Span(start=3, end=9)
    match what:
        case "passage":
            rule_on_passage(root, RulingKind.KEEP, "A01", 2, span, "MM")
            return {turn_subject("A01", 2)}
        case "identity":
            rule_on_identity(root, RulingKind.SAME, "E00002", "MM", other="E00006")
            return {identity_subject("E00002"), identity_subject("E00006")}
        case "check":
            one = decisions_of(open_study(root), "A01")[0]
            check_decisions(root, "A01", {one.id: mark_of(one)}, "MM")
            return {decision_subject(one.id)}
        case "approval":
            approve_transcripts(root, ["A01"], "MM")
            return {draft_subject("A01")}
        case "return":
            state = approve_transcripts(root, ["A01"], "MM")[0].state
            return_draft(root, "A01", state, "MM", "not yet")
            return {draft_subject("A01")}
        case "coding":
            place = Span(start=0, end=22)
            old = add_coding(root, "B02", 2, place, "routine-change", "MM")
            new = change_coding(root, old.id, "MM", span=Span(start=2, end=22))
            return {coding_subject(old.id), coding_subject(new.id)}
        case "flag":
            rule_on_flag(root, "B02", 2, "live-safety", "MM", FlagReason.IT_IS_SO, holds=True)
            return {flag_subject("B02", 2, "live-safety")}
    raise AssertionError(what)


@pytest.mark.parametrize(
    "what", ["passage", "identity", "check", "approval", "return", "coding", "flag"]
)
def test_whoever_speaks_of_the_same_later_is_told(finished: Path, what: str) -> None:
    seen = len(journal(finished).entries)
    about = speak(finished, what)
    now = journal(finished)
    for subject in about:
        with pytest.raises(GateError, match="MM"):
            refuse_newer(now, seen, [subject])
    refuse_newer(now, len(now.entries), about)  # who has seen it may go on
    refuse_newer(now, seen, ["turn A01 5", "decision D0", "draft B02", "coding X", "flag B02 1 y"])
