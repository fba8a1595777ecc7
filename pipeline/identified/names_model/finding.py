"""From what the network read to what is found: word lists weigh in, then the second pass."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.identified.names_model.again import found_again
from pipeline.identified.names_model.decode import Found, decode
from pipeline.identified.names_model.labels import COUNT, begins, inside
from pipeline.identified.names_model.model import Read
from pipeline.identified.names_model.operating import Operating
from pipeline.values.identifiers import Mention, Status


def find(
    reads: Sequence[Read],
    listed: Sequence[Sequence[Mention]],
    operating: Operating,
    *,
    second_pass: bool = True,
) -> list[list[Found]]:
    """What stands in the turns of one transcript; within a pass no finds overlap.

    Args:
        reads: the turns, as the network read them.
        listed: for each turn, the names that word lists and capitals give away. They are evidence,
            not verdicts: a listed name that the network is certain is none stays.
        operating: leans and thresholds.
        second_pass: whether what is found once is looked for everywhere.
    """
    leans = operating.leans()
    found = [
        decode(read.probabilities, leans, _evidence(read, names, operating))
        for read, names in zip(reads, listed, strict=True)
    ]
    if not second_pass:
        return found
    more = found_again(reads, found, operating.known, operating.again)
    return [[*one, *other] for one, other in zip(found, more, strict=True)]


def _evidence(
    read: Read, names: Iterable[Mention], operating: Operating
) -> NDArray[np.float32] | None:
    """Words x labels: what the lists add to the log-probabilities; None where they say nothing."""
    made: NDArray[np.float32] | None = None
    for name in names:
        weight = operating.listed if name.status is Status.SURE else operating.perhaps
        under = [
            at
            for at, word in enumerate(read.words)
            if word.start < name.span.end and name.span.start < word.end
        ]
        if not under or not weight:
            continue
        if made is None:
            made = np.zeros((len(read.words), COUNT), dtype=np.float32)
        made[under[0], begins(name.kind)] = weight
        made[under, inside(name.kind)] = weight
    return made
