"""The ledger of quotes: who printed which one where, and whether it stands as it was printed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.errors import InputError
from pipeline.identified.vault import Key
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.quoting.opened import OpenedQuotes, open_quotes
from pipeline.run.quoting.uses import every_use, standing_uses
from pipeline.run.quoting.why import why_opened
from pipeline.run.reasons import check_kept_words, contents_at_hand
from pipeline.run.study import open_study
from pipeline.values.quote_records import QuoteUse, printed_state, words_state
from pipeline.values.quotes import Quote

LEDGER = "voices quotes ledger"


class Standing(StrEnum):
    """Whether a quote is what it was when somebody printed it."""

    STANDS = "stands as printed"
    CHANGED = "words changed"
    """Its approval has expired: the words in print are not those that would be printed now."""
    CREDITED = "attribution changed"
    GONE = "gone"
    WITHDRAWN = "withdrawn"
    TAKEN_OUT = "taken out"


@dataclass(frozen=True)
class LedgerLine:
    """A quote in a place."""

    time: str
    use: QuoteUse
    standing: Standing
    says: str = ""


def use_quotes(
    root: Path, ids: Sequence[str], label: str, by: str, key: Key | None = None
) -> list[QuoteUse]:
    """Put down that quotes are printed in the place that `label` names, as they stand now.

    Doing it again with the same words changes nothing; with others it renews the approval.

    Raises:
        InputError: there is no such quote, a check of its gate fails, it was edited since the last
            run, or the label could tell who somebody is. Then nothing is put down.
    """
    label = " ".join(label.split())
    with hold(open_study(root).places.lock):
        opened = open_quotes(root)
        study = opened.coded.study
        check_kept_words(
            label, "label", study, contents_at_hand(study, key),
            "name the place by a title, a year and a chapter", years=True,
        )  # fmt: skip
        quotes = [opened.find(id) for id in dict.fromkeys(ids)]
        for quote in quotes:
            _refuse_what_fails(opened, quote)
        there = {(use.quote, use.label): use for _, use in standing_uses(opened.coded.journal)}
        new = [_use(quote, label, by) for quote in quotes]
        fresh = [one for one in new if not _same(there.get((one.quote, one.label)), one)]
        opened.coded.journal.append_all(fresh)
    return new


def unuse_quotes(root: Path, ids: Sequence[str], label: str | None, by: str) -> list[QuoteUse]:
    """Put down that quotes were taken out of the place that `label` names, or of all places.

    Raises:
        InputError: one of them is not there. Then nothing is put down.
    """
    places = open_study(root).places
    with hold(places.lock):
        journal = Journal(places.journal)
        gone: list[QuoteUse] = []
        for id in dict.fromkeys(ids):
            found = [
                use
                for _, use in standing_uses(journal)
                if use.quote == id and label in (None, use.label)
            ]
            if not found:
                raise InputError(f"quote '{id}' is not used there", next_step=LEDGER)
            gone += [one.model_copy(update={"taken_out": True, "by": by}) for one in found]
        journal.append_all(gone)
    return gone


def ledger(root: Path) -> list[LedgerLine]:
    """Every quote that was ever used, by time, and whether it still stands as it was printed.

    Raises:
        InputError: there are no quotes yet, or a withdrawal was broken off.
    """
    opened = open_quotes(root)
    return [
        LedgerLine(time, use, *_standing(opened, use))
        for time, use in every_use(opened.coded.journal)
    ]


def used_ids(journal: Journal) -> frozenset[str]:
    """The quotes that stand somewhere."""
    return frozenset(use.quote for _, use in standing_uses(journal))


def _refuse_what_fails(opened: OpenedQuotes, quote: Quote) -> None:
    for one in why_opened(opened, quote.id):
        if one.quote != quote.id or one.fails:
            asks = ", ".join(line.ask for line in one.fails)
            raise InputError(
                f"quote '{quote.id}' may not be printed now: {asks or 'it stands no more'}",
                next_step=f"voices quotes why {quote.id}",
            )
    now = next((one for one in opened.of_person(quote.participant) if one.id == quote.id), None)
    if now is None or now.text != quote.text:
        raise InputError(
            f"quote '{quote.id}' was edited since the last run", next_step="voices run"
        )


def _use(quote: Quote, label: str, by: str) -> QuoteUse:
    return QuoteUse(
        quote=quote.id,
        participant=quote.participant,
        transcript=quote.transcript,
        turn=quote.turns[0],
        span=quote.span,
        label=label,
        text=words_state(quote.text),
        printed=printed_state(quote.text, quote.attribution),
        by=by,
    )


def _same(before: QuoteUse | None, now: QuoteUse) -> bool:
    return before is not None and before.printed == now.printed


def _standing(opened: OpenedQuotes, use: QuoteUse) -> tuple[Standing, str]:
    if use.taken_out:
        return Standing.TAKEN_OUT, ""
    withdrawn = opened.coded.study.withdrawn
    if who := withdrawn.participant_of(use.participant) or withdrawn.participant_of(use.transcript):
        return Standing.WITHDRAWN, f"she withdrew on {withdrawn.times[who][:10]}"
    quote = opened.by_id.get(use.quote)
    if quote is None:
        return _not_in_book(opened, use)
    return _compared(quote, use), ""


def _compared(quote: Quote, use: QuoteUse) -> Standing:
    if words_state(quote.text) != use.text:
        return Standing.CHANGED
    same = printed_state(quote.text, quote.attribution) == use.printed
    return Standing.STANDS if same else Standing.CREDITED


def _not_in_book(opened: OpenedQuotes, use: QuoteUse) -> tuple[Standing, str]:
    """It may only have lost its place in the book to others of hers, or be part of another now."""
    hers = opened.of_person(use.participant)
    same = next((one for one in hers if one.id == use.quote), None)
    if same:
        return _compared(same, use), "others of hers fit better: it is not in the book"
    over = ", ".join(_over(hers, use))
    if over:
        return Standing.CHANGED, f"its words are part of {over} now"
    return Standing.GONE, f"voices quotes why {use.quote}"


def _over(quotes: Iterable[Quote], use: QuoteUse) -> Iterator[str]:
    for quote in quotes:
        same_turn = (quote.transcript, quote.turns[0]) == (use.transcript, use.turn)
        if same_turn and quote.span.overlaps(use.span):
            yield quote.id
