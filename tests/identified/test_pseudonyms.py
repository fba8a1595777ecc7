"""Assumed names: nobody's in the study, and telling nothing."""

from __future__ import annotations

import jellyfish
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.forms import fold, form_of
from pipeline.identified.pseudonyms import (
    ENOUGH,
    RealNames,
    Wanted,
    culture_of,
    draw,
    generation_of,
    listed,
    matchable,
    pools,
    vet,
)
from pipeline.identified.recognisers.word_lists import words_of

GENDERS = ["woman", "man", "non-binary"]
EVERYBODY = sorted({one.name for one in listed()})
CULTURES = sorted({one.culture for one in listed()})


def pool(gender: str) -> list[str]:
    """All common names of a gender."""
    return list(pools(Wanted(gender)))[-1]


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
    wanted = {"woman": pool("woman"), "man": pool("man"), "neutral": pool("")}
    assert pool(gender) == wanted[like]
    assert len(wanted[like]) > 25


def test_the_list_holds_plain_single_names_once_a_gender_and_culture() -> None:
    for one in listed():
        assert one.name.isalpha()
        assert one.name.istitle()
        assert one.gender in ("f", "m", "n")
        assert one.generation in ("older", "middle", "younger", "any")
    keys = [(fold(one.name), one.gender, one.culture) for one in listed()]
    assert len(keys) == len(set(keys))


def test_every_culture_has_enough_names_of_either_gender() -> None:
    for culture in CULTURES:
        for gender in ("woman", "man"):
            assert len(next(pools(Wanted(gender, culture)))) > ENOUGH, (culture, gender)


def test_nobody_is_named_after_a_victim_of_a_well_known_killing() -> None:
    assert not words_of("never_pseudonyms") & {fold(one.name) for one in listed()}
    assert vet("Gracie", RealNames([]), []) == (
        "it calls to mind somebody whose killing was widely reported"
    )


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
    name = draw(seed, "E00001", pools(Wanted(gender)), RealNames(secrets), taken)
    assert name in pool(gender)
    refused = {part for secret in [*secrets, *taken] for part in form_of(secret)}
    assert fold(name) not in refused
    sounds = {jellyfish.metaphone(part) for part in refused}
    assert jellyfish.metaphone(fold(name)) not in sounds


@pytest.mark.parametrize(
    ("real", "pool_", "left"),
    [
        ("Catherine Bell", ["Kathryn", "Ruth"], "Ruth"),
        ("Bill Cole", ["William", "Ruth"], "Ruth"),
        ("Margaret", ["Peggy", "Ruth"], "Ruth"),
        ("Elizabeth", ["Beth", "Ruth"], "Ruth"),
        ("Bell-Vera", ["Vera", "Ruth"], "Ruth"),
        ("RUTH", ["Ruth", "Ada"], "Ada"),
        ("Chloë", ["Chloe", "Ruth"], "Ruth"),
        ("Chloe\u0308's", ["Chloe", "Ruth"], "Ruth"),
    ],
)
def test_other_spellings_and_short_forms_are_the_same_name(
    real: str, pool_: list[str], left: str
) -> None:
    for seed in "abcdefgh":
        assert draw(seed, "E00001", [pool_], RealNames([real])) == left


@given(st.text(max_size=10), st.integers(1, 99999))
def test_one_seed_and_one_person_give_one_name(seed: str, number: int) -> None:
    id = f"E{number:05d}"
    real = RealNames(["Casimir"])
    names = pool("woman")
    drawn = {draw(seed, id, [one], real) for one in (names, names[::-1], sorted(names))}
    assert len(drawn) == 1, "the order of the list must not matter"


def test_another_seed_gives_other_names() -> None:
    real = RealNames([])
    drawn = {draw(f"seed {n}", "E00001", pools(Wanted("woman")), real) for n in range(40)}
    assert len(drawn) > 15


def test_every_name_of_a_pool_is_given_to_somebody() -> None:
    names = pool("man")[:20]
    drawn = {draw("a seed", f"E{n:05d}", [names], RealNames([])) for n in range(300)}
    assert drawn == set(names)


def test_names_are_not_given_in_alphabetical_order() -> None:
    for seed in ("one", "two", "three"):
        given_: list[str] = []
        for number in range(1, 9):
            candidates = pools(Wanted("woman"))
            given_.append(draw(seed, f"E{number:05d}", candidates, RealNames([]), given_))
        assert len(set(given_)) == 8
        assert given_ != sorted(given_)
        assert given_ != sorted(given_, reverse=True)


