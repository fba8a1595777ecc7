from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.recognisers.dates import DateRecogniser
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind
from tests.identified.recognisers.finding import check_spans, found, turns

DATES = DateRecogniser()

CASES = [
    ("He came on {}.", "14/03/2017", "day"),
    ("He came on {}.", "14.3.17", "day"),
    ("dated {} it says", "2017-03-14", "day"),
    ("It was {} I think", "14 March 2017", "day"),
    ("It was {} I think", "the 14th of March", "day"),
    ("It was {} I think", "the third of June twenty seventeen", "day"),
    ("It was {}", "Tuesday the ninth of November 2021", "day"),
    ("It was {}", "sixth December 2021", "day"),
    ("on {} we moved", "March the fourteenth", "day"),
    ("on {} we moved", "July 4th 2019", "day"),
    ("log number six, of {}.", "the second of the twelfth", "day"),
    ("The thimble came on {}, and then", "the sixth", "day"),
    ("{} was court", "Fourteenth, of October. Twenty twenty-two", "day"),
    ("he died in {} it was", "March 2017", "month"),
    ("he died in {} it was", "March", "month"),
    ("that was in {} I think", "May", "month"),
    ("since {} he's been at it", "January", "month"),
    ("and then {} came round", "September", "month"),
    ("that was {}", "summer 2016", "month"),
    ("that was the {}", "summer of twenty sixteen", "month"),
    ("on {} he rang", "Boxing Day", "feast"),
    ("it was {} when he came", "New Year's Eve 2016", "feast"),
    ("it was {} when he came", "new years eve twenty nineteen", "feast"),
    ("on {} we had", "Christmas Day", "feast"),
    ("I moved here in {} or so", "2016", "year"),
    ("I moved here in {} or so", "twenty sixteen", "year"),
    ("we married in {}.", "nineteen ninety-four", "year"),
    ("I came here {} behind tyres", "two thousand nine", "year"),
    ("I came here in {}.", "two thousand and six", "year"),
    ("I came over in {} with one shoe", "seventy-four", "year"),
    ("it was {}.", "2014", "year"),
]
NOT_DATES = [
    "I may go, may I? I may have been wrong, maybe.",
    "they march up to the door and he would march in",
    "mark my words, the march past was cancelled",
    "last week, on Tuesday, yesterday, the other day, at Christmas",
    "at half past two, ten to four, at six o'clock",
    "the third floor, the first time, in the second week, on the sixth form block",
    "he sent 2000 emails and two thousand messages",
    "£2016, 2016 pounds, twenty sixteen times",
    "in forty minutes, in thirty years, in ten weeks",
    "he works twenty four seven, 24/7 he was there",
    "my twenty twenty vision",
    "auntie May said so.",
    "June said she'd come.",
    "and then April laughed",
    "the second one, one of the first, second of all",
    "ring me on 07700 900123 or 01632 960123",
    "with the crime reference 14/1234/17 and 22*2019*19",
    "golf november oh nine, sierra november",
]


@pytest.mark.parametrize("lower", [False, True])
@pytest.mark.parametrize(("frame", "date", "hint"), CASES)
def test_dates_are_found_whole_and_say_their_finest_part(
    frame: str, date: str, hint: str, lower: bool
) -> None:
    text = frame.format(date)
    text, date = (text.lower(), date.lower()) if lower else (text, date)
    mentions = DATES.find(turns(text))
    assert [(one.words, one.hint, one.kind) for one in mentions] == [(date, hint, Kind.DATETIME)]


@pytest.mark.parametrize("text", NOT_DATES)
@pytest.mark.parametrize("lower", [False, True])
def test_what_is_no_calendar_date_is_left_alone(text: str, lower: bool) -> None:
    assert found(DATES, text.lower() if lower else text, Kind.DATETIME) == []


def test_a_list_of_days_is_found_to_its_end() -> None:
    text = "it stopped on the eleventh of February and the fourteenth and the nineteenth, then"
    assert found(DATES, text, Kind.DATETIME) == [
        "the eleventh of February",
        "the fourteenth",
        "the nineteenth",
    ]


MONTH_NAMES = """January February March April May June July August September October November
December"""
MONTHS = st.sampled_from(sorted(vocabulary(MONTH_NAMES)))


@given(st.integers(1, 31), MONTHS, st.integers(1940, 2039), st.booleans())
def test_every_day_of_every_month_is_found(day: int, month: str, year: int, lower: bool) -> None:
    text = f"and on {day} {month} {year} he rang"
    text = text.lower() if lower else text
    assert found(DATES, text, Kind.DATETIME) == [text[7 : -len(" he rang")]]


JUMBLE = """in on the of may March june second third 14 14th 2017 twenty nineteen oh six first sixth
boxing day new year's eve two thousand and since , . / Tuesday 31 Eid summer ' 96 É"""
WORDS = st.sampled_from(sorted(vocabulary(JUMBLE)))


@given(st.lists(WORDS, min_size=1, max_size=25).map(" ".join))
def test_any_jumble_gives_valid_mentions(text: str) -> None:
    check_spans(DATES.find(turns(text)), [text])
