"""What a person should weigh before a quote that passed its gate is printed: what it shows, what
all that is quoted of the same person shows together, and what else it asks for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.quotable.mosaic import THEMES
from pipeline.quotable.shown import Shown, shown_in
from pipeline.run.mosaic import StudyMosaic, mosaic_of
from pipeline.run.quoting.opened import OpenedQuotes
from pipeline.run.quoting.uses import standing_uses
from pipeline.values.quotes import Quote

ALONE = "disclosure of this quote alone"
TOGETHER = "disclosure with all that is quoted of her"
USED = "quotes of hers in use"
SHOW_FIRST = "shown to her first"
CHECK = "check before printing"

_STEPS = {
    "audio check": "listen to the recording",
    "tone check": "listen to the recording",
    "sense check": "read the turn in outputs/anonymised/transcripts/{transcript}.txt",
}


@dataclass(frozen=True)
class Risk:
    """One thing to weigh; no word of a transcript but placeholders and years."""

    ask: str
    look: bool
    """Whether somebody should look, or there is only this to say."""
    says: str = ""
    next_step: str = ""


def risks(opened: OpenedQuotes, quote: Quote) -> Iterator[Risk]:
    """All that is to be weighed about `quote`."""
    yield _alone(opened, quote)
    yield _together(opened, quote)
    yield _in_use(opened, quote)
    first = [one for one in quote.checks if one.startswith("show first")]
    yield Risk(
        SHOW_FIRST,
        bool(first),
        "she asked to see her quotes before they are printed" if first else "she did not ask to",
        "show it to her" if first else "",
    )
    for check in quote.checks:
        kind, _, says = check.partition(": ")
        if kind in _STEPS:
            step = _STEPS[kind].format(transcript=quote.transcript)
            yield Risk(CHECK, True, f"{kind}: {says}", step)


def _alone(opened: OpenedQuotes, quote: Quote) -> Risk:
    insider = [one for one in quote.checks if one.startswith("insider check")]
    shown = shown_in(quote.text, opened.coded.study.identifiers)
    told = "; ".join(dict.fromkeys(f"{about.value}: {words}" for about, words in shown))
    says = insider[0].partition(": ")[2] if insider else ""
    years = any(about is Shown.YEAR for about, _ in shown)
    look = bool(insider) or years
    step = f"voices insider {quote.transcript}" if look else ""
    return Risk(ALONE, look, "; ".join(one for one in (says, told) if one), step)


def _together(opened: OpenedQuotes, quote: Quote) -> Risk:
    found = mosaic_of(opened.coded.study, opened.coded.journal, opened.book)
    printed = {*(about.value for about in Shown), THEMES, *opened.ground.policy.attributes}
    sets = _sets_of(found, quote.participant, printed)
    if not sets:
        return Risk(TOGETHER, False, "nothing printed of her is hers alone in the study")
    return Risk(
        TOGETHER,
        True,
        f"unique in the study by what is printed: {' + '.join(sets[0])}",
        f"voices mosaic {quote.participant}",
    )


def _sets_of(found: StudyMosaic, participant: str, printed: set[str]) -> list[tuple[str, ...]]:
    row = found.of(participant)
    return [tuple(one) for one in row.sets if printed.issuperset(one)] if row else []


def _in_use(opened: OpenedQuotes, quote: Quote) -> Risk:
    uses = [
        one for _, one in standing_uses(opened.coded.journal)
        if one.participant == quote.participant
    ]  # fmt: skip
    if not uses:
        return Risk(USED, False, "none")
    others = sorted({one.quote for one in uses} - {quote.id})
    places = sorted({one.label for one in uses if one.quote == quote.id})
    told = [f"this one in {', '.join(places)}"] if places else []
    told += [f"{len(others)} more: {', '.join(others)}"] if others else []
    return Risk(USED, bool(others), "; ".join(told), "voices quotes ledger" if others else "")
