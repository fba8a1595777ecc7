"""'>> so when was that': captions that mark a change of speaker and seldom say who."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.identified.readers.base import Utterance
from pipeline.identified.readers.layouts.base import Laid
from pipeline.identified.readers.layouts.tagged import COLON

_CHEVRON = re.compile(r"(?:>|&gt;){2,}[ \t]*")
_FEWEST = 2


@dataclass(frozen=True)
class Change:
    """A stretch of a line under one speaker; '' before the first chevron."""

    tag: str = field(repr=False)
    text: str = field(repr=False)
    line: int
    begins: bool


@dataclass(frozen=True)
class Chevrons:
    """Turns begin at '>>', with a tag after it or without; those without are taken to alternate."""

    name: str = "chevrons"

    def lay(self, lines: Sequence[str]) -> Laid:
        """The talk in `lines`; see ``Layout``."""
        changes = split_chevrons(lines)
        return Laid(
            utterances=tuple(Utterance(one.tag, one.text) for one in changes if one.tag),
            leading=tuple(one.text for one in changes if not one.tag),
            tagged=sum(1 for one in changes if one.begins),
        )


def split_chevrons(lines: Sequence[str]) -> tuple[Change, ...]:
    """`lines` cut at their chevrons; empty where there are fewer than two."""
    cut = [_CHEVRON.split(line) for line in lines]
    if sum(len(parts) - 1 for parts in cut) < _FEWEST:
        return ()
    starts = [part for parts in cut for part in parts[1:]]
    named = iter(COLON.pieces(starts))
    found: list[Change] = []
    tag, turn = "", 0
    for number, parts in enumerate(cut):
        found.append(Change(tag, parts[0], number, begins=False))
        for part in parts[1:]:
            piece = next(named)
            tag = piece.tag if piece else f">>{turn % 2 + 1}"
            turn += 1
            found.append(Change(tag, piece.rest if piece else part, number, begins=True))
    return tuple(one for one in found if one.begins or one.text.strip())
