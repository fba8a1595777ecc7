"""What stands for each identity: once given, kept; several of one label numbered."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.naming import name_everybody
from pipeline.identified.pseudonyms import Wanted, pools
from pipeline.identified.resolve import Register
from pipeline.identified.victims import VictimNames, number_victims, victim_label
from pipeline.settings import Identifiers
from pipeline.values.identifiers import Identity, Kind, Known, Ruling, RulingKind
from pipeline.values.quotes import Participant
from tests.identified.building import POLICY, person


def pool(gender: str) -> list[str]:
    """All common names of a gender."""
    return list(pools(Wanted(gender)))[-1]


NUMBER = POLICY.model_copy(update={"victim": "number"})


def one(
    number: int,
    role: str = "",
    participant: str = "P01",
    kind: Kind = Kind.PERSON,
    replacement: str = "",
    form: str = "",
) -> Identity:
    """An identity as the vault keeps it."""
    return Identity(
        id=f"E{number:05d}",
        kind=kind,
        participant=participant,
        role=role,
        forms=(form or f"Casimir Thrale{number}",),
        replacement=replacement,
        known=Known.SURE,
        why="test",
    )


def named(
    *identities: Identity,
    policy: Identifiers = POLICY,
    people: Sequence[Participant] = (),
    rulings: Sequence[Ruling] = (),
    seed: str = "a seed",
) -> list[str]:
    """The replacements of these identities, in the order of their ids."""
    register = Register(identities)
    victims = {who.participant: int(who.participant[1:]) for who in identities if who.participant}
    names = VictimNames(policy, {p.id: p for p in people}, victims, seed)
    name_everybody(register, names, rulings)
    return [register.people[id].replacement for id in sorted(register.people)]


def replace(identity: str, words: str, number: int = 1) -> Ruling:
    return Ruling(
        id=f"R{number:04d}",
        ruling=RulingKind.REPLACEMENT,
        by="KL",
        identity=identity,
        replacement=words,
    )


def test_one_of_a_label_is_not_numbered() -> None:
    assert named(one(1, "officer"), one(2, "sister")) == ["[officer]", "[sister]"]


def test_several_new_ones_are_numbered_from_one() -> None:
    assert named(one(1, "officer"), one(2, "officer")) == ["[officer 1]", "[officer 2]"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[officer]", "[officer 2]"),
        ("[officer 1]", "[officer 2]"),
        ("[officer 7]", "[officer 8]"),
        ("[person 3]", "[officer]"),
        ("[officers]", "[officer]"),
    ],
)
def test_a_later_one_counts_on_and_the_old_one_stays(old: str, new: str) -> None:
    assert named(one(1, "officer", replacement=old), one(2, "officer")) == [old, new]


def test_roles_under_one_label_are_counted_together() -> None:
    assert named(one(1, "son"), one(2, "daughter"), one(3, "baby")) == [
        "[child 1]", "[child 2]", "[child 3]",
    ]  # fmt: skip


@pytest.mark.parametrize("role", ["", "no such role", "friendly"])
def test_who_has_no_known_role_is_a_person(role: str) -> None:
    assert named(one(1, role)) == [f"[{POLICY.unknown_person}]"]


def test_each_interview_counts_for_itself() -> None:
    assert named(one(1, "officer", "P01"), one(2, "officer", "P02")) == ["[officer]", "[officer]"]


def both(new: bool) -> list[Identity]:
    """An officer of one interview and one listed for the whole study, who may stand in it too."""
    return [one(1, "officer", ""), one(2, "officer", "P01", replacement="" if new else "[officer]")]


@pytest.mark.parametrize("new", [True, False])
def test_who_belongs_to_the_whole_study_is_told_from_those_of_an_interview(new: bool) -> None:
    first, second = named(*both(new))
    assert first != second


def test_an_interview_counts_on_from_those_of_the_whole_study() -> None:
    old = one(1, "officer", "", replacement="[officer]")
    assert named(old, one(2, "officer", "P01")) == ["[officer]", "[officer 2]"]


ROLES = st.sampled_from(["officer", "sister", "son", "daughter", "", "victim", "stalker"])
PEOPLE = st.lists(st.tuples(ROLES, st.sampled_from(["P01", "P02", "P03"])), min_size=1, max_size=9)


@given(PEOPLE)
def test_no_two_people_of_one_interview_have_one_name(roles: list[tuple[str, str]]) -> None:
    people = [one(n, role, participant) for n, (role, participant) in enumerate(roles, 1)]
    names = named(*people)
    seen = [(who.participant, name) for who, name in zip(people, names, strict=True)]
    assert len(seen) == len(set(seen))
    assert all(names)


@given(PEOPLE, PEOPLE)
def test_who_has_a_name_keeps_it_whoever_comes_later(
    first: list[tuple[str, str]], later: list[tuple[str, str]]
) -> None:
    old = [one(n, role, participant) for n, (role, participant) in enumerate(first, 1)]
    names = named(*old)
    kept = [who.model_copy(update={"replacement": n}) for who, n in zip(old, names, strict=True)]
    new = [one(n, role, where) for n, (role, where) in enumerate(later, len(old) + 1)]
    assert named(*kept, *new)[: len(old)] == names


@pytest.mark.parametrize(
    ("attributes", "stands"),
    [
        ({"relationship_to_stalker": "ex-partner"}, "[ex-partner]"),
        ({"relationship_to_stalker": "stranger"}, "[stalker]"),
        ({}, "[stalker]"),
    ],
)
def test_the_stalker_is_called_by_the_relationship(attributes: dict[str, str], stands: str) -> None:
    assert named(one(1, "stalker"), people=[person("P01", **attributes)]) == [stands]


def test_a_stalker_of_the_whole_study_has_no_relationship() -> None:
    people = [person("P01", relationship_to_stalker="ex-partner")]
    assert named(one(1, "stalker", ""), people=people) == ["[stalker]"]


def test_a_stalker_and_another_ex_partner_are_told_apart() -> None:
    people = [person("P01", relationship_to_stalker="ex-partner")]
    assert named(one(1, "stalker"), one(2, "ex-partner"), people=people) == [
        "[ex-partner 1]", "[ex-partner 2]",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "role", "stands"),
    [
        (Kind.LOCATION, "town", "[town]"),
        (Kind.LOCATION, "", "[place]"),
        (Kind.LOCATION, "hospital", "[hospital]"),
        (Kind.ORGANISATION, "", "[organisation]"),
        (Kind.ORGANISATION, "employer", "[employer]"),
    ],
)
def test_places_are_called_by_their_type(kind: Kind, role: str, stands: str) -> None:
    assert named(one(1, role, kind=kind, form="Ludlow")) == [stands]


def test_two_towns_are_told_apart() -> None:
    towns = [one(n, "town", kind=Kind.LOCATION, form=f"Ludlow {n}") for n in (1, 2)]
    assert named(*towns) == ["[town 1]", "[town 2]"]


# --- victims -------------------------------------------------------------------------------------


@pytest.mark.parametrize("gender", ["woman", "man", ""])
def test_a_victim_has_a_first_name_of_her_gender(gender: str) -> None:
    (name,) = named(one(1, "victim"), people=[person("P01", gender=gender)])
    assert name in pool(gender)


def test_no_two_victims_have_one_name() -> None:
    names = named(*[one(n, "victim", f"P{n:02d}") for n in range(1, 21)])
    assert len(set(names)) == 20


def test_no_victim_is_given_the_name_of_anybody_in_the_study() -> None:
    real = pool("")
    others = [one(n, "friend", "P02", form=f"{name} Thrale") for n, name in enumerate(real[:-6], 2)]
    for seed in "abcdefgh":
        name, *_ = named(one(1, "victim"), *others, seed=seed)
        assert name in real[-6:]


def test_a_victim_s_name_says_nothing_about_her_number() -> None:
    victims = [one(n, "victim", f"P{n:02d}") for n in range(1, 13)]
    names = named(*victims)
    assert names != sorted(names)
    assert names != named(*victims, seed="another seed")


def test_a_place_with_a_victim_s_role_gets_no_first_name() -> None:
    (name,) = named(one(1, "victim", kind=Kind.LOCATION, form="Ludlow"))
    assert name.startswith("[")


def test_a_victim_may_be_called_by_a_number() -> None:
    assert victim_label(7) == "Victim 7"
    assert named(one(1, "victim", "P07"), policy=NUMBER) == ["[Victim 7]"]


IDS = st.sets(st.sampled_from([f"{letter}{n:02d}" for letter in "PST" for n in range(1, 9)]))


@given(IDS, IDS, st.text(max_size=5))
def test_numbers_of_victims_are_kept_and_never_shared(
    first: set[str], later: set[str], seed: str
) -> None:
    old = number_victims({}, first, seed)
    assert len(set(old.values())) == len(first)
    assert all(1 <= number <= max(40, 2 * len(first)) for number in old.values())
    new = number_victims(old, later, seed)
    assert {id: new[id] for id in old} == old, "whoever left keeps her number to herself"
    assert set(new) == first | later
    assert len(set(new.values())) == len(new)
    assert number_victims(old, later, seed) == new


def test_numbers_of_victims_depend_on_the_seed_alone() -> None:
    ids = [f"P{n:02d}" for n in range(1, 13)]
    drawn = number_victims({}, ids, "a seed")
    assert drawn == number_victims({}, ids[::-1], "a seed")
    assert drawn != number_victims({}, ids, "another seed")
    assert [drawn[id] for id in ids] != sorted(drawn.values())


def test_numbers_tell_no_order_when_interviews_come_one_at_a_time() -> None:
    numbers: dict[str, int] = {}
    for n in range(1, 13):
        numbers = number_victims(numbers, [f"P{m:02d}" for m in range(1, n + 1)], "a seed")
    in_order = [numbers[f"P{n:02d}"] for n in range(1, 13)]
    assert in_order != sorted(in_order)


def test_two_victims_of_one_interview_are_told_apart_by_number_too() -> None:
    first, second = named(one(1, "victim"), one(2, "victim"), policy=NUMBER)
    assert first != second


def test_the_policy_changes_no_name_once_given() -> None:
    assert named(one(1, "victim", replacement="Ruth"), policy=NUMBER) == ["Ruth"]


# --- rulings -------------------------------------------------------------------------------------


def test_a_ruling_changes_a_name_and_the_last_one_counts() -> None:
    rulings = [replace("E00001", "[him]"), replace("E00001", "[that man]", 2)]
    old = [one(1, "stalker", replacement="[stalker]"), one(2, "friend", replacement="[friend]")]
    assert named(*old, rulings=rulings) == ["[that man]", "[friend]"]


def test_a_ruling_about_nobody_changes_nothing() -> None:
    assert named(one(1, "friend"), rulings=[replace("E00009", "[him]")]) == ["[friend]"]


def test_numbers_count_on_from_a_ruled_one() -> None:
    rulings = [replace("E00001", "[officer 4]")]
    assert named(one(1, "officer"), one(2, "officer"), rulings=rulings) == [
        "[officer 4]", "[officer 5]",
    ]  # fmt: skip


def test_a_ruled_first_name_is_given_to_nobody_else() -> None:
    for seed in "abcdefgh":
        names = named(
            one(1, "victim", "P01"),
            *[one(n, "victim", f"P{n:02d}") for n in range(2, 20)],
            rulings=[replace("E00001", pool("")[0])],
            seed=seed,
        )
        assert len(set(names)) == len(names)


def test_a_name_that_was_ruled_away_is_free_and_the_vault_s_pseudonyms_are_not() -> None:
    taken = pool("")[:-8]
    old = [one(n, "victim", f"P{n:02d}", replacement=name) for n, name in enumerate(taken, 1)]
    *_, new = named(*old, one(99, "victim", "P99"))
    assert new in pool("")[-8:]
