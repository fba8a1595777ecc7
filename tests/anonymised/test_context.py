from __future__ import annotations

from typing import Any

import pytest

from pipeline.anonymised.context import answer_polarity, read_context
from pipeline.anonymised.matching import CueMatcher
from pipeline.anonymised.sentences import read_sentences
from pipeline.values.themes import Polarity, Subject, Time


def reading(text: str, cue: str) -> Any:
    sentences = read_sentences(text)
    hits = CueMatcher({"code": [cue]}).find(sentences)
    assert hits, "the cue is not in the text"
    return read_context(sentences[hits[0].sentence], hits[0].first, hits[0].last)


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("I never moved house.", "moved house"),
        ("i never um moved house", "moved house"),
        ("No, we didn't move house or anything.", "moved house"),
        ("It didn't stop me going out.", "stopped me going out"),
        ("He was never violent, he never hit me.", "hit me"),
        ("Nobody followed me.", "followed me"),
        ("There were no panic attacks.", "panic attacks"),
        ("I managed without cameras.", "cameras"),
        ("People think I had panic attacks.", "panic attacks"),
        ("I was braced for him to come to the house.", "come to the house"),
        ("They said I'd been moving house, and I hadn't.", "moving house"),
    ],
)
def test_denied(text: str, cue: str) -> None:
    assert reading(text, cue).polarity is Polarity.DENIED


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("I moved house.", "moved house"),
        ("I couldn't leave the house.", "couldn't leave the house"),
        ("I don't know why he followed me.", "followed me"),
        ("He wouldn't stop ringing me.", "ringing me"),
        ("I can't tell you how often he followed me.", "followed me"),
        ("Not only that, he followed me.", "followed me"),
        ("no he followed me", "followed me"),
        ("I never said a word, but we moved house.", "moved house"),
        ("I don't trust anyone.", "trust anyone"),
        ("I can't speak highly enough of her.", "speak highly"),
        ("He was going to kill me.", "kill me"),
        ("He thought about it and hit me.", "hit me"),
    ],
)
def test_present(text: str, cue: str) -> None:
    assert reading(text, cue).polarity is Polarity.PRESENT


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("I thought about moving house.", "moving house"),
        ("We nearly moved house.", "moved house"),
        ("We were going to move house.", "move house"),
        ("i did think about moving house", "moving house"),
        ("I'd considered changing my number.", "changing my number"),
        ("I looked at flats.", "looked at flats"),
        ("I would have gone to court.", "gone to court"),
        ("I'd have gone to court.", "gone to court"),
        ("We talked about putting cameras up.", "cameras"),
        ("I came within a whisker of moving house.", "moving house"),
    ],
)
def test_considered_only(text: str, cue: str) -> None:
    assert reading(text, cue).polarity is Polarity.CONSIDERED


@pytest.mark.parametrize(
    ("text", "cue"),
    [
        ("They told me to move house.", "move house"),
        ("I was told to move house.", "move house"),
        ("The officer advised moving house.", "moving house"),
        ("She said I should move house.", "move house"),
        ("My dad wanted me to change my number.", "change my number"),
        ("they suggested i change my number", "change my number"),
    ],
)
def test_advice_is_not_something_done(text: str, cue: str) -> None:
    assert reading(text, cue) is None


def test_advice_that_is_the_cue_is_kept() -> None:
    assert reading("They told me to come off Facebook.", "told me to come off") is not None


@pytest.mark.parametrize(
    ("text", "cue", "subject"),
    [
        ("I had to move.", "had to move", Subject.SELF),
        ("My friend had to move.", "had to move", Subject.OTHER),
        ("A woman at work had to move.", "had to move", Subject.OTHER),
        ("My sister had to move.", "had to move", Subject.FAMILY),
        ("Our daughter had to move.", "had to move", Subject.CHILD),
        ("My little boy was scared.", "was scared", Subject.CHILD),
        ("My friend said I had to move.", "had to move", Subject.SELF),
        ("My friend saw he followed me.", "followed me", Subject.SELF),
        ("My daughter was scared.", "my daughter was scared", Subject.CHILD),
        ("My mum stayed with me.", "my mum stayed with me", Subject.SELF),
        ("My friend is ill and I had to move.", "had to move", Subject.SELF),
    ],
)
def test_whose_experience(text: str, cue: str, subject: Subject) -> None:
    assert reading(text, cue).subject is subject


@pytest.mark.parametrize(
    ("text", "cue", "time"),
    [
        ("He followed me and I was scared.", "followed me", Time.PAST),
        ("He still follows me.", "follows me", Time.ONGOING),
        ("He is following me now.", "following me", Time.ONGOING),
        ("Followed me home, him.", "followed me", Time.PAST),
        ("Cameras everywhere.", "cameras", Time.UNCLEAR),
    ],
)
def test_when(text: str, cue: str, time: Time) -> None:
    assert reading(text, cue).time is time


@pytest.mark.parametrize(
    ("question", "answer", "polarity"),
    [
        ("Did you move house?", "No, never.", Polarity.DENIED),
        ("And did you move house?", "Um, no.", Polarity.DENIED),
        ("Did he threaten you?", "Not once.", Polarity.DENIED),
        ("Did you move house?", "Yeah. Twice.", Polarity.PRESENT),
        ("Are you still in that house?", "No, I left.", Polarity.PRESENT),
        ("How did you know him?", "No idea, really.", Polarity.PRESENT),
        ("Would you report it again?", "No.", Polarity.PRESENT),
    ],
)
def test_what_a_flat_no_denies(question: str, answer: str, polarity: Polarity) -> None:
    assert answer_polarity(read_sentences(question)[0], read_sentences(answer)[0]) is polarity
