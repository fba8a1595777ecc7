"""What has to be said of several quotations together: broken off, repeated, too many of one; and
of words that stand without quotation marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.quotable.draft.check import Matched
from pipeline.quotable.draft.judge import skipped_sense
from pipeline.quotable.draft.repeats import Printed, allowed_of_one, too_often, twice
from pipeline.values.drafts import DraftFinding, DraftPiece, FindingKind, Grade, Verdict
from pipeline.values.spans import Span

_OURS = (Verdict.VERBATIM, Verdict.PRESENTED, Verdict.ALTERED)
_NOT_HERS = (Verdict.NOT_OURS, Verdict.INTERVIEWER)


def across(
    pieces: Sequence[DraftPiece], matched: Matched, per_participant: int | None
) -> Iterator[DraftFinding]:
    """The findings.

    Args:
        pieces: the draft.
        matched: its quotations, numbered from 1 as they come.
        per_participant: how many quotations of one participant are allowed; None for the rule.
    """
    yield from _interrupted(pieces, matched)
    yield from _repeated(pieces, matched, per_participant)
    yield from _unmarked(pieces, matched)


def _interrupted(pieces: Sequence[DraftPiece], matched: Matched) -> Iterator[DraftFinding]:
    """'... ,' she said, '...': what was left out between the two must not change the sense."""
    pairs = list(enumerate(matched.quotations, start=1))
    for (_, (_, before)), (number, (one, judged)) in pairwise(pairs):
        if not one.follows or before.laid is None or judged.laid is None:
            continue
        if before.verdict not in _OURS or judged.verdict not in _OURS:
            continue
        why = skipped_sense(before.laid, judged.laid)
        if why:
            says = f"what is left out where it is broken off is {why}"
            yield _about(pieces, matched, number, FindingKind.HIDDEN_CUT, says)


def _repeated(
    pieces: Sequence[DraftPiece], matched: Matched, limit: int | None
) -> Iterator[DraftFinding]:
    printed = [
        Printed(
            number,
            judged.laid.turn.participant,
            (judged.laid.turn.transcript, judged.laid.turn.number),
            judged.laid.alignment.start,
            judged.laid.alignment.end,
        )
        for number, (_, judged) in enumerate(matched.quotations, start=1)
        if judged.laid is not None and judged.verdict not in _NOT_HERS
    ]
    told = [one for one in printed if not _is_heading(pieces, matched, one.number)]
    for earlier, again in twice(told):
        first = pieces[matched.quotations[earlier.number - 1][0].piece].where
        yield _about(pieces, matched, again.number, FindingKind.TWICE, f"printed before: {first}")
    for participant, (count, beyond) in too_often(printed, limit).items():
        allowed = allowed_of_one(len(printed), limit)
        yield _about(
            pieces,
            matched,
            beyond[0],
            FindingKind.TOO_OFTEN,
            f"{count} of {len(printed)} quotations are of {participant}; {allowed} are allowed",
        )


def _is_heading(pieces: Sequence[DraftPiece], matched: Matched, number: int) -> bool:
    """A heading may take up words that are printed below it."""
    return pieces[matched.quotations[number - 1][0].piece].heading


def _about(
    pieces: Sequence[DraftPiece], matched: Matched, number: int, kind: FindingKind, says: str
) -> DraftFinding:
    one, judged = matched.quotations[number - 1]
    return DraftFinding(
        kind=kind,
        grade=Grade.FAULT,
        piece=one.piece,
        where=pieces[one.piece].where,
        span=Span(start=one.start, end=one.end),
        quotation=number,
        quotes=tuple(quote.id for quote in judged.laid.quotes) if judged.laid else (),
        says=says,
    )


def _unmarked(pieces: Sequence[DraftPiece], matched: Matched) -> Iterator[DraftFinding]:
    for run in matched.runs:
        words = matched.loose[run.piece]
        yield DraftFinding(
            kind=FindingKind.UNMARKED,
            grade=Grade.FAULT,
            piece=run.piece,
            where=pieces[run.piece].where,
            span=Span(start=words[run.start].start, end=words[run.end - 1].end),
            says=f"{run.end - run.start} words of an interview without quotation marks "
            f"({run.turn.transcript}, turn {run.turn.number})",
        )
