"""What stands for dates and ages, in figures and in words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.generalise import age_band, placeholder, type_name, year_of
from pipeline.settings import KindPolicy
from pipeline.values.identifiers import Action, Kind, Mention, Status
from pipeline.values.spans import Span
from tests.identified.building import POLICY

CHILD, OLD = "a child's age", "over 80"
AGES = [
    ("34", "30s"),
    ("thirty-four", "30s"),
    ("thirty four", "30s"),
    ("Thirty-Four", "30s"),
    ("THIRTY", "30s"),
    ("34-year-old", "30s"),
    ("thirty-four years old", "30s"),
    ("fifty", "50s"),
    ("12", CHILD),
    ("twelve", CHILD),
    ("seven", CHILD),
    ("six-year-old", CHILD),
    ("zero", CHILD),
    ("three and a half", CHILD),
    ("13", "teens"),
    ("thirteen", "teens"),
    ("nineteen", "teens"),
    ("20", "20s"),
    ("79", "70s"),
    ("seventy-nine", "70s"),
    ("80", OLD),
    ("eighty", OLD),
    ("ninety-one", OLD),
    ("104", OLD),
    ("forties", "40s"),
    ("her early twenties", "20s"),
    ("mid-thirties", "30s"),
    ("late 50s", "50s"),
    ("mid-30's", "30s"),
    ("thirty-something", "30s"),
    ("twenty-first birthday", "20s"),
    ("aged 41", "40s"),
    ("seventy. Eight", "70s"),
    # one band for the very old, however it is said
    ("eighties", OLD),
    ("nineties", OLD),
    ("her late eighties", OLD),
    ("in his 90s", OLD),
    ("a hundred and two", OLD),
    ("one hundred", OLD),
    # babies are counted in months and weeks
    ("eighteen months", CHILD),
    ("18 months old", CHILD),
    ("fourteen weeks old", CHILD),
    # nothing understood
    ("eighteenth", ""),
    ("baby", ""),
    ("", ""),
]


@pytest.mark.parametrize(("words", "band"), AGES)
def test_bands_of_ages(words: str, band: str) -> None:
    assert age_band(words) == band


UNITS = ["one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
TEENS = [
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]


def said(number: int) -> str:
    """1 to 99 in words."""
    if number < 10:
        return UNITS[number - 1]
    if number < 20:
        return TEENS[number - 10]
    tens, unit = divmod(number, 10)
    return TENS[tens - 2] + (f"-{UNITS[unit - 1]}" if unit else "")


@given(st.integers(1, 99), st.sampled_from(["{}", "aged {}", "{} years old", "{}-year-old"]))
def test_words_and_figures_say_the_same(age: int, frame: str) -> None:
    assert age_band(frame.format(age)) == age_band(frame.format(said(age))) != ""


@given(st.integers(0, 110))
def test_no_band_tells_the_age(age: int) -> None:
    inside = [other for other in range(111) if age_band(str(other)) == age_band(str(age))]
    assert len(inside) >= 7


DATES = [
    ("14/03/2017", "2017"),
    ("14/03/17", "2017"),
    ("14.3.17", "2017"),
    ("14-03-17", "2017"),
    ("3/4/99", "1999"),
    ("3/4/70", "1970"),
    ("2017-03-14", "2017"),
    ("14 March 2017", "2017"),
    ("June 2017", "2017"),
    ("the summer of 2017", "2017"),
    ("june twenty seventeen", "2017"),
    ("June twenty-seventeen", "2017"),
    ("twenty twenty", "2020"),
    ("twenty twenty-one", "2021"),
    ("the ninth of May nineteen ninety four", "1994"),
    ("nineteen eighty", "1980"),
    ("nineteen seventy-two", "1972"),
    ("two thousand and four", "2004"),
    ("june two thousand", "2000"),
    ("twenty oh nine", "2009"),
    ("Tuesday", ""),
    ("17/3", ""),
    ("14 March", ""),
    ("the twentieth of June", ""),
    ("the twenty-seventh of March", ""),
    ("the nineteenth", ""),
    ("March nineteenth", ""),
    ("half past nineteen", ""),
    ("Christmas", ""),
    ("", ""),
]


@pytest.mark.parametrize(("words", "year"), DATES)
def test_years_of_dates(words: str, year: str) -> None:
    assert year_of(words) == year


@given(st.dates(), st.sampled_from(["{d}/{m}/{y}", "{y}-{m:02}-{d:02}", "{d}.{m}.{y}"]))
def test_any_written_date_gives_its_year_or_none(date: object, frame: str) -> None:
    words = frame.format(d=date.day, m=date.month, y=f"{date.year:04}")  # type: ignore[attr-defined]
    assert year_of(words) in ("", str(date.year))  # type: ignore[attr-defined]


@given(st.text(max_size=40))
def test_any_words_give_a_year_or_nothing(words: str) -> None:
    year, band = year_of(words), age_band(words)
    assert year == "" or (year.isdigit() and 1800 <= int(year) < 2100)
    assert band in {"", "teens", CHILD, OLD, *(f"{ten}0s" for ten in range(2, 10))}


def standing_for(kind: Kind, words: str, hint: str = "") -> str:
    mention = Mention(
        turn=1,
        span=Span(start=0, end=len(words)),
        kind=kind,
        words=words,
        detector="test",
        score=1.0,
        hint=hint,
    )
    return placeholder(mention, POLICY.kinds[kind])


@pytest.mark.parametrize(
    ("kind", "words", "hint", "stands"),
    [
        (Kind.AGE, "thirty-four", "years", "[30s]"),
        (Kind.AGE, "eighteenth", "birthday", "[age]"),
        (Kind.DATETIME, "14/03/17", "day", "[date in 2017]"),
        (Kind.DATETIME, "March", "month", "[month]"),
        (Kind.DATETIME, "March 2017", "month", "[month in 2017]"),
        (Kind.DATETIME, "Diwali", "feast", "[time of year]"),
        (Kind.DATETIME, "the ninth", "", "[date]"),
        (Kind.DATETIME, "2017", "year", ""),
        (Kind.LOCATION, "Ludlow", "town", "[town]"),
        (Kind.LOCATION, "Ludlow", "", "[place]"),
        (Kind.LOCATION, "Wales", "country", ""),
        (Kind.LOCATION, "Leeds General", "hospital", "[hospital]"),
        (Kind.ORGANISATION, "Thrale's", "employer", "[employer]"),
        (Kind.ORGANISATION, "Thrale's", "", "[organisation]"),
        (Kind.PHONE, "07700 900321", "", "[phone number]"),
        (Kind.VEHICLE, "LN19 ABC", "plate", "[number plate]"),
        (Kind.VEHICLE, "a blue Corsa", "no known hint", "[number plate]"),
        (Kind.OTHER, "Biscuit", "pet", "[pet]"),
        (Kind.OTHER, "Biscuit", "", "[detail]"),
    ],
)
def test_what_stands_for_a_mention(kind: Kind, words: str, hint: str, stands: str) -> None:
    assert standing_for(kind, words, hint) == stands


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind is not Kind.PERSON])
def test_no_placeholder_of_the_shipped_policy_shows_the_words_or_a_bare_type(kind: Kind) -> None:
    stands = standing_for(kind, "Casimir")
    assert stands.startswith("[")
    assert stands.endswith("]")
    assert "{" not in stands
    assert "Casimir" not in stands


def test_a_country_in_doubt_may_be_a_child_and_is_not_kept() -> None:
    mention = Mention(
        turn=1, span=Span(start=0, end=5), kind=Kind.LOCATION, words="Kenya", detector="t",
        score=0.5, status=Status.CHECK, hint="country",
    )  # fmt: skip
    assert placeholder(mention, POLICY.kinds[Kind.LOCATION]) == "[country]"


def test_a_policy_to_keep_leaves_no_placeholder() -> None:
    mention = Mention(
        turn=1, span=Span(start=0, end=4), kind=Kind.HEALTH, words="gout", detector="t", score=1.0
    )
    assert placeholder(mention, KindPolicy(action=Action.KEEP)) == ""


@pytest.mark.parametrize(
    ("kind", "hint", "name"),
    [
        (Kind.LOCATION, "school", "school"),
        (Kind.LOCATION, "mosque", "place of worship"),
        (Kind.LOCATION, "", "place"),
        # A roster's free text could name somebody: only what the policy lists is printed.
        (Kind.LOCATION, "town where Casimir lives", "place"),
        (Kind.ORGANISATION, "Thrale and sons", "organisation"),
        (Kind.OTHER, "school", "detail"),
        (Kind.OTHER, "gift", "gift"),
    ],
)
def test_names_of_types(kind: Kind, hint: str, name: str) -> None:
    assert type_name(hint, POLICY.kinds[kind]) == name
