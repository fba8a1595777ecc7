"""Who is suggested for the roster, in what order, and as what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.decide import decision_id
from pipeline.identified.forms import form_of
from pipeline.identified.suggest import Looked, Suggestion, plain, suggest
from pipeline.values.identifiers import (
    Action,
    Decision,
    Identity,
    Kind,
    Known,
    Mention,
    RosterEntry,
    Status,
)
from pipeline.values.spans import Span


def someone(id: str, *forms: str, participant: str = "P07", **more: object) -> Identity:
    fields = {"kind": Kind.PERSON, "role": "", "replacement": "[x]", "known": Known.SURE, "why": ""}
    return Identity(id=id, participant=participant, forms=forms, **{**fields, **more})  # type: ignore[arg-type]


def row(words: str, *also: str, participant: str = "P07", role: str = "") -> RosterEntry:
    return RosterEntry(participant=participant, kind=Kind.PERSON, words=words, role=role, also=also)


def looked(*named: str, transcript: str = "P07", hint: str = "") -> Looked:
    """A transcript in which these identities are named in turn; 'E1?' is unsure, 'E1-' is kept."""
    decisions, mentions = [], []
    for turn, one in enumerate(named, start=1):
        id = one.rstrip("?-")
        kept, status = one.endswith("-"), Status.CHECK if one.endswith("?") else Status.SURE
        mention = Mention(
            turn=turn, span=Span(start=0, end=3), kind=Kind.PERSON, words="abc", detector="model",
            score=1.0, status=status, hint=hint,
        )  # fmt: skip
        mentions.append(mention)
        decisions.append(
            Decision(
                id=decision_id(transcript, mention), turn=turn, span=mention.span, kind=Kind.PERSON,
                action=Action.KEEP if kept else Action.ROLE, replacement="" if kept else "[x]",
                identity=id, reason="t", detector="model", confidence=1.0, status=status,
            )
        )  # fmt: skip
    return Looked(transcript, transcript.partition("-")[0], decisions, mentions)


def names(found: list[Suggestion]) -> list[str]:
    return [one.entry.words for one in found]


def test_who_stands_in_the_roster_is_not_suggested() -> None:
    people = [someone("E1", "Priya Shah", "Priya"), someone("E2", "Jonquil")]
    found = suggest(people, [looked("E1", "E2")], [row("Priya Shah")])
    assert names(found) == ["Jonquil"]
    assert suggest(people, [looked("E1", "E2")], [row("Priya Shah"), row("Jonquil")]) == []


@pytest.mark.parametrize(
    ("entry", "listed"),
    [
        (row("Jonquil"), True),
        (row("Jo", "jonquil"), True),
        (row("JONQUIL'S"), True),
        (row("Jonquil", participant=""), True),
        (row("Jonquil", participant="P08"), False),
        (row("Jonquil Thrale"), False),
    ],
)
def test_a_row_of_another_interview_or_of_a_fuller_name_is_none(
    entry: RosterEntry, listed: bool
) -> None:
    found = suggest([someone("E1", "Jonquil")], [looked("E1")], [entry])
    assert bool(found) is not listed


def test_one_who_shares_a_first_name_with_the_roster_is_suggested() -> None:
    people = [someone("E1", "Sarah Jones", "Sarah"), someone("E2", "Sarah Hughes", "Sarah")]
    (found,) = suggest(people, [looked("E1", "E2")], [row("Sarah Jones", "Sarah")])
    assert found.entry.words == "Sarah Hughes"


def test_the_most_often_named_come_first_and_of_these_the_unsure() -> None:
    people = [someone(f"E{n}", words) for n, words in enumerate(("Ann", "Bea", "Cy", "Di"), 1)]
    seen = looked("E1", "E2", "E2?", "E3", "E3", "E4", "E4", "E4")
    found = suggest(people, [seen], [])
    assert names(found) == ["Di", "Bea", "Cy", "Ann"]
    assert [one.found for one in found] == [3, 2, 2, 1]
    assert [one.sure for one in found] == [1, 0.5, 1, 1]


def test_the_fullest_form_leads_and_single_letters_are_left_out() -> None:
    one = someone("E1", "Dil", "K", "D. Pugh", "Dilwyn Pugh", "Dil the Bus")
    (found,) = suggest([one], [looked("E1"), looked("E1", transcript="P07-2")], [])
    assert found.entry.words == "Dil the Bus"
    assert found.entry.also == ("Dilwyn Pugh", "D. Pugh", "Dil")
    assert found.transcripts == ("P07", "P07-2")
    assert suggest([someone("E2", "K")], [looked("E2")], []) == []


@pytest.mark.parametrize(
    ("forms", "fullest"),
    [
        (("Barry Barry", "Barry"), "Barry"),
        (("Will will", "Will"), "Will"),
        (("Hope deferred", "Hope"), "Hope"),
        (("Kaur, K-A-U-R", "Kaur"), "Kaur"),
        (("Pugh", "D. Pugh"), "D. Pugh"),
        (("dil", "dilwyn pugh"), "dilwyn pugh"),
        (("Anna", "Anna van der Berg"), "Anna van der Berg"),
    ],
)
def test_what_only_looks_fuller_does_not_lead(forms: tuple[str, ...], fullest: str) -> None:
    (found,) = suggest([someone("E1", *forms)], [looked("E1")], [])
    assert found.entry.words == fullest
    assert len(found.entry.forms) == len(forms)


@pytest.mark.parametrize(
    ("forms", "seen", "doubtful"),
    [
        (("basket",), ("E1?", "E1?"), True),
        (("basket",), ("E1?", "E1"), False),
        (("Preya",), ("E1?",), False),
        (("Hope", "Hope Asante"), ("E1?",), False),
    ],
)
def test_an_ordinary_word_that_was_never_sure_may_be_no_name(
    forms: tuple[str, ...], seen: tuple[str, ...], doubtful: bool
) -> None:
    (found,) = suggest([someone("E1", *forms)], [looked(*seen)], [])
    assert found.doubtful is doubtful


def test_what_is_kept_or_stands_nowhere_is_not_suggested() -> None:
    people = [someone("E1", "England"), someone("E2", "Nobody")]
    assert suggest(people, [looked("E1-", "E1-")], []) == []
    (found,) = suggest(people, [looked("E1-", "E1")], [])
    assert found.found == 1


def test_a_person_s_role_is_what_is_known_and_a_place_s_type_is_its_finder_s() -> None:
    person = someone("E1", "Oddie", role="officer")
    place = someone("E2", "Ludlow", kind=Kind.LOCATION)
    found = suggest([person, place], [looked("E1", "E2", hint="town")], [])
    assert {one.entry.words: one.entry.role for one in found} == {
        "Oddie": "officer",
        "Ludlow": "town",
    }
    (plain_person,) = suggest([someone("E3", "Jonquil")], [looked("E3", hint="spelled")], [])
    assert plain_person.entry.role == ""


def test_what_may_be_a_form_of_a_row_says_so_and_is_not_joined() -> None:
    people = [someone("E1", "Priya Shah"), someone("E2", "Preya"), someone("E3", "Jonquil")]
    found = suggest(people, [looked("E1", "E2", "E2", "E3")], [row("Priya Shah", "Priya")])
    assert [(one.entry.words, one.perhaps) for one in found] == [
        ("Preya", ("Priya Shah",)),
        ("Jonquil", ()),
    ]
    assert "sounds the same" in found[0].why


def test_two_people_of_like_names_are_only_perhaps_one() -> None:
    people = [someone("E1", "Maria"), someone("E2", "Marie")]
    (found,) = suggest(people, [looked("E1", "E2")], [row("Maria", role="sister")])
    assert (found.entry.words, found.entry.role) == ("Marie", "")
    assert found.perhaps == ("Maria",)


def test_rows_of_others_are_no_likeness() -> None:
    people = [someone("E1", "Preya")]
    others = [
        row("Priya", participant="P08"),
        RosterEntry(participant="P07", kind=Kind.LOCATION, words="Priya", role=""),
    ]
    (found,) = suggest(people, [looked("E1")], others)
    assert found.perhaps == ()


def test_a_row_goes_to_a_participant_who_is_still_there() -> None:
    shared = someone("E1", "Jonquil", participant="P03", also_in=("P07",))
    (found,) = suggest([shared], [looked("E1")], [])
    assert found.entry.participant == "P07"


def test_an_ordinary_word_is_pointed_out() -> None:
    people = [someone("E1", "Hope"), someone("E2", "Preya")]
    why = {one.entry.words: one.why for one in suggest(people, [looked("E1", "E2")], [])}
    assert "ordinary word" in why["Hope"]
    assert "ordinary word" not in why["Preya"]


def test_nobody_s_name_stands_in_a_repr() -> None:
    people = [someone("E1", "Preya", "Pree")]
    (found,) = suggest(people, [looked("E1")], [row("Priya")])
    assert found.perhaps
    assert not any(name in repr(found) for name in ("Preya", "Pree", "Priya"))
    assert "Preya" not in found.why


@given(st.text(max_size=30))
def test_plain_words_have_the_same_form_and_fit_a_cell(words: str) -> None:
    found = plain(words)
    assert form_of(found) == form_of(words)
    assert not found or found[0].isalnum()
    assert found == " ".join(found.split())
    assert not set(found) & set("|\x1b\u202e\u200b\x00")
