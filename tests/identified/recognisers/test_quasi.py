from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.recognisers.quasi import QuasiRecogniser
from pipeline.values.identifiers import Kind, Status
from tests.identified.recognisers.finding import check_spans, found, turns


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
    assert found(QuasiRecogniser(), text, kind) == expected


def test_all_ask_for_a_person() -> None:
    mentions = QuasiRecogniser().find(turns("I'm a nurse. My dog, Biscuit, saw the red van."))
    assert {one.hint for one in mentions} >= {"pet", "car"}
    assert {one.status for one in mentions} == {Status.CHECK}


@given(text=st.text(max_size=100))
def test_any_text_gives_valid_mentions(text: str) -> None:
    text = " ".join(text.split())
    if text:
        check_spans(QuasiRecogniser().find(turns(text)), [text])
