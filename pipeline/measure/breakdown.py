"""The measures of many transcripts in a report's lines: over all, by kind, style, group ..."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from enum import StrEnum
from typing import Protocol

from pipeline.measure.leakage import Leakage
from pipeline.measure.name_groups import OUTSIDE
from pipeline.measure.shares import Estimate, Share, estimate
from pipeline.values.base import Value
from pipeline.values.gold import Directness
from pipeline.values.identifiers import Kind

_STYLE = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
UNNAMED = "(not given)"
"""Stands for a style that is none, or not a short word: it is free text and may say anything."""


class Measure(StrEnum):
    """What is counted; the words are those of ``--json``."""

    DIRECT = "direct_mentions"
    """Direct mentions that are masked."""
    QUASI = "quasi_mentions"
    """Quasi-identifying mentions that are masked."""
    ENTITIES = "direct_entities"
    """Direct entities of a transcript of which every mention is masked."""
    TRANSCRIPTS = "transcripts_without_leak"
    """Transcripts in which every direct mention is masked and every turn was measured."""
    REPLACEMENTS = "right_replacements"
    """Replacements that touch a mention."""
    LOST = "lost_words"
    """Words that identify nobody and are lost."""
    FOUND = "quasi_found"
    """Quasi-identifying mentions that are masked or listed for a person."""
    LISTED = "listed"
    """Listed finds, of all words: not a proportion."""
    LISTED_RIGHT = "listed_right"
    """Listed finds that touch a mention."""
    FIRST_RIGHT = "first_listed_right"
    """The same of the first `FIRST` of every transcript."""


FIRST = 10
"""What a reviewer with little time looks at."""


class Dimension(StrEnum):
    """What the measures are broken down by."""

    KIND = "kind"
    STYLE = "style"
    GROUP = "group"
    TRANSCRIPT = "transcript"


class Line(Value):
    """One measure of one part of what was measured."""

    name: str
    """The part: a kind, style, group of names or transcript; empty for the whole."""
    measure: Measure
    estimate: Estimate


def overall(leakages: Sequence[Leakage]) -> tuple[Line, ...]:
    """All measures over all transcripts."""
    return tuple(_lines("", leakages, Measure))


def break_down(leakages: Sequence[Leakage], dimension: Dimension) -> tuple[Line, ...]:
    """The measures of every part that there is; those that count nothing are left out.

    Of kinds there are mentions, entities and replacements; of groups of names, mentions alone. A
    mention counts in each of its groups.
    """
    found: list[Line] = []
    for name in _names(leakages, dimension):
        found += _lines(name, _part(leakages, dimension, name), _MEASURES[dimension])
    return tuple(line for line in found if line.estimate.total)


class Styled(Protocol):
    """What was measured of one transcript."""

    @property
    def style(self) -> str:
        """As its gold says it."""
        ...


def style_of(measured: Styled) -> str:
    """The style, where it is a short word."""
    fits = len(measured.style) < 25 and _STYLE.fullmatch(measured.style)
    return measured.style if fits else UNNAMED


_MEASURES: dict[Dimension, tuple[Measure, ...]] = {
    Dimension.KIND: (
        *(Measure.DIRECT, Measure.QUASI, Measure.FOUND, Measure.ENTITIES, Measure.REPLACEMENTS),
        Measure.LISTED_RIGHT,
    ),
    Dimension.STYLE: tuple(Measure),
    Dimension.GROUP: (Measure.DIRECT, Measure.QUASI, Measure.FOUND),
    Dimension.TRANSCRIPT: tuple(Measure),
}


def _lines(name: str, leakages: Sequence[Leakage], measures: Iterable[Measure]) -> list[Line]:
    return [
        Line(
            name=name,
            measure=measure,
            estimate=estimate(
                [_SHARES[measure](one) for one in leakages],
                proportion=measure is not Measure.LISTED,
            ),
        )
        for measure in measures
    ]


def _names(leakages: Sequence[Leakage], dimension: Dimension) -> list[str]:
    if dimension is Dimension.KIND:
        return [kind.value for kind in Kind]
    if dimension is Dimension.STYLE:
        return sorted({style_of(one) for one in leakages})
    if dimension is Dimension.GROUP:
        groups = {group for one in leakages for found in one.mentions for group in found.groups}
        return [*sorted(groups.difference(OUTSIDE)), *(one for one in OUTSIDE if one in groups)]
    return [one.transcript for one in leakages]


def _part(leakages: Sequence[Leakage], dimension: Dimension, name: str) -> list[Leakage]:
    """The transcripts of that name, or of every transcript what is of that name."""
    if dimension is Dimension.STYLE:
        return [one for one in leakages if style_of(one) == name]
    if dimension is Dimension.TRANSCRIPT:
        return [one for one in leakages if one.transcript == name]
    return [_narrowed(one, dimension, name) for one in leakages]


def _narrowed(leakage: Leakage, dimension: Dimension, name: str) -> Leakage:
    if dimension is Dimension.GROUP:
        mentions = tuple(one for one in leakage.mentions if name in one.groups)
        return leakage.model_copy(update={"mentions": mentions})
    mentions = tuple(one for one in leakage.mentions if one.kind == name)
    replacements = tuple(one for one in leakage.replacements if one.kind == name)
    listed = tuple(one for one in leakage.listed if one.kind == name)
    return leakage.model_copy(
        update={"mentions": mentions, "replacements": replacements, "listed": listed}
    )


def _mentions(leakage: Leakage, directness: Directness) -> Share:
    measured = [
        one.masked
        for one in leakage.mentions
        if one.directness is directness and one.masked is not None
    ]
    return Share(hits=sum(measured), total=len(measured))


def _found(leakage: Leakage) -> Share:
    measured = [
        one.found
        for one in leakage.mentions
        if one.directness is Directness.QUASI and one.found is not None
    ]
    return Share(hits=sum(measured), total=len(measured))


def _listed(leakage: Leakage, first: int | None = None) -> Share:
    right = [one.right for one in leakage.listed[:first]]
    return Share(hits=sum(right), total=len(right))


def _entities(leakage: Leakage) -> Share:
    whole: dict[str, bool] = {}
    for one in leakage.mentions:
        if one.directness is Directness.DIRECT:
            whole[one.entity] = whole.get(one.entity, True) and one.masked is True
    return Share(hits=sum(whole.values()), total=len(whole))


def _transcript(leakage: Leakage) -> Share:
    entities = _entities(leakage)
    measured = not leakage.unaligned_turns and not leakage.extra_turns
    return Share(hits=int(measured and entities.hits == entities.total), total=1)


def _replacements(leakage: Leakage) -> Share:
    right = [one.right for one in leakage.replacements]
    return Share(hits=sum(right), total=len(right))


_SHARES: dict[Measure, Callable[[Leakage], Share]] = {
    Measure.DIRECT: lambda one: _mentions(one, Directness.DIRECT),
    Measure.QUASI: lambda one: _mentions(one, Directness.QUASI),
    Measure.ENTITIES: _entities,
    Measure.TRANSCRIPTS: _transcript,
    Measure.REPLACEMENTS: _replacements,
    Measure.LOST: lambda one: one.lost_words,
    Measure.FOUND: _found,
    Measure.LISTED: lambda one: Share(hits=len(one.listed), total=one.words),
    Measure.LISTED_RIGHT: _listed,
    Measure.FIRST_RIGHT: lambda one: _listed(one, FIRST),
}