@pytest.mark.parametrize(
    ("candidates", "taken", "names"),
    [([], [], []), (["Ruth"], ["Ruth"], []), (["Ruth", "Vera"], ["ruth"], ["Veera Bell"])],
)
def test_where_none_is_left_none_is_given(
    candidates: list[str], taken: list[str], names: list[str]
) -> None:
    assert draw("a seed", "E00001", [candidates], RealNames(names), taken) == ""


def test_a_name_in_another_script_refuses_nothing_else() -> None:
    """Its sound is unknown to Metaphone, which must not refuse every name of unknown sound."""
    assert draw("a seed", "E00001", [["Ruth"]], RealNames(["王芳"])) == "Ruth"


def test_a_pool_too_small_to_hide_in_is_passed_over() -> None:
    few, many = ["Ada", "Ivy"], [one for one in pool("woman") if one not in ("Ada", "Ivy")]
    drawn = {draw(str(n), "E00001", [few, many], RealNames([])) for n in range(60)}
    assert not drawn & set(few)
    assert draw("a seed", "E00001", [few], RealNames([])) in few, "the last is taken as it is"


@pytest.mark.parametrize(
    ("said", "culture"),
    [
        ("Polish", "polish"),
        ("British Pakistani", "muslim south asian"),
        ("Bangladeshi-British", "muslim south asian"),
        ("Gujarati Hindu", "hindu"),
        ("White British", ""),
        ("Welsh", "welsh"),
        ("Nigerian", "west african"),
        ("Irish and Jamaican", ""),
        ("", ""),
        ("prefer not to say", ""),
    ],
)
def test_the_culture_that_the_table_means(said: str, culture: str) -> None:
    assert culture_of(said) == culture
    assert not culture or culture in CULTURES


@pytest.mark.parametrize(
    ("band", "generation"),
    [
        ("20s", "younger"),
        ("teens", "younger"),
        ("30s", "middle"),
        ("35-44", "middle"),
        ("50s", "middle"),
        ("60s", "older"),
        ("over 80", "older"),
        ("67", "older"),
        ("", ""),
        ("adult", ""),
    ],
)
def test_the_generation_of_an_age_band(band: str, generation: str) -> None:
    assert generation_of(band) == generation


def test_a_generation_s_names_come_first_and_then_all_of_the_culture() -> None:
    found = list(pools(Wanted("woman", "", "older")))
    assert set(found[0]) < set(found[1])
    assert "Doreen" in found[0]
    assert "Kayleigh" not in found[0]


@pytest.mark.parametrize(
    ("values", "smallest", "expected"),
    [
        (["Polish", "polish ", "POLISH"], 3, "Polish"),
        (["Polish", "polish", "Welsh"], 3, ""),
        ([], 3, ""),
    ],
)
def test_what_one_participant_alone_has_is_not_matched(
    values: list[str], smallest: int, expected: str
) -> None:
    assert matchable(values, "Polish", smallest) == expected
    assert matchable(["", "", ""], "", 2) == ""


@pytest.mark.parametrize(
    ("choice", "real", "taken", "because"),
    [
        ("Ada", ["Ruth Bell"], [], ""),
        ("Anne-Marie", ["Ruth Bell"], [], ""),
        ("Bell", ["Ruth Bell"], [], "it is a name, or part of one, in the study"),
        ("Roothe", ["Ruth Bell"], [], "it sounds like a name in the study"),
        ("Dilwin", ["Dilwyn Rees"], [], "it is a letter away from a name in the study"),
        ("Bill", ["William Cole"], [], "it is a form of a name in the study"),
        ("Ada", [], ["Ada"], "somebody else in the study is called so, or much the same"),
        ("Aida", [], ["Ada"], "somebody else in the study is called so, or much the same"),
        ("=HYPERLINK", [], [], "it is not a single first name in letters"),
        ("Ada Lovelace Byron", [], [], "it is not a single first name in letters"),
        ("A", [], [], "it is not a single first name in letters"),
        ("[Victim 7]", [], [], "it is not a single first name in letters"),
        ("x" * 40, [], [], "it is not a single first name in letters"),
        ("Ada\n", [], [], "it is not a single first name in letters"),
    ],
)
def test_a_participant_s_choice_is_vetted(
    choice: str, real: list[str], taken: list[str], because: str
) -> None:
    assert vet(choice, RealNames(real), taken) == because
