"""Numbers in pieces, handles that come back, check digits, three words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.recognisers.spoken import SpokenRecogniser
from pipeline.identified.recognisers.spoken_checks import is_luhn, is_nhs_number, number_hint
from pipeline.values.identifiers import Kind, Status
from tests.identified.recognisers.finding import check_spans, found, turns

SPOKEN = SpokenRecogniser()
DIGITS = ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


def over_turns(kind: Kind, *texts: str) -> list[tuple[int, str]]:
    mentions = SPOKEN.find(turns(*texts))
    return [(one.turn, one.words) for one in mentions if one.kind is kind]


@pytest.mark.parametrize(
    ("kind", "texts", "expected"),
    [
        (
            Kind.PHONE,
            ("it was oh double seven", "sorry, go on", "hundred, nine hundred, one two five"),
            [(1, "oh double seven"), (3, "hundred, nine hundred, one two five")],
        ),
        (
            Kind.PHONE,
            ("Ring 0161,", "Yes.", "496.", "Yes.", "0888 if you must."),
            [(1, "0161"), (3, "496"), (5, "0888")],
        ),
        (
            Kind.POSTCODE,
            ("the postcode is l s six", "mm", "three double x"),
            [(1, "l s six"), (3, "three double x")],
        ),
        (
            Kind.VEHICLE,
            ("the van was echo juliet one eight", "mhm", "victor foxtrot tango"),
            [(1, "echo juliet one eight"), (3, "victor foxtrot tango")],
        ),
    ],
)
def test_over_turns(kind: Kind, texts: tuple[str, ...], expected: list[tuple[int, str]]) -> None:
    assert over_turns(kind, *texts) == expected


@pytest.mark.parametrize(
    "texts",
    [
        ("how old were you, twenty", "mm", "twenty-two"),
        ("we had one or two", "yeah", "three or four"),
        ("it was just him and I", "yeah", "I know"),
        ("he rang me at ten", "sorry, ten?", "ten past, and again at eleven"),
        ("i rang one oh one", "right", "and then nine nine nine"),
    ],
)
def test_talk_over_turns_is_left(texts: tuple[str, ...]) -> None:
    assert not SPOKEN.find(turns(*texts))


@given(
    st.lists(st.integers(0, 9), min_size=9, max_size=9),
    st.integers(3, 8),
    st.sampled_from(["", "um ", "no, hang on, ", "er, ", "sorry, ", "[pause] ", "<laughs> "]),
    st.lists(st.sampled_from(["Mm.", "Sorry, go on.", "yeah", "take your time"]), max_size=2),
)
def test_wherever_a_phone_number_breaks_all_of_it_is_found(
    numbers: list[int], at: int, filler: str, between: list[str]
) -> None:
    digits = ["oh", "seven", *(DIGITS[each] for each in numbers)]
    texts = [
        f"his number was {' '.join(digits[:at])}",
        *between,
        f"{filler}{' '.join(digits[at:])}",
    ]
    mentions = SPOKEN.find(turns(*texts))
    check_spans(mentions, texts)
    covered = " ".join(one.words for one in mentions)
    assert sum(covered.split().count(word) for word in set(digits)) >= len(digits)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("my name on there was quiet storm and that was me", "quiet storm"),
        ("on the game i go by velvet hammer", "velvet hammer"),
        ("he was on there as grey heron", "grey heron"),
        ("on there i was moonpenny and he was lord of the manor", "lord of the manor"),
        ("he logs in as nightjar every night", "nightjar"),
        ("she goes by Captain Fen online", "Captain Fen"),
    ],
)
def test_handles_that_are_introduced(text: str, words: str) -> None:
    assert words in found(SPOKEN, text, Kind.HANDLE)


@pytest.mark.parametrize(
    "text",
    [
        "I go by my instincts now.",
        "they went by the book and she goes by the bus stop",
        "he was on there as well",
        "she was on there as a volunteer",
        "my name on there was spelled wrong",
        "i go by what they do online",
        "on there he was always posting",
    ],
)
def test_introductions_that_are_none(text: str) -> None:
    assert not found(SPOKEN, text, Kind.HANDLE)


def test_a_handle_is_found_again_everywhere_before_and_after() -> None:
    mentions = over_turns(
        Kind.HANDLE,
        "i saw quiet storm again",
        "who was that",
        "my name on there was quiet storm",
        "and someone types safe, Quiet_Storm, see you",
        "a storm is not quiet",
    )
    assert mentions == [(1, "quiet storm"), (3, "quiet storm"), (4, "Quiet_Storm")]


def test_a_handle_that_was_written_is_found_as_it_is_said() -> None:
    texts = ("it said quietstorm_k7 on the chat", "good set, sleep well, safe, quiet storm")
    assert (2, "quiet storm") in over_turns(Kind.HANDLE, *texts)


def test_an_everyday_word_that_is_a_handle_is_not_masked_everywhere() -> None:
    assert over_turns(Kind.HANDLE, "he was on there as shadow", "the shadow of the tree")[1:] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("it's angel eyes all one word at hotmail", "angel eyes all one word at hotmail"),
        ("from nolan with a z at example dot com", "nolan with a z at example dot com"),
    ],
)
def test_remarks_on_the_spelling_of_an_address(text: str, words: str) -> None:
    assert words in found(SPOKEN, text, Kind.EMAIL)


def test_three_words_of_a_place() -> None:
    text = "they asked for the what three words and it was puddle lantern stork"
    assert found(SPOKEN, text, Kind.ADDRESS) == ["puddle lantern stork"]
    assert not found(SPOKEN, "what three words would you use for it", Kind.ADDRESS)


NHS = "nine four three four seven six five nine one {}"


@pytest.mark.parametrize(
    ("last", "status", "hint"),
    [
        ("nine", Status.SURE, "nhs number"),
        ("eight", Status.CHECK, "nhs number: the check digit does not fit"),
        ("", Status.CHECK, "nhs number: not ten digits"),
    ],
)
def test_check_digits(last: str, status: Status, hint: str) -> None:
    (one,) = SPOKEN.find(turns(f"my nhs number is {NHS.format(last)}"))
    assert (one.kind, one.status, one.hint) == (Kind.ID_NUMBER, status, hint)


@given(st.text("0123456789", min_size=9, max_size=9))
def test_exactly_one_or_no_last_digit_fits(nine: str) -> None:
    assert sum(is_nhs_number(nine + str(last)) for last in range(10)) in (0, 1)
    assert sum(is_luhn(nine + str(last)) for last in range(10)) == 1


@given(st.text("0123456789", min_size=10, max_size=10), st.integers(0, 9), st.integers(1, 9))
def test_one_wrong_digit_is_always_noticed(ten: str, at: int, off: int) -> None:
    wrong = ten[:at] + str((int(ten[at]) + off) % 10) + ten[at + 1 :]
    assert not (is_nhs_number(ten) and is_nhs_number(wrong))
    assert not (is_luhn(ten) and is_luhn(wrong))


@given(st.text(max_size=40), st.text(max_size=20))
def test_any_text_can_be_checked(before: str, chars: str) -> None:
    hint, right = number_hint(f"{before} nhs", chars)
    assert hint.startswith("nhs number")
    assert right == (hint == "nhs number")


@given(st.lists(st.text(st.sampled_from("oh one hundred, a b.[]'@ dot\u0301 double "), min_size=1)))
def test_hostile_turns(texts: list[str]) -> None:
    said = [text for text in texts if text.strip()]
    check_spans(SPOKEN.find(turns(*said)), said)
