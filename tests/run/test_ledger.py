"""Stale or not: the last receipt held against what would be read now."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.atomic import write_bytes
from pipeline.run.ledger import why_stale
from pipeline.values.records import Outcome, Receipt

A, B = "a" * 64, "b" * 64
NAME = "identified/transcripts/P01.jsonl"


def receipt(
    reads: dict[str, str], writes: dict[str, str] | None = None, outcome: Outcome = Outcome.DONE
) -> Receipt:
    return Receipt(stage="read", item="P01", outcome=outcome, reads=reads, writes=writes or {})


@pytest.mark.parametrize(
    ("before", "now", "reasons"),
    [
        ({"source file": A}, {"source file": A}, ()),
        ({"source file": A}, {"source file": B}, ("source file changed",)),
        ({"source file": A}, {"source file": ""}, ("source file changed",)),
        ({"vault": ""}, {"vault": A}, ("vault is new",)),
        ({"vault": ""}, {"vault": ""}, ()),
        ({}, {"vault": A}, ("vault is new",)),
        ({"vault": A}, {}, ("no longer reads vault",)),
        (
            {"a": A, "b": A, "c": A},
            {"b": B, "c": A, "d": A},
            ("b changed", "d is new", "no longer reads a"),
        ),
    ],
)
def test_what_would_be_read_now(
    tmp_path: Path, before: dict[str, str], now: dict[str, str], reasons: tuple[str, ...]
) -> None:
    assert why_stale(receipt(before), now, tmp_path) == reasons


def test_what_never_ran_is_stale(tmp_path: Path) -> None:
    assert why_stale(None, {}, tmp_path) == ("never run",)


@pytest.mark.parametrize("outcome", [Outcome.REFUSED, Outcome.WAITING])
def test_what_was_refused_or_waits_is_not_tried_again_until_something_changes(
    tmp_path: Path, outcome: Outcome
) -> None:
    assert why_stale(receipt({"draft": A}, outcome=outcome), {"draft": A}, tmp_path) == ()
    assert why_stale(receipt({"draft": A}, outcome=outcome), {"draft": B}, tmp_path)


def test_what_was_removed_runs_again(tmp_path: Path) -> None:
    removed = receipt({"draft": A}, outcome=Outcome.REMOVED)
    assert why_stale(removed, {"draft": A}, tmp_path) == ("was removed",)


def test_an_altered_or_deleted_output_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / NAME
    one = receipt({}, {NAME: write_bytes(path, b"as it was")})
    assert why_stale(one, {}, tmp_path) == ()
    path.write_bytes(b"as somebody wants it")
    assert why_stale(one, {}, tmp_path) == (f"{NAME} was altered by somebody else",)
    path.unlink()
    assert why_stale(one, {}, tmp_path) == (f"{NAME} was deleted by somebody else",)


def test_a_touched_output_is_not_stale(tmp_path: Path) -> None:
    path = tmp_path / NAME
    one = receipt({}, {NAME: write_bytes(path, b"as it was")})
    path.write_bytes(b"as it was")
    assert why_stale(one, {}, tmp_path) == ()
