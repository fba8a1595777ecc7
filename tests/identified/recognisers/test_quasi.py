from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.recognisers.quasi import QuasiRecogniser
from pipeline.values.identifiers import Kind, Status
from tests.identified.recognisers.finding import check_spans, turns


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("I'm a district nurse in town", Kind.OCCUPATION, ["district nurse"]),
        ("she works as a primary school teacher", Kind.OCCUPATION, ["primary school teacher"]),
        ("i am a tree surgeon", Kind.OCCUPATION, ["tree surgeon"]),
        ("I'd asked the nurse about it", Kind.OCCUPATION, []),
        ("he is diabetic and I have PTSD", Kind.HEALTH, ["diabetic", "PTSD"]),
        ("they put me on sertraline", Kind.HEALTH, ["sertraline"]),
        ("I felt ill and sick of it", Kind.HEALTH, []),
        ("a Polish lad and an irish girl", Kind.DEMOGRAPHIC, ["Polish", "irish"]),
        ("polish the table", Kind.DEMOGRAPHIC, []),
        ("he stood in a dark blue Vauxhall Corsa", Kind.VEHICLE, ["dark blue Vauxhall Corsa"]),
        ("the red van was back", Kind.VEHICLE, ["red van"]),
        ("his mondeo was there", Kind.VEHICLE, ["mondeo"]),
        ("the focus was on me and the red door", Kind.VEHICLE, []),
        ("my dog, Biscuit, barked", Kind.OTHER, ["Biscuit"]),
        ("we had a cat called Treacle", Kind.OTHER, ["Treacle"]),
        ("my dog barked at Kelly", Kind.OTHER, []),
    ],
)
def test_indirect_identifiers(text: str, kind: Kind, expected: list[str]) -> None:
    """Those that are replaced."""
    assert told(text, kind, listed=False) == expected


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        # occupations: whose, in what way; not whom she meets in their role
        ("my uncle drives a lorry, he's on the buses now", Kind.OCCUPATION, ["on the buses"]),
        ("our boiler man has a key", Kind.OCCUPATION, ["boiler man"]),
        ("I jacked in the hairdressing", Kind.OCCUPATION, ["hairdressing"]),
        ("my solicitor rang and the police officer came", Kind.OCCUPATION, []),
        ("it goes round and round in your head", Kind.OCCUPATION, []),
        # health: endings of medicines, bodies by their parts, what is said around it
        ("they've got me on amlodipine and ramipril", Kind.HEALTH, ["ramipril"]),
        ("he has a bad hip and a stent", Kind.HEALTH, ["bad hip", "stent"]),
        ("my sister had her gallbladder removed", Kind.HEALTH, ["gallbladder removed"]),
        ("his hand was on my back, my heart went", Kind.HEALTH, []),
        # family
        ("she's one of nine and I've got twins", Kind.FAMILY, ["one of nine", "twins"]),
        ("there's fourteen years between us", Kind.FAMILY, ["fourteen years between us"]),
        ("I was fostered till I was ten", Kind.FAMILY, ["fostered"]),
        ("my sister and the kids came, one of them cried", Kind.FAMILY, []),
        # counts and sums that are neither round nor usual
        (
            "he sent sixty-one letters in nine weeks",
            Kind.OTHER,
            ["sixty-one letters in nine weeks"],
        ),
        ("four pound forty-four, every time", Kind.OTHER, ["four pound forty-four"]),
        ("he rang twenty times, a hundred times, at half past eleven", Kind.OTHER, []),
        ("I waited twelve hours and 45 minutes", Kind.OTHER, []),
        # things that few people leave; what hundreds do
        ("he left a brass handbell on the step", Kind.OTHER, ["a brass handbell"]),
        ("he left flowers and a card on the step", Kind.OTHER, []),
        # what was written or said
        (
            "the card said, ask her about the ledger. So I did.",
            Kind.OTHER,
            ["ask her about the ledger"],
        ),
        ("he wrote, I know where you live. And he did.", Kind.OTHER, []),
        ("I said, get off my step. And I shut the door.", Kind.OTHER, []),
        # backgrounds
        ("we go to the gurdwara on Sundays", Kind.DEMOGRAPHIC, ["gurdwara"]),
    ],
)
def test_what_is_only_listed(text: str, kind: Kind, expected: list[str]) -> None:
    assert told(text, kind, listed=True) == expected


def told(text: str, kind: Kind, *, listed: bool) -> list[str]:
    mentions = QuasiRecogniser().find(turns(text))
    return [one.words for one in mentions if one.kind is kind and one.listed is listed]


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("I'm a district nurse", "health care"),
        ("he's a lorry driver", "transport"),
        ("she was a dinner lady", "education"),
    ],
)
def test_a_job_comes_with_its_sector(text: str, hint: str) -> None:
    mentions = QuasiRecogniser().find(turns(text))
    assert {one.hint for one in mentions if one.kind is Kind.OCCUPATION} == {hint}


def test_all_ask_for_a_person() -> None:
    mentions = QuasiRecogniser().find(turns("I'm a nurse. My dog, Biscuit, saw the red van."))
    assert {one.hint for one in mentions} >= {"pet", "car"}
    assert {one.status for one in mentions} == {Status.CHECK}


@given(text=st.text(max_size=100))
def test_any_text_gives_valid_mentions(text: str) -> None:
    text = " ".join(text.split())
    if text:
        check_spans(QuasiRecogniser().find(turns(text)), [text])
