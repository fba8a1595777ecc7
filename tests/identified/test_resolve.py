"""Who is who: one person under several forms, several people under one name."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.resolve import Register
from pipeline.values.identifiers import Identity, Kind, Known, Mention, Status
from pipeline.values.spans import Span
from tests.identified.building import listed


def mentions(*words: str, kind: Kind = Kind.PERSON, status: Status = Status.SURE) -> list[Mention]:
    """Mentions in reading order; 'Anna=sister' has a hint."""
    found = []
    for number, one in enumerate(words, start=1):
        name, _, hint = one.partition("=")
        span = Span(start=0, end=len(name))
        found.append(
            Mention(turn=number, span=span, kind=kind, words=name, detector="test", score=1.0,
                    status=status, hint=hint)
        )  # fmt: skip
    return found


def who(*words: str, register: Register | None = None, participant: str = "P01") -> list[int]:
    """Number of the person of each mention, counted from 0 in the order they are met."""
    ids = (register or Register([])).resolve(participant, mentions(*words))
    order = list(dict.fromkeys(ids))
    return [order.index(id) for id in ids]


def known(id: str, *forms: str, participant: str = "P01", **more: object) -> Identity:
    fields = {"kind": Kind.PERSON, "role": "", "replacement": "", "known": Known.SURE, "why": "t"}
    return Identity(id=id, participant=participant, forms=forms, **{**fields, **more})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "people"),
    [
        (["Gareth Pugh", "Gareth"], [0, 0]),
        (["Gareth", "Gareth Pugh"], [0, 0]),
        (["Pugh", "Gareth Pugh"], [0, 0]),
        (["Gareth", "Pugh", "Gareth Pugh"], [0, 0, 0]),
        (["GARETH", "gareth's", "Garéth Pugh"], [0, 0, 0]),
        (["Gareth John Pugh", "Gareth Pugh", "Gareth"], [0, 0, 0]),
        (["Gareth Pugh", "Gareth Lewis"], [0, 1]),
        (["Gareth Pugh", "Anna Pugh"], [0, 1]),
        (["Gareth", "Anna"], [0, 1]),
        (["Gareth Pugh", "Garethson"], [0, 1]),
        (["Anna", "Annabel"], [0, 1]),
        (["O'Neill", "Siobhán O’Neill"], [0, 0]),
        (["Anna Bell-Rae", "Bell-Rae"], [0, 0]),
        (["Anna-Marie Bell", "Anna-Marie"], [0, 0]),
        (["Anna van der Berg", "van der Berg"], [0, 0]),
        (["Anna Bell", "Rae Bell"], [0, 1]),
        (["Gareth", "Garth"], [0, 0]),
    ],
)
def test_parts_of_names_find_the_whole(words: list[str], people: list[int]) -> None:
    assert who(*words) == people


def test_a_dropped_join_with_the_whole_study_s_leaves_nobody_the_whole_study_s() -> None:
    first = Register([known("E00001", "Sam"), known("E00002", "Samuel Oak", participant="")])
    first.join("E00001", "E00002", "R0001")
    joined = [person.remembered() for person in first.people.values()]
    assert [one.participant for one in joined] == [""]
    later = Register(joined, 2)
    later.release([])
    (own,) = later.resolve("P01", mentions("Sam"))
    assert own == "E00001"
    assert later.people[own].participant == "P01"
    (strange,) = later.resolve("P02", mentions("Sam"))
    assert strange != own  # somebody else of that name, in another interview


@pytest.mark.parametrize(
    ("words", "people"),
    [
        (["Gareth Pugh", "Gareth Lewis", "Gareth"], [0, 1, 1]),
        (["Gareth Pugh", "Gareth", "Gareth Lewis"], [0, 0, 1]),
        (["Gareth Pugh", "Gareth", "Gareth Lewis", "Gareth"], [0, 0, 1, 1]),
        (["Gareth Pugh", "Gareth Lewis", "Gareth", "Gareth Pugh", "Gareth"], [0, 1, 1, 0, 0]),
        (["Gareth Pugh", "Anna Pugh", "Pugh"], [0, 1, 1]),
        (["Gareth", "Gareth Pugh", "Gareth Lewis"], [0, 0, 1]),
    ],
)
def test_of_two_of_one_name_the_nearest_earlier_one_is_meant(
    words: list[str], people: list[int]
) -> None:
    assert who(*words) == people


@pytest.mark.parametrize("words", [["Gareth Pugh", "Gareth", "Gareth Lewis", "Gareth"]])
def test_a_second_look_sees_the_same_people(words: list[str]) -> None:
    register = Register([])
    first = who(*words, register=register)
    assert who(*words, register=register) == first
    assert len(register.people) == 2


NAMES = st.sampled_from(
    ["Gareth", "Pugh", "Gareth Pugh", "Gareth Lewis", "Anna", "Anna Pugh", "Lewis", "Casimir"]
)


@given(st.lists(NAMES, min_size=1, max_size=8))
def test_looking_again_makes_nobody_new_and_moves_nobody(words: list[str]) -> None:
    register = Register([])
    first = register.resolve("P01", mentions(*words))
    people = set(register.people)
    assert register.resolve("P01", mentions(*words)) == first
    assert set(register.people) == people


@given(st.lists(NAMES, min_size=1, max_size=8), st.lists(NAMES, min_size=1, max_size=8))
def test_people_of_two_participants_are_never_joined(one: list[str], other: list[str]) -> None:
    register = Register([])
    first = set(register.resolve("P01", mentions(*one)))
    second = set(register.resolve("P02", mentions(*other)))
    assert not first & second


def test_two_transcripts_of_one_participant_share_people() -> None:
    register = Register([])
    assert register.resolve("P01", mentions("Gareth Pugh")) == register.resolve(
        "P01", mentions("Gareth")
    )


def test_who_is_listed_for_the_whole_study_is_the_same_in_every_interview() -> None:
    register = Register([])
    sergeant = register.enrol(listed("Gareth Pugh", "officer", participant="")).id
    assert register.resolve("P01", mentions("Gareth Pugh")) == [sergeant]
    assert register.resolve("P02", mentions("Pugh")) == [sergeant]


@pytest.mark.parametrize("kind", [Kind.LOCATION, Kind.ORGANISATION])
def test_a_place_is_only_itself_not_a_part_of_another(kind: Kind) -> None:
    ids = Register([]).resolve("P01", mentions("Leeds", "Leeds Market", "leeds", kind=kind))
    assert ids[0] == ids[2] != ids[1]


def test_a_person_and_a_place_of_one_name_are_two() -> None:
    register = Register([])
    (person,) = register.resolve("P01", mentions("Kent"))
    (place,) = register.resolve("P01", mentions("Kent", kind=Kind.LOCATION))
    assert person != place


@pytest.mark.parametrize("kind", [Kind.PHONE, Kind.DATETIME, Kind.AGE, Kind.POSTCODE, Kind.OTHER])
def test_numbers_and_dates_have_no_identity(kind: Kind) -> None:
    register = Register([])
    assert register.resolve("P01", mentions("07700 900321", kind=kind)) == [None]
    assert register.people == {}


def test_a_spelled_name_is_the_name() -> None:
    ids = Register([]).resolve("P01", mentions("Jonquil Rae", "J-O-N-Q-U-I-L=spelled"))
    assert ids[0] == ids[1]


def test_a_role_is_learnt_once_and_not_unlearnt() -> None:
    register = Register([])
    (id, *_) = register.resolve("P01", mentions("Anna=sister", "Anna=friend", "Anna"))
    assert register.people[str(id)].role == "sister"


@pytest.mark.parametrize("hint", ["spelled", "ordinary word"])
def test_hints_about_spelling_are_no_roles(hint: str) -> None:
    register = Register([])
    (id,) = register.resolve("P01", mentions(f"Anna={hint}"))
    assert register.people[str(id)].role == ""


@pytest.mark.parametrize(
    ("kind", "status", "how"),
    [
        (Kind.PERSON, Status.SURE, Known.SURE),
        (Kind.PERSON, Status.CHECK, Known.GUESSED),
        (Kind.LOCATION, Status.SURE, Known.GUESSED),
    ],
)
def test_how_well_somebody_is_known(kind: Kind, status: Status, how: Known) -> None:
    register = Register([])
    register.resolve("P01", mentions("Kent", kind=kind, status=status))
    (one,) = register.current()
    assert one.known is how


def test_a_guess_does_not_unlist_anybody() -> None:
    register = Register([])
    register.enrol(listed("Anna Bell", "sister"))
    register.resolve("P01", mentions("Anna", status=Status.CHECK))
    (one,) = register.current()
    assert one.known is Known.LISTED
    assert one.forms == ("Anna Bell", "Anna")


def test_enrolling_twice_makes_one_and_learns_new_forms() -> None:
    register = Register([])
    first = register.enrol(listed("Casimir Thrale", "stalker"))
    again = register.enrol(listed("Casimir Thrale", "stalker", also="Caz|Cas"))
    assert first is again
    (one,) = register.current()
    assert one.forms == ("Casimir Thrale", "Caz", "Cas")


def test_two_listed_people_of_one_name_and_two_roles_are_two() -> None:
    register = Register([])
    son = register.enrol(listed("Gareth", "son"))
    assert register.enrol(listed("Gareth", "officer")) is not son


def test_the_vault_s_people_keep_their_ids_and_new_ones_count_on() -> None:
    register = Register([known("E00007", "Gareth Pugh"), known("E00003", "Anna")])
    ids = register.resolve("P01", mentions("Zoe", "Gareth", "Anna"))
    assert ids == ["E00008", "E00007", "E00003"]


def test_who_is_no_longer_named_is_remembered_and_not_current() -> None:
    register = Register([known("E00001", "Gareth Pugh", "Gaz", replacement="[friend]")])
    assert register.current() == []
    register.resolve("P01", mentions("Gaz"))
    (one,) = register.current()
    assert one.forms == ("Gaz",)
    assert set(register.people["E00001"].remembered().forms) == {"Gareth Pugh", "Gaz"}


def test_joining_keeps_the_first_one_s_role_and_every_form() -> None:
    register = Register([])
    register.resolve("P01", mentions("Tam=friend", "Thomasina Rae=sister"))
    register.join("E00001", "E00002", "R0001")
    (one,) = register.current()
    # ids follow length: the full name was placed first
    assert {one.role} <= {"friend", "sister"}
    assert set(one.forms) == {"Tam", "Thomasina Rae"}
    assert len(set(register.resolve("P01", mentions("Tam", "Thomasina Rae")))) == 1
    assert "ruling" in one.why


@pytest.mark.parametrize(
    ("role", "other_role", "kept"),
    [("", "officer", "officer"), ("sister", "officer", "sister"), ("sister", "", "sister")],
)
def test_a_role_is_not_lost_by_joining(role: str, other_role: str, kept: str) -> None:
    register = Register(
        [known("E00001", "Parveen", role=role), known("E00002", "Aziz", role=other_role)]
    )
    register.join("E00001", "E00002", "R0001")
    assert register.people["E00001"].role == kept


@pytest.mark.parametrize(("one", "other"), [("E00001", "E00009"), ("E00009", "E00001")])
def test_joining_somebody_who_is_not_there_changes_nothing(one: str, other: str) -> None:
    register = Register([known("E00001", "Anna", role="sister")])
    register.join(one, other, "R0001")
    assert set(register.people) == {"E00001"}


def test_joined_people_are_as_well_known_as_the_better_known() -> None:
    register = Register([])
    register.enrol(listed("Thomasina Rae"))
    register.resolve("P01", mentions("Tam", status=Status.CHECK))
    register.join("E00002", "E00001", "R0001")
    (one,) = register.current()
    assert one.known is Known.LISTED


def test_joining_people_of_two_interviews_holds_in_both() -> None:
    register = Register([])
    (one,) = register.resolve("P01", mentions("Gareth Pugh"))
    (other,) = register.resolve("P02", mentions("Gaz Pugh"))
    register.join(str(one), str(other), "R0001")
    assert register.resolve("P01", mentions("Gareth Pugh")) == [one]
    assert register.resolve("P02", mentions("Gaz Pugh")) == [one]


def test_the_number_of_somebody_joined_is_not_given_to_anybody_else() -> None:
    register = Register([])
    one, other = register.resolve("P01", mentions("Tam", "Thomasina"))
    register.join(str(one), str(other), "R0001")
    remembered = [person.remembered() for person in register.people.values()]
    after = Register(remembered, register.made)
    (new,) = after.resolve("P01", mentions("Casimir"))
    assert new != other


def test_reprs_show_no_name() -> None:
    register = Register([])
    register.resolve("P01", mentions("Casimir Thrale"))
    shown = repr(list(register.people.values())) + repr(register.current())
    assert "Casimir" not in shown
    assert "Thrale" not in shown


def forms(identities: Sequence[Identity]) -> set[str]:
    return {form for one in identities for form in one.forms}


@given(st.lists(NAMES, min_size=1, max_size=8))
def test_every_form_that_was_met_belongs_to_somebody(words: list[str]) -> None:
    register = Register([])
    register.resolve("P01", mentions(*words))
    met = {one.casefold() for one in forms(register.current())}
    assert {word.casefold() for word in words} <= met
