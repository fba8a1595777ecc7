"""Which turns a passage of a text runs over."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.values.spans import Span
from pipeline.values.texts import DraftTurn


def crossed(
    turns: Sequence[DraftTurn], starts: Mapping[int, int], start: int, end: int
) -> list[tuple[DraftTurn, Span]]:
    """The turns that share a character with ``[start, end)`` of a text, each with the stretch of
    its own words.

    Args:
        starts: turn -> where its words begin in the text (`layout.find_turns`); one that is not in
            it has no words there.
    """
    found = []
    for turn in turns:
        if turn.number not in starts:
            continue
        at = starts[turn.number]
        first, last = max(start - at, 0), min(end - at, len(turn.text))
        if first < last:
            found.append((turn, Span(start=first, end=last)))
    return found
