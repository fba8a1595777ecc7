"""A person shortens a quote or puts words into brackets: checked, and put in the journal."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import InputError
from pipeline.identified.vault import Key
from pipeline.quotable.cuts import changes_sense, is_whole_negation, may_be_added, may_stand
from pipeline.quotable.edit import present
from pipeline.quotable.places import verbatim_span
from pipeline.quotable.sentences import count_words
from pipeline.run.lock import hold
from pipeline.run.quoting.opened import OpenedQuotes, open_quotes
from pipeline.run.reasons import check_kept_words, contents_at_hand
from pipeline.run.study import open_study
from pipeline.values.quote_records import QuoteEdit, standing_edits, words_state
from pipeline.values.quotes import Quote
from pipeline.values.spans import Span

NEGATION = "a negation"


@dataclass(frozen=True)
class Edited:
    """A quote as it will be presented from the next run on."""

    quote: str
    text: str = field(repr=False)
    words: int
    edits: int
    """How many edits of a person stand."""
    reasons: tuple[str, ...]
    """What the last one takes out that may change the sense."""


def edit_quote(
    root: Path,
    id: str,
    words: str,
    by: str,
    *,
    after: str | None = None,
    nth: int | None = None,
    all_the_same: bool = False,
    key: Key | None = None,
) -> Edited:
    """Cut words of a quote as it is presented, or put an editor's in their place.

    Args:
        root: of the study.
        id: of the quote.
        words: as the presented copy has them.
        by: who edits.
        after: what stands there instead, in square brackets; None for a cut.
        nth: which of them, where they stand there several times; from 1.
        all_the_same: whether it is wanted although it may change the sense.
        key: of the vault, to look for names in what the editor adds.

    Raises:
        InputError: there is no such quote, the words do not stand there, they may not be taken
            out, or what is added could tell who somebody is. Then nothing is put down.
    """
    with hold(open_study(root).places.lock):
        opened = open_quotes(root)
        quote, own = opened.find(id), _own(opened, opened.find(id))
        if after is not None:
            _check_added(opened, after, key)
        span = _span(quote, own, words, nth)
        _refuse_place(opened, quote, span, after)
        reasons = changes_sense(quote.verbatim, span)
        _refuse_sense(quote, span, reasons, all_the_same=all_the_same)
        new = QuoteEdit(
            quote=id,
            transcript=quote.transcript,
            turn=quote.turns[0],
            state=words_state(quote.verbatim),
            span=span,
            after=after,
            all_the_same=bool(reasons),
            by=by,
        )
        edited = _edited(quote, [*own, new], reasons)
        least = opened.ground.policy.minimum_words
        if edited.words < least:
            raise InputError(f"fewer than {least} words would be left", where=f"quote {id}")
        opened.coded.journal.append(new)
    return edited


def undo_edit(root: Path, id: str, by: str) -> Edited:
    """Take the last edit of a quote back.

    Raises:
        InputError: there is no such quote, or nobody edited it.
    """
    with hold(open_study(root).places.lock):
        opened = open_quotes(root)
        quote = opened.find(id)
        own = _own(opened, quote)
        if not own:
            raise InputError("nobody has edited it", where=f"quote {id}")
        opened.coded.journal.append(
            QuoteEdit(
                quote=id,
                transcript=quote.transcript,
                turn=quote.turns[0],
                state=words_state(quote.verbatim),
                by=by,
            )
        )
    return _edited(quote, own[:-1], ())


def _own(opened: OpenedQuotes, quote: Quote) -> list[QuoteEdit]:
    edits = standing_edits(opened.coded.inputs.quote_edits).get(quote.id, ())
    return [one for one in edits if one.state == words_state(quote.verbatim)]


def _edited(quote: Quote, own: list[QuoteEdit], reasons: tuple[str, ...]) -> Edited:
    text, _ = present(quote.verbatim, own)
    return Edited(quote.id, text, count_words(text), len(own), reasons)


def _check_added(opened: OpenedQuotes, after: str, key: Key | None) -> None:
    if fault := may_be_added(after):
        raise InputError(fault, next_step="voices quotes edit --help")
    study = opened.coded.study
    check_kept_words(
        after, "addition", study, contents_at_hand(study, key), "say who or what it is, by its role"
    )


def _span(quote: Quote, own: list[QuoteEdit], words: str, nth: int | None) -> Span:
    """Where in the verbatim words stand the `words` of the copy as it is presented now."""
    where = f"quote {quote.id}"
    span, times = verbatim_span(quote.verbatim, *present(quote.verbatim, own), words, nth)
    if times == 0:
        raise InputError("these words do not stand in it", where=where,
                         next_step=f"voices quotes --id {quote.id}")  # fmt: skip
    if span is None:
        raise InputError(
            f"these words stand in it {times} times", where=where, next_step="say which: --nth 2"
        )
    if any(one.span and one.span.overlaps(span) for one in own):
        raise InputError(
            "there an edit stands already", where=where,
            next_step=f"voices quotes edit {quote.id} --undo",
        )  # fmt: skip
    return span


def _refuse_place(opened: OpenedQuotes, quote: Quote, span: Span, after: str | None) -> None:
    where = f"quote {quote.id}"
    if fault := may_stand(quote.verbatim, span):
        raise InputError(fault, where=where)
    turn = opened.coded.transcript(quote.transcript).turns[quote.turns[0] - 1]
    start = quote.span.start
    for one in turn.replaced:
        if not one.span.overlaps(Span(start=span.start + start, end=span.end + start)):
            continue
        whole = span.start + start <= one.span.start and one.span.end <= span.end + start
        if after is not None or not whole:
            raise InputError(
                "what stands for an identifier stays as it is",
                where=where,
                next_step="voices rule replacement --help",
            )


def _refuse_sense(
    quote: Quote, span: Span, reasons: tuple[str, ...], *, all_the_same: bool
) -> None:
    if not reasons:
        return
    where, told = f"quote {quote.id}", ", ".join(reasons)
    never = NEGATION in reasons and not is_whole_negation(quote.verbatim, span)
    if never:
        raise InputError(
            "it would take a 'not' out of a sentence that stays", where=where,
            next_step="cut the whole sentence, or none of it",
        )  # fmt: skip
    if not all_the_same:
        raise InputError(
            f"it may change the sense: it takes out {told}", where=where,
            next_step="cut less; or, with a check on the quote: --all-the-same",
        )  # fmt: skip
