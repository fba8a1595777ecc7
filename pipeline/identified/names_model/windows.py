"""Turns packed into the windows that the model reads, so that neighbours are each other's context.

A window begins with [CLS]; every turn in it ends with [SEP]. Turns that fit stand together: an
answer is read with its question. A turn longer than a window is cut, at the end of a sentence where
one is near.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.identified.names_model.words import Case, Word
from pipeline.language.wordpiece import WordPiece

WINDOW = 192
"""Pieces; about 140 words of talk."""
_STOPS = frozenset(".?!")


@dataclass(frozen=True)
class Window:
    """What the model reads at once; all sequences run in parallel except `firsts` and `words`."""

    ids: tuple[int, ...]
    cases: tuple[int, ...]
    firsts: tuple[int, ...]
    """Where each word's first piece stands in `ids`."""
    words: tuple[tuple[int, int], ...]
    """Each word as (index of the turn, index of the word in its turn)."""


@dataclass(frozen=True)
class Part:
    """Words of one turn that go into one window."""

    turn: int
    first: int
    pieces: tuple[tuple[int, ...], ...]
    cases: tuple[Case, ...]

    @property
    def size(self) -> int:
        """Pieces, the separator included."""
        return sum(map(len, self.pieces)) + 1


def windows(
    turns: Sequence[Sequence[Word]],
    cases: Sequence[Sequence[Case]],
    wordpiece: WordPiece,
    size: int = WINDOW,
) -> Iterator[Window]:
    """Pack the words of `turns` into windows of at most `size` pieces, every word in just one."""
    waiting: list[Part] = []
    room = size - 1
    for number, (words, row) in enumerate(zip(turns, cases, strict=True)):
        for part in _parts(number, words, row, wordpiece, size - 2):
            if part.size > room and waiting:
                yield _window(waiting, wordpiece)
                waiting, room = [], size - 1
            waiting.append(part)
            room -= part.size
    if waiting:
        yield _window(waiting, wordpiece)


def _parts(
    turn: int, words: Sequence[Word], cases: Sequence[Case], wordpiece: WordPiece, room: int
) -> Iterator[Part]:
    pieces = [wordpiece.ids(word.text) for word in words]
    first = 0
    while first < len(words):
        end = _end(words, pieces, first, room)
        yield Part(turn, first, tuple(pieces[first:end]), tuple(cases[first:end]))
        first = end


def _end(words: Sequence[Word], pieces: Sequence[tuple[int, ...]], first: int, room: int) -> int:
    """Where the part that begins at `first` ends: at a stop in its second half, if it must end."""
    used, end, stop = 0, first, first
    while end < len(words) and used + len(pieces[end]) <= room:
        used += len(pieces[end])
        end += 1
        if words[end - 1].text in _STOPS and used > room // 2:
            stop = end
    if end == len(words):
        return end
    return max(stop if stop > first else end, first + 1)


def _window(parts: Sequence[Part], wordpiece: WordPiece) -> Window:
    ids, cases = [wordpiece.opening], [int(Case.UNKNOWN)]
    firsts: list[int] = []
    words: list[tuple[int, int]] = []
    for part in parts:
        for offset, (pieces, case) in enumerate(zip(part.pieces, part.cases, strict=True)):
            firsts.append(len(ids))
            words.append((part.turn, part.first + offset))
            ids += pieces
            cases += [int(case)] * len(pieces)
        ids.append(wordpiece.separator)
        cases.append(int(Case.UNKNOWN))
    return Window(tuple(ids), tuple(cases), tuple(firsts), tuple(words))
