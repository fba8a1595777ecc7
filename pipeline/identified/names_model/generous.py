"""A second, generous reading of the same figures: what may identify indirectly, to be listed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from pipeline.identified.names_model.decode import Found, decode
from pipeline.identified.names_model.labels import KINDS, NOTHING, begins, inside
from pipeline.identified.names_model.model import Read
from pipeline.identified.names_model.operating import Operating
from pipeline.identified.recognisers.indirect.stretch import CLAUSES
from pipeline.identified.recognisers.words import vocabulary
from pipeline.language.folding import folded
from pipeline.values.identifiers import INDIRECT_KINDS, Kind

_LABELS = [label for kind in INDIRECT_KINDS for label in (begins(kind), inside(kind))]

_LONGEST = 10
"""Words to which a find is widened."""
_STOPS = CLAUSES | vocabulary("s d m t ll ve re")


def listed(
    reads: Sequence[Read], found: Sequence[Sequence[Found]], operating: Operating
) -> list[list[Found]]:
    """What stands in the turns of one transcript that nobody has taken: finds of indirect kinds.

    Args:
        reads: the turns, as the network read them.
        found: for each turn, what was taken at the ordinary leans.
        operating: with the generous leans; without any, nothing is listed.
    """
    if not operating.generous:
        return [[] for _ in reads]
    kinds = [operating.generous.get(kind, operating.lean[kind]) for kind in KINDS]
    leans = [*kinds, operating.pets]
    return [
        [one for one in _decoded(read, leans) if not _is_taken(one, taken)]
        for read, taken in zip(reads, found, strict=True)
    ]


def _decoded(read: Read, leans: Sequence[float]) -> list[Found]:
    if not _is_awake(read, leans):
        return []
    found = decode(read.probabilities, leans)
    return [
        _widened(read, one) if one.kind is Kind.OTHER else one
        for one in found
        if one.kind in INDIRECT_KINDS and not one.pet
    ]


def _widened(read: Read, found: Found) -> Found:
    """A find and what belongs to it: of an act or a thing the network is often sure of a part."""
    first, end = found.first, found.end
    while first > 0 and end - first < _LONGEST and _goes_on(read.words[first - 1].text):
        first -= 1
    while end < len(read.words) and end - first < _LONGEST and _goes_on(read.words[end].text):
        end += 1
    return replace(found, first=first, end=end)


def _goes_on(word: str) -> bool:
    return word[0].isalnum() and folded(word) not in _STOPS


def _is_awake(read: Read, leans: Sequence[float]) -> bool:
    """Whether, for any word, an indirect label outweighs 'nothing' with the leans: else there is
    nothing to decode."""
    if not len(read.words):
        return False
    weights = np.exp(np.repeat(np.asarray(leans, dtype=np.float32), 2))[np.array(_LABELS) - 1]
    best = (read.probabilities[:, _LABELS] * weights).max(axis=1)
    return bool((best > read.probabilities[:, NOTHING]).any())


def _is_taken(one: Found, taken: Sequence[Found]) -> bool:
    return any(other.first <= one.first and one.end <= other.end for other in taken)
