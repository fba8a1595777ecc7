"""What may be one name, and what must not be taken for one."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.forms import fold
from pipeline.identified.likeness import Likeness, likeness
from pipeline.identified.recognisers.word_lists import phrases_of
from pipeline.values.identifiers import Kind

ALIKE = [
    ("Preya", "Priya", Likeness.SOUND),
    ("Preya", "Priya Shah", Likeness.SOUND),
    ("Preya Shah", "Priya", Likeness.SOUND),
    ("Preya Shaw", "Priya Shah", Likeness.SOUND),
    ("Maria", "Marie", Likeness.SOUND),
    ("Maria Jones", "Marie Jones", Likeness.SOUND),
    ("Smyth", "Smith", Likeness.SOUND),
    ("PRIYA'S", "Preya", Likeness.SOUND),
    ("Domagala", "Domagała", Likeness.PART),
    ("Karasimov", "Karasinow", Likeness.SPELLING),
    ("Qwillfeather", "Quillfeather", Likeness.SPELLING),
    ("Brackenbury", "Brackenbuty", Likeness.SPELLING),
    ("D. Pugh", "Dilwyn Pugh", Likeness.INITIAL),
    ("Dilwyn Pugh", "D Pugh", Likeness.INITIAL),
    ("Dave", "David", Likeness.DIMINUTIVE),
    ("Dave Pugh", "David Pugh", Likeness.DIMINUTIVE),
    ("Lizzie", "Beth Carrow", Likeness.DIMINUTIVE),
    ("Kasia", "Katarzyna Domagała", Likeness.DIMINUTIVE),
    ("Mrs Pugh", "Dilwyn Pugh", Likeness.PART),
    ("Dilwyn", "Dil the Bus", Likeness.DIMINUTIVE),
    ("PC Oddy", "Oddie", Likeness.SOUND),
    ("Priya Anne Shah", "Priya Shah", Likeness.PART),
]
NOT_ALIKE = [
    ("Sarah Jones", "Sarah Hughes"),
    ("Sarah Jones", "Mark Jones"),
    ("Casimir", "Jonquil"),
    ("Dan", "Ian"),
    ("Karen", "Aaron"),
    ("Kai", "Jai"),
    ("D. Pugh", "Dilwyn Hughes"),
    ("E. Pugh", "Dilwyn Pugh"),
    ("Al", "El"),
    ("Dave Pugh", "David Hughes"),
    ("PC Oddie", "PC Thrale"),
    ("Bassey", "Dil the Bus"),
    ("the apple tart", "the bishop"),
    ("", "Priya"),
    ("...", "Priya"),
    ("陈", "王"),
]


@pytest.mark.parametrize(("one", "other", "expected"), ALIKE)
def test_what_may_be_one_name(one: str, other: str, expected: Likeness) -> None:
    assert likeness(one, other, Kind.PERSON) is expected
    assert likeness(other, one, Kind.PERSON) is expected


@pytest.mark.parametrize(("one", "other"), NOT_ALIKE)
def test_what_is_not(one: str, other: str) -> None:
    assert likeness(one, other, Kind.PERSON) is None
    assert likeness(other, one, Kind.PERSON) is None


@pytest.mark.parametrize("kind", [Kind.LOCATION, Kind.ORGANISATION])
@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("Ludlow", "Ludlo", True),
        ("Saint Bedes School", "Saint Beads School", True),
        ("Dave", "David", False),
        ("M Sparks", "Marks Sparks", False),
        ("Ludlow Road", "Ludlow", False),
        ("Ludlow", "Leominster", False),
        ("12", "13", False),
    ],
)
def test_places_and_organisations_have_no_short_forms(
    kind: Kind, one: str, other: str, alike: bool
) -> None:
    assert bool(likeness(one, other, kind)) is alike


@given(st.text(max_size=20), st.text(max_size=20), st.sampled_from(Kind))
def test_any_words_can_be_compared_and_either_way(one: str, other: str, kind: Kind) -> None:
    assert likeness(one, other, kind) is likeness(other, one, kind)


def test_the_list_of_short_forms_is_folded_and_names_each_name_once() -> None:
    lines = [line.partition(": ") for line in phrases_of("diminutives")]
    names = [name for name, _, _ in lines]
    assert len(names) == len(set(names))
    for name, colon, short in lines:
        words = [name, *short.split()]
        assert (colon, fold(" ".join(words))) == (": ", " ".join(words))
        assert len(words) > 1
        assert len(words) == len(set(words)), name
