"""What people ruled on stands again, whatever is proposed now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.values.records import CodedPlace, Verdict
from pipeline.values.spans import Span
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import Coding, Polarity, Subject, Time

PERSON = "person"
"""The coder of what a person added or changed."""
RULED_ON = "ruled on by a person"
"""The evidence of what a person ruled on: why it was proposed may change with every ruling, and
what stands must not."""


@dataclass(frozen=True)
class Judged:
    """The codings of a transcript with what people said of them."""

    codings: tuple[Coding, ...]
    """By turn, place and code: those a person accepted or rejected, as she did, and proposals."""
    void: tuple[Verdict, ...]
    """The last verdicts on codings whose turn has changed and that nobody proposes there now."""


def with_judged(
    transcript: AdmittedTranscript, proposals: Iterable[Coding], verdicts: Iterable[Verdict]
) -> Judged:
    """Put the codings that people ruled on in the place of proposals.

    A coding stands as in the last verdict on it that was given on the turn as it is now. A proposal
    of the same code in the same turn that shares half of the shorter passage is left out: what was
    accepted is there, what was rejected was refused. A coding that was opened again is proposed
    as it stood, whether or not a coder proposes it.

    Args:
        transcript: as it stands now.
        proposals: what coders propose in it; what a person added is none, and left out.
        verdicts: those that count, oldest first, and those that opened a coding again and were the
            last word on it. Those of other transcripts, and those without a place (of old journals:
            they count by their id), are passed over.
    """
    own = [one for one in verdicts if one.place and one.place.transcript == transcript.id]
    judged = judged_codings(transcript, [one for one in own if not one.reopened])
    opened = judged_codings(transcript, [one for one in own if one.reopened])
    proposed = {one.id: one for one in proposals if one.coder != PERSON}
    told = list(judged.values())
    again = [proposed.pop(id, one) for id, one in opened.items() if id not in judged]
    again = _not_among(again, told)
    fresh = _not_among(proposed.values(), [*told, *again])
    codings = sorted([*told, *again, *fresh], key=_place)
    standing = {one.id for one in codings}
    last = {one.coding: one for one in own if not one.reopened or one.instead_of}
    return Judged(
        tuple(codings), tuple(verdict for id, verdict in last.items() if id not in standing)
    )


def judged_codings(
    transcript: AdmittedTranscript, verdicts: Sequence[Verdict]
) -> dict[str, Coding]:
    """Coding id -> the coding as the last verdict on the turn as it is now describes it."""
    numbers = {verdict.place.turn for verdict in verdicts if verdict.place}
    states = {one.number: one.fingerprint() for one in transcript.turns if one.number in numbers}
    return {
        verdict.coding: _coding(transcript, verdict.coding, verdict.place)
        for verdict in verdicts
        if verdict.place and states.get(verdict.place.turn) == verdict.place.state
    }


def _not_among(proposals: Iterable[Coding], others: Iterable[Coding]) -> list[Coding]:
    """The proposals that are none of the others: by their id, or by their code on half of the
    words."""
    ids: set[str] = set()
    spans: dict[tuple[int, str], list[Span]] = defaultdict(list)
    for other in others:
        ids.add(other.id)
        spans[other.turn, other.code].append(other.span)
    return [
        one
        for one in proposals
        if one.id not in ids
        and not any(share_half(one.span, span) for span in spans.get((one.turn, one.code), ()))
    ]


def share_half(one: Span, other: Span) -> bool:
    """Whether two stretches share at least half of the shorter."""
    shared = min(one.end, other.end) - max(one.start, other.start)
    return shared > 0 and 2 * shared >= min(len(one), len(other))


def _coding(transcript: AdmittedTranscript, id: str, place: CodedPlace) -> Coding:
    return Coding(
        id=id,
        transcript=place.transcript,
        turn=place.turn,
        span=place.span,
        code=place.code,
        polarity=Polarity(place.polarity),
        subject=Subject(place.subject),
        time=Time(place.time),
        coder=place.coder,
        confidence=place.confidence,
        evidence=RULED_ON,
        text=transcript.turns[place.turn - 1].text[place.span.start : place.span.end],
    )


def _place(coding: Coding) -> tuple[int, int, int, str, str]:
    return coding.turn, coding.span.start, coding.span.end, coding.code, coding.coder
