"""Where quotes are used, by the journal alone: needs neither book nor transcript."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.run.journal import Journal
from pipeline.values.quote_records import QuoteUse

Timed = tuple[str, QuoteUse]
"""When, and what was put down."""


def every_use(journal: Journal) -> list[Timed]:
    """For each quote and place what was put down last, by time: it stands there, or was taken
    out."""
    last: dict[tuple[str, str], Timed] = {}
    for time, use in journal.quote_uses():
        last.pop((use.quote, use.label), None)
        last[use.quote, use.label] = time, use
    return list(last.values())


def standing_uses(journal: Journal) -> list[Timed]:
    """The quotes that stand somewhere, by time."""
    return [(time, use) for time, use in every_use(journal) if not use.taken_out]


def uses_of(journal: Journal, participants: Iterable[str]) -> list[Timed]:
    """Where quotes of these participants stand: what has to be told to whoever printed them."""
    wanted = set(participants)
    return [one for one in standing_uses(journal) if one[1].participant in wanted]
