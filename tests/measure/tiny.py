"""Golds, transcripts and replacements small enough to measure by hand."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.measure.alignment import align
from pipeline.measure.gold import parse_gold
from pipeline.measure.leakage import Leakage, measure_leakage
from pipeline.values.gold import GoldTranscript
from pipeline.values.identifiers import Action, Decision, Kind, OffsetPair, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript, Turn

Masks = Sequence[tuple[int, str, Kind]]
"""Turn, words (their first place in it) and kind of every replacement."""


def entity(words: str, id: str = "p1", kind: str = "PERSON", directness: str = "direct") -> str:
    return f'<e t="{kind}" id="{id}" k="{directness}">{words}</e>'


def gold_of(*turns: str, id: str = "G1", style: str = "txt") -> GoldTranscript:
    return parse_gold(f"#id: {id}\n#style: {style}\n" + "\n".join(turns), "the gold")


def transcript_of(*texts: str, id: str = "G1") -> Transcript:
    turns = [Turn(number=n, speaker="P", text=text) for n, text in enumerate(texts, start=1)]
    return Transcript(id=id, participant=id, format="txt", turns=tuple(turns))


Listed = Sequence[tuple[int, str, Kind, float]]
"""The same of what is listed, with how much it narrows down."""


def measured(
    gold: GoldTranscript,
    transcript: Transcript,
    masks: Masks = (),
    listed: Listed = (),
    stands: str = "[x]",
) -> Leakage:
    offsets, decisions = [], {}
    for number, (turn, words, kind) in enumerate(masks):
        start = transcript.turns[turn - 1].text.index(words)
        span = Span(start=start, end=start + len(words))
        offsets.append(OffsetPair(turn=turn, source=span, output=span, decision=f"D{number}"))
        decisions[f"D{number}"] = _decision(f"D{number}", turn, span, kind, stands=stands)
    for number, (turn, words, kind, narrowing) in enumerate(listed):
        start = transcript.turns[turn - 1].text.index(words)
        span = Span(start=start, end=start + len(words))
        decisions[f"L{number}"] = _decision(f"L{number}", turn, span, kind, narrowing)
    alignment = align(gold, transcript)
    return measure_leakage(gold, transcript, alignment, offsets, decisions, lambda words: ("all",))


def _decision(
    id: str,
    turn: int,
    span: Span,
    kind: Kind,
    narrowing: float | None = None,
    stands: str = "[x]",
) -> Decision:
    """A replacement, or with `narrowing` something listed."""
    return Decision(
        id=id,
        turn=turn,
        span=span,
        kind=kind,
        action=Action.GENERALISE if narrowing is None else Action.KEEP,
        replacement=stands if narrowing is None else "",
        identity=None,
        reason="test",
        detector="test",
        confidence=0.5,
        status=Status.CHECK,
        proposed="" if narrowing is None else "[x]",
        narrowing=narrowing or 0.0,
    )


def as_read(gold: GoldTranscript, id: str = "G1") -> Transcript:
    """The transcript that has exactly the gold's words."""
    return transcript_of(*(turn.text for turn in gold.turns), id=id)
