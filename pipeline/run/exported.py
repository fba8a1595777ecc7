"""Which exports held quotes of somebody, told by the journal's receipts and the book."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator

from pipeline.errors import InputError
from pipeline.run.files import digest, read_value
from pipeline.run.journal import Journal
from pipeline.run.places import Places
from pipeline.values.quotes import QuoteBook
from pipeline.values.records import EntryKind, Outcome, QuotedIn, Receipt

EMPTY = hashlib.sha256(b"").hexdigest()
"""Fingerprint of a file with nothing in it."""


def exports_with(
    places: Places, journal: Journal, participant: str, transcripts: Collection[str]
) -> tuple[QuotedIn, ...]:
    """Every export that held quotes of `participant`, oldest first.

    The ids are those of the book that is there. Of exports made from earlier books nobody knows
    them any more: those that were written while codings of hers were confirmed may have held some.
    """
    quotes, book = _quotes(places, participant), digest(places.book)
    confirmed: set[str] = set()
    found: dict[tuple[str, str], QuotedIn] = {}
    for time, receipt in timed_receipts(journal):
        if receipt.stage == "confirm" and receipt.item in transcripts:
            held = confirmed | {receipt.item}
            confirmed = held if _has_words(receipt) else confirmed - {receipt.item}
        if receipt.stage != "export" or receipt.outcome is not Outcome.DONE:
            continue
        known = quotes is not None and receipt.reads.get("book") == book
        for written in sorted(receipt.writes.items()):
            first = found[written].time if written in found else time
            if quotes and known:  # the same bytes hold the same quotes, whenever first written
                found[written] = QuotedIn(file=written[0], time=first, quotes=quotes)
            elif known:
                found.pop(written, None)
            elif confirmed:
                found.setdefault(written, QuotedIn(file=written[0], time=time, quotes=()))
    return tuple(found.values())


def written_by_others(places: Places, journal: Journal) -> int:
    """How many files lie in room 3 that the program did not write."""
    ours = {file for _, one in timed_receipts(journal) for file in one.writes}
    files = [path for path in places.quotable.rglob("*") if path.is_file()]
    return sum(path.relative_to(places.outputs).as_posix() not in ours for path in files)


def timed_receipts(journal: Journal) -> Iterator[tuple[str, Receipt]]:
    """All receipts with their times, oldest first."""
    for entry in journal.entries:
        if entry.kind is EntryKind.RECEIPT:
            yield entry.time, Receipt.model_validate(entry.body, strict=False)


def _has_words(receipt: Receipt) -> bool:
    written = any(sha != EMPTY for sha in receipt.writes.values())
    return receipt.outcome is Outcome.DONE and written


def _quotes(places: Places, participant: str) -> tuple[str, ...] | None:
    """Ids of her quotes in the book; None where there is none that can be read."""
    try:
        book = read_value(places.book, QuoteBook)
    except InputError:
        return None
    return tuple(quote.id for quote in book.quotes if quote.participant == participant)
