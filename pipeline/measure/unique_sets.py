"""Minimal sample uniques: the smallest sets of attributes by which somebody is the only one.

Special uniques: Elliot, Manning & Ford 2002, International Journal of Uncertainty, Fuzziness and
Knowledge-Based Systems 10: 493-509. The sets are those that SUDA2 finds (Manning, Haglin & Keane
2008, Data Mining and Knowledge Discovery 16: 165-196); they are found level by level, as the tables
of a study are narrow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import prod
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from numpy import bool_, int64
    from numpy.typing import NDArray

    Codes = NDArray[int64]
    Rows = NDArray[bool_]

LARGEST = 4
"""Sets of more attributes are not looked for."""

Table = Mapping[str, Mapping[str, str]]
"""Row -> attribute -> value; an attribute that is not there, or blank, is not known."""


@dataclass(frozen=True)
class UniqueRow:
    """A row that some set of attributes tells from all others."""

    row: str
    sets: tuple[tuple[str, ...], ...]
    """Its minimal unique sets, the smallest first, then in the order of the attributes."""
    score: int
    """SUDA score: smaller sets and more of them weigh more."""
    dis: float
    """DIS-SUDA score, 0 to 1: the confidence somebody may have in a match."""


@dataclass(frozen=True)
class UniqueSets:
    """All rows that are unique, by the attributes looked at."""

    attributes: tuple[str, ...]
    largest: int
    """How many attributes a set had at most."""
    rows: tuple[UniqueRow, ...]
    """In the order of the table."""

    def contributions(self) -> dict[str, float]:
        """How much of all scores stands in sets with each attribute, 0 to 1."""
        values = {
            attribute: sum(
                _weight(len(one), len(self.attributes), self.largest)
                for row in self.rows
                for one in row.sets
                if attribute in one
            )
            for attribute in self.attributes
        }
        total = sum(row.score for row in self.rows)
        return {name: value / total if total else 0.0 for name, value in values.items()}

    def without(self, attribute: str) -> int:
        """How many rows stay unique (by sets of this size) when `attribute` is not told."""
        return sum(any(attribute not in one for one in row.sets) for row in self.rows)


def unique_sets(
    table: Table,
    attributes: Sequence[str],
    largest: int = LARGEST,
    sampled: float = 0.01,
) -> UniqueSets:
    """The minimal unique sets of every row.

    A set makes a row unique when the row has a known value of each of its attributes and no other
    row has the same ones; it is minimal when none of its parts does. A value that is not known
    matches nothing: it neither makes a row unique nor hides another one. (Who knows the story does
    not take a gap for a match.)

    Args:
        table: rows; all must be different participants.
        attributes: those to look at, without doubles.
        largest: how many attributes a set has at most.
        sampled: the share of the population that the table is, for the DIS-SUDA score only
            (``DisFraction`` of sdcMicro, with its default).

    Raises:
        ValueError: doubled attributes, `largest` below 1, `sampled` not between 0 and 1.
    """
    if len(set(attributes)) < len(attributes) or largest < 1 or not 0 < sampled <= 1:
        raise ValueError("attributes are not doubled, sets have a member, a share is 0 to 1")
    names, ids = tuple(attributes), tuple(table)
    found: dict[str, list[tuple[str, ...]]] = {id: [] for id in ids}
    for chosen, rows in _minimal(table, names, largest):
        for row in rows:
            found[ids[row]].append(tuple(names[at] for at in chosen))
    scores = {
        id: sum(_weight(len(one), len(names), largest) for one in sets)
        for id, sets in found.items()
        if sets
    }
    dis = _dis(scores, len(names), sampled)
    rows_found = [UniqueRow(id, tuple(found[id]), scores[id], dis[id]) for id in scores]
    return UniqueSets(names, largest, tuple(rows_found))


def _minimal(
    table: Table, names: tuple[str, ...], largest: int
) -> Iterator[tuple[tuple[int, ...], list[int]]]:
    """Each set of attributes with the rows of which it is a minimal unique set, level by level."""
    import numpy as np

    columns = [_codes([row.get(name, "") for row in table.values()]) for name in names]
    groups: dict[tuple[int, ...], Codes] = {(): np.zeros(len(table), dtype=np.int64)}
    unique: dict[tuple[int, ...], Rows] = {(): np.zeros(len(table), dtype=bool)}
    for size in range(1, min(largest, len(names)) + 1):
        level: dict[tuple[int, ...], Codes] = {}
        alone: dict[tuple[int, ...], Rows] = {}
        for chosen in combinations(range(len(names)), size):
            level[chosen] = _joined(groups[chosen[:-1]], columns[chosen[-1]])
            alone[chosen] = _alone(level[chosen])
            parts = [unique[part] for part in combinations(chosen, size - 1)]
            minimal = alone[chosen] & ~np.logical_or.reduce(parts)
            if minimal.any():
                yield chosen, np.flatnonzero(minimal).tolist()
        groups, unique = level, alone


def _codes(values: Sequence[str]) -> Codes:
    """A number for each value, -1 where it is not known."""
    import numpy as np

    folded = [" ".join(value.casefold().split()) for value in values]
    numbers = {value: number for number, value in enumerate(dict.fromkeys(filter(None, folded)))}
    return np.array([numbers.get(value, -1) for value in folded], dtype=np.int64)


def _joined(group: Codes, column: Codes) -> Codes:
    """Groups by both, numbered anew; -1 where either is not known."""
    import numpy as np

    width = int(column.max(initial=0)) + 1
    both = np.where((group < 0) | (column < 0), -1, group * width + column)
    values, numbers = np.unique(both, return_inverse=True)
    shift = int(values.size > 0 and values[0] == -1)
    return numbers.astype(np.int64) - shift


def _alone(group: Codes) -> Rows:
    """Which rows are the only ones of their group."""
    import numpy as np

    sizes = np.bincount(group[group >= 0], minlength=1)
    return np.where(group >= 0, sizes[group] == 1, False)


def _weight(size: int, attributes: int, largest: int) -> int:
    """What a minimal unique set counts: the product of (attributes - i) for i from its size to the
    largest size looked at (Elliot et al. 2002); of no attribute left over, 1."""
    return prod(attributes - i for i in range(size, min(largest, attributes - 1) + 1))


def _dis(scores: Mapping[str, int], attributes: int, sampled: float) -> dict[str, float]:
    """DIS-SUDA scores: scores to the power of Q = 1 + (8 - attributes) / 20, brought to the scale
    of data intrusion simulation (Elliot & Manning 2003; the calibration that sdcMicro's ``suda2``
    uses)."""
    power = 1 + (8 - attributes) / 20
    raised = {id: float(score) ** power for id, score in scores.items()}
    scale = sum(1 / value for value in raised.values())
    odds = len(scores) * (1 / sampled - 1)
    return {id: 1 / (1 + odds / (value * scale)) for id, value in raised.items()}
