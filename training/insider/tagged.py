"""Tagged talk as if it had been anonymised: what is unusual stays in it and is the truth."""

from __future__ import annotations

from pipeline.values.identifiers import Kind
from pipeline.values.spans import Span
from pipeline.values.texts import Draft, DraftTurn, Replaced
from training.names.talk import Document, Segment, Turn

_STANDS = {
    Kind.PERSON: "[person]",
    Kind.LOCATION: "[place]",
    Kind.ORGANISATION: "[organisation]",
    Kind.DATETIME: "[date]",
}


def tagged_draft(document: Document) -> Draft:
    """The talk with every tagged stretch replaced, but for unusual acts, gifts and phrases."""
    turns = [_replaced(number, turn) for number, turn in enumerate(document.turns, start=1)]
    return Draft(id=document.voice, participant=document.voice, turns=tuple(turns))


def left_in(document: Document) -> list[tuple[int, Span]]:
    """Where these stand in the draft: turn and span."""
    found = []
    for number, turn in enumerate(document.turns, start=1):
        at = 0
        for segment in turn:
            words = _words(segment)
            if _is_left(segment) and segment.kind:
                found.append((number, Span(start=at, end=at + len(words))))
            at += len(words)
    return found


def _replaced(number: int, turn: Turn) -> DraftTurn:
    text, replaced = "", []
    for segment in turn:
        words = _words(segment)
        if segment.kind and not _is_left(segment):
            span = Span(start=len(text), end=len(text) + len(words))
            replaced.append(Replaced(span=span, kind=segment.kind, decision=f"D{len(replaced)}"))
        text += words
    return DraftTurn(number=number, speaker="P", text=text, replaced=tuple(replaced))


def _is_left(segment: Segment) -> bool:
    return segment.kind is None or (segment.kind is Kind.OTHER and not segment.direct)


def _words(segment: Segment) -> str:
    if _is_left(segment) or segment.kind is None:
        return segment.text.replace("\t", " ")
    return _STANDS.get(segment.kind, "[detail]")
