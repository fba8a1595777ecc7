"""Titles go with the name they stand before, and only then."""

from __future__ import annotations

import pytest

from pipeline.identified.recognisers.word_classes import TITLES
from pipeline.identified.titles import article_start, title_start

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
        ("THE ", ""),
        ("lathe ", ""),
    ],
)
def test_where_an_article_begins(before: str, article: str) -> None:
    text = f"{before}{article}Crown"
    assert article_start(text, len(before) + len(article)) == len(before)
