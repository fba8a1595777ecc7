"""Holding a draft against the quote book and all admitted transcripts."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.quotable.draft.credits import Labels, sounds_like_participant
from pipeline.quotable.draft.judge import Judged, judge
from pipeline.quotable.draft.matching import Matcher, Run
from pipeline.quotable.draft.naming import credited_to, has_label
from pipeline.quotable.draft.quotations import Quotation, find_quotations, whole_piece
from pipeline.quotable.draft.words import Token, draft_tokens
from pipeline.quotable.speech import GRAMMAR
from pipeline.values.drafts import DraftPiece
from pipeline.values.quotes import QuoteBook
from pipeline.values.texts import AdmittedTranscript

Transcripts = Callable[[], Iterable[AdmittedTranscript]]
"""Reads all admitted transcripts, one at a time; may be asked again."""

_RUN = 8
"""So many words in a row without quotation marks are no chance."""
_RUN_TELLS = 3
"""Of which so many must be more than grammar."""
_WHOLE = 0.6
"""A paragraph or cell of which runs are so much is a quote set without marks."""


@dataclass(frozen=True)
class Matched:
    """The quotations of a draft, judged, and the words of interviews that stand without marks."""

    quotations: tuple[tuple[Quotation, Judged], ...]
    runs: tuple[Run, ...]
    loose: Mapping[int, Sequence[Token]] = field(repr=False)
    """Words outside quotations, by piece: what the indexes of `runs` count."""
    labels: Labels
    passed_over: int
    """Stretches in quotation marks that are nothing to this study: terms, titles."""


def match_draft(
    pieces: Sequence[DraftPiece], book: QuoteBook, labels: Labels, transcripts: Transcripts
) -> Matched:
    """Find the quotations of a draft and say of each what it is.

    Args:
        pieces: the draft.
        book: the released quotes.
        labels: what participants are called, as attributions have it.
        transcripts: all that passed the first gate.
    """
    quotations = find_quotations(pieces, labels)
    loose = _loose(pieces, quotations)
    matcher = _read(quotations, loose, labels, book, transcripts)
    runs = [run for run in matcher.runs() if _tells(run, loose)]
    whole = _set_without_marks(pieces, quotations, runs, loose, labels)
    if whole:
        taken = {one.piece for one in whole}
        quotations = sorted([*quotations, *whole], key=lambda one: (one.piece, one.start))
        runs = [run for run in runs if run.piece not in taken]
        matcher = _read(quotations, {}, labels, book, transcripts)
    judged = [
        judge(
            one,
            matcher.laid(number),
            credited=has_label(one, labels),
            like=sounds_like_participant(one.words, one.around, one.credit),
        )
        for number, one in enumerate(quotations)
    ]
    found = [(q, j) for q, j in zip(quotations, judged, strict=True) if j is not None]
    return Matched(tuple(found), tuple(runs), loose, labels, len(quotations) - len(found))


def _read(
    quotations: Sequence[Quotation],
    loose: Mapping[int, Sequence[Token]],
    labels: Labels,
    book: QuoteBook,
    transcripts: Transcripts,
) -> Matcher:
    credited = [credited_to(one, labels) for one in quotations]
    matcher = Matcher(quotations, credited, loose, book)
    for transcript in transcripts():
        matcher.read(transcript)
    return matcher


def _loose(pieces: Sequence[DraftPiece], quotations: Sequence[Quotation]) -> dict[int, list[Token]]:
    """The words of printed pieces that stand in no quotation."""
    spans: dict[int, list[tuple[int, int]]] = {}
    for one in quotations:
        spans.setdefault(one.piece, []).append((one.start, one.end))
    return {
        number: [
            token
            for token in draft_tokens(piece.text)
            if not any(start <= token.start < end for start, end in spans.get(number, ()))
        ]
        for number, piece in enumerate(pieces)
        if piece.part.is_printed
    }


def _tells(run: Run, loose: Mapping[int, Sequence[Token]]) -> bool:
    words = {token.folded for token in loose[run.piece][run.start : run.end]}
    return run.end - run.start >= _RUN and len(words - GRAMMAR) >= _RUN_TELLS


def _set_without_marks(
    pieces: Sequence[DraftPiece],
    quotations: Sequence[Quotation],
    runs: Sequence[Run],
    loose: Mapping[int, Sequence[Token]],
    labels: Labels,
) -> list[Quotation]:
    """Paragraphs and cells that are nearly all words of an interview, with no quotation in them."""
    quoted = {one.piece for one in quotations}
    found = []
    for number in sorted({run.piece for run in runs} - quoted):
        covered = {at for run in runs if run.piece == number for at in range(run.start, run.end)}
        if len(covered) >= _WHOLE * len(loose[number]):
            one = whole_piece(number, pieces, labels)
            found += [one] if one else []
    return found
