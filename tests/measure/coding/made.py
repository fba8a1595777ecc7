"""Codings and golds small enough to count by hand."""

from __future__ import annotations

from pipeline.measure.coding.places import (
    Coded,
    CodedTranscript,
    GoldPassage,
    ProposedPassage,
    coded,
)
from pipeline.values.spans import Span
from pipeline.values.themes import Check, Coding, Polarity, Subject, Time

FAMILIES = {"fear": "wellbeing", "moving": "daily-life", "locks": "daily-life"}


def passage(
    turn: int,
    code: str,
    polarity: Polarity = Polarity.PRESENT,
    span: tuple[int, int] = (0, 10),
) -> GoldPassage:
    """A passage of the gold."""
    return GoldPassage(
        turn=turn, span=Span(start=span[0], end=span[1]), code=code, polarity=polarity
    )


def proposal(
    turn: int,
    code: str,
    confidence: float = 0.5,
    polarity: Polarity = Polarity.PRESENT,
    span: tuple[int, int] | None = (0, 10),
    checks: tuple[Check, ...] = (),
) -> ProposedPassage:
    """A proposed passage."""
    return ProposedPassage(
        turn=turn,
        span=Span(start=span[0], end=span[1]) if span else None,
        code=code,
        polarity=polarity,
        confidence=confidence,
        checks=checks,
    )


def transcript(
    gold: list[GoldPassage],
    proposed: list[ProposedPassage],
    *,
    turns: int = 4,
    id: str = "P01",
    style: str = "txt",
) -> CodedTranscript:
    """A transcript of so many participants' turns."""
    return CodedTranscript(
        transcript=id,
        style=style,
        turns=frozenset(range(1, turns + 1)),
        gold=tuple(gold),
        proposed=tuple(proposed),
    )


def study(*transcripts: CodedTranscript, proposes_from: float = 0.0) -> Coded:
    """The transcripts together, by a codebook of three codes."""
    return coded(transcripts, FAMILIES, proposes_from)


def coding(
    turn: int,
    code: str,
    text: str = "so",
    start: int = 0,
    polarity: Polarity = Polarity.PRESENT,
    confidence: float = 0.5,
) -> Coding:
    """A coding as a coder proposes it."""
    return Coding(
        id=f"C{turn}{code}",
        transcript="G1",
        turn=turn,
        span=Span(start=start, end=start + len(text)),
        code=code,
        polarity=polarity,
        subject=Subject.SELF,
        time=Time.PAST,
        coder="cues",
        confidence=confidence,
        evidence="cue",
        text=text,
    )
