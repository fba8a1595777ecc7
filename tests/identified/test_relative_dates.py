from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.calendar_dates import Calendar, read_calendar
from pipeline.identified.relative_dates import (
    first_date,
    rounded_days,
    with_relative_dates,
    wording,
)
from pipeline.settings import Identifiers
from pipeline.values.identifiers import Action, Decision, Kind, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript, Turn
from tests.identified import building

LENGTHS = {"week": 7, "month": 30.4375, "year": 365.25}
DAYS = st.dates(date(1950, 1, 1), date(2040, 12, 31))


@pytest.mark.parametrize(
    ("words", "when"),
    [
        ("14/03/17", (2017, 3, 14)),
        ("2019-08-04", (2019, 8, 4)),
        ("the ninth of the third, twenty nineteen", (2019, 3, 9)),
        ("Tuesday the twenty-third of November two thousand and eighteen", (2018, 11, 23)),
        ("14 March 2017", (2017, 3, 14)),
        ("March the fourth 2017", (2017, 3, 4)),
        ("june twenty seventeen", (2017, 6, 0)),
        ("summer 2016", (2016, 7, 0)),
        ("Christmas Eve 2016", (2016, 12, 24)),
        ("nineteen ninety-six", (1996, 0, 0)),
        ("oh nine", (2009, 0, 0)),
        ("96", (1996, 0, 0)),
        ("31 February 2017", (2017, 2, 0)),
        ("99/99/2017", (2017, 0, 0)),
    ],
)
def test_reading(words: str, when: tuple[int, int, int]) -> None:
    assert read_calendar(words) == Calendar(*when)


@pytest.mark.parametrize(
    "words", ["the sixth", "14.3", "March", "ninth march", "Easter Monday", ""]
)
def test_what_says_no_year_is_not_placed(words: str) -> None:
    assert read_calendar(words) is None


@given(st.text(max_size=30))
def test_any_words_can_be_read(words: str) -> None:
    read_calendar(words)


FIRST = date(2018, 3, 14)


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "[the first date]"),
        (2, "[a few days after the first date]"),
        (7, "[a day about 1 week after the first date]"),
        (36, "[a day about 5 weeks after the first date]"),
        (120, "[a day about 4 months after the first date]"),
        (800, "[a day about 2 years after the first date]"),
        (-9000, "[a day about 25 years before the first date]"),
    ],
)
def test_wording_of_a_day(days: int, words: str) -> None:
    when = FIRST + timedelta(days=days)
    assert wording(Calendar(when.year, when.month, when.day), FIRST) == words


@pytest.mark.parametrize(
    ("when", "words"),
    [
        (Calendar(2018, 3), "[about the time of the first date]"),
        (Calendar(2018, 6), "[a time about 3 months after the first date]"),
        (Calendar(2021, 3), "[a time about 3 years after the first date]"),
        (Calendar(2018), "[the year of the first date]"),
        (Calendar(2016), "[a time about 2 years before the first date]"),
    ],
)
def test_wording_of_less_than_a_day(when: Calendar, words: str) -> None:
    assert wording(when, FIRST) == words


@given(st.lists(st.integers(-20000, 20000), min_size=2))
def test_rounding_keeps_the_order(days: list[int]) -> None:
    rounded = [rounded_days(one) for one in sorted(days)]
    lengths = [number * LENGTHS[unit] for number, unit in rounded]
    assert lengths == sorted(lengths)


@given(st.integers(0, 20000))
def test_rounding_is_never_finer_than_its_unit_nor_further_off(days: int) -> None:
    number, unit = rounded_days(days)
    assert abs(number * LENGTHS[unit] - days) <= LENGTHS[unit] / 2 + 1
    assert unit == ("week" if days < 91 else "month" if days < 730 else "year")


@given(st.lists(DAYS, min_size=1, max_size=8), st.integers(-9000, 9000))
def test_the_same_story_at_another_time_prints_the_same(days: list[date], shift: int) -> None:
    moved = [day + timedelta(days=shift) for day in days]
    assert printed(days) == printed(moved)


