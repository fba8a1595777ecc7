from __future__ import annotations

from pipeline.quotable.holds import BY_A_PERSON, standing_flags
from pipeline.values.records import FlagReason, FlagRuling
from pipeline.values.texts import AdmittedTranscript
from tests.quotable.examples import flag, transcript

TALK = transcript("T1", "I: And then?", "P: I leave by the side gate.", "P: It was May.")


def ruling(turn: int, *, holds: bool, of: AdmittedTranscript = TALK, id: str = "") -> FlagRuling:
    return FlagRuling(
        transcript=id or of.id,
        turn=turn,
        flag="live-safety",
        state=of.turns[turn - 1].fingerprint(),
        holds=holds,
        by="JS",
        because=FlagReason.NOT_SO,
    )


def places(raised: list[int], rulings: list[FlagRuling]) -> list[int]:
    flags = [flag(TALK, turn) for turn in raised]
    return [one.turn for one in standing_flags(TALK, flags, rulings)]


def test_nobody_ruled_so_all_hold() -> None:
    assert places([2, 3], []) == [2, 3]


def test_what_a_person_lets_go_holds_no_more() -> None:
    assert places([2, 3], [ruling(2, holds=False)]) == [3]


def test_a_flag_of_another_kind_on_the_turn_stays() -> None:
    both = [flag(TALK, 2), flag(TALK, 2, "off-record")]
    standing = standing_flags(TALK, both, [ruling(2, holds=False)])
    assert [one.flag for one in standing] == ["off-record"]


def test_the_last_ruling_counts() -> None:
    assert places([2], [ruling(2, holds=False), ruling(2, holds=True)]) == [2]
    assert places([2], [ruling(2, holds=True), ruling(2, holds=False)]) == []


def test_letting_go_counts_for_the_turn_as_it_was_read() -> None:
    before = transcript("T1", "I: And then?", "P: I leave by the gate.", "P: It was May.")
    assert places([2], [ruling(2, holds=False, of=before)]) == [2]


def test_a_person_puts_a_flag_and_it_outlives_a_change() -> None:
    before = transcript("T1", "I: And then?", "P: It rained.", "P: It was June.")
    (put,) = standing_flags(TALK, [], [ruling(3, holds=True, of=before)])
    assert (put.turn, put.evidence) == (3, BY_A_PERSON)


def test_rulings_on_other_transcripts_and_lost_turns_do_nothing() -> None:
    longer = transcript("T1", *["P: It rained."] * 9)
    assert places([2], [ruling(2, holds=False, id="T9")]) == [2]
    assert places([], [ruling(9, holds=True, of=longer)]) == []
