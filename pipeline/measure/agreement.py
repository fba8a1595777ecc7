"""Agreement between coders: people, the machine, a gold.

A unit is a turn with a code (or a transcript with a code): each coder has applied it there,
polarity 'present', or not. Only turns that both have read count.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from enum import StrEnum
from itertools import chain
from typing import Annotated, Self

import numpy as np
from pydantic import Field, model_validator

from pipeline.measure.coding.places import Place
from pipeline.measure.coefficients import (
    cohen_kappa,
    coincidences,
    gwet_ac1,
    krippendorff_alpha,
    of_two,
)
from pipeline.measure.figures import Figure, Floats, figure
from pipeline.measure.shares import Count, Estimate, Share, estimate
from pipeline.values.base import ItemId, Value


class Unit(StrEnum):
    """What is a unit, together with a code."""

    TURN = "turn"
    TRANSCRIPT = "transcript"
    """Whether the code occurs anywhere in the turns of it that both have read."""


class CodedUnits(Value):
    """What one coder has read, and coded there."""

    who: str
    read: dict[ItemId, frozenset[int]]
    """Transcript -> turns."""
    coded: Annotated[dict[ItemId, frozenset[Place]], Field(repr=False)]

    @model_validator(mode="after")
    def _check(self) -> Self:
        for id, places in self.coded.items():
            if not {turn for turn, _ in places} <= self.read.get(id, frozenset()):
                raise ValueError("a turn was coded that was not read")
        return self


class Coefficients(Value):
    """Agreement of two coders on one code, family or all codes."""

    name: str
    """Empty for all codes."""
    units: Count
    first: Count
    """Units that the first coder coded; of all units, the code's prevalence by that coder."""
    second: Count
    both: Count
    agreement: Estimate
    """Units on which both said the same."""
    kappa: Figure
    ac1: Figure
    alpha: Figure


class Disagreement(Value):
    """A unit that one of the two coded."""

    transcript: ItemId
    turn: int | None
    """None where the unit is the transcript."""
    code: str
    by: str
    """Who coded it."""


class PairAgreement(Value):
    """Agreement of two coders."""

    first: str
    second: str
    unit: Unit
    transcripts: Count
    """In which both have read turns."""
    turns: Count
    """That both have read."""
    overall: Coefficients
    families: tuple[Coefficients, ...]
    codes: tuple[Coefficients, ...]
    """Families and codes that at least one of the two applied."""
    disagreements: tuple[Disagreement, ...]
    """In the order of the talk."""


def compare(
    first: CodedUnits, second: CodedUnits, families: Mapping[str, str], unit: Unit = Unit.TURN
) -> PairAgreement:
    """Hold two coders against each other.

    Args:
        first: one of them.
        second: the other one.
        families: code -> family, of every code that there is; others are not compared.
        unit: what is a unit.
    """
    common = _common((first, second))
    said = [_said(one, common, families, unit) for one in (first, second)]
    sizes = _sizes(common, unit)

    def coefficients(name: str, codes: Collection[str]) -> Coefficients:
        tables = [
            _table(_of(said[0][id], codes), _of(said[1][id], codes), sizes[id] * len(codes))
            for id in common
        ]
        return _coefficients(name, tables)

    used = {code for coder in said for places in coder.values() for _, code in places}
    by_family: dict[str, set[str]] = {}
    for code, family in families.items():
        by_family.setdefault(family, set()).add(code)
    return PairAgreement(
        first=first.who,
        second=second.who,
        unit=unit,
        transcripts=len(common),
        turns=sum(map(len, common.values())),
        overall=coefficients("", families),
        families=tuple(
            coefficients(name, codes) for name, codes in by_family.items() if codes & used
        ),
        codes=tuple(coefficients(code, {code}) for code in families if code in used),
        disagreements=tuple(_disagreements(first.who, second.who, said[0], said[1], unit)),
    )


