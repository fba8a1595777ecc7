"""The question a quote answers."""

from __future__ import annotations

import pytest

from pipeline.quotable.context import MAXIMUM_WORDS, is_minimal, question
from pipeline.quotable.sentences import count_words
from tests.quotable.examples import transcript


@pytest.mark.parametrize(
    "text",
    [
        "Mm.",
        "Mhm, yeah.",
        "Right. Go on.",
        "Take your time. We can stop.",
        "OK, thank you.",
        "I'm so sorry.",
        "Oh, I see.",
        "Uh-huh.",
        "[pause]",
        "That must have been awful.",
        "And then?",
    ],
)
def test_minimal_responses(text: str) -> None:
    assert is_minimal(text)


@pytest.mark.parametrize(
    "text", ["Every day?", "Why?", "Go on about the car.", "And at work?", "Where was [sister]?"]
)
def test_questions_are_not_minimal(text: str) -> None:
    assert not is_minimal(text)


def test_steps_over_minimal_responses_and_her_own_talk() -> None:
    talk = transcript("T01", "I: Did you, um, change anything?", "P: Well.", "I: Mm.", "P: Locks.")
    assert question(talk.turns, 4) == "Did you change anything?"
    assert question(talk.turns, 1) == ""


def test_another_speaker_asks_no_question() -> None:
    talk = transcript("T01", "O: Is the kettle on?", "P: It is.")
    assert question(talk.turns, 2) == ""


def test_a_question_in_a_held_turn_is_not_given() -> None:
    talk = transcript("T01", "I: How are you?", "P: Fine.", "I: When do you leave?", "P: At six.")
    assert question(talk.turns, 4, held=[3]) == ""


def test_a_long_turn_is_cut_at_the_start_of_a_sentence() -> None:
    asked = "I have a list here. " * 12 + "So what happened in the spring?"
    found = question(transcript("T01", f"I: {asked}", "P: Nothing.").turns, 2)
    assert found.startswith("I have a list")
    assert found.endswith("So what happened in the spring?")
    assert count_words(found) <= MAXIMUM_WORDS


def test_a_sentence_too_long_keeps_its_end() -> None:
    asked = "and " + " ".join(f"day{number}" for number in range(60)) + " what then?"
    found = question(transcript("T01", f"I: {asked}", "P: Nothing.").turns, 2)
    assert found.startswith("[…] day")
    assert found.endswith("what then?")
    assert count_words(found) == MAXIMUM_WORDS
