from __future__ import annotations

from functools import lru_cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.anonymised.flags import FlagRaiser, raise_flags
from tests.anonymised.talk import draft_turns, flag_book, shipped


@lru_cache
def raiser() -> FlagRaiser:
    return FlagRaiser(shipped())


def flags_in(text: str, speaker: str = "P") -> set[str]:
    return {flag.flag for flag in raiser().raise_flags(draft_turns((speaker, text)), "T1")}


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("He was there this morning, by the bus stop.", "imminent-risk"),
        ("he gets out on friday and i dont know what to do", "imminent-risk"),
        ("He's still got a key, he's out next week.", "imminent-risk"),
        ("They'd be better off without me, I thought.", "suicidality"),
        ("I never was suicidal, I'll say that.", "suicidality"),
        ("He said he'd kill himself if I left.", "suicidality"),
        ("I didn't want to be here any more.", "suicidality"),
        ("She still goes to him every other weekend.", "child-at-risk"),
        ("He waits outside the school for my lad.", "child-at-risk"),
        ("Don't put that in, will you?", "off-record"),
        ("Can you turn that off a minute.", "off-record"),
        ("That's off the record, that.", "off-record"),
        ("between you and me she was drinking", "off-record"),
        ("The trial's in June.", "legal-restriction"),
        ("That was when he raped me.", "legal-restriction"),
        ("CAFCASS came round.", "legal-restriction"),
        ("It was in the paper, the whole thing.", "public-trace"),
        ("I did a podcast about it last year.", "public-trace"),
        ("I leave by the side gate at ten to.", "live-safety"),
        ("Our safe word is rhubarb.", "live-safety"),
        ("The camera doesn't reach the back step.", "live-safety"),
    ],
)
def test_the_shipped_flags_are_raised(text: str, flag: str) -> None:
    assert flag in flags_in(text)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("I nearly died of embarrassment.", "suicidality"),
        ("He told me to keep it between us.", "off-record"),
        ("I watched a trial on telly.", "legal-restriction"),
        ("I read about stalking in the paper.", "public-trace"),
        ("I've got cameras.", "live-safety"),
        ("I moved.", "live-safety"),
    ],
)
def test_the_shipped_lookalikes_are_not_raised(text: str, flag: str) -> None:
    assert flag not in flags_in(text)


def test_everybodys_turns_are_searched() -> None:
    text = "Shall I turn that off?"
    assert "off-record" in flags_in(text, "I")
    assert "off-record" in flags_in(text, "O")


def test_a_lookalike_takes_back_only_what_it_stands_on() -> None:
    codebook = flag_book(["in the paper"], ["read about * in the paper"])
    talk = "I read about it in the paper. Then mine was in the paper."
    assert raise_flags(draft_turns(("P", talk)), codebook, "T1")
    talk = "I read about it in the paper. Then I went home."
    assert not raise_flags(draft_turns(("P", talk)), codebook, "T1")


def test_a_turn_raises_a_flag_once_and_says_why() -> None:
    codebook = flag_book(["turn that off", "off the record"], [])
    turns = draft_turns(("P", "Off the record, turn that off."), ("P", "Turn that off."))
    flags = raise_flags(turns, codebook, "T1")
    assert [(flag.turn, flag.flag, flag.evidence) for flag in flags] == [
        (1, "held", "cue: off the record"),
        (2, "held", "cue: turn that off"),
    ]


@given(st.text(min_size=1, max_size=300))
def test_words_around_a_cue_never_hide_it(text: str) -> None:
    folded = " ".join(text.split())
    codebook = flag_book(["off the record"], [])
    turns = draft_turns(("P", f"{folded}. This is off the record."))
    assert raise_flags(turns, codebook, "T1")


Talk = list[tuple[str, str]]


def raised(talk: Talk, flag: str) -> list[int]:
    flags = raiser().raise_flags(draft_turns(*talk), "T1")
    return [one.turn for one in flags if one.flag == flag]


@pytest.mark.parametrize("answer", ["Yeah, twice.", "No. Never.", "I'd rather talk of my garden."])
def test_what_a_question_is_about_its_answer_is_about(answer: str) -> None:
    talk = [("I", "Were you ever suicidal?"), ("P", answer), ("P", "The garden was lovely.")]
    assert raised(talk, "suicidality") == [1, 2]


def test_a_short_answer_to_a_follow_up_belongs_to_what_was_said() -> None:
    talk = [
        ("P", "I wanted to kill myself."),
        ("I", "And after that?"),
        ("P", "On and off, aye."),
        ("I", "How was work?"),
        ("P", "They were good about it and gave me six weeks off."),
    ]
    assert raised(talk, "suicidality") == [1, 2, 3]


def test_a_request_and_the_agreement_tell_of_each_other() -> None:
    asked = [("P", "Don't put that in, will you?"), ("I", "No."), ("P", "It was in May.")]
    assert raised(asked, "off-record") == [1, 2]
    agreed = [("P", "That was my cousin, mind."), ("I", "I'll leave that out."), ("P", "In May.")]
    assert raised(agreed, "off-record") == [1, 2]


STRETCH: Talk = [
    ("P", "Can you turn that off a minute?"),
    ("I", "Of course."),
    ("P", "He is my cousin."),
    ("I", "Mm."),
    ("P", "Nobody in the village knows."),
]


@pytest.mark.parametrize(
    "back", ["That's us recording again.", "And how did you meet him, in the first place?"]
)
def test_off_the_record_lasts_until_the_interviewer_goes_on(back: str) -> None:
    talk = [*STRETCH, ("I", back), ("P", "Through the brass band.")]
    assert raised(talk, "off-record") == [1, 2, 3, 4, 5]


def test_off_the_record_ends_somewhere() -> None:
    talk = [*STRETCH, *[("P", "The hay was late.")] * 40]
    assert raised(talk, "off-record") == list(range(1, 14))


def test_an_interviewer_who_explains_the_recorder_opens_nothing() -> None:
    talk = [("I", "You can turn that off at any time."), ("P", "Right. I was a baker.")]
    assert 2 not in raised(talk, "off-record")


def test_placeholders_count_as_words() -> None:
    assert "live-safety" in flags_in("I'm living in [town] now, with a friend.")
    assert "live-safety" in flags_in("we're staying at [address] till spring")
