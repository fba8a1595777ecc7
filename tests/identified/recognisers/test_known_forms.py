from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.recognisers.known_forms import key_of, known_forms_pattern

NAME = st.text(alphabet="abcdefghijklmnopqrstuvwyzáéíóúłżçñ", min_size=2, max_size=9)
NAMES = st.lists(NAME, min_size=1, max_size=3).map(" ".join)
GAPS = st.sampled_from([" ", "  ", "-", "‑", " - "])


@pytest.mark.parametrize(
    ("form", "text", "found"),
    [
        ("Sarah", "It was Sarah's car", "Sarah"),
        ("Sarah", "it was sarahs car", "sarah"),
        ("Sarah", "SARAHS' car", "SARAH"),
        ("Sarah", "Sarah’s car", "Sarah"),
        ("Siân", "sian rang", "sian"),
        ("Sian", "Siân rang", "Siân"),
        ("Sian", "Sia\u0302n rang", "Sia\u0302n"),
        ("Łukasz", "lukasz", "lukasz"),
        ("Lukasz", "Łukasz", "Łukasz"),
        ("O'Kane", "O’Kane", "O’Kane"),
        ("O'Kane", "okane", "okane"),
        ("O'Kane", "o kane", "o kane"),
        ("McDonald", "Mac Donald", "Mac Donald"),
        ("MacDonald", "MCDONALD", "MCDONALD"),
        ("Mc Donald", "mcdonald", "mcdonald"),
        ("Hall-Byrne", "Hall Byrne", "Hall Byrne"),
        ("Hall Byrne", "hall-byrne", "hall-byrne"),
        ("Ann Marie", "Ann   Marie", "Ann   Marie"),
        ("J. K.", "initials J K on it", "J K"),
        ("Jo", "(Jo)", "Jo"),
    ],
)
def test_every_spelling_is_found(form: str, text: str, found: str) -> None:
    match = known_forms_pattern([form]).search(text)
    assert match is not None
    assert match[1] == found


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("Jo", "Joan and major"),
        ("Sarah", "Sarahsville"),
        ("Ann", "annual"),
        ("Mack", "mc k"),
        ("Hall", "shall"),
        ("Lee", "Leeds"),
    ],
)
def test_parts_of_longer_words_are_not_found(form: str, text: str) -> None:
    assert known_forms_pattern([form]).search(text) is None


def test_the_longest_form_wins() -> None:
    match = known_forms_pattern(["Ann", "Ann Marie", "Ann Marie Cole"]).search("ann marie cole's")
    assert match is not None
    assert match[1] == "ann marie cole"


@pytest.mark.parametrize("forms", [[], [""], ["  ", "-", "'"]])
def test_without_forms_nothing_is_found(forms: list[str]) -> None:
    assert known_forms_pattern(forms).search("Sarah - 'x' ") is None


@given(form=NAMES, gap=GAPS, upper=st.booleans(), before=st.sampled_from(["", "to ", "("]))
def test_any_casing_and_spacing_is_found(form: str, gap: str, upper: bool, before: str) -> None:
    written = gap.join(form.split())
    written = written.upper() if upper else written.title()
    match = known_forms_pattern([form]).search(f"{before}{written}'s own")
    assert match is not None
    assert match.start(1) == len(before)
    assert key_of(match[1]) == key_of(form)


@given(form=st.text(min_size=1, max_size=12))
def test_any_form_finds_itself(form: str) -> None:
    words = " ".join(form.split())
    if not key_of(words) or not (words[0].isalnum() and words[-1].isalnum()):
        return
    assert known_forms_pattern([words]).fullmatch(words)
