"""Broken names through the whole of detection, with a roster; ordinary talk stays."""

from __future__ import annotations

import pytest

from pipeline.identified.detect import detect
from pipeline.identified.recognisers.chosen import recognisers
from pipeline.values.identifiers import Kind, Mention, RosterEntry, Status
from pipeline.values.texts import SpeakerName, Transcript, Turn

NAMES = ("model", "gazetteer")
TALK = (
    "And what did the phone write when you rang her?",
    "My sister is Tahmina. One time it put The Meaner, fair enough, I said to Tahmina.",
    "And who else was there that day?",
    "My brother, Calum, he was there. They lifted Column on the nineteenth, he was charged.",
)
PLAIN = (
    "He beat her up and then he walked to the shop, and I had to beat him to the door.",
    "There was a column in the paper about it. I hope so, I hope it is over now.",
)


def entry(words: str, kind: Kind = Kind.PERSON) -> RosterEntry:
    return RosterEntry(participant="P01", kind=kind, words=words, role="")


ROSTER = tuple(map(entry, ("Tahmina Begum", "Calum Drennan", "Beata Nowak", "Hope Carter")))


def found(
    *texts: str,
    names: str = "model",
    roster: tuple[RosterEntry, ...] = ROSTER,
    speakers: tuple[SpeakerName, ...] = (),
) -> list[Mention]:
    turns = tuple(Turn(number=n, speaker="P", text=text) for n, text in enumerate(texts, start=1))
    transcript = Transcript(
        id="P01", participant="P01", format="plain", turns=turns, speaker_names=speakers
    )
    people = detect(transcript, recognisers([names], roster, speakers))
    return [one for one in people if one.kind is Kind.PERSON and not one.listed]


@pytest.mark.parametrize("names", NAMES)
def test_broken_names_are_found_and_say_whose_they_may_be(names: str) -> None:
    whose = {one.words: one.sounds_like for one in found(*TALK, names=names)}
    assert whose.get("The Meaner") == "Tahmina"
    assert whose.get("Column") == "Calum"
    assert whose["Tahmina"] == whose["Calum"] == ""


def test_a_whole_broken_name_is_found_as_a_whole() -> None:
    talk = ("Who came round?", "It was my brother, Cob Been A Mensa, and his wife.")
    whose = {one.words: one.sounds_like for one in found(*talk, roster=(entry("Kwabena Mensah"),))}
    assert whose["Cob Been A Mensa"] == "Kwabena Mensah"


@pytest.mark.parametrize("words", ["Cob Been A Mensa", "column drain in"])
def test_what_sounds_just_like_a_whole_name_has_a_score_that_can_be(words: str) -> None:
    people = found(
        "Who came round?",
        f"It was my brother {words} and his wife.",
        names="gazetteer",
        roster=(entry("Kwabena Mensah"), entry("Calum Drennan")),
    )
    assert people
    assert all(0 <= one.score <= 1 for one in people)


@pytest.mark.parametrize("names", NAMES)
def test_what_sound_alone_gave_away_asks_for_eyes(names: str) -> None:
    by_sound = [one for one in found(*TALK, names=names) if one.detector == "sounds like"]
    assert all(one.status is Status.CHECK and one.sounds_like for one in by_sound)


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("change", [str, str.lower])
def test_ordinary_talk_that_sounds_like_a_name_stays(names: str, change) -> None:
    texts = [change(text) for text in PLAIN]
    assert [one.words for one in found(*texts, names=names)] == []


def test_a_listed_name_that_is_a_word_is_found_in_small_talk_where_it_is_a_name() -> None:
    talk = (
        "so who was with you when he came round the back of the house",
        "well i had hope with me that day she is my eldest and hope said mam get in",
        "and did he stop after that",
        "i hope he has stopped and i hope that it is over",
    )
    words = [(one.turn, one.words) for one in found(*talk)]
    assert (2, "hope") in words
    assert not [one for one in words if one[0] == 4]


def test_speakers_of_the_file_are_listened_for() -> None:
    speakers = (SpeakerName(speaker="P", words="Tahmina"),)
    talk = ("It is written wrong on there. One time it put The Meaner. Fair enough.",)
    whose = [one.sounds_like for one in found(*talk, roster=(), speakers=speakers)]
    assert whose == ["Tahmina"]


def test_somebody_elses_own_name_is_not_taken_for_the_listed_one() -> None:
    talk = ("My other sister is Tamsin, and our Kayleigh's friend is Callie.",)
    roster = (entry("Tamzin"), entry("Kayley"))
    assert all(not one.sounds_like for one in found(*talk, roster=roster))


@pytest.mark.parametrize("names", NAMES)
@pytest.mark.parametrize("odd", ["🙂", "…", "x" * 4000, "0 1 2", "’ ’s ’"])
def test_odd_turns_and_odd_rosters_do_no_harm(names: str, odd: str) -> None:
    roster = (*ROSTER, entry(odd))
    found(odd, "so Calum rang", names=names, roster=roster)
