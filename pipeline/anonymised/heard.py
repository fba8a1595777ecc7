"""The turns that are coded, each with what was asked just before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.anonymised.encoder.windows import Answer
from pipeline.anonymised.sentences import Sentence, read_sentences
from pipeline.values.texts import DraftTurn, Role


@dataclass(frozen=True)
class Heard:
    """A participant's turn."""

    turn: DraftTurn = field(repr=False)
    sentences: tuple[Sentence, ...] = field(repr=False)
    """At least one."""
    question: str = field(repr=False)
    """The interviewer's last words before it; '' where she said nothing in between."""

    def answer(self) -> Answer:
        """As an encoder reads it."""
        text = self.turn.text
        return Answer(self.question, tuple(text[one.start : one.end] for one in self.sentences))


def hear(turns: Sequence[DraftTurn]) -> list[Heard]:
    """The participant's turns in their order; those without a word are left out."""
    found: list[Heard] = []
    question = ""
    for turn in turns:
        if turn.role is Role.INTERVIEWER:
            question = turn.text
        elif turn.role is Role.PARTICIPANT:
            sentences = read_sentences(turn.text, [mark.span for mark in turn.marks])
            if sentences:
                found.append(Heard(turn, tuple(sentences), question))
            question = ""
    return found
