"""What a person should look at before a quote is printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.quotable.cuts import changes_sense
from pipeline.quotable.heard import Heard, heard
from pipeline.quotable.passages import Passage
from pipeline.quotable.sentences import count_words
from pipeline.values.quote_records import QuoteEdit
from pipeline.values.quotes import Participant
from pipeline.values.recognisable import Recognisable
from pipeline.values.spans import Span
from pipeline.values.texts import DraftTurn, MarkKind
from pipeline.values.themes import Subject

BESIDE_WORDS = 3
"""A mark with at most so many words between it and the passage stands beside it."""

TELLING = 0.75
"""In a short interview even the first ranks may be nothing: a passage that scores less is none."""

_AUDIO = {
    Heard.INAUDIBLE: "inaudible words",
    Heard.UNCERTAIN: "uncertain hearing",
    Heard.CRYING: "beside crying",
    Heard.LONG_PAUSE: "beside a pause",
}
_MARKED = {MarkKind.INAUDIBLE: Heard.INAUDIBLE, MarkKind.UNCERTAIN: Heard.UNCERTAIN}
_ANSWER = re.compile(r"\W*(?:yes|yeah|yep|no|nope|never|not really|sometimes|always)\b", re.I)


def checks(passage: Passage, participant: Participant, context: str) -> tuple[str, ...]:
    """The checks of one passage, each 'class: reason'.

    Speech recognition invents words in silences and mishears through tears, so a passage with
    doubtful hearing in it or beside it wants its recording listened to.
    """
    kinds = _kinds_at(passage)
    found = [f"audio check: {reason}" for kind, reason in _AUDIO.items() if kind in kinds]
    if Heard.LAUGHTER in kinds:
        found.append("tone check: beside laughter, may be ironic")
    if passage.cut:
        found.append("sense check: starts or ends inside a sentence")
    if _ANSWER.match(passage.verbatim):
        found.append(
            "sense check: print with its question"
            if context
            else "sense check: answers a question that is not shown"
        )
    subjects = {confirmed.coding.subject for confirmed in passage.codings} - {Subject.SELF}
    found += [f"sense check: experience of: {subject.value}" for subject in sorted(subjects)]
    if participant.show_first:
        found.append("show first: she asked to see her quotes before they are printed")
    return tuple(found)


def recognised(passage: Passage, found: Iterable[Recognisable], ranks: int) -> tuple[str, ...]:
    """The check of a passage by which somebody who knows the story would know whose it is.

    Args:
        passage: of one transcript.
        found: what the insider check found in that transcript.
        ranks: how many of the first count; 0 for none.
    """
    inside = [
        one
        for one in found
        if one.rank <= ranks
        and one.score >= TELLING
        and one.turn == passage.turn.number
        and one.span.overlaps(passage.span)
    ]
    if not inside:
        return ()
    first = min(inside, key=lambda one: one.rank)
    why = ", ".join(first.reasons)
    return (f"insider check: number {first.rank} of the interview: {why} ({first.advice})",)


def shortened(verbatim: str, edits: Iterable[QuoteEdit]) -> tuple[str, ...]:
    """The checks of what a person took out although it may change the sense."""
    found = [
        f"sense check: an edit takes out {what}"
        for edit in edits
        if edit.span
        for what in changes_sense(verbatim, edit.span)
    ]
    return tuple(dict.fromkeys(found))


def _kinds_at(passage: Passage) -> set[Heard]:
    text = passage.turn.text
    kinds = {kind for span, kind in _marks(passage.turn) if _beside(text, span, passage.span)}
    return kinds | _over_the_edge(passage)


def _marks(turn: DraftTurn) -> list[tuple[Span, Heard]]:
    seen = [(mark.span, mark.kind) for mark in heard(turn.text)]
    return seen + [(mark.span, _MARKED[mark.kind]) for mark in turn.marks if mark.kind in _MARKED]


def _beside(text: str, mark: Span, passage: Span) -> bool:
    between = text[mark.end : passage.start] or text[passage.end : mark.start]
    return count_words(between) <= BESIDE_WORDS


def _over_the_edge(passage: Passage) -> set[Heard]:
    """Marks in the turns before and after, where the passage reaches the edge of its own."""
    turns, number, text = passage.transcript.turns, passage.turn.number, passage.turn.text
    kinds: set[Heard] = set()
    if count_words(text[: passage.span.start]) <= BESIDE_WORDS and number > 1:
        kinds |= _at_end(turns[number - 2])
    if count_words(text[passage.span.end :]) <= BESIDE_WORDS and number < len(turns):
        kinds |= _at_start(turns[number])
    return kinds - {Heard.INAUDIBLE, Heard.UNCERTAIN, Heard.LAUGHTER}


def _at_end(turn: DraftTurn) -> set[Heard]:
    return _near(turn, Span(start=len(turn.text), end=len(turn.text) + 1))


def _at_start(turn: DraftTurn) -> set[Heard]:
    return _near(turn, Span(start=0, end=1))


def _near(turn: DraftTurn, edge: Span) -> set[Heard]:
    return {kind for span, kind in _marks(turn) if _beside(turn.text, span, edge)}


def overlapping(passage: Passage, others: Sequence[Passage]) -> tuple[str, ...]:
    """Checks for words that stand in another passage of the same turn too, or are coded otherwise.

    Args:
        passage: one of `others`.
        others: all passages of its turn.
    """
    found = []
    for other in others:
        if other is passage or not other.span.overlaps(passage.span):
            continue
        if other.polarity is passage.polarity:
            found.append("sense check: shares words with another quote")
        else:
            codes = ", ".join(other.codes)
            found.append(f"sense check: also coded {other.polarity.value}: {codes}")
    return tuple(dict.fromkeys(found))
