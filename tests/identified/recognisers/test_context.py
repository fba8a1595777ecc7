from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.recognisers.context import TITLES, relation
from pipeline.identified.recognisers.tokens import Token, tokens_of
from pipeline.values.spans import Span


@pytest.mark.parametrize(
    ("text", "name", "expected"),
    [
        ("my sister Kelly came", "Kelly", "sister"),
        ("my little sister Kelly came", "Kelly", "sister"),
        ("Kelly, my sister, came", "Kelly", "sister"),
        ("Kelly, that's my older sister", "Kelly", "sister"),
        ("Kelly is my sister", "Kelly", "sister"),
        ("PC Khan rang", "Khan", "officer"),
        ("Detective Sergeant Bell", "Bell", "officer"),
        ("then pc khan rang", "khan", "officer"),
        ("Dr Patel said", "Patel", "doctor"),
        ("Dr. Patel said", "Patel", "doctor"),
        ("Judge Hartley said", "Hartley", "judge"),
        ("Pastor Ade prayed", "Ade", "clergy"),
        ("my ex, Darren, came", "Darren", "ex-partner"),
        ("my ex-husband Darren", "Darren", "ex-partner"),
        ("my ex husband darren", "darren", "ex-partner"),
        ("my husband Darren", "Darren", "husband"),
        ("my mum Pat rang", "Pat", "mother"),
        ("my daughter Hope", "Hope", "daughter"),
        ("my eldest, Tom", "Tom", "child"),
        ("my line manager Bev", "Bev", "manager"),
        ("my boss, Mr Solomon", "Solomon", "manager"),
        ("my neighbour Mrs Crane", "Crane", "neighbour"),
        ("my best friend Jo", "Jo", "friend"),
        ("my support worker Jo", "Jo", "advocate"),
        ("my sister-in-law Jo", "Jo", "sister-in-law"),
        ("my sister in law Jo", "Jo", "sister-in-law"),
        ("Auntie Jean came", "Jean", "aunt"),
        ("his mum Pat rang", "Pat", "his mother"),
        ("his ex Dawn rang", "Dawn", ""),
        ("his solicitor Dawn rang", "Dawn", "his solicitor"),
        ("his brother Huw", "Huw", "his brother"),
        ("his mum, Sheila,", "Sheila", "his mother"),
        ("their son Luke", "Luke", "their son"),
        ("who names their kid Luke", "Luke", ""),
        ("my ex's brother Huw", "Huw", "stalker's brother"),
        ("my ex-husband's mum Pat", "Pat", "stalker's mother"),
        ("my boss's wife Pat", "Pat", ""),
        ("the arresting officer, PC Khan", "Khan", "officer"),
        ("my GP Dr Amin", "Amin", "doctor"),
        ("my GP, Dr Amin,", "Amin", "doctor"),
        ("WPC Khan", "Khan", "officer"),
        ("my caseworker Jo", "Jo", "advocate"),
        ("my IDVA, Jo,", "Jo", "advocate"),
        ("my social worker Jo", "Jo", "social worker"),
        ("Nan Betty said", "Betty", "grandmother"),
        ("Babcia Zofia said", "Zofia", "grandmother"),
        ("Chacha Riaz said", "Riaz", "uncle"),
        ("Shazia Baji said", "Shazia", "sister"),
        ("Uncle Jim said", "Jim", "uncle"),
        ("my husband at the time, Gareth,", "Gareth", "ex-partner"),
        ("my mate Shaz", "Shaz", "friend"),
        ("a mate of mine, Dave, said", "Dave", "friend"),
        ("this friend called Dave", "Dave", "friend"),
        ("my sister, she's called Kelly", "Kelly", "sister"),
        ("my sister's name is Kelly", "Kelly", "sister"),
        ("my sister's called Kelly", "Kelly", "sister"),
        ("the neighbour opposite, a Mrs Bool,", "Bool", "neighbour"),
        ("Steve from work said", "Steve", "colleague"),
        ("Glenys next door", "Glenys", "neighbour"),
        ("Dawn, the solicitor, said", "Dawn", "solicitor"),
        ("Dave, a friend of mine, said", "Dave", "friend"),
        ("the Hendersons came", "Hendersons", "family"),
        ("our Beth came", "Beth", ""),
        # reduced clauses and other people's words
        ("the officer Dawn rang", "Dawn", ""),
        ("I told the doctor, Dawn came", "Dawn", ""),
        ("the Hendersons dog", "Hendersons", ""),
        ("a sister Kelly", "Kelly", ""),
        # not over a verb, a name, another person, a sentence
        ("my sister rang Kelly", "Kelly", ""),
        ("my sister and Kelly", "Kelly", ""),
        ("my sister's friend Kelly", "Kelly", ""),
        ("my sister Jo Kelly Anne", "Anne", ""),
        ("I told my sister. Kelly came", "Kelly", ""),
        ("Kelly came with my sister", "Kelly", ""),
        ("Kelly. My sister rang", "Kelly", ""),
        ("Kelly, my sister Jo and me", "Kelly", ""),
        ("it was Kelly", "Kelly", ""),
        ("Kelly", "Kelly", ""),
    ],
)
def test_relation(text: str, name: str, expected: str) -> None:
    start = text.index(name)
    assert relation(text, Span(start=start, end=start + len(name))) == expected


def test_titles_are_folded() -> None:
    assert {"pc", "dr", "mrs", "judge", "imam"} <= TITLES
    assert all(title == title.lower() for title in TITLES)


@given(text=st.text(min_size=1, max_size=60), data=st.data())
def test_any_span_of_any_text_has_an_answer(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assert isinstance(relation(text, Span(start=start, end=end)), str)


def test_a_long_turn_is_taken_apart_once(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[str] = []

    def counted(text: str) -> list[Token]:
        seen.append(text)
        return tokens_of(text)

    monkeypatch.setattr("pipeline.identified.recognisers.context.tokens_of", counted)
    text = "so my sister Kelly rang my brother Idris and PC Khan came to that very door"
    names = ("Kelly", "Idris", "Khan")
    spans = [Span(start=text.index(one), end=text.index(one) + len(one)) for one in names]
    assert [relation(text, span) for span in spans] == ["sister", "brother", "officer"]
    assert seen == [text]
