from __future__ import annotations

import hashlib
from functools import lru_cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.anonymised.coders.base import Coder
from pipeline.anonymised.coders.cues import CueCoder, asks
from pipeline.values.texts import DraftTurn
from pipeline.values.themes import Codebook, Coding, Polarity, Subject
from tests.anonymised.talk import book, draft_turns, marked_turn, shipped

MOVING = book(moving=["moved house", "had to move", "did you move?"], locks=["changed the locks"])


@lru_cache
def shipped_coder() -> CueCoder:
    return CueCoder(shipped())


def coded(codebook: Codebook, *turns: tuple[str, str]) -> list[Coding]:
    return CueCoder(codebook).propose(draft_turns(*turns), "T1")


def test_only_the_participants_talk_is_coded() -> None:
    talk = "I had to move away from there."
    codings = coded(MOVING, ("I", talk), ("P", talk), ("O", talk), ("P2", talk), ("I2", talk))
    assert [coding.turn for coding in codings] == [2, 4]


def test_the_passage_is_the_sentence_with_the_cue() -> None:
    talk = "It was a Tuesday, I think. We had to move in the end. The cat hated it, mind."
    (coding,) = coded(MOVING, ("P", talk))
    assert coding.text == "We had to move in the end."
    assert talk[coding.span.start : coding.span.end] == coding.text
    assert (coding.coder, coding.evidence) == ("cues", "cue: had to move")


def test_neighbouring_hits_of_a_code_are_one_passage() -> None:
    talk = (
        "We had to move that winter, all of us. And then we had to move again, would you believe."
    )
    (coding,) = coded(MOVING, ("P", talk))
    assert coding.text == talk


def test_a_passage_may_carry_two_codes() -> None:
    codings = coded(MOVING, ("P", "We changed the locks and in the end we had to move."))
    assert [coding.code for coding in codings] == ["locks", "moving"]


def test_raw_speech_recognition_is_coded_too() -> None:
    talk = (
        "well it was about the march time and my sister come down with the kids for the easter "
        "and she goes to me you cannot be living like this and i says i know and so we had to move "
        "in the may and it was a nice enough place but the garden was all nettles and the dog "
        "would not go in it"
    )
    (coding,) = coded(MOVING, ("P", talk))
    assert "had to move" in coding.text
    assert len(coding.text.split()) <= 25


@pytest.mark.parametrize(
    ("talk", "polarity"),
    [
        ("I never moved house, not once in all that time.", Polarity.DENIED),
        ("I thought about it and we nearly moved house that year.", Polarity.CONSIDERED),
        ("We moved house in the November of that year.", Polarity.PRESENT),
    ],
)
def test_polarity_is_carried(talk: str, polarity: Polarity) -> None:
    (coding,) = coded(MOVING, ("P", talk))
    assert coding.polarity is polarity


def test_advice_gives_no_coding() -> None:
    assert coded(MOVING, ("P", "The officer told me I'd be safer, he told me to move house.")) == []


def test_anothers_experience_is_marked_and_least_sure() -> None:
    mine, hers = (
        coded(MOVING, ("P", talk))[0]
        for talk in ("In the end I had to move away.", "In the end my friend had to move away.")
    )
    assert hers.subject is Subject.OTHER
    assert hers.confidence < mine.confidence


def test_a_question_lets_its_answer_be_proposed() -> None:
    (coding,) = coded(MOVING, ("I", "So did you move, or stay put?"), ("P", "Yeah. Twice."))
    assert coding.text == "Yeah. Twice."
    assert coding.evidence == "asked: did you move?"
    assert coding.polarity is Polarity.PRESENT


def test_a_flat_no_denies_what_was_asked() -> None:
    (coding,) = coded(MOVING, ("I", "Did you move at all?"), ("P", "No. I stayed put."))
    assert coding.polarity is Polarity.DENIED


def test_a_question_is_no_evidence_beyond_its_answer() -> None:
    turns = [("I", "Did you move?"), ("P", "It was cold."), ("I", "Mm."), ("P", "We had tea then.")]
    assert [coding.turn for coding in coded(MOVING, *turns)] == [2]


def test_the_next_question_replaces_the_last() -> None:
    turns = [("I", "Did you move?"), ("I", "Or tell me about the weather?"), ("P", "It was cold.")]
    assert coded(MOVING, *turns) == []


def test_question_cues_are_not_looked_for_in_the_talk() -> None:
    assert coded(MOVING, ("P", "He asked me, did you move? And I laughed at that.")) == []


