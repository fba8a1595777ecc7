from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.recognisers.spoken import SpokenRecogniser
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind, Status
from tests.identified.recognisers.finding import check_spans, found, turns

SPOKEN = SpokenRecogniser()

PHONES = [
    "oh seven seven double oh nine hundred one two three",
    "oh seven seven double-oh, nine hundred, triple four",
    "Zero Seven Seven Zero Zero. Nine zero zero, five one eight",
    "oh seven seven, um, nine hundred, er, two four six",
    "oh one six three two, nine six oh, hang on, double seven one",
    "oh two oh seven nine four six oh let me think double one eight",
    "0 7 7 0 0 9 0 0 6 1 4",
    "oh double seven double oh [pause] nine hundred six one five",
]
REFERENCES = [
    ("the crime reference was {}", "one four stroke one two three four stroke one seven"),
    ("the crime reference was {}", "twenty-two, star, one double four oh, star, nineteen"),
    ("it's log number {} she said", "four one seven"),
    ("his collar number is {}", "five oh two eight"),
    ("PC Lark, {}, came out", "double three one nine"),
    ("my NHS number is {}", "four oh five, six one two, double eight one three"),
    ("i wrote the incident number down {}", "two six four um nine one"),
    ("the file is {}", "six six oh two one k"),
]
PLATES = [
    ("the reg was {}", "alpha bravo one two, charlie delta echo"),
    ("it was a blue van {}", "Y K five seven, oh no, Y K five eight, L M P"),
    ("his number plate {}", "B for Bravo, four one six, T for Tango, H, R"),
    ("parked outside {} every night", "k n six four papa oscar golf"),
    ("he has a private plate {}", "T one, M, double M"),
]
POSTCODES = [
    ("I'm at, er, {}", "S E two eight, nine Q R"),
    ("the postcode is {}", "ell you four, nine double t"),
    ("my post code {}", "B T forty-eight seven"),
    ("she lives at {} now", "n g eleven four x b"),
    ("we were {} then", "P E one one, nine Z. X"),
]
MAIL = [
    ("write to {} she said", "sarah dot k at example dot com"),
    ("it came from {}", "tess underscore b ninety one at example dot co dot uk"),
    ("his email was {}", "j p harrow at example dot org"),
    ("she used {} for work", "poppy dash ann dot lark at example dot com"),
]
HANDLES = [
    ("he was {} on insta", "sam underscore k ninety one"),
    ("on snap i was {}", "minty dot draws"),
    ("his username was {}", "quiet wolf seven two"),
    ("it was {} all one word", "larks rise bakery"),
    ("he had a TikTok called {}", "dobbin fan club"),
]
SPELLED = [
    ("that's {}, with two ts", "N-E-S-B-I-T-T"),
    ("it's {} like that", "P for Peter, U, G, H"),
    ("{} is how you spell it", "k h a n"),
    ("surname {}", "O for Oscar, R for Romeo, D for Delta, E for Echo"),
    ("she's {}", "L A R. W E L L"),
    ("spelled {}", "w i double l i s"),
]
TALK = [
    "one two three, testing",
    "he counted five six seven eight and off they went",
    "I rang nine nine nine and then one oh one",
    "it was on nine one one, that programme",
    "we left at ten to four and got there at twenty past five",
    "it cost two ninety nine and then three pounds fifty",
    "we had double glazing put in twice",
    "that was in nineteen eighty four or twenty fifteen",
    "four five times a night, thirty, forty messages",
    "one of them, two hours here and two hours there",
    "well done Mike and Oscar and Charlie",
    "we stayed in a hotel in India in November",
    "the GP and the CPS and the BBC and my g c s e s",
    "I, I, I don't know, a, a man",
    "oh no, oh wait, oh well",
    "three hundred and eleven times in one month",
    "there was an underscore in it and he said dot dot dot",
    "look at Dot, she was at the shop at ten",
    "he's on Facebook and his account was hacked",
    "it was number one in the charts",
    "half past two, quarter to three, six foot four",
]


@pytest.mark.parametrize("lower", [False, True])
@pytest.mark.parametrize("number", PHONES)
def test_phone_numbers_are_found_whole(number: str, lower: bool) -> None:
    text = f"and my number was {number}, I still know it"
    text, number = (text.lower(), number.lower()) if lower else (text, number)
    assert found(SPOKEN, text, Kind.PHONE) == [number]


@pytest.mark.parametrize("lower", [False, True])
@pytest.mark.parametrize(
    ("kind", "frame", "words"),
    [
        (kind, *case)
        for kind, cases in (
            (Kind.ID_NUMBER, REFERENCES),
            (Kind.VEHICLE, PLATES),
            (Kind.POSTCODE, POSTCODES),
            (Kind.EMAIL, MAIL),
            (Kind.HANDLE, HANDLES),
            (Kind.PERSON, SPELLED),
        )
        for case in cases
    ],
)
def test_spoken_identifiers_are_found_whole(
    kind: Kind, frame: str, words: str, lower: bool
) -> None:
    text = frame.format(words)
    text, words = (text.lower(), words.lower()) if lower else (text, words)
    assert found(SPOKEN, text, kind) == [words]


