"""An interview cut into stretches that an encoder reads at once.

A stretch holds questions and answers in their order, after the end of what was said before it:
`[CLS] the answer before [SEP] question [SEP] answer [SEP] question [SEP] answer [SEP]`. A long
answer is cut between sentences; its question and its last sentences are read again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from enum import IntEnum

from pipeline.language.wordpiece import WordPiece

BUDGET = 300
"""Pieces of questions and answers in a stretch."""
QUESTION = 56
"""Pieces of a question that are read: its end."""
BEFORE = 48
"""Pieces of the answer before that are read: its end."""
SENTENCE = 120
"""Pieces of a sentence that are read."""
_OVERLAP = 3
"""Sentences."""
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")


class Row(IntEnum):
    """What a piece belongs to: a row of the encoder's table."""

    BEFORE = 0
    QUESTION = 1
    ANSWER = 2


@dataclass(frozen=True)
class Answer:
    """A turn that is to be coded."""

    question: str = field(repr=False)
    """What the interviewer said just before; '' where she did not."""
    sentences: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Place:
    """Where a sentence stands in a window: pieces ``[first, last)``."""

    answer: int
    sentence: int
    first: int
    last: int


@dataclass
class Window:
    """A stretch, piece by piece."""

    ids: list[int] = field(repr=False)
    rows: list[int] = field(repr=False)
    places: list[Place] = field(default_factory=list)
    used: int = 0
    """Pieces of questions and answers."""

    def add(self, ids: Sequence[int], row: Row) -> tuple[int, int]:
        """Append pieces; returns where they stand."""
        first = len(self.ids)
        self.ids += ids
        self.rows += [row] * len(ids)
        return first, len(self.ids)


def pieces(text: str, wordpiece: WordPiece) -> list[int]:
    """The pieces of a text, signs included."""
    return [id for word in _WORD.findall(text) for id in wordpiece.ids(word)]


def windows(
    answers: Sequence[Answer], wordpiece: WordPiece, *, budget: int = BUDGET, first: int = 0
) -> list[Window]:
    """The windows of an interview, in its order; every sentence with a piece is in exactly one.

    Args:
        answers: of one interview, in order.
        wordpiece: turns words into ids.
        budget: pieces in a window.
        first: pieces in the first window (training shifts the cuts with it).
    """
    return list(_Packing(wordpiece, budget, first or budget).windows(answers))


class _Packing:
    def __init__(self, wordpiece: WordPiece, budget: int, first: int) -> None:
        self._wordpiece = wordpiece
        self._budget = budget
        self._limit = first
        self._window: Window | None = None

    def windows(self, answers: Sequence[Answer]) -> Iterator[Window]:
        before: list[int] = []
        for at, answer in enumerate(answers):
            question = pieces(answer.question, self._wordpiece)[-QUESTION:]
            cut = [pieces(one, self._wordpiece)[:SENTENCE] for one in answer.sentences]
            length = len(question) + sum(len(one) for one in cut) + 2
            if self._window and self._window.used + length > self._limit:
                yield from self._close()
            yield from self._pack(at, question, cut, before)
            before = [id for one in cut[-_OVERLAP:] for id in one]
        yield from self._close()

    def _pack(
        self, at: int, question: list[int], sentences: list[list[int]], before: list[int]
    ) -> Iterator[Window]:
        window = self._asked(question, before)
        for number, ids in enumerate(sentences):
            if not ids:
                continue
            full = window.used + len(ids) > self._budget
            if full and window.places and window.places[-1].answer == at:
                yield from self._close()
                last = sentences[max(0, number - _OVERLAP) : number]
                window = self._asked(question, [id for one in last for id in one])
            window.used += len(ids)
            window.places.append(Place(at, number, *window.add(ids, Row.ANSWER)))
        window.used += 1
        window.add([self._wordpiece.separator], Row.ANSWER)

    def _asked(self, question: list[int], before: list[int]) -> Window:
        """The open window, or a new one that begins with `before`; the question put to it."""
        if self._window is None:
            wordpiece = self._wordpiece
            self._window = Window([], [])
            opening = [wordpiece.opening, *before[-BEFORE:], wordpiece.separator]
            self._window.add(opening, Row.BEFORE)
        asked = [*question, self._wordpiece.separator]
        self._window.used += len(asked)
        self._window.add(asked, Row.QUESTION)
        return self._window

    def _close(self) -> Iterator[Window]:
        if self._window and self._window.places:
            yield self._window
        self._window = None
        self._limit = self._budget
