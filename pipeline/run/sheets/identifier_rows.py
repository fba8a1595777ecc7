"""Decisions of room 1 as rows of a sheet: with the words of the source, so with real names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.identified.rulings import in_force
from pipeline.run.checking import checked, decisions_of, mark_of
from pipeline.run.files import read_value
from pipeline.run.journal import Journal
from pipeline.run.sheets.columns import INTERVIEW, SOURCE
from pipeline.run.sheets.sheet import Cell
from pipeline.run.sheets.stamp import mark
from pipeline.run.sheets.talk import after, before, shown
from pipeline.run.study import OpenStudy
from pipeline.values.identifiers import Decision
from pipeline.values.spans import Span
from pipeline.values.texts import Draft, Transcript

_AROUND = 110
"""Characters of the talk on each side."""


@dataclass(frozen=True)
class Source:
    """A transcript of room 1 and what was decided about it."""

    transcript: Transcript = field(repr=False)
    decisions: Mapping[str, Decision] = field(repr=False)
    fingerprint: str
    """Of the transcript: places in it mean nothing in another."""

    def text(self, turn: int) -> str:
        """The words of a turn; '' where there is none of that number."""
        turns = self.transcript.turns
        return turns[turn - 1].text if 1 <= turn <= len(turns) else ""


def open_source(study: OpenStudy, id: str) -> Source:
    """The transcript `id` and its decisions.

    Raises:
        InputError: it withdrew, there is none, or nothing was decided about it yet.
    """
    decisions = {one.id: one for one in decisions_of(study, id)}
    transcript = read_value(study.places.transcripts / f"{id}.jsonl", Transcript)
    return Source(transcript, decisions, transcript.fingerprint())


def rows(study: OpenStudy, journal: Journal, id: str, stamp: str) -> Iterator[dict[str, Cell]]:
    """A row a decision about transcript `id`, in the order of the talk; raises as `open_source`."""
    source = open_source(study, id)
    agreed = checked(journal.checks(), id)
    ruled_by = {one.id: one.by for one in in_force(journal.rulings())}
    for one in source.decisions.values():
        reviewed = _reviewed(one, agreed.get(one.id), ruled_by)
        shown_now = shown_of(source, one)
        yield {**shown_now, **_around(source, one), "reviewed": reviewed, "export": stamp}


def turn_rows(study: OpenStudy, id: str) -> Iterator[dict[str, Cell]]:
    """The source of transcript `id` turn by turn, and what the draft has instead where there is
    one; raises as `open_source`."""
    path = study.places.drafts / f"{id}.jsonl"
    drafted = read_value(path, Draft).turns if path.exists() else ()
    texts = {turn.number: turn.text for turn in drafted}
    for turn in open_source(study, id).transcript.turns:
        place: dict[str, Cell] = {"transcript": id, "turn": turn.number, "speaker": turn.speaker}
        yield {**place, SOURCE: turn.text, INTERVIEW: texts.get(turn.number, "")}


def shown_of(source: Source, decision: Decision) -> dict[str, Cell]:
    """What the row of a decision shows, the talk around it and its review left out."""
    span = decision.span
    return {
        "transcript": source.transcript.id,
        "turn": decision.turn,
        "speaker": source.transcript.turns[decision.turn - 1].speaker,
        "words": shown(source.text(decision.turn)[span.start : span.end]),
        "kind": decision.kind.value,
        "action": decision.action.value,
        "replacement": decision.replacement,
        "proposed": decision.proposed,
        "reason": decision.reason,
        "detector": decision.detector,
        "confidence": round(decision.confidence, 2),
        "status": decision.status.value,
        "characters": characters(span),
        "decision": decision.id,
        "mark": mark_of_row(source, decision),
    }


def characters(span: Span) -> str:
    """A place in words that no spreadsheet takes for a time or a date, as it would '3:9'."""
    return f"{span.start} to {span.end}"


def mark_of_row(source: Source, decision: Decision) -> str:
    """What a row shows of a decision, as a short fingerprint: what it says, and of which words."""
    said = f"{source.fingerprint} {decision.id} {mark_of(decision)}"
    return mark(said)


def _reviewed(
    decision: Decision, agreed: tuple[str, str] | None, ruled_by: Mapping[str, str]
) -> str:
    if agreed and agreed[0] == mark_of(decision):
        return f"agreed: {agreed[1]}"
    by = ruled_by.get(decision.decided_by)
    return f"ruled: {by}" if by else ""


def _around(source: Source, decision: Decision) -> dict[str, str]:
    text = source.text(decision.turn)
    return {
        "before": before(text, decision.span, _AROUND),
        "after": after(text, decision.span, _AROUND),
    }
