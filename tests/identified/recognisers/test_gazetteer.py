from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.recognisers.gazetteer import GazetteerRecogniser
from pipeline.values.identifiers import Kind, Mention, Status
from tests.identified.recognisers.finding import check_spans, turns

PROSE = "He came back again. She was at home with the kids. We said no. They left at noon. I slept."
PER, LOC, ORG = Kind.PERSON, Kind.LOCATION, Kind.ORGANISATION


def look(text: str, rest: str = PROSE) -> list[Mention]:
    mentions = GazetteerRecogniser().find(turns(text, rest))
    return sorted((one for one in mentions if one.turn == 1), key=lambda one: one.span.start)


def kinds(text: str, rest: str = PROSE) -> dict[str, Kind]:
    return {one.words: one.kind for one in look(text, rest)}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Then Kelly Haworth rang me.", {"Kelly Haworth": PER}),
        ("Kelly rang me.", {"Kelly": PER}),
        ("I told Oluwaseun's mum.", {"Oluwaseun": PER}),
        ("It was PC Wood who came.", {"Wood": PER}),
        ("It was Mrs T at the gate.", {"T": PER}),
        ("We moved to Milton Keynes.", {"Milton Keynes": LOC}),
        ("She lives in Keighley now.", {"Keighley": LOC}),
        ("He was on Acacia Avenue again.", {"Acacia Avenue": LOC}),
        ("I work at Greenbank Primary School.", {"Greenbank Primary School": ORG}),
        ("I rang Cumbria Police at once.", {"Cumbria Police": ORG}),
        ("We met at the Railway Arms.", {"Railway Arms": ORG}),
        ("He followed me round Tesco.", {"Tesco": ORG}),
        ("My daughter Hope cried.", {"Hope": PER}),
        ("I live in Deal now.", {"Deal": LOC}),
        ("My sister is called May.", {"May": PER}),
        ("A lad called Xyzzyk sat there.", {"Xyzzyk": PER}),
    ],
)
def test_names_in_cased_text(text: str, expected: dict[str, Kind]) -> None:
    assert kinds(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "I will be there on Monday in March, God willing.",
        "He found me on Facebook and WhatsApp.",
        "The CPS and Victim Support were good.",
        "My Mum and my Nan came at Christmas.",
        "Mark my words. Grace under pressure, they say. Will he stop?",
        "Hope is all I had. Bill after bill came.",
        "May I say something? Reading helped me.",
        "There was CCTV at my GP's. I got an iPhone.",
        "Everyone knew. Nobody asked. Sixteen times he rang.",
        "You'd think he'd stop. They've got his number.",
        "He's Polish and she's Irish.",
    ],
)
def test_capitals_that_name_nobody(text: str) -> None:
    assert kinds(text) == {}


SMALL = "and he came back again and she was at home with the kids and we said no"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("so i rang kelly and she came", {"kelly": PER}),
        ("my sister grace said come here", {"grace": PER}),
        ("a man called mark was outside", {"mark": PER}),
        ("then pc khan came to the door", {"khan": PER}),
        ("and mr bell wrote it down", {"bell": PER}),
        ("we moved to milton keynes", {"milton keynes": LOC}),
        ("he waited on stoney stanton road", {"stoney stanton road": LOC}),
        ("he drove down barn street twice", {"barn street": LOC}),
        ("it was kellys baby", {"kelly": PER}),
        ("tariq mahmood from bradford", {"tariq mahmood": PER, "bradford": LOC}),
    ],
)
def test_names_in_text_without_capitals(text: str, expected: dict[str, Kind]) -> None:
    assert kinds(text, SMALL) == expected


@pytest.mark.parametrize(
    "text",
    [
        "i will be frank with you i hope it may stop",
        "mark my words he had to pay the bill",
        "by the grace of god i was reading in the bath",
        "on the main road by the high street at the police station",
        "im not being funny but thats owt or nowt innit",
        "she said he didnt do it and theyre all the same",
    ],
)
def test_plain_words_without_capitals(text: str) -> None:
    assert kinds(text, SMALL) == {}


def test_a_name_found_once_is_found_everywhere() -> None:
    texts = ["My friend Precious Ndlovu came.", "Precious. Always late.", "Then ndlovu left."]
    mentions = GazetteerRecogniser().find(turns(*texts, PROSE))
    assert {(one.turn, one.words) for one in mentions} == {
        (1, "Precious Ndlovu"), (2, "Precious"), (3, "ndlovu")
    }  # fmt: skip


def test_lists_and_context_are_sure_and_capitals_alone_ask() -> None:
    status = {one.words: one.status for one in look("I saw Kelly by the Gromflop again.")}
    assert status == {"Kelly": Status.SURE, "Gromflop": Status.CHECK}


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("We live in Keighley.", "town"),
        ("We live in Kent.", "county"),
        ("We live in Scotland.", "country"),
        ("It was on Acacia Avenue.", "street"),
        ("I rang Cumbria Police.", "police force"),
        ("I went to Keighley Police Station.", "police station"),
        ("She was in Airedale Hospital.", "hospital"),
        ("He was in Leeds Crown Court.", "court"),
        ("He followed me round Tesco.", "supermarket"),
        ("I asked my sister Kelly.", "sister"),
        ("I asked PC Khan.", "officer"),
    ],
)
def test_hints(text: str, hint: str) -> None:
    assert [one.hint for one in look(text)] == [hint]


def test_erratic_capitals_do_not_make_names() -> None:
    rest = "he Came to The door And my sister Was there and His van Was in The road With him"
    assert kinds("and The police Lady said my Door was open but Kelly knew", rest) == {"Kelly": PER}


@given(text=st.text(max_size=120))
def test_any_text_gives_valid_mentions(text: str) -> None:
    text = " ".join(text.split())
    if text:
        mentions = GazetteerRecogniser().find(turns(text))
        check_spans(mentions, [text])
        ends = sorted((one.span.start, one.span.end) for one in mentions)
        assert all(left[1] <= right[0] for left, right in pairwise(ends))


@given(
    words=st.lists(
        st.sampled_from(
            ["Kelly", "will", "the", "Road", "PC", "in", "Reading", "my", "sister", "said", ",",
             ".", "O'Kane", "Łódź", "mc", "of", "Police", "Mr", "A", "'s", "kellys"]
        ),
        min_size=1,
        max_size=14,
    )
)  # fmt: skip
def test_any_order_of_name_like_words_is_survived(words: list[str]) -> None:
    text = " ".join(words)
    check_spans(GazetteerRecogniser().find(turns(text)), [text])
