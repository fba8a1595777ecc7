"""What victims are called: her choice, what it is matched to, and what is refused."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from pipeline.identified.naming import name_everybody
from pipeline.identified.pseudonyms import listed
from pipeline.identified.resolve import Register
from pipeline.identified.vault import retired_mark
from pipeline.identified.victims import VictimNames, collided
from pipeline.settings import Match, PseudonymPolicy
from pipeline.values.identifiers import Kind, RosterEntry, Ruling, RulingKind
from pipeline.values.quotes import Consent, Participant
from tests.identified.building import POLICY

CULTURE = {one.name: one.culture for one in reversed(listed())}
MATCHED = POLICY.model_copy(
    update={"pseudonyms": PseudonymPolicy(match=(Match.GENDER, Match.CULTURE, Match.AGE))}
)


def participant(id: str, pseudonym: str = "", **told: str) -> Participant:
    return Participant(
        id=id, file="f.txt", consent=Consent.QUOTE, pseudonym=pseudonym, attributes=told
    )


def study(
    names: Mapping[str, str],
    people: Sequence[Participant] = (),
    rulings: Sequence[Ruling] = (),
    others: Sequence[str] = (),
    retired: Sequence[str] = (),
    matched: bool = False,
) -> tuple[Register, list[str]]:
    """A register with one victim a participant (id -> real name) and other people of P01."""
    register = Register([])
    for id, words in names.items():
        register.enrol(RosterEntry(participant=id, kind=Kind.PERSON, words=words, role="victim"))
    for words in others:
        register.enrol(RosterEntry(participant="P01", kind=Kind.PERSON, words=words, role=""))
    victims = VictimNames(
        MATCHED if matched else POLICY,
        {one.id: one for one in people},
        {id: int(id[1:]) for id in names},
        "a seed",
        frozenset(retired_mark("a seed", one) for one in retired),
    )
    return register, name_everybody(register, victims, rulings)


def called(register: Register) -> list[str]:
    return [one.replacement for one in register.people.values() if one.role == "victim"]


def test_a_participant_is_called_as_she_chose() -> None:
    register, refused = study({"P01": "Zebedee Quux"}, [participant("P01", "Halina")])
    assert called(register) == ["Halina"]
    assert refused == []


def test_her_choice_counts_over_the_name_that_was_drawn_for_her() -> None:
    register, _ = study({"P01": "Zebedee Quux"})
    drawn = called(register)[0]
    assert drawn != "Halina"
    victims = VictimNames(POLICY, {"P01": participant("P01", "Halina")}, {"P01": 1}, "a seed")
    name_everybody(register, victims, [])
    assert called(register) == ["Halina"]


@pytest.mark.parametrize(
    ("choice", "others", "retired", "because"),
    [
        ("Yvonne", ["Yvonne Marsh"], [], "it is a name, or part of one, in the study"),
        ("Zebedee", [], [], "it is a name, or part of one, in the study"),
        ("Marshe", ["Yvonne Marsh"], [], "it sounds like a name in the study"),
        ("Halina", [], ["Halina"], "somebody who withdrew was called so"),
        ("Halina & Co", [], [], "it is not a single first name in letters"),
    ],
)
def test_a_choice_that_collides_is_refused_with_the_reason_and_another_drawn(
    choice: str, others: list[str], retired: list[str], because: str
) -> None:
    register, refused = study(
        {"P01": "Zebedee Quux"}, [participant("P01", choice)], others=others, retired=retired
    )
    assert refused == [f"the pseudonym that P01 chose is refused: {because}"]
    assert called(register)[0] not in (choice, "")


def test_two_who_chose_one_name_are_both_told() -> None:
    people = [participant("P01", "Halina"), participant("P02", "Halina")]
    register, refused = study({"P01": "Zebedee Quux", "P02": "Yorick Thrale"}, people)
    assert len(refused) == 2
    assert "Halina" not in called(register)
    assert len(set(called(register))) == 2


def test_a_ruled_name_is_vetted_and_a_label_is_not() -> None:
    def ruling(words: str) -> Ruling:
        return Ruling(
            id="R0001",
            ruling=RulingKind.REPLACEMENT,
            by="A",
            identity="E00001",
            replacement=words,
        )

    names = {"P01": "Zebedee Quux"}
    register, refused = study(names, rulings=[ruling("Yvonne")], others=["Yvonne Marsh"])
    assert refused == [
        "the replacement ruled for E00001 is refused: it is a name, or part of one, in the study"
    ]
    assert called(register) != ["Yvonne"]
    register, refused = study(names, rulings=[ruling("[a woman in her 50s]")])
    assert (called(register), refused) == (["[a woman in her 50s]"], [])


def test_culture_and_age_are_matched_where_several_share_them() -> None:
    names = {f"P{n:02d}": f"Zebedee Quux{n}" for n in range(1, 5)}
    polish = [
        participant(id, gender="woman", culture="Polish", age_band="30s") for id in list(names)[:3]
    ]
    alone = participant("P04", gender="woman", culture="Somali", age_band="70s")
    register, _ = study(names, [*polish, alone], matched=True)
    cultures = [CULTURE[name] for name in called(register)]
    assert cultures == ["polish", "polish", "polish", "british"]


def test_nothing_but_gender_is_matched_unless_the_policy_asks() -> None:
    names = {f"P{n:02d}": f"Zebedee Quux{n}" for n in range(1, 5)}
    people = [participant(id, gender="woman", culture="Polish") for id in names]
    register, _ = study(names, people)
    assert {CULTURE[name] for name in called(register)} == {"british"}


def test_a_pseudonym_that_turns_up_as_a_real_name_is_told_without_the_name() -> None:
    register, _ = study({"P01": "Zebedee Quux"})
    assert collided(register.people.values()) == []
    drawn = called(register)[0]
    entry = RosterEntry(participant="P01", kind=Kind.PERSON, words=f"{drawn} Marsh", role="friend")
    register.enrol(entry)
    (told,) = collided(register.people.values())
    assert "P01" in told
    assert drawn not in told
    assert called(register) == [drawn], "nobody is renamed behind a reader's back"
