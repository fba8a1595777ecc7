"""Transcripts in tables: which column speaks, which holds the talk, which is only layout."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.identified.readers.base import Utterance
from pipeline.identified.readers.tags import cleaned, is_name, key, sense
from pipeline.identified.readers.times import CLOCK, seconds
from pipeline.identified.readers.words import word_set

Row = tuple[str, ...]
"""The cells of a row."""

_SPEAKER_HEADS = frozenset(("speaker", "who", "name", "speaker name", "speakers", "voice", "role"))
_TEXT_HEADS = word_set(
    """
    text transcript talk content utterance speech dialogue words transcription comments
    """
)
_TIME_HEADS = frozenset(
    ("time", "timestamp", "timespan", "start", "start time", "timecode", "time code", "in", "begin")
)
_TIME_CELL = re.compile(rf"[\[(]?\s*({CLOCK})\s*[\])]?(?:\s*(?:-+>?|–|to)\s*{CLOCK})?")
_NUMBER_CELL = re.compile(r"[\d\s.]+")
_COVER_CELLS = word_set(
    """
    date place project length version location venue duration transcriber study style
    """
)
_MOST_VOICES = 12
_MOST_KEY_WORDS = 4


@dataclass(frozen=True)
class Columns:
    """Which column is which, and whether the first row only says so."""

    speaker: int
    text: int
    time: int | None
    headed: bool


@dataclass(frozen=True)
class TableReading:
    """The talk in a table, and the cells that are none (notes, ratings) for the record."""

    utterances: tuple[Utterance, ...]
    stamps: int
    beside: tuple[str, ...] = field(repr=False)


def squared(rows: Sequence[Row]) -> tuple[Row, ...]:
    """`rows` without empty ones, all as wide as the widest."""
    filled = [tuple(cell.strip() for cell in row) for row in rows]
    filled = [row for row in filled if any(row)]
    width = max((len(row) for row in filled), default=0)
    return tuple(row + ("",) * (width - len(row)) for row in filled)


def columns(rows: Sequence[Row]) -> Columns | None:
    """Where speaker and talk are in squared `rows`; None where it is no transcript table."""
    if not rows or len(rows[0]) < 2:
        return None
    heads = [" ".join(cell.casefold().split()).strip(":") for cell in rows[0]]
    by_name = _headed(heads)
    if by_name:
        return by_name
    body = rows[1:] if _is_head(heads) else rows
    if not body or sum(row[0].casefold().strip(":") in _COVER_CELLS for row in body) > 1:
        return None
    kinds = range(len(body[0]))
    time = next((one for one in kinds if _share(body, one, _TIME_CELL) > 0.7), None)
    open_ = [one for one in kinds if one != time and _share(body, one, _NUMBER_CELL) <= 0.7]
    if not open_:
        return None
    text = max(open_, key=lambda one: sum(len(row[one]) for row in body))
    speaker = next((one for one in open_ if one != text and _speaks(body, one)), None)
    return None if speaker is None else Columns(speaker, text, time, len(body) < len(rows))


def talk(rows: Sequence[Row], where: Columns) -> TableReading:
    """The utterances of squared `rows`; a row without a speaker goes on with the one before."""
    utterances: list[Utterance] = []
    beside: list[str] = []
    stamps = 0
    tag = ""
    for row in rows[1:] if where.headed else rows:
        tag = cleaned(row[where.speaker]) or tag
        clock = _TIME_CELL.fullmatch(row[where.time]) if where.time is not None else None
        stamps += clock is not None
        if row[where.text]:
            utterances.append(Utterance(tag, row[where.text], seconds(clock[1]) if clock else None))
        beside.extend(_other_cells(row, where, clock is not None))
    return TableReading(tuple(utterances), stamps, tuple(beside))


def flat(rows: Sequence[Row]) -> list[str]:
    """A table that is only layout, as lines: 'KEY: value' for pairs, else cells side by side."""
    lines: list[str] = []
    for row in rows:
        cells = [cell for cell in row if cell]
        if len(cells) > 1:
            cells = [" ".join(cell.split("\n")) for cell in cells]
        lines.extend((_pair(*cells) if len(cells) == 2 else "\t".join(cells)).split("\n"))
    return lines


def _pair(first: str, second: str) -> str:
    is_layout = _NUMBER_CELL.fullmatch(first) or _TIME_CELL.fullmatch(first)
    if is_layout or len(first.split()) > _MOST_KEY_WORDS:
        return f"{first}\t{second}"
    return f"{first.rstrip(':')}: {second}"


def _headed(heads: Sequence[str]) -> Columns | None:
    speaker = next((place for place, head in enumerate(heads) if head in _SPEAKER_HEADS), None)
    text = next((place for place, head in enumerate(heads) if head in _TEXT_HEADS), None)
    time = next((place for place, head in enumerate(heads) if head in _TIME_HEADS), None)
    if speaker is None or text is None:
        return None
    return Columns(speaker, text, time, headed=True)


def _is_head(heads: Sequence[str]) -> bool:
    return any(head in _SPEAKER_HEADS | _TEXT_HEADS | _TIME_HEADS for head in heads)


def _share(rows: Sequence[Row], column: int, pattern: re.Pattern[str]) -> float:
    filled = [row[column] for row in rows if row[column]]
    if not filled:
        return 0.0
    return sum(1 for cell in filled if pattern.fullmatch(cell)) / len(filled)


def _speaks(rows: Sequence[Row], column: int) -> bool:
    """Whether the cells of a column are tags: known codes, or few names that come again."""
    counts = Counter(key(row[column]) for row in rows if row[column])
    if not counts or len(counts) > _MOST_VOICES:
        return False
    tags = [row[column] for row in rows if row[column]]
    fitting = sum(1 for tag in tags if sense(tag) or is_name(cleaned(tag)))
    recurring = len(counts) < len(tags) or all(sense(tag) for tag in tags)
    return recurring and fitting >= 0.8 * len(tags)


def _other_cells(row: Row, where: Columns, timed: bool) -> list[str]:
    taken = {where.speaker, where.text} | ({where.time} if timed else set())
    return [
        cell
        for place, cell in enumerate(row)
        if place not in taken and cell and not _NUMBER_CELL.fullmatch(cell)
    ]
