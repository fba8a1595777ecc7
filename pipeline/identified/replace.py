"""From a transcript and its decisions to a draft, with the way back for every offset."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from pipeline.values.identifiers import Action, Decision, ListedSpan, OffsetPair
from pipeline.values.spans import Span
from pipeline.values.texts import Draft, DraftTurn, Mark, Replaced, Transcript, Turn


def replace(
    transcript: Transcript, decisions: Sequence[Decision]
) -> tuple[Draft, tuple[OffsetPair, ...]]:
    """Put every decision's replacement in the place of its span.

    Decisions to keep change nothing. The others must not overlap within a turn.

    Returns:
        The draft, and for each replacement where it stood and where it stands (in reading order).

    Raises:
        ValueError: decisions overlap, or point outside their turn.
    """
    by_turn: dict[int, list[Decision]] = defaultdict(list)
    for decision in decisions:
        if decision.action is not Action.KEEP:
            by_turn[decision.turn].append(decision)
    turns: list[DraftTurn] = []
    offsets: list[OffsetPair] = []
    for turn in transcript.turns:
        new, pairs = _replace_in(turn, sorted(by_turn[turn.number], key=lambda d: d.span.start))
        turns.append(new)
        offsets.extend(pairs)
    draft = Draft(id=transcript.id, participant=transcript.participant, turns=tuple(turns))
    return draft, tuple(offsets)


def moved(turn: int, span: Span, offsets: Sequence[OffsetPair]) -> Span:
    """Where a span of a source turn, which no replacement touches, stands in the draft."""
    shift = sum(
        len(pair.output) - len(pair.source)
        for pair in offsets
        if pair.turn == turn and pair.source.end <= span.start
    )
    return Span(start=span.start + shift, end=span.end + shift)


def listed_spans(
    decisions: Sequence[Decision], offsets: Sequence[OffsetPair]
) -> tuple[ListedSpan, ...]:
    """Where in the draft stands what was left for a person to rule on."""
    return tuple(
        ListedSpan(
            turn=one.turn,
            span=moved(one.turn, one.span, offsets),
            kind=one.kind,
            narrowing=one.narrowing,
            decision=one.id,
        )
        for one in decisions
        if one.listed
    )


def _replace_in(turn: Turn, decisions: list[Decision]) -> tuple[DraftTurn, list[OffsetPair]]:
    pieces: list[str] = []
    pairs: list[OffsetPair] = []
    replaced: list[Replaced] = []
    done = length = 0
    for decision in decisions:
        span = decision.span
        if span.start < done or span.end > len(turn.text):
            raise ValueError(f"turn {turn.number}: decisions overlap or leave the turn")
        pieces += [turn.text[done : span.start], decision.replacement]
        start = length + span.start - done
        length = start + len(decision.replacement)
        done = span.end
        output = Span(start=start, end=length)
        pairs.append(OffsetPair(turn=turn.number, source=span, output=output, decision=decision.id))
        replaced.append(Replaced(span=output, kind=decision.kind, decision=decision.id))
    pieces.append(turn.text[done:])
    new = DraftTurn(
        number=turn.number,
        speaker=turn.speaker,
        text="".join(pieces),
        marks=_moved_marks(turn.number, turn.marks, pairs),
        replaced=tuple(replaced),
    )
    return new, pairs


def _moved_marks(turn: int, marks: Sequence[Mark], pairs: Sequence[OffsetPair]) -> tuple[Mark, ...]:
    """The marks at their new offsets; one that a replacement touches is gone with its words."""
    return tuple(
        Mark(span=moved(turn, mark.span, pairs), kind=mark.kind)
        for mark in marks
        if not any(pair.source.overlaps(mark.span) for pair in pairs)
    )
