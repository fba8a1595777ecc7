from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.identified.recognisers.ages import AgeRecogniser
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind
from tests.identified.recognisers.finding import check_spans, found, turns

AGES = AgeRecogniser()

CASES = [
    ("She's {} and sharp", "thirty-four years old"),
    ("My {} said so", "eight year old"),
    ("a {} lad", "nineteen-year-old"),
    ("I am {}", "eighty years of age"),
    ("the little one's {}", "ten months old"),
    ("I'm {}.", "34"),
    ("I'm {} and I work nights", "thirty-four"),
    ("im {} im a nurse", "thirty eight"),
    ("when I was {} we moved", "seven"),
    ("she was only {} then", "seven"),
    ("a man, aged {}, came", "41"),
    ("at the age of {} he left", "nine"),
    ("I'd be {} by now", "thirty-nine"),
    ("he'd just turned {}", "fifty"),
    ("she's going on {}", "forty"),
    ("my eldest is {} and tall", "twelve"),
    ("Our Bridie's {}, she's at college", "seventeen"),
    ("mum is {}", "seventy. Eight"),
    ("a quiet fellow, {}, piano tuner", "fifty-one"),
    ("a woman of about {}", "sixty"),
    ("I was married at {} and that was that", "seventeen"),
    ("I left school at {}.", "sixteen"),
    ("it was her {}", "twenty-first birthday"),
    ("we went out for Tilly's {}.", "eighteenth"),
    ("she's in her {} now", "forties"),
    ("he'd be in his {}", "early twenties"),
    ("some {} in a suit", "thirty-something"),
    ("she's {} next month", "62"),
]
NOT_AGES = [
    "thirty-four years ago we met, and seven years on",
    "I was seven minutes late, he was ten minutes early",
    "she was one of three, they were four of them, I was one that listened",
    "he's six foot four and twelve stone",
    "it was seven, it's nine, that's ten",
    "I'm four months pregnant and two days late",
    "he was two streets away, three doors down, eighty miles off",
    "he's on eleven pounds an hour, it's 50p",
    "I was one hundred percent sure",
    "at nine he went home, at ten to five, at half six",
    "she's number one, I'm type one diabetic",
    "we were three girls in a flat",
    "they gave him eighteen months suspended",
    "in the nineties and the seventies we lived there",
    "there'd been sixty, there's twenty now, it might be twelve",
    "the score was forty, the bus is nineteen",
    "their third wedding, his second go, my first flat",
    "I'd forty-one texts, he'd ten by then",
    "[officer 2] came with [officer 3]",
    "my N13 was late, it's 14/3",
]


@pytest.mark.parametrize("lower", [False, True])
@pytest.mark.parametrize(("frame", "age"), CASES)
def test_ages_are_found_whole(frame: str, age: str, lower: bool) -> None:
    text = frame.format(age)
    text, age = (text.lower(), age.lower()) if lower else (text, age)
    assert found(AGES, text, Kind.AGE) == [age]


@pytest.mark.parametrize("text", NOT_AGES)
@pytest.mark.parametrize("lower", [False, True])
def test_durations_times_money_and_counts_are_left_alone(text: str, lower: bool) -> None:
    assert found(AGES, text.lower() if lower else text, Kind.AGE) == []


@pytest.mark.parametrize(
    ("question", "ages"),
    [
        ("And how old was she?", ["Nineteen"]),
        ("What age were you then?", ["Nineteen"]),
        ("How many times did he ring?", []),
        ("How much was it?", []),
    ],
)
def test_the_question_decides_what_a_bare_number_is(question: str, ages: list[str]) -> None:
    answers = [one for one in AGES.find(turns(question, "Nineteen.")) if one.turn == 2]
    assert [one.words for one in answers] == ages


def test_two_children_have_two_ages() -> None:
    assert found(AGES, "my boys are seven and nine, bless them", Kind.AGE) == ["seven", "nine"]


@given(
    st.integers(2, 110), st.sampled_from(["I'm {}.", "she was {} then", "aged {},", "{} years old"])
)
def test_every_age_in_figures_is_found(age: int, frame: str) -> None:
    (words,) = found(AGES, frame.format(age), Kind.AGE)
    assert words.startswith(str(age))


JUMBLE = """I'm she was he is aged seven thirty four 34 years old year-old - and , . her forties at
birthday twenty first one hundred a two months turned my eldest ' £ É minutes of"""
WORDS = st.sampled_from(sorted(vocabulary(JUMBLE)))


@given(st.lists(WORDS, min_size=1, max_size=25).map(" ".join))
def test_any_jumble_gives_valid_mentions(text: str) -> None:
    check_spans(AGES.find(turns(text)), [text])
