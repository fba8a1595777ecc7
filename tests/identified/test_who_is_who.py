"""Joins by likeness, and what must not be joined; undoing and redoing; votes on roles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.questions import asked
from pipeline.identified.resolve import Register
from pipeline.values.identifiers import Kind, Likeness, Mention, RulingKind
from tests.identified.building import decided, document, listed, names_in, ruled, rules, talk
from tests.identified.test_resolve import known, mentions, who


@pytest.mark.parametrize(
    ("words", "like"),
    [
        (["David Pugh", "Dave"], Likeness.DIMINUTIVE),
        (["Dave", "David"], Likeness.DIMINUTIVE),
        (["David Pugh", "Dave Pugh"], Likeness.DIMINUTIVE),
        (["Katarzyna Domagala", "Kasia"], Likeness.DIMINUTIVE),
        (["Margaret", "Peggy"], Likeness.DIMINUTIVE),
        (["Sharon Bell", "Shaz"], Likeness.DIMINUTIVE),
        (["Darren", "Dazza"], Likeness.DIMINUTIVE),
        (["Dean", "Deano"], Likeness.DIMINUTIVE),
        (["Rebecca", "Becs"], Likeness.DIMINUTIVE),
        (["Nasreen", "Nas"], Likeness.DIMINUTIVE),
        (["Wojciech", "Wojtek"], Likeness.DIMINUTIVE),
        (["Ieuan", "Yanto"], Likeness.DIMINUTIVE),
        (["Hugh Baird", "Shug"], Likeness.DIMINUTIVE),
        (["Mohammed Alom", "Muhammad Alom"], Likeness.DIMINUTIVE),
        (["Dilwyn Pugh", "D. Pugh"], Likeness.PART),
        (["Tamsin Okafor", "Tamzyn"], Likeness.SOUND),
        (["Priya Shah", "Preya Shah"], Likeness.DIMINUTIVE),
        (["Rosa Quillfeather", "Qwillfeather"], Likeness.SPELLING),
        (["Anna Nesbitt", "N-E-S-B-I-T-T"], Likeness.LETTERS),
        (["Yvonne Dacres", "D-A-C-R-E-S"], Likeness.LETTERS),
        (["Barry Maddocks", "Barry Barry"], Likeness.PART),
        (["Hope Dacres", "Hope deferred"], Likeness.PART),
    ],
)
def test_one_person_under_another_form(words: list[str], like: Likeness) -> None:
    register = Register([])
    assert set(who(*words, register=register)) == {0}
    (one,) = register.current()
    assert like in {merge.like for merge in one.merges}


@pytest.mark.parametrize(
    "words",
    [
        ["Maria", "Marie"],
        ["Maria Jones", "Marie Jones"],
        ["Dan", "Ian"],
        ["Christine", "Christina"],
        ["John Bell", "Jack Bell"],
        ["Kelly Pugh", "Kelly Marsh"],
        ["Dave Pugh", "David Hughes"],
        ["Kate", "Kath"],
        ["Mr Pugh", "Mrs Pugh"],
        ["Sarah Jones", "Sarah Hughes"],
        ["Al", "El"],
        ["Anna", "Annabel"],
    ],
)
def test_two_people_stay_two(words: list[str]) -> None:
    assert who(*words) == [0, 1]


def test_of_two_who_fit_equally_nobody_is_taken_and_a_person_is_asked() -> None:
    register = Register([])
    assert who("David Pugh", "David Lewis", "Dave", register=register) == [0, 1, 2]
    (dave,) = [one for one in asked(register) if one.forms == ("Dave",)]
    assert {question.like for question in dave.questions} == {Likeness.DIMINUTIVE}
    assert len(dave.questions) == 2


def test_father_and_son_of_one_name_are_told_apart_by_what_is_said() -> None:
    register = Register([])
    father = register.enrol(listed("David Pugh", "father"))
    son = register.enrol(listed("David Pugh", "son"))
    found = register.resolve("P01", mentions("David Pugh=son", "David Pugh=father", "Dave"))
    assert found[:2] == [son.id, father.id]
    assert found[2] not in (son.id, father.id)


def test_contradicting_roles_are_not_joined_but_asked_about() -> None:
    register = Register([])
    who("David=son", "Dave=father", register=register)
    one, other = asked(register)
    assert [question.other for question in one.questions] == [other.id]


def test_sisters_of_like_names_are_asked_about() -> None:
    register = Register([])
    who("Maria", "Marie", register=register)
    assert all(one.questions[0].like is Likeness.SOUND for one in asked(register))


def test_two_whom_the_roster_lists_are_never_asked_about() -> None:
    register = Register([])
    register.enrol(listed("David", "son"))
    register.enrol(listed("Dave", "friend"))
    assert who("David", "Dave", register=register) == [0, 1]
    assert not any(one.questions for one in asked(register))


def test_a_misspelling_joins_nobody_of_another_interview() -> None:
    register = Register([])
    register.resolve("P01", mentions("Priya Shah"))
    register.resolve("P02", mentions("Preya"))
    assert len(register.people) == 2


def test_broken_words_join_the_name_they_sound_like_and_are_not_looked_for() -> None:
    register = Register([])
    (broken,) = mentions("beat her")
    broken = broken.model_copy(update={"sounds_like": "Beata", "turn": 2})
    (beata, again) = register.resolve("P01", [*mentions("Beata Nowak"), broken])
    assert beata == again
    (one,) = register.current()
    assert "beat her" not in one.forms
    assert one.merges[0].like is Likeness.SOUND


@pytest.mark.parametrize(
    ("hints", "role"),
    [
        (["friend", "ex-partner", "ex-partner"], "ex-partner"),
        (["ex-partner", "friend"], "ex-partner"),
        (["friend", "ex-partner"], "ex-partner"),
        (["", "sister"], "sister"),
    ],
)
def test_a_role_is_what_most_mentions_say(hints: list[str], role: str) -> None:
    register = Register([])
    (id, *_) = register.resolve("P01", mentions(*(f"Anna={hint}" for hint in hints)))
    assert register.people[str(id)].role == role


def test_a_role_that_contradicts_is_an_open_question() -> None:
    register = Register([])
    register.enrol(listed("Anna", "sister"))
    register.resolve("P01", mentions("Anna=sister", "Anna=officer"))
    (one,) = asked(register)
    assert (one.role, one.questions[0].role, one.questions[0].times) == ("sister", "officer", 1)


def test_a_ruled_role_goes_before_the_roster_s_and_stays_so() -> None:
    source = talk("P01", "I met Anna.")
    roster = [listed("Anna", "friend")]
    ruling = ruled(1, RulingKind.IDENTIFIES, source, "Anna", of=Kind.PERSON, role="sister")
    first = decided([names_in(source, "Anna")], rules(roster, [ruling]))
    again = decided([names_in(source, "Anna")], rules(roster, [ruling]), first.contents)
    for found in (first, again):
        assert [one.role for one in found.identities] == ["sister"]
    assert first.identities[0].replacement == again.identities[0].replacement == "[sister]"


def test_mr_and_mrs_of_one_surname_are_two() -> None:
    source = talk("P01", "Mr Pugh rang. Then Mrs Pugh came. Mr Pugh left.")
    found = decided([names_in(source, "Pugh")])
    ids = [one.identity for one in found.decisions["P01"]]
    assert ids[0] == ids[2] != ids[1]


def test_apart_makes_somebody_of_its_own_and_stays_and_can_be_dropped() -> None:
    source = talk("P01", "I met David Pugh.", "Dave rang. Dave again.")
    heard = names_in(source, "David Pugh", "Dave")
    before = decided([heard])
    assert len(before.identities) == 1
    apart = ruled(1, RulingKind.KEEP, source, "Dave", turn=2)
    apart = apart.model_copy(
        update={"ruling": RulingKind.APART, "identity": before.identities[0].id}
    )
    after = decided([heard], rules(rulings=[apart]), before.contents)
    ids = [one.identity for one in after.decisions["P01"]]
    assert ids[0] == before.identities[0].id
    assert ids[1] == ids[2] != ids[0]
    again = decided([heard], rules(rulings=[apart]), after.contents)
    assert again.identities == after.identities
    assert not any(one.questions for one in again.identities)
    dropped = decided([heard], rules(), again.contents)
    assert len({one.identity for one in dropped.decisions["P01"]}) == 1


def test_a_listed_name_stays_listed_when_a_ruling_that_took_it_is_dropped() -> None:
    source = talk("P01", "I met David Pugh.", "Dave rang.")
    before = decided([names_in(source, "David Pugh", "Dave")])
    apart = ruled(1, RulingKind.KEEP, source, "Dave", turn=2)
    apart = apart.model_copy(
        update={"ruling": RulingKind.APART, "identity": before.identities[0].id}
    )
    roster = [listed("Dave", "friend")]
    heard = names_in(source, "David Pugh", "Dave")
    taken = decided([heard], rules(roster, [apart]), before.contents)
    unheard = names_in(source, "David Pugh")
    dropped = decided([unheard], rules(roster), taken.contents)
    assert [one.turn for one in dropped.decisions["P01"]] == [1, 2]


def test_nothing_of_the_roster_is_printed_of_a_person() -> None:
    register = Register([])
    register.enrol(listed("Anna Bell", "aunt of Zebedee"))
    register.resolve("P01", mentions("Anna=aunt of Zebedee"))
    assert not any(word in repr([*register.people.values()]) for word in ("Zebedee", "Anna"))


def test_a_listed_name_goes_to_the_same_person_again() -> None:
    roster = [listed("Oscar Elwick", "friend"), listed("Elwick", "friend")]
    source = talk("P01", "Oscar Elwick rang, then Elwick.")
    first = decided([names_in(source, "Oscar Elwick", "Elwick")], rules(roster))
    again = decided([names_in(source, "Oscar Elwick", "Elwick")], rules(roster), first.contents)
    assert again.contents == first.contents


def test_what_was_put_apart_can_be_joined_again() -> None:
    source = talk("P01", "I met David Pugh.", "Dave rang.")
    heard = names_in(source, "David Pugh", "Dave")
    before = decided([heard])
    apart = ruled(1, RulingKind.KEEP, source, "Dave", turn=2)
    apart = apart.model_copy(
        update={"ruling": RulingKind.APART, "identity": before.identities[0].id}
    )
    after = decided([heard], rules(rulings=[apart]), before.contents)
    one, other = (one.id for one in after.identities)
    same = apart.model_copy(
        update={"id": "R0002", "ruling": RulingKind.SAME, "identity": one, "other": other}
    )
    rulings = [apart, same.model_copy(update={"transcript": None, "turn": None, "span": None})]
    joined = decided([heard], rules(rulings=rulings), after.contents)
    again = decided([heard], rules(rulings=rulings), joined.contents)
    for found in (joined, again):
        assert {one.identity for one in found.decisions["P01"]} == {one}


FORMS = st.sampled_from(
    ["David Pugh", "Dave", "Priya Shah", "Preya", "Maria", "Marie", "David Lewis", "Kasia",
     "Katarzyna", "P-R-I-Y-A", "Pugh"]
)  # fmt: skip
TALKS = st.lists(st.lists(FORMS, min_size=1, max_size=5), min_size=2, max_size=3)


def partition(talks: Sequence[tuple[str, Sequence[str]]]) -> set[frozenset[tuple[str, int]]]:
    """Which mentions are one person's, whatever the transcripts are called."""
    register = Register([])
    met: list[tuple[str, str, list[Mention]]] = []
    for number, (name, words) in enumerate(talks):
        met.append((name, f"P01-{number}", mentions(*words)))
        register.meet("P01", met[-1][2], met[-1][1])
    register.settle()
    groups: dict[str | None, set[tuple[str, int]]] = defaultdict(set)
    for name, id, found in met:
        for index, identity in enumerate(register.resolve("P01", found, id)):
            groups[identity].add((name, index))
    return {frozenset(group) for group in groups.values()}


@given(TALKS, st.randoms(use_true_random=False))
def test_the_order_of_transcripts_does_not_tell_who_is_who(
    talks: list[list[str]], chance: st.DataObject
) -> None:
    named = [(f"talk {number}", words) for number, words in enumerate(talks)]
    shuffled = list(named)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert partition(named) == partition(shuffled)


@given(TALKS)
def test_another_transcript_renames_nobody(talks: list[list[str]]) -> None:
    sources = [talk(f"P01-{n}", *(f"I saw {one}." for one in t)) for n, t in enumerate(talks)]
    heard = [
        document(source, *(m for one in set(t) for m in names_in(source, one).mentions))
        for source, t in zip(sources, talks, strict=True)
    ]
    first = decided(heard[:1])
    both = decided(heard, vault=first.contents)
    before = {one.id: one.replacement for one in first.contents.identities}
    after = {one.id: one.replacement for one in both.contents.identities}
    assert before.items() <= after.items()


def test_identities_of_an_older_vault_still_open() -> None:
    text = known("E00001", "Anna").model_dump(mode="json")
    for new in ("gender", "merges", "rulings", "apart_from", "questions"):
        del text[new]
    assert type(known("E00001", "Anna")).model_validate(text, strict=False).merges == ()
