"""Codings written into a study that was run, whatever its coders propose."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path

from pipeline.run.files import read_values, write_values
from pipeline.run.journal import Journal
from pipeline.values.base import Value
from pipeline.values.records import Approval, CodedPlace, Gate, Verdict
from pipeline.values.spans import Span
from pipeline.values.texts import DraftTurn
from pipeline.values.themes import Coding, Polarity, Subject, Time, coding_id

Proposed = tuple[int, str, float]
"""Turn, code, confidence."""


def turns_of(root: Path, transcript: str) -> list[DraftTurn]:
    """The admitted turns."""
    return read_values(root / f"outputs/anonymised/transcripts/{transcript}.jsonl", DraftTurn)


def propose(
    root: Path,
    transcript: str,
    *proposed: Proposed,
    polarity: Polarity = Polarity.PRESENT,
    coder: str = "cues",
) -> list[Coding]:
    """Put these codings, each of a whole turn, in the place of those that were proposed."""
    turns = turns_of(root, transcript)
    codings = []
    for turn, code, confidence in proposed:
        text = turns[turn - 1].text
        span = Span(start=0, end=len(text))
        codings.append(
            Coding(
                id=coding_id(transcript, turn, span, code),
                transcript=transcript,
                turn=turn,
                span=span,
                code=code,
                polarity=polarity,
                subject=Subject.SELF,
                time=Time.PAST,
                coder=coder,
                confidence=confidence,
                evidence="test",
                text=text,
            )
        )
    write_values(root / f"outputs/anonymised/codings/{transcript}.jsonl", codings)
    return codings


def verdict(
    coding: Coding, by: str, *, rejected: bool = False, state: str | None = None
) -> Verdict:
    """A verdict with its place, on the turn in this `state`; without one, as old journals have."""
    place = state and CodedPlace(
        transcript=coding.transcript,
        turn=coding.turn,
        span=coding.span,
        code=coding.code,
        polarity=coding.polarity.value,
        subject=coding.subject.value,
        time=coding.time.value,
        state=state,
        coder=coding.coder,
        confidence=coding.confidence,
    )
    return Verdict(coding=coding.id, by=by, rejected=rejected, place=place or None)


def approval(coding: Coding, by: str) -> Approval:
    """An approval of exactly this coding."""
    return Approval(gate=Gate.CONFIRM, subject=coding.id, state=coding.fingerprint(), by=by)


def write_down(root: Path, values: Sequence[Value]) -> None:
    """Append to the study's journal."""
    journal = Journal(root / "records" / "journal.jsonl")
    for value in values:
        journal.append(value)


def table(path: Path, *rows: str, header: str = "transcript,turn,code,polarity") -> Path:
    """A table of codings as somebody brings it."""
    path.write_text("\n".join((header, *rows)) + "\n", "utf-8")
    return path


def codes_of(answer: str) -> list[str]:
    """The codes of a JSON answer's disagreements."""
    return [one["code"] for one in json.loads(answer)["pairs"][0]["disagreements"]]
