"""Dates as intervals from a first date that is never said: '[a day about 5 weeks after the first
date]'. Order and intervals stay, the calendar goes.

All interviews of one participant share the first date. It is worked out whenever decisions are made
and stored nowhere. Only intervals, rounded, are printed: the same story moved by any number of days
prints the same, so no number of them together gives a date away.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import pairwise

from pipeline.identified.calendar_dates import Calendar, read_calendar
from pipeline.values.identifiers import Action, Decision, Kind
from pipeline.values.texts import Transcript

KEPT_FOR_TYPE = "identifies too little"
"""How the reason ends of a date that the policy keeps: a year."""
_REASON = "policy: DATETIME, relative"
_WEEKS_BELOW = 91
_MONTHS_BELOW = 730
_APART = 5 * 365
"""Days between two dates from which on they belong to two stories: a birth, and what happened."""
_WEEK, _MONTH, _YEAR = 7.0, 30.4375, 365.25


@dataclass(frozen=True, slots=True)
class Dated:
    """A decision about a date, and the date."""

    decision: Decision
    when: Calendar = field(repr=False)


def with_relative_dates(
    transcript_of: Callable[[str], Transcript], decisions: Mapping[str, Sequence[Decision]]
) -> dict[str, tuple[Decision, ...]]:
    """The decisions of a study with every date that is understood made relative.

    A date whose year is not said stays as it was decided: nothing is known of its place in time.
    What a person ruled to keep is kept.

    Args:
        transcript_of: the transcript of an id; each is asked for once.
        decisions: by transcript.
    """
    dates: dict[str, list[Dated]] = {}
    of_participant: dict[str, list[Calendar]] = defaultdict(list)
    owner: dict[str, str] = {}
    for id in sorted(decisions):
        transcript = transcript_of(id)
        owner[id] = transcript.participant
        dates[id] = list(_dated(transcript, decisions[id]))
        of_participant[transcript.participant] += [one.when for one in dates[id]]
    firsts = {who: first_date(when) for who, when in of_participant.items()}
    return {
        id: tuple(_relative(decisions[id], dates[id], firsts[owner[id]]))
        for id in sorted(decisions)
    }


def _dated(transcript: Transcript, decisions: Iterable[Decision]) -> Iterator[Dated]:
    for decision in decisions:
        kept = decision.action is Action.KEEP and not decision.reason.endswith(KEPT_FOR_TYPE)
        if decision.kind is not Kind.DATETIME or kept or decision.listed:
            continue
        span = decision.span
        when = read_calendar(transcript.turns[decision.turn - 1].text[span.start : span.end])
        if when:
            yield Dated(decision, when)


def _relative(
    decisions: Iterable[Decision], dates: Iterable[Dated], first: date | None
) -> Iterator[Decision]:
    wordings = {one.decision.id: wording(one.when, first) for one in dates} if first else {}
    for decision in decisions:
        words = wordings.get(decision.id)
        if words is None:
            yield decision
            continue
        changed = {"action": Action.GENERALISE, "replacement": words, "reason": _REASON}
        yield decision.model_copy(update=changed)


def first_date(dates: Iterable[Calendar]) -> date | None:
    """From which one all others are counted: the earliest date with its day, of the story.

    A date that is more than five years from the others (a birth) is of another story: the most
    dates say which is told; of two alike the later. Where no date has its day, the middle of the
    earliest month or year; None where there is no date.
    """
    known = list(dates)
    days = sorted({day for one in known if (day := one.full)})
    if not days:
        return min((date(one.year, one.month or 7, 15) for one in known), default=None)
    stories = [days[:1]]
    for before, after in pairwise(days):
        if (after - before).days > _APART:
            stories.append([])
        stories[-1].append(after)
    return max(stories, key=lambda story: (len(story), story[0]))[0]


def wording(when: Calendar, first: date) -> str:
    """What stands in the text instead of a date.

    To the week below three months, to the month below two years, then to the year; a date without
    its day to the month or year at best.
    """
    if when.full:
        return _of_days((when.full - first).days)
    if when.month:
        months = (when.year - first.year) * 12 + when.month - first.month
        if months == 0:
            return "[about the time of the first date]"
        rounded = (months, "month") if abs(months) < 24 else (round(months / 12), "year")
        return f"[a time about {_counted(*rounded)} the first date]"
    years = when.year - first.year
    if years == 0:
        return "[the year of the first date]"
    return f"[a time about {_counted(years, 'year')} the first date]"


def _of_days(days: int) -> str:
    if days == 0:
        return "[the first date]"
    number, unit = rounded_days(days)
    if number == 0:
        return f"[a few days {_side(days)} the first date]"
    return f"[a day about {_counted(number, unit)} the first date]"


def rounded_days(days: int) -> tuple[int, str]:
    """An interval in its unit, with its sign; (0, 'week') for up to three days."""
    if abs(days) < _WEEKS_BELOW:
        return round(days / _WEEK), "week"
    if abs(days) < _MONTHS_BELOW:
        return round(days / _MONTH), "month"
    return round(days / _YEAR), "year"


def _counted(number: int, unit: str) -> str:
    several = "" if abs(number) == 1 else "s"
    return f"{abs(number)} {unit}{several} {_side(number)}"


def _side(number: int) -> str:
    return "after" if number > 0 else "before"