def test_more_evidence_is_more_confident() -> None:
    answer = "We had to move in the end, all of us."
    alone = coded(MOVING, ("P", answer))[0].confidence
    asked = coded(MOVING, ("I", "Did you move?"), ("P", answer))[0].confidence
    twice = coded(MOVING, ("P", "We had to move in the end, we moved house."))[0].confidence
    assert alone < twice < asked


def test_marks_are_not_talk() -> None:
    turn = marked_turn("It was hard [moved house] for all of us that year.", "[moved house]")
    assert CueCoder(MOVING).propose([turn], "T1") == []


def test_the_id_is_made_of_the_place_and_the_code() -> None:
    (coding,) = coded(MOVING, ("P", "In the end we had to move."))
    place = "T1\t1\t0\t26\tmoving"
    assert coding.id == "C" + hashlib.sha256(place.encode()).hexdigest()[:12]


def test_the_version_changes_with_the_cues() -> None:
    coders: list[Coder] = [CueCoder(book(a=["cat"])), CueCoder(book(a=["dog"]))]
    assert coders[0].version != coders[1].version
    assert coders[0].version == CueCoder(book(a=["cat"])).version


@pytest.mark.parametrize(("cue", "question"), [("did you move?", True), ("had to move", False)])
def test_which_cues_are_asked(cue: str, question: bool) -> None:
    assert asks(cue) is question


@pytest.mark.parametrize(
    ("talk", "code"),
    [
        ("We changed the locks and had a panic button put in.", "home-security"),
        ("i changed my number and come off facebook that week", "phone-social-change"),
        ("I took a different route to work every single morning.", "routine-change"),
        ("In the end I had to move out of the area altogether.", "moving-house"),
        ("She was too scared to go out, and I mean I was as well, I was.", "fear-leaving-home"),
        ("I was signed off for six months with it.", "work-change"),
        ("I was having panic attacks and nightmares.", "psychological-harm"),
        ("I'm forever looking over my shoulder.", "hypervigilance"),
        ("I lost weight, and I couldn't sleep at all.", "physical-health"),
        ("It came out of my own pocket, all of it.", "financial-cost"),
        ("They did a risk assessment and said I was high risk.", "risk-assessment"),
        ("He breached the restraining order four times.", "orders-and-breach"),
        ("They gave him a harassment warning and that was that.", "pin-warning"),
        ("There was a tracker underneath the car.", "online-intrusion"),
        ("He threatened to burn the house down.", "threats-violence"),
        ("I kept a diary and took screenshots of everything.", "evidence-burden"),
        ("He was found guilty at the crown court.", "cps-court"),
        ("They fobbed me off, they didn't take it seriously.", "not-taken-seriously"),
    ],
)
def test_the_shipped_cues_find_plain_talk(talk: str, code: str) -> None:
    assert code in {
        coding.code for coding in shipped_coder().propose(draft_turns(("P", talk)), "T1")
    }


def test_the_shipped_cues_leave_small_talk_alone() -> None:
    talk = (
        "The train was late again. I had a sandwich, egg and cress, and it was lovely out. "
        "My garden wants doing. We're off to Wales in the summer, if it stays fine."
    )
    turns = draft_turns(("I", "Did you get here all right?"), ("P", talk))
    assert shipped_coder().propose(turns, "T1") == []


PIECES = (
    "i he we had to move moved house never not did you changed the locks no , . ? [ex-partner] "
    "and but \" ' [ ] … so because my friend nearly thought about told me"
)
WORDS = st.sampled_from(PIECES.split())


@settings(max_examples=40)
@given(st.lists(st.tuples(st.sampled_from(["I", "P", "P2", "O"]), st.lists(WORDS, min_size=1))))
def test_any_talk_gives_codings_that_lie_in_it(turns: list[tuple[str, list[str]]]) -> None:
    made = draft_turns(*((speaker, " ".join(words)) for speaker, words in turns))
    _check(made, CueCoder(MOVING).propose(made, "T1"))


@settings(max_examples=40)
@given(st.text(min_size=1, max_size=300))
def test_any_text_gives_codings_that_lie_in_it(text: str) -> None:
    folded = " ".join(text.split())
    if folded:
        made = draft_turns(("P", "We had to move " + folded))
        _check(made, CueCoder(MOVING).propose(made, "T1"))


def _check(turns: list[DraftTurn], codings: list[Coding]) -> None:
    assert codings == CueCoder(MOVING).propose(turns, "T1")
    assert len({coding.id for coding in codings}) == len(codings)
    for coding in codings:
        turn = turns[coding.turn - 1]
        assert turn.speaker.startswith("P")
        assert turn.text[coding.span.start : coding.span.end] == coding.text
        assert coding.text.strip() == coding.text
