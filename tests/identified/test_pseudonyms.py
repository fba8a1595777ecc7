"""Assumed names: nobody's in the study, and telling nothing."""

from __future__ import annotations

import jellyfish
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.forms import fold, form_of
from pipeline.identified.pseudonyms import draw, pool

GENDERS = ["woman", "man", "non-binary"]
EVERYBODY = sorted({name for gender in GENDERS for name in pool(gender)})


@pytest.mark.parametrize(
    ("gender", "like"),
    [
        ("woman", "woman"),
        ("Woman", "woman"),
        ("FEMALE", "woman"),
        ("man", "man"),
        ("male", "man"),
        ("", "neutral"),
        ("non-binary", "neutral"),
        ("prefer not to say", "neutral"),
    ],
)
def test_whose_names_are_drawn(gender: str, like: str) -> None:
    pools = {"woman": pool("woman"), "man": pool("man"), "neutral": pool("")}
    assert pool(gender) == pools[like]
    assert len(pools[like]) > 25


def test_the_pools_are_plain_single_names_and_have_none_in_common() -> None:
    names = [name for gender in GENDERS for name in pool(gender)]
    assert len(names) == len({fold(name) for name in names})
    for name in names:
        assert name.isalpha()
        assert name.istitle()


SECRETS = st.lists(
    st.one_of(
        st.sampled_from(EVERYBODY),
        st.tuples(st.sampled_from(EVERYBODY), st.sampled_from(EVERYBODY)).map(" ".join),
        st.sampled_from(["Zoë O'Neill", "Anne-Marie", "王芳", "Łukasz", "", "Mr. Bell's"]),
    ),
    max_size=12,
)


@given(
    st.sampled_from(GENDERS),
    SECRETS,
    st.lists(st.sampled_from(EVERYBODY), max_size=5),
    st.text(max_size=8),
)
def test_nobody_s_name_nor_a_part_nor_a_sound_alike_is_given(
    gender: str, secrets: list[str], taken: list[str], seed: str
) -> None:
    name = draw(seed, "E00001", pool(gender), taken, secrets)
    assert name in pool(gender)
    refused = {part for secret in [*secrets, *taken] for part in form_of(secret)}
    assert fold(name) not in refused
    sounds = {jellyfish.metaphone(part) for part in refused}
    assert jellyfish.metaphone(fold(name)) not in sounds


@pytest.mark.parametrize(
    ("real", "pool_", "left"),
    [
        ("Claire", ["Clare", "Ruth"], "Ruth"),
        ("Catherine Bell", ["Kathryn", "Ruth"], "Ruth"),
        ("Stephen", ["Steven", "Ruth"], "Ruth"),
        ("Bell-Sara", ["Sarah", "Ruth"], "Ruth"),
        ("RUTH", ["Ruth", "Ada"], "Ada"),
        ("Chloë", ["Chloe", "Ruth"], "Ruth"),
        ("Chloe\u0308's", ["Chloe", "Ruth"], "Ruth"),
    ],
)
def test_other_spellings_are_the_same_name(real: str, pool_: list[str], left: str) -> None:
    for seed in "abcdefgh":
        assert draw(seed, "E00001", pool_, [], [real]) == left


@given(st.text(max_size=10), st.integers(1, 99999))
def test_one_seed_and_one_person_give_one_name(seed: str, number: int) -> None:
    id = f"E{number:05d}"
    drawn = {draw(seed, id, candidates, [], ["Casimir"]) for candidates in _orders(pool("woman"))}
    assert len(drawn) == 1, "the order of the pool must not matter"


def _orders(names: list[str]) -> list[list[str]]:
    return [names, names[::-1], sorted(names)]


def test_another_seed_gives_other_names() -> None:
    drawn = {draw(f"seed {n}", "E00001", pool("woman"), [], []) for n in range(40)}
    assert len(drawn) > 15


def test_every_name_of_the_pool_is_given_to_somebody() -> None:
    drawn = {draw("a seed", f"E{n:05d}", pool("man"), [], []) for n in range(1500)}
    assert drawn == set(pool("man"))


def test_names_are_not_given_in_alphabetical_order() -> None:
    for seed in ("one", "two", "three"):
        given_: list[str] = []
        for number in range(1, 13):
            given_.append(draw(seed, f"E{number:05d}", pool("woman"), given_, []))
        assert len(set(given_)) == 12
        assert given_ != sorted(given_)
        assert given_ != sorted(given_, reverse=True)


@pytest.mark.parametrize(
    ("candidates", "taken", "names"),
    [([], [], []), (["Ruth"], ["Ruth"], []), (["Ruth", "Clare"], ["ruth"], ["Claire Bell"])],
)
def test_where_none_is_left_none_is_given(
    candidates: list[str], taken: list[str], names: list[str]
) -> None:
    assert draw("a seed", "E00001", candidates, taken, names) == ""


def test_a_name_in_another_script_refuses_nothing_else() -> None:
    """Its sound is unknown to Metaphone, which must not refuse every name of unknown sound."""
    assert draw("a seed", "E00001", ["Ruth"], [], ["王芳"]) == "Ruth"
