"""From a stretch of a turn to a mention: the one place where recognisers cut words out of it."""

from __future__ import annotations

from pipeline.values.identifiers import Kind, Mention, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Turn

SURE_FROM = 0.6
"""Mentions that score lower ask for a person's eyes."""


def mention(
    turn: Turn, start: int, end: int, kind: Kind, *, detector: str, score: float, hint: str = ""
) -> Mention:
    """The mention at ``turn.text[start:end]``; its status follows from the score."""
    return Mention(
        turn=turn.number,
        span=Span(start=start, end=end),
        kind=kind,
        words=turn.text[start:end],
        detector=detector,
        score=score,
        status=Status.SURE if score >= SURE_FROM else Status.CHECK,
        hint=hint,
    )


def without_contained(mentions: list[Mention]) -> list[Mention]:
    """Drops a mention that lies inside another of the same kind and turn (the first of equals)."""
    kept: dict[tuple[int, Kind], list[Mention]] = {}
    for one in sorted(mentions, key=lambda each: (-len(each.span), -each.score)):
        greater = kept.setdefault((one.turn, one.kind), [])
        if not any(other.span.covers(one.span) for other in greater):
            greater.append(one)
    flat = [one for of_turn in kept.values() for one in of_turn]
    return sorted(flat, key=lambda each: (each.turn, each.span.start, each.span.end))
