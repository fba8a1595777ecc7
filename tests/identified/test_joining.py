"""Fragments to turns."""

from __future__ import annotations

from pipeline.identified.joining import joined, without_inline_stamps
from pipeline.identified.readers.base import Utterance


def test_successive_utterances_of_one_speaker_are_one_turn() -> None:
    said = [Utterance("p", "so I"), Utterance("p", "went.", 4.0), Utterance("i", "Mm?", 5.0)]
    turns = joined(said, ["P", "P", "I"])
    assert [(turn.number, turn.speaker, turn.text) for turn in turns] == [
        (1, "P", "so I went."),
        (2, "I", "Mm?"),
    ]
    assert [turn.starts_at for turn in turns] == [None, 5.0]


def test_marks_point_into_the_joined_text() -> None:
    said = [Utterance("p", "so [pause] I"), Utterance("p", "went [laughs].")]
    (turn,) = joined(said, ["P", "P"])
    assert [turn.text[m.span.start : m.span.end] for m in turn.marks] == ["[pause]", "[laughs]"]


def test_stamps_inside_talk_are_taken_out_and_counted() -> None:
    kept, removed = without_inline_stamps(
        [
            Utterance("p", "so [00:12:10] I\twent  at 10:30 (00:12:20) and [10:30] #00:01:02-3#"),
            Utterance("p", "[00:13:00]"),
            Utterance("p", "[inaudible 00:41:07] and <name 00:12:44> at 22:15:00"),
        ]
    )
    assert [one.text for one in kept] == [
        "so I went at 10:30 and",
        "[inaudible 00:41:07] and <name 00:12:44> at 22:15:00",
    ]
    assert sum(one.count for one in removed) == 5
