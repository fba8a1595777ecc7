"""One participant quoted too often, and the same words printed twice."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

_LEAST = 3
_SHARE = 0.25
_TWICE_FROM = 8
"""So many words in common are the same quote again; fewer may be taken up in a summary."""


@dataclass(frozen=True, slots=True)
class Printed:
    """A quotation of ours and the stretch of the turn that it prints."""

    number: int
    participant: str
    turn: Hashable
    start: int
    end: int
    """Indexes of the turn's words."""


def allowed_of_one(quotations: int, limit: int | None) -> int:
    """How many quotations of one participant a draft with so many may have: `limit`, or three, or a
    quarter of all where that is more."""
    return limit if limit is not None else max(_LEAST, math.ceil(_SHARE * quotations))


def too_often(printed: Sequence[Printed], limit: int | None) -> dict[str, tuple[int, list[int]]]:
    """Participant -> how many quotations of hers there are, and the numbers of those beyond what is
    allowed. What interrupts or repeats another is not counted again."""
    counted = _without_overlaps(printed)
    allowed = allowed_of_one(len(counted), limit)
    counts = Counter(one.participant for one in counted)
    found = {}
    for participant, count in sorted(counts.items()):
        if count > allowed:
            own = [one.number for one in counted if one.participant == participant]
            found[participant] = (count, own[allowed:])
    return found


def twice(printed: Sequence[Printed]) -> Iterable[tuple[Printed, Printed]]:
    """Every quotation that prints words of an earlier one again, with the first that had them."""
    for at, one in enumerate(printed):
        for earlier in printed[:at]:
            common = min(one.end, earlier.end) - max(one.start, earlier.start)
            if one.turn == earlier.turn and common >= _TWICE_FROM:
                yield earlier, one
                break


def _without_overlaps(printed: Sequence[Printed]) -> list[Printed]:
    kept: list[Printed] = []
    for one in printed:
        near = [other for other in kept if other.turn == one.turn]
        if not any(one.start <= other.end and other.start <= one.end for other in near):
            kept.append(one)
    return kept
