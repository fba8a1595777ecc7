"""Which turns a person is to read: drawn at random, in strata.

The turns are put in the order of their strata, by chance within each, and every so-many-th is taken
from a random start (systematic sampling: W. G. Madow and L. H. Madow 1944, Annals of Mathematical
Statistics 15: 1-24). So every turn has exactly the same chance, each stratum gets its share to
within one turn, and strata may be as small as they like.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence

from pipeline.values.samples import FramedTurn, TurnSort

_RANK = {sort: rank for rank, sort in enumerate(TurnSort)}


def draw(
    frame: Sequence[FramedTurn], size: int, seed: int, groups: Mapping[str, tuple[str, ...]]
) -> list[FramedTurn]:
    """Draw turns. A stratum is a sort of turn in one transcript; within a sort, transcripts of one
    group stand together.

    They come back in an order of chance: whoever stops reading half way has read a random part.

    Args:
        frame: every turn that may be drawn, each once.
        size: how many; all of them where there are fewer.
        seed: the same seed and frame give the same turns.
        groups: transcript -> the attributes of its participant.
    """
    chance = random.Random(seed)
    ordered = sorted(frame, key=lambda one: (one.transcript, one.turn))
    chance.shuffle(ordered)
    ordered.sort(key=lambda one: (_RANK[one.sort], groups.get(one.transcript, ()), one.transcript))
    total, size = len(ordered), min(size, len(ordered))
    if not size:
        return []
    start = chance.randrange(total)
    chosen = [ordered[(start + total * step) // size] for step in range(size)]
    chance.shuffle(chosen)
    return chosen