def joint_alpha(
    coders: Sequence[CodedUnits], families: Mapping[str, str], unit: Unit = Unit.TURN
) -> Figure:
    """Krippendorff's alpha of all coders together, over every unit that at least two have read.

    Where the unit is the transcript, a coder who has read other turns of it than the others has not
    read it.
    """
    rows: list[list[float]] = []
    for id in sorted({id for one in coders for id in one.read}):
        row = np.zeros(3)
        for yes, said in _votes(coders, id, families, unit):
            row += coincidences(yes, said)
        rows.append(row.tolist())
    table = np.array(rows, dtype=np.float64).reshape(-1, 3)
    holding = [bool(row[0] + row[2]) for row in table]
    return figure(lambda weights: krippendorff_alpha(weights @ table), holding)


def _votes(
    coders: Sequence[CodedUnits], id: str, families: Mapping[str, str], unit: Unit
) -> Iterable[tuple[int, int]]:
    """Of every unit of a transcript, how many coders said yes, and how many have read it."""
    there = [one for one in coders if one.read.get(id)]
    if unit is Unit.TRANSCRIPT:
        every = set(chain.from_iterable(one.read[id] for one in there))
        there = [one for one in there if one.read[id] == every]
    turns = {id: frozenset(chain.from_iterable(one.read[id] for one in there))}
    said = [_said(one, turns, families, unit)[id] for one in there]
    units = sorted(turns[id]) if unit is Unit.TURN else [0]
    for number in units:
        readers = [
            places
            for one, places in zip(there, said, strict=True)
            if unit is Unit.TRANSCRIPT or number in one.read[id]
        ]
        for code in families:
            yield sum((number, code) in places for places in readers), len(readers)


def _common(coders: Sequence[CodedUnits]) -> dict[str, frozenset[int]]:
    """Transcript -> turns that all have read."""
    ids = set.intersection(*(set(one.read) for one in coders))
    found = {id: frozenset.intersection(*(one.read[id] for one in coders)) for id in sorted(ids)}
    return {id: turns for id, turns in found.items() if turns}


def _said(
    one: CodedUnits, turns: Mapping[str, frozenset[int]], families: Mapping[str, str], unit: Unit
) -> dict[str, set[Place]]:
    """What the coder applied in these turns; turn 0 stands for the whole transcript."""
    return {
        id: {
            (turn if unit is Unit.TURN else 0, code)
            for turn, code in one.coded.get(id, ())
            if turn in there and code in families
        }
        for id, there in turns.items()
    }


def _sizes(turns: Mapping[str, frozenset[int]], unit: Unit) -> dict[str, int]:
    return {id: len(there) if unit is Unit.TURN else 1 for id, there in turns.items()}


def _of(places: set[Place], codes: Collection[str]) -> set[Place]:
    return {place for place in places if place[1] in codes}


def _table(first: set[Place], second: set[Place], units: int) -> tuple[int, int, int, int]:
    """Both, first only, second only, neither."""
    return (
        len(first & second),
        len(first - second),
        len(second - first),
        units - len(first | second),
    )


def _coefficients(name: str, counts: Sequence[tuple[int, int, int, int]]) -> Coefficients:
    tables = np.array(counts, dtype=np.float64).reshape(-1, 4)
    holding = [both + first + second > 0 for both, first, second, _ in counts]

    def of(coefficient: Callable[[Floats], Floats]) -> Figure:
        return figure(lambda weights: coefficient(weights @ tables), holding)

    both, first, second, neither = (int(one) for one in tables.sum(axis=0))
    return Coefficients(
        name=name,
        units=both + first + second + neither,
        first=both + first,
        second=both + second,
        both=both,
        agreement=estimate([Share(hits=one[0] + one[3], total=sum(one)) for one in counts]),
        kappa=of(cohen_kappa),
        ac1=of(gwet_ac1),
        alpha=of(lambda weighted: krippendorff_alpha(of_two(weighted))),
    )


def _disagreements(
    first: str, second: str, ours: dict[str, set[Place]], theirs: dict[str, set[Place]], unit: Unit
) -> Iterable[Disagreement]:
    for id in ours:
        for turn, code in sorted(ours[id] ^ theirs[id]):
            yield Disagreement(
                transcript=id,
                turn=turn if unit is Unit.TURN else None,
                code=code,
                by=first if (turn, code) in ours[id] else second,
            )
