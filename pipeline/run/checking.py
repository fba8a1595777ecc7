"""What a reviewer agreed with: decisions that need not be looked at again while they stay so."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.errors import GateError, InputError
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.study import OpenStudy, open_study
from pipeline.run.unchanged import unchanged_values
from pipeline.values.identifiers import Decision
from pipeline.values.records import Check


def mark_of(decision: Decision) -> str:
    """What a decision says, as a short fingerprint: place, kind, action, replacement, proposal.
    Whose it is and how sure the machine was are not of it."""
    said = (
        decision.turn,
        decision.span.start,
        decision.span.end,
        decision.kind.value,
        decision.action.value,
        decision.replacement,
        decision.proposed,
    )
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def mark_of_all(marks: Iterable[str]) -> str:
    """What several decisions say, as a short fingerprint of their marks."""
    return hashlib.sha256(" ".join(sorted(marks)).encode()).hexdigest()[:16]


def check_decisions(root: Path, transcript: str, marks: Mapping[str, str], by: str) -> Check:
    """Record that somebody looked at decisions and agrees.

    Args:
        root: of the study.
        transcript: whose decisions they are.
        marks: decision -> `mark_of` it as it was seen.
        by: who looked.

    Raises:
        InputError: there is no such decision.
        GateError: one says something else by now; then nothing is recorded.
    """
    return _record(root, transcript, marks, by, undone=False)


def uncheck_decisions(root: Path, transcript: str, marks: Mapping[str, str], by: str) -> Check:
    """Record that these are open again; raises as `check_decisions`."""
    return _record(root, transcript, marks, by, undone=True)


def checked(checks: Iterable[Check], transcript: str) -> dict[str, tuple[str, str]]:
    """Decision -> (its mark, who agreed with it), as far as nobody opened it again."""
    found: dict[str, tuple[str, str]] = {}
    for one in checks:
        if one.transcript != transcript:
            continue
        for decision, mark in one.marks.items():
            if one.undone:
                found.pop(decision, None)
            else:
                found[decision] = (mark, one.by)
    return found


def decisions_of(study: OpenStudy, transcript: str) -> Sequence[Decision]:
    """All decisions about a transcript, as the last run made them.

    Raises:
        InputError: it withdrew, or nothing was decided about it yet.
    """
    study.withdrawn.refuse(transcript)
    path = study.places.decisions / f"{transcript}.jsonl"
    if transcript not in study.documents or not path.exists():
        raise InputError(f"nothing was decided about '{transcript}' yet", next_step="voices status")
    return unchanged_values(path, Decision)


def _record(
    root: Path, transcript: str, marks: Mapping[str, str], by: str, *, undone: bool
) -> Check:
    study = open_study(root)
    study.refuse_destroyed()
    with hold(study.places.lock):
        now = {one.id: one for one in decisions_of(study, transcript)}
        for id, mark in marks.items():
            if id not in now:
                raise InputError(
                    f"there is no decision '{id}'",
                    where=f"transcript {transcript}",
                    next_step=f"voices log {transcript}",
                )
            if mark_of(now[id]) != mark:
                raise GateError(
                    f"decision {id} says something else by now",
                    where=f"transcript {transcript}",
                    next_step="look at it again",
                )
        check = Check(transcript=transcript, marks=dict(marks), by=by, undone=undone)
        Journal(study.places.journal).append(check)
    return check
