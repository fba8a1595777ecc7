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
