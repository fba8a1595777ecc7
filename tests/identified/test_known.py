"""Rulings, speakers and names met elsewhere, before anything is decided."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.known import (
    ORDINARY,
    StudyForms,
    add_known_forms,
    direct_forms,
    enrol_speakers,
    is_ordinary_word,
)
from pipeline.identified.resolve import Register
from pipeline.identified.rulings import KEPT, apply_rulings, unfit_rulings
from pipeline.values.identifiers import Identity, Kind, Known, Mention, RulingKind, Status
from pipeline.values.texts import Transcript
from tests.identified.building import at, document, listed, names_in, ruled, talk

IDENTIFIES, KEEP = RulingKind.IDENTIFIES, RulingKind.KEEP


def register(*forms: str, participant: str = "P01", kind: Kind = Kind.PERSON) -> Register:
    """A register with one listed identity."""
    made = Register([])
    entry = listed(forms[0], participant=participant, kind=kind, also="|".join(forms[1:]))
    made.enrol(entry)
    return made


def forms_of(people: Register) -> StudyForms:
    return StudyForms.of(people.current())


def added(source: Transcript, people: Register, *mentions: Mention) -> list[tuple[str, str]]:
    """(words, hint) of what was added to these mentions."""
    found = add_known_forms(source, mentions, forms_of(people))
    assert [m for m in found if m.detector != "known form"] == list(mentions)
    return [(m.words, m.hint) for m in found if m.detector == "known form"]


# --- rulings -------------------------------------------------------------------------------------


def test_a_ruling_marks_a_stretch_that_nothing_had_found() -> None:
    source = talk("P01", "the man with the parrot, again")
    ruling = ruled(1, IDENTIFIES, source, "the parrot", of=Kind.OTHER, role="pet")
    (found,) = apply_rulings(source, [], [ruling])
    assert (found.words, found.kind, found.hint) == ("the parrot", Kind.OTHER, "pet")
    assert (found.detector, found.score, found.status) == ("ruling R0001", 1.0, Status.SURE)


def test_a_ruling_takes_the_place_of_what_it_overlaps_and_of_nothing_else() -> None:
    source = talk("P01", "Kent Road and Kent", "Kent Road")
    mentions = [
        at(source, "Kent Road", Kind.LOCATION),
        at(source, "Kent", Kind.LOCATION, occurrence=2),
        at(source, "Kent Road", Kind.LOCATION, turn=2),
    ]
    ruling = ruled(1, IDENTIFIES, source, "Kent Road and", of=Kind.PERSON)
    found = apply_rulings(source, mentions, [ruling])
    assert [(m.turn, m.words, m.kind) for m in found] == [
        (1, "Kent Road and", Kind.PERSON),
        (1, "Kent", Kind.LOCATION),
        (2, "Kent Road", Kind.LOCATION),
    ]


def test_the_later_of_two_rulings_on_one_place_counts() -> None:
    source = talk("P01", "then Kent came")
    first = ruled(1, IDENTIFIES, source, "Kent", of=Kind.LOCATION, role="county")
    second = ruled(2, IDENTIFIES, source, "Kent came", of=Kind.PERSON, role="friend")
    (found,) = apply_rulings(source, [], [first, second])
    assert (found.words, found.kind, found.hint) == ("Kent came", Kind.PERSON, "friend")


def test_rulings_on_other_transcripts_mark_nothing() -> None:
    source, other = talk("P01", "then Kent came"), talk("P02", "then Kent came")
    ruling = ruled(1, IDENTIFIES, other, "Kent", of=Kind.PERSON)
    assert apply_rulings(source, [], [ruling]) == []


def test_a_ruling_to_keep_is_a_mention_that_takes_its_part_of_others() -> None:
    source = talk("P01", "then Kent Road came")
    found = apply_rulings(
        source, [at(source, "Kent Road", Kind.LOCATION)], [ruled(1, KEEP, source, "Kent")]
    )
    assert [(m.words, m.hint) for m in found] == [("Kent", KEPT), ("Road", "")]


def test_rulings_on_another_version_are_counted_by_transcript() -> None:
    old, new = talk("P01", "then Kent came"), talk("P01", "and then Kent came")
    other, gone = talk("P02", "Kent"), talk("P03", "Kent")
    rulings = [
        ruled(1, KEEP, old, "Kent"),
        ruled(2, KEEP, old, "then"),
        ruled(3, KEEP, other, "Kent"),
        ruled(4, KEEP, gone, "Kent"),
    ]
    now = {one.id: one.fingerprint() for one in (new, other)}
    assert unfit_rulings(now, rulings) == {"P01": 2}


def test_rulings_made_again_on_the_new_version_free_it() -> None:
    """What a refused transcript asks for ('until they are made again') must be possible: rulings
    can only be added."""
    old, new = talk("P01", "then Kent came"), talk("P01", "and then Kent came")
    rulings = [
        ruled(1, IDENTIFIES, old, "Kent", of=Kind.PERSON),
        ruled(2, IDENTIFIES, new, "Kent", of=Kind.PERSON),
    ]
    assert unfit_rulings({"P01": new.fingerprint()}, rulings) == {}


# --- speakers ------------------------------------------------------------------------------------


def test_the_names_of_speakers_are_looked_for_with_their_roles() -> None:
    source = talk(
        "P01", "hello", names={"I": "Moira Vance", "P": "Ada Bell", "P2": "Rae Bell", "O": "Tam"}
    )
    people = Register([])
    enrol_speakers(source, people)
    assert {(one.forms, one.role) for one in people.current()} == {
        (("Moira Vance",), "interviewer"),
        (("Ada Bell",), "victim"),
        (("Rae Bell",), ""),
        (("Tam",), ""),
    }
    assert {one.known for one in people.current()} == {Known.LISTED}


def test_a_speaker_whom_the_roster_lists_is_one_with_that_entry() -> None:
    people = register("Ada Brackenbury", "Ada Bell")
    enrol_speakers(talk("P01", "hello", names={"P": "ada bell"}), people)
    (one,) = people.current()
    assert one.role == "victim"


def test_a_file_may_call_its_participant_otherwise_than_the_roster() -> None:
    people = Register([])
    people.enrol(listed("Ada Brackenbury", "victim"))
    enrol_speakers(talk("P01", "hello", names={"P": "Dervla"}), people)
    (one,) = people.current()
    assert one.forms == ("Ada Brackenbury", "Dervla")


@pytest.mark.parametrize("speaker", ["Ada Bell", "Rae Bell"])
def test_of_two_listed_victims_the_one_of_that_name_speaks(speaker: str) -> None:
    people = Register([])
    for name in ("Ada Bell", "Rae Bell"):
        people.enrol(listed(name, "victim"))
    enrol_speakers(talk("P01", "hello", names={"P": speaker}), people)
    assert [one.forms for one in people.current()] == [("Ada Bell",), ("Rae Bell",)]


def test_an_interviewer_s_name_is_never_the_participant_s() -> None:
    people = Register([])
    people.enrol(listed("Moira Vance", "interviewer"))
    enrol_speakers(talk("P01", "hello", names={"I": "Dervla Rae"}), people)
    assert [one.forms for one in people.current()] == [("Moira Vance",), ("Dervla Rae",)]


# --- names met elsewhere -------------------------------------------------------------------------

STANDING = [
    ("then casimir came", ["Casimir"], [("casimir", "")]),
    ("then CASIMIR'S mum", ["Casimir"], [("CASIMIR", "")]),
    ("old Zoe said", ["Zoë"], [("Zoe", "")]),
    ("it was Casimir-Ann", ["Casimir Ann", "Casimir"], [("Casimir-Ann", "")]),
    ("that casimira", ["Casimir"], []),
    ("I will go", ["Will"], [("will", ORDINARY)]),
    ("I will go", ["Will Thrale"], []),
    ("then will thrale came", ["Will Thrale"], [("will thrale", "")]),
    ("Casimir and casimir", ["Casimir"], [("Casimir", ""), ("casimir", "")]),
]


@pytest.mark.parametrize(("text", "forms", "expected"), STANDING)
def test_a_known_form_is_found_where_it_stands_undetected(
    text: str, forms: list[str], expected: list[tuple[str, str]]
) -> None:
    assert added(talk("P01", text), register(*forms)) == expected


def test_what_was_detected_is_not_added_again() -> None:
    source = talk("P01", "Casimir and casimir")
    assert added(source, register("Casimir"), at(source, "Casimir")) == [("casimir", "")]


def test_a_known_name_of_which_only_a_part_was_detected_leaves_no_rest() -> None:
    source = talk("P01", "then gareth pugh came")
    found = add_known_forms(source, [at(source, "gareth")], forms_of(register("Gareth Pugh")))
    masked = {place for m in found for place in range(m.span.start, m.span.end)}
    start = source.turns[0].text.index("pugh")
    assert set(range(start, start + 4)) <= masked


def test_added_mentions_ask_for_a_person_s_eyes() -> None:
    source = talk("P01", "then casimir came")
    (found,) = add_known_forms(source, [], forms_of(register("Casimir")))
    assert (found.kind, found.status, found.detector) == (Kind.PERSON, Status.CHECK, "known form")


@pytest.mark.parametrize(
    "again", ["07700900321", "07700-900-321", "07700  900321", "0 7700 900321"]
)
def test_a_number_found_once_is_found_however_it_is_spaced(again: str) -> None:
    source = talk("P01", "ring 07700 900321", f"I said {again}")
    (words, _), *rest = added(source, Register([]), at(source, "07700 900321", Kind.PHONE))
    assert (words, rest) == (again, [])


def test_a_place_met_in_one_interview_is_no_secret_of_another() -> None:
    people = Register([])
    source = talk("P01", "in Ludlow")
    people.resolve("P01", [at(source, "Ludlow", Kind.LOCATION)])
    assert added(talk("P02", "then to ludlow"), people) == []
    assert added(talk("P01-2", "then to ludlow"), people) == [("ludlow", "")]


def test_a_person_whom_a_recogniser_was_sure_of_is_a_secret_everywhere() -> None:
    people = Register([])
    source = talk("P01", "then Casimir came")
    people.resolve("P01", names_in(source, "Casimir").mentions)
    assert added(talk("P02", "and casimir knew"), people) == [("casimir", "")]


IDENTITIES = st.builds(
    Identity,
    id=st.just("E00001"),
    kind=st.just(Kind.PERSON),
    participant=st.sampled_from(["", "P01", "P02"]),
    role=st.just(""),
    forms=st.lists(
        st.sampled_from(["Will", "Casimir", "Gareth Pugh", "Reading"]), min_size=1, max_size=3
    ).map(tuple),
    replacement=st.just("[x]"),
    known=st.sampled_from(Known),
    why=st.just("test"),
)


@given(IDENTITIES)
def test_what_is_looked_for_where(identity: Identity) -> None:
    found = StudyForms.of([identity]).to_find("P01", [])
    own = identity.participant in ("", "P01")
    for form in identity.forms:
        ordinary = form in ("Will", "Reading")
        wanted = {
            Known.LISTED: True,
            Known.SURE: not ordinary,
            Known.GUESSED: own and not ordinary,
        }[identity.known]
        assert bool(found.hits(form)) == wanted


@pytest.mark.parametrize(
    ("kind", "words", "found"),
    [
        (Kind.PHONE, "07700 900321", True),
        (Kind.VEHICLE, "LN19 ABC", True),
        (Kind.HANDLE, "casimir_r", True),
        (Kind.HANDLE, "will", False),
        (Kind.VEHICLE, "with the", False),
        (Kind.AGE, "thirty-four", False),
        (Kind.DATETIME, "14 June 2019", False),
        (Kind.PERSON, "Casimir", False),
    ],
)
def test_words_that_must_not_stand_elsewhere(kind: Kind, words: str, found: bool) -> None:
    assert (list(direct_forms([(kind, words)])) == [words]) is found


@pytest.mark.parametrize(
    ("words", "ordinary"),
    [("Will", True), ("Reading's", True), ("will", True), ("Casimir", False), ("Will Rae", False)],
)
def test_ordinary_words(words: str, ordinary: bool) -> None:
    assert is_ordinary_word(words) is ordinary


@given(
    st.lists(
        st.sampled_from(
            ["Casimir", "casimir's", "will", "Will", "and", "07700900321", "Gareth Pugh"]
        ),
        min_size=1,
        max_size=12,
    )
)
def test_afterwards_no_known_form_stands_alone(words: list[str]) -> None:
    """The residue check demands exactly this."""
    source = talk("P01", " ".join(words))
    people = register("Casimir", "Will", "Gareth Pugh")
    found = document(source, *add_known_forms(source, [], forms_of(people))).mentions
    hits = forms_of(people).to_find("P01", []).hits(source.turns[0].text)
    for hit in hits:
        assert any(m.span.covers(hit.span) for m in found)
    for one, after in pairwise(found):
        assert one.span.end <= after.span.start