@pytest.mark.parametrize(
    ("kind", "frame", "words"),
    [
        (kind, *case)
        for kind, cases in ((Kind.ID_NUMBER, REFERENCES), (Kind.VEHICLE, PLATES))
        for case in cases
    ],
)
def test_found_without_any_punctuation(kind: Kind, frame: str, words: str) -> None:
    bare = frame.format(words).lower()
    bare = "".join(c if c.isalnum() or c in " '" else " " for c in bare)
    assert found(SPOKEN, " ".join(bare.split()), kind)


@pytest.mark.parametrize("text", TALK)
@pytest.mark.parametrize("lower", [False, True])
def test_everyday_talk_is_left_alone(text: str, lower: bool) -> None:
    assert SPOKEN.find(turns(text.lower() if lower else text)) == []


def test_a_number_goes_on_in_a_later_turn() -> None:
    said = turns("oh seven seven double oh nine hundred", "Say that again?", "four one two")
    found_in = {one.turn: one for one in SPOKEN.find(said)}
    assert set(found_in) == {1, 3}
    assert all(one.kind is Kind.PHONE for one in found_in.values())
    assert found_in[3].words == "four one two"


def test_the_interviewer_repeats_the_end_of_a_reference() -> None:
    said = turns("the crime number is two six, four four, nine one, eight", "nine one eight?")
    assert [(one.turn, one.words) for one in SPOKEN.find(said)][-1] == (2, "nine one eight")


def test_a_stray_number_much_later_is_not_part_of_it() -> None:
    said = turns("oh seven seven double oh nine hundred", "Mm", "Go on", "Right", "four one two")
    assert {one.turn for one in SPOKEN.find(said)} == {1}


def test_a_cue_in_the_question_counts_for_the_answer() -> None:
    said = turns("What was her collar number?", "Seven one three.")
    assert [(one.turn, one.kind) for one in SPOKEN.find(said)] == [(2, Kind.ID_NUMBER)]


def test_spelled_names_say_so() -> None:
    (name,) = SPOKEN.find(turns("it's P-U-G-H"))
    assert (name.kind, name.hint) == (Kind.PERSON, "spelled")


def test_an_unexplained_number_asks_for_a_person() -> None:
    (number,) = SPOKEN.find(turns("he'd painted six two two nine oh four four on the wall"))
    assert number.status is Status.CHECK


def test_times_of_recording_are_not_identifiers() -> None:
    assert SPOKEN.find(turns("my <name 00:24:10> rang [inaudible 00:41:07] twice")) == []


JUMBLE = """oh zero one two three seven nine double triple ten twenty hundred and a I um er b k
tango alpha stroke dash dot underscore at example com co uk insta was reg postcode number [pause]
07700 900123 N13 , . - ? ' É 🙂 o o'clock for Bravo x ray thousand gmail @ _ full stop"""
WORDS = st.sampled_from(sorted(vocabulary(JUMBLE)))


@given(st.lists(st.lists(WORDS, min_size=1, max_size=25).map(" ".join), max_size=4))
def test_any_jumble_gives_valid_mentions(texts: list[str]) -> None:
    check_spans(SPOKEN.find(turns(*texts)), texts)


@given(st.text(max_size=120).filter(lambda text: bool(text.strip()) and text.isprintable()))
def test_any_text_gives_valid_mentions(text: str) -> None:
    check_spans(SPOKEN.find(turns(text)), [text])


DIGIT_WORDS = ["oh", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
BETWEEN = st.sampled_from([" ", ", ", ". ", " um ", ", er, ", " [pause] ", "... ", " - "])


@given(
    st.sampled_from(["07700900", "01632960", "02079460", "01614960", "08081570"]),
    st.integers(100, 999),
    st.lists(BETWEEN, min_size=11, max_size=11),
)
def test_drama_numbers_in_words_are_found_in_any_spacing(
    opening: str, rest: int, gaps: list[str]
) -> None:
    digits = f"{opening}{rest}"
    text = "".join(f"{DIGIT_WORDS[int(d)]}{gap}" for d, gap in zip(digits, gaps, strict=True))
    (phone,) = [one for one in SPOKEN.find(turns(f"it was {text}ok")) if one.kind is Kind.PHONE]
    said = phone.words.replace(",", " ").replace(".", " ").split()
    assert [word for word in said if word in DIGIT_WORDS] == [DIGIT_WORDS[int(d)] for d in digits]
