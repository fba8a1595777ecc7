"""Passages that people code: where they may begin and end, and what is kept of them."""

from __future__ import annotations

from unicodedata import combining

from pipeline.errors import GateError, InputError
from pipeline.values.records import CodedPlace
from pipeline.values.spans import Span
from pipeline.values.texts import AdmittedTranscript, DraftTurn, Role
from pipeline.values.themes import Coding

_TIES = "'’-"
"""Between letters, these are of the word."""


def passage(transcript: AdmittedTranscript, number: int, span: Span) -> str:
    """The words of a stretch that a person may code: a participant's, whole words.

    Raises:
        InputError: there is no such turn or stretch, or it cuts a word or a replacement; then it
            says which stretch would do.
    """
    where = f"transcript {transcript.id}"
    step = f"read it in outputs/anonymised/transcripts/{transcript.id}.txt"
    if not 1 <= number <= len(transcript.turns):
        raise InputError(
            f"there is no turn {number}, only 1 to {len(transcript.turns)}",
            where=where,
            next_step=step,
        )
    turn = transcript.turns[number - 1]
    where = f"{where}, turn {number}"
    if turn.role is not Role.PARTICIPANT:
        raise InputError("only a participant's own talk is coded", where=where, next_step=step)
    if span.end > len(turn.text):
        raise InputError(
            f"the turn has no characters {span.start} to {span.end}, only 0 to {len(turn.text)}",
            where=where,
            next_step=step,
        )
    wider = on_words(turn, span)
    if wider is None:
        raise InputError("that stretch holds no word", where=where, next_step=step)
    if wider != span:
        raise InputError(
            "that stretch does not begin and end with a word",
            where=where,
            next_step=f"type {wider.start}:{wider.end} instead",
        )
    return turn.text[span.start : span.end]


def place_of(transcript: AdmittedTranscript, coding: Coding) -> CodedPlace:
    """Where a coding stands and what it says, as a verdict keeps it.

    Raises:
        GateError: it is not of the words that stand there now.
    """
    turns = transcript.turns
    turn = turns[coding.turn - 1] if coding.turn <= len(turns) else None
    if turn is None or turn.text[coding.span.start : coding.span.end] != coding.text:
        raise GateError(
            "the codings are of an earlier state of the words",
            where=f"transcript {coding.transcript}",
            next_step="voices run",
        )
    return CodedPlace(
        transcript=coding.transcript,
        turn=coding.turn,
        span=coding.span,
        code=coding.code,
        polarity=coding.polarity.value,
        subject=coding.subject.value,
        time=coding.time.value,
        state=turn.fingerprint(),
        coder=coding.coder,
        confidence=coding.confidence,
    )


def on_words(turn: DraftTurn, span: Span) -> Span | None:
    """`span` with the blanks at its ends left out and the words and replacements that it cuts taken
    in whole; None where it holds no letter or digit."""
    text = turn.text
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if not any(char.isalnum() for char in text[start:end]):
        return None
    wider = _widened(turn, start, end)
    while wider != (start, end):
        start, end = wider
        wider = _widened(turn, start, end)
    return Span(start=start, end=end)


def _widened(turn: DraftTurn, start: int, end: int) -> tuple[int, int]:
    for item in turn.replaced:
        if item.span.overlaps(Span(start=start, end=end)):
            start, end = min(start, item.span.start), max(end, item.span.end)
    while start > 0 and _within(turn.text, start):
        start -= 1
    while end < len(turn.text) and _within(turn.text, end):
        end += 1
    return start, end


def _within(text: str, at: int) -> bool:
    """Whether `at` stands inside a word."""
    before, after = text[at - 1], text[at]
    if _is_of_word(before) and _is_of_word(after):
        return True
    if after in _TIES:
        return _is_of_word(before) and at + 1 < len(text) and _is_of_word(text[at + 1])
    return before in _TIES and _is_of_word(after) and at >= 2 and _is_of_word(text[at - 2])


def _is_of_word(char: str) -> bool:
    return char.isalnum() or bool(combining(char))
