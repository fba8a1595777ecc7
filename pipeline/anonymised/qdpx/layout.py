"""An anonymised transcript as plain text, a paragraph a turn, and its turns found again in a text
that other programs have had."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.values.texts import DraftTurn

LEFT_OUT = "[left out]"
"""Stands for a turn whose words are not handed on."""


@dataclass(frozen=True)
class Layout:
    """A transcript laid out, and where the words of each turn begin."""

    text: str = field(repr=False)
    starts: Mapping[int, int]
    """Turn -> code point of `text` at which its words begin; turns left out are not in it."""


def lay_out(
    turns: Sequence[DraftTurn], left_out: Collection[int] = (), line_end: str = "\n"
) -> Layout:
    """`turns` as ``P: words``, a paragraph each: a program's paragraph number is the turn's.

    Args:
        left_out: numbers of turns that keep their place and lose their words.
        line_end: one or two characters; they count as such in all positions.
    """
    parts: list[str] = []
    starts: dict[int, int] = {}
    at = 0
    for turn in turns:
        head = f"{turn.speaker}: "
        words = turn.text
        if turn.number in left_out:
            words = LEFT_OUT
        else:
            starts[turn.number] = at + len(head)
        parts.append(f"{head}{words}{line_end}")
        at += len(parts[-1])
    return Layout("".join(parts), starts)


def find_turns(text: str, turns: Sequence[DraftTurn]) -> dict[int, int] | None:
    """Where the words of each turn begin in `text`; None where it is not this transcript.

    Every line that is not blank must be a turn with exactly its words, in their order, behind its
    speaker, its number, both or neither: as `lay_out` and the ``.txt`` files of room 2 have it.
    A turn that stands there as `LEFT_OUT` is passed over. Line ends and blanks at the ends of lines
    may differ: other programs change them.
    """
    waiting = iter(turns)
    found: dict[int, int] = {}
    for start, line in _lines(text):
        turn = next(waiting, None)
        head = None if turn is None else _head(line, turn)
        if turn is None or head is None:
            return None
        if line[head:].rstrip() != LEFT_OUT or turn.text.strip() == LEFT_OUT:
            found[turn.number] = start + head - _blanks(turn.text)
    return None if next(waiting, None) else found


def _lines(text: str) -> Iterator[tuple[int, str]]:
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield at, line
        at += len(line) + 1


def _head(line: str, turn: DraftTurn) -> int | None:
    """How long is what stands before the words of the turn; None where they are other words."""
    for words in (turn.text.strip(), LEFT_OUT):
        at = len(line.rstrip()) - len(words)
        if at >= 0 and line[at : at + len(words)] == words and _is_head(line[:at], turn):
            return at
    return None


def _is_head(head: str, turn: DraftTurn) -> bool:
    return bool(re.fullmatch(rf"\s*(?:{turn.number}[.:)]?\s+)?(?:{turn.speaker}:?\s+)?", head))


def _blanks(text: str) -> int:
    return len(text) - len(text.lstrip())
