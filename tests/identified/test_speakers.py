"""Who is who: codes, roles, names, and what is told by who asks the questions."""

from __future__ import annotations

import pytest

from pipeline.identified.readers.base import Utterance
from pipeline.identified.readers.layouts.covers import CoverName
from pipeline.identified.speakers import BY_QUESTIONS, COMPANION, ONE_VOICE, SAME_TAG, Cast, cast

ASKED = "So how did that feel?"
TOLD = "It went on for a year or more and I never knew when he would turn up again."


def _cast(*tagged: tuple[str, str], cover: tuple[CoverName, ...] = ()) -> Cast:
    return cast([Utterance(tag, text) for tag, text in tagged], cover)


@pytest.mark.parametrize(
    ("asker", "teller"),
    [
        ("I", "P"),
        ("INT1", "P07"),
        ("Interviewer", "Interviewee"),
        ("Researcher", "Participant 12"),
        ("I", "R"),
        ("R", "P"),
        ("Q", "A"),
        ("Moderator", "Respondent"),
        ("INT (RP)", "Delphine Okoro (P11)"),
        ("Interviewer - Rosamund", "P"),
        ("i", "speaker 2"),
    ],
)
def test_codes_and_roles_need_no_guess(asker: str, teller: str) -> None:
    result = _cast((teller, ASKED), (asker, TOLD), (teller, ASKED))
    assert result.speakers == ("P", "I", "P")
    assert BY_QUESTIONS not in result.notices


@pytest.mark.parametrize(
    ("asker", "teller"),
    [("M", "F"), ("F", "M"), ("Speaker 2", "Speaker 1"), ("Rosamund", "Delphine"), ("A", "B")],
)
def test_voices_are_told_by_who_asks(asker: str, teller: str) -> None:
    result = _cast((teller, TOLD), (asker, ASKED), (teller, TOLD), (asker, ASKED))
    assert result.speakers == ("P", "I", "P", "I")
    assert BY_QUESTIONS in result.notices


def test_questions_without_question_marks() -> None:
    result = _cast(
        ("speaker 1", "um it was in may i think and then in june again"),
        ("speaker 2", "and how did that feel"),
        ("speaker 1", "it was bad and i left and i never went back there"),
        ("speaker 2", "right so did you tell anyone"),
    )
    assert result.speakers == ("P", "I", "P", "I")


def test_numbers_tell_people_apart() -> None:
    result = _cast(("I", ASKED), ("P1", TOLD), ("P2", TOLD), ("I2", ASKED), ("P1", TOLD))
    assert result.speakers == ("I", "P", "P2", "I2", "P")
    assert _cast(("P2", TOLD), ("P", TOLD), ("I", ASKED)).speakers == ("P2", "P", "I")
    assert _cast(("P07", TOLD), ("INT2", ASKED), ("INT1", ASKED)).speakers == ("P", "I2", "I")


def test_two_writings_of_one_tag_are_one_person_and_told() -> None:
    result = _cast(("Interviewer", ASKED), ("INT1", ASKED), ("P07", TOLD), ("P", TOLD))
    assert result.speakers == ("I", "I", "P", "P")
    assert sum("one and the same" in notice for notice in result.notices) == 2


def test_the_cover_block_tells_names() -> None:
    cover = (CoverName("P", "Rosamund Pike"), CoverName("I", "Delphine Okoro"))
    result = _cast(("RP", ASKED), ("Delphine", TOLD), cover=cover)
    assert result.speakers == ("P", "I")
    assert BY_QUESTIONS not in result.notices


def test_unknown_speakers_are_placed_by_their_neighbours_and_told() -> None:
    result = _cast(
        ("Unknown Speaker", "Okay, recording."),
        ("Delphine", TOLD),
        ("Rosamund", ASKED),
        ("Unknown Speaker", "Yes."),
        ("Delphine", TOLD),
        ("Unknown Speaker", "Mm."),
        ("Delphine", TOLD),
    )
    assert result.speakers == ("I", "P", "I", "O", "P", "I", "P")
    assert any("2 turn(s)" in notice and "1 left" in notice for notice in result.notices)


def test_others_are_not_lost() -> None:
    result = _cast(("I", ASKED), ("P", TOLD), ("Daughter", "Mum!"), ("Xanthe", "Hi."), ("", "Hm."))
    assert result.speakers[:2] == ("I", "P")
    assert {one[0] for one in result.speakers[2:]} == {"O"}
    assert len(set(result.speakers)) == 5
    assert any("could not be placed" in notice for notice in result.notices)


def test_a_relative_who_joins_in_is_a_second_participant() -> None:
    result = _cast(("I", ASKED), ("P", TOLD), ("Mum", TOLD), ("P", TOLD))
    assert result.speakers == ("I", "P", "P2", "P")
    assert COMPANION in result.notices


def test_nobody_named() -> None:
    result = _cast(("", TOLD))
    assert result.speakers == ("P",)
    assert result.notices == (ONE_VOICE,)


def test_one_display_name_for_two() -> None:
    result = _cast(("Delphine", TOLD), ("Delphine", ASKED))
    assert result.speakers == ("P", "P")
    assert SAME_TAG in result.notices


def test_more_than_a_hundred_tags() -> None:
    result = _cast(("I", ASKED), ("P", TOLD), *((f"X{n}Y", "Hi.") for n in range(150)))
    assert len(result.speakers) == 152
    assert result.speakers[-1] == "O99"


def test_names_are_given_and_codes_are_not() -> None:
    result = _cast(
        ("Interviewer", ASKED),
        ("Okoro, Delphine (Guest)", TOLD),
        ("Speaker 3", "Hm."),
        ("RP", "Hm."),
        cover=(CoverName("O", "Tomas Bryn"),),
    )
    assert {(name.speaker[0], name.words) for name in result.names} == {
        ("P", "Okoro, Delphine"),
        ("P", "Delphine Okoro"),
        ("O", "Tomas Bryn"),
    }


def test_nothing_named_is_in_reprs_and_notices() -> None:
    result = _cast(("Delphine Okoro", TOLD), ("Rosamund Pike", ASKED))
    assert "Delphine" not in repr(result)
    assert "Delphine" not in " ".join(result.notices)
