"""Titles go with the name they stand before, and only then."""

from __future__ import annotations

import pytest

from pipeline.identified.recognisers.word_classes import TITLES
from pipeline.identified.titles import (
    article_start,
    calling_code_start,
    couple_start,
    title_start,
    without_calling_code,
)

BEFORE = [
    ("then ", "PC ", "Khan"),
    ("then ", "pc ", "khan"),
    ("then ", "Dr. ", "Mbeki"),
    ("then ", "Detective Sergeant ", "Khan"),
    ("then ", "Det. ", None),
    ("my ", "Mrs ", "Bell"),
    ("", "Judge ", "Khan"),
    ("(", "Sgt. ", "Khan"),
    ("so,", "PC  ", "Khan"),
    ("then Anna, ", "", "Khan"),
    ("the NHSPC ", "", "Khan"),
    ("ask the PC, ", "", "Khan"),
    ("by my PC. Yes, ", "", "Khan"),
]


@pytest.mark.parametrize(("before", "title", "name"), BEFORE)
def test_where_titles_begin(before: str, title: str, name: str | None) -> None:
    if name is None:  # an abbreviation that is none of the titles stays
        title, before, name = "", before + title, "Khan"
    text = f"{before}{title}{name} came"
    assert title_start(text, len(before) + len(title)) == len(before)


@pytest.mark.parametrize("title", sorted(TITLES))
def test_every_title_is_taken_with_the_name(title: str) -> None:
    text = f"so {title.title()} Khan came"
    assert title_start(text, text.index("Khan")) == 3


def test_a_title_at_the_end_of_a_sentence_is_not_the_next_name_s() -> None:
    text = "I rang the inspector. Casimir came."
    assert title_start(text, text.index("Casimir")) == text.index("Casimir")


def test_nothing_before_the_text_begins() -> None:
    assert title_start("Khan", 0) == 0


@pytest.mark.parametrize(
    ("before", "article"),
    [
        ("down ", "the "),
        ("", "The "),
        ("so,", "the  "),
        ("breathe ", ""),
        ("the old ", ""),
        ("the, ", ""),
        ("", "THE "),
        ("lathe ", ""),
    ],
)
def test_where_an_article_begins(before: str, article: str) -> None:
    text = f"{before}{article}Crown"
    assert article_start(text, len(before) + len(article)) == len(before)


@pytest.mark.parametrize("couple", ["Mr and Mrs ", "mr & mrs ", "Dr. and Mr "])
def test_where_a_couple_begins(couple: str) -> None:
    text = f"then {couple}Pugh"
    assert couple_start(text, text.index("Pugh")) == 5


@pytest.mark.parametrize("text", ["then Mrs Pugh", "Mr and Mrs, Pugh", "him and Mrs Pugh", "Pugh"])
def test_one_is_no_couple(text: str) -> None:
    assert couple_start(text, text.index("Pugh")) == text.index("Pugh")


@pytest.mark.parametrize("code", ["+44 ", "+44", "0044 ", "+44 (0)", "+44 (0) ", "+"])
def test_where_a_calling_code_begins(code: str) -> None:
    assert calling_code_start(f"on {code}7700 900123", 3 + len(code)) == 3


@pytest.mark.parametrize("before", ["on ", "44 ", "on x44 ", "c++44 "])
def test_what_is_no_calling_code(before: str) -> None:
    assert calling_code_start(f"{before}7700 900123", len(before)) == len(before)


def test_a_number_is_known_without_its_calling_code() -> None:
    assert without_calling_code("+44 7700 900123") == "7700 900123"
    assert without_calling_code("07700 900123") == "07700 900123"
    assert without_calling_code("Kelly") == "Kelly"