def printed(days: list[date]) -> list[str]:
    dates = [Calendar(day.year, day.month, day.day) for day in days]
    first = first_date(dates)
    assert first
    return [wording(one, first) for one in dates]


def test_a_birth_is_not_the_first_date_of_the_story() -> None:
    story = [Calendar(2018, 3, 14), Calendar(2018, 5, 1), Calendar(1990, 1, 1)]
    assert first_date(story) == FIRST
    assert first_date([]) is None


def document(
    id: str, *dates: str, action: Action = Action.GENERALISE, reason: str = "policy"
) -> tuple[Transcript, tuple[Decision, ...]]:
    turns = tuple(
        Turn(number=number, speaker="P", text=f"it was {words} then")
        for number, words in enumerate(dates, start=1)
    )
    transcript = Transcript(id=id, participant="P01", format="txt", turns=turns)
    decisions = tuple(
        Decision(
            id=f"{id}-{number}",
            turn=number,
            span=Span(start=7, end=7 + len(words)),
            kind=Kind.DATETIME,
            action=action,
            replacement="" if action is Action.KEEP else "[date]",
            identity=None,
            reason=reason,
            detector="dates",
            confidence=0.9,
            status=Status.SURE,
        )
        for number, words in enumerate(dates, start=1)
    )
    return transcript, decisions


def made_relative(*documents: tuple[Transcript, tuple[Decision, ...]]) -> dict[str, list[str]]:
    transcripts = {transcript.id: transcript for transcript, _ in documents}
    decisions = {transcript.id: decided for transcript, decided in documents}
    changed = with_relative_dates(transcripts.__getitem__, decisions)
    return {id: [one.replacement for one in decided] for id, decided in changed.items()}


def test_the_interviews_of_one_participant_share_the_first_date() -> None:
    found = made_relative(
        document("A", "the 18th of April 2018", "the sixth"), document("B", "14 March 2018")
    )
    assert found == {
        "A": ["[a day about 5 weeks after the first date]", "[date]"],
        "B": ["[the first date]"],
    }


def test_a_year_that_the_policy_kept_goes_and_what_a_person_kept_stays() -> None:
    kept = document("A", "2018", action=Action.KEEP, reason="policy: year identifies too little")
    ruled = document("B", "2019", action=Action.KEEP, reason="a person ruled to keep it")
    found = made_relative(kept, ruled, document("C", "14 March 2018"))
    assert found["A"] == ["[the year of the first date]"]
    assert found["B"] == [""]


def test_without_a_full_date_the_earliest_month_or_year_is_the_first() -> None:
    assert made_relative(document("A", "March 2018", "2019", "June 2018")) == {
        "A": [
            "[about the time of the first date]",
            "[a time about 1 year after the first date]",
            "[a time about 3 months after the first date]",
        ]
    }
    assert made_relative(document("A", "the sixth")) == {"A": ["[date]"]}


def relative_policy() -> Identifiers:
    kinds = building.POLICY.kinds
    dates = kinds[Kind.DATETIME].model_copy(update={"dates": "relative"})
    return building.POLICY.model_copy(update={"kinds": {**kinds, Kind.DATETIME: dates}})


def test_the_policy_asks_for_it_and_the_draft_holds_no_year() -> None:
    source = building.talk(
        "P01", "I left on 14 March 2018 and he was out on 18 April 2018.", "In 2021 it was over."
    )
    one = building.document(
        source,
        building.at(source, "14 March 2018", Kind.DATETIME, hint="day"),
        building.at(source, "18 April 2018", Kind.DATETIME, hint="day"),
        building.at(source, "2021", Kind.DATETIME, turn=2, hint="year"),
    )
    outcome = building.decided([one], building.rules(policy=relative_policy()))
    assert building.shown(source, outcome.decisions["P01"]) == [
        "I left on [the first date] and he was out on [a day about 5 weeks after the first date].",
        "In [a time about 3 years after the first date] it was over.",
    ]
    assert "2018" not in str(outcome.contents.model_dump())
