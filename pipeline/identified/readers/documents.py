"""Word-processor documents, whatever their format: paragraphs and tables to a reading."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.identified.readers import tables
from pipeline.identified.readers.base import Reading
from pipeline.identified.readers.layouts.choice import read_lines
from pipeline.identified.readers.tables import Columns, Row
from pipeline.values.texts import Removed


@dataclass(frozen=True)
class Table:
    """A table of a document: rows of cells, paragraphs in a cell divided by line ends."""

    rows: tuple[Row, ...] = field(repr=False)


Block = str | Table
"""A line of text, or a table."""

Part = tuple[Table, Columns] | list[str]
"""A transcript table with its columns, or lines between such tables."""


def read_blocks(blocks: Sequence[Block]) -> Reading:
    """The talk of a document: from its tables where they hold it, and from its lines."""
    parts = list(_parts(blocks))
    if len(parts) == 1 and isinstance(parts[0], list):
        return read_lines(parts[0])
    readings = [_read_part(part, before_tables=place == 0) for place, part in enumerate(parts)]
    return Reading(
        utterances=tuple(one for reading in readings for one in reading.utterances),
        removed=tuple(one for reading in readings for one in reading.removed),
        notices=tuple(one for reading in readings for one in reading.notices),
    )


def _parts(blocks: Sequence[Block]) -> Iterator[Part]:
    lines: list[str] = []
    earlier: Columns | None = None
    for block in blocks:
        if isinstance(block, str):
            lines.append(block)
            continue
        table = Table(tables.squared(block.rows))
        where = tables.columns(table.rows) or _as_before(table, earlier)
        if where is None:
            lines.extend(tables.flat(table.rows))
            continue
        if lines:
            yield lines
        lines, earlier = [], where
        yield table, where
    if lines or earlier is None:
        yield lines


def _as_before(table: Table, earlier: Columns | None) -> Columns | None:
    """A table broken over pages goes on with the columns of its first part."""
    if earlier is None or not table.rows:
        return None
    if len(table.rows[0]) <= max(earlier.speaker, earlier.text, earlier.time or 0):
        return None
    return Columns(earlier.speaker, earlier.text, earlier.time, headed=False)


def _read_part(part: Part, *, before_tables: bool) -> Reading:
    if isinstance(part, tuple):
        return _read_table(*part)
    reading = read_lines(part)
    if before_tables and len({one.tag for one in reading.utterances}) < 2:
        return Reading((), _recorded("cover block", part))
    return reading


def _read_table(table: Table, where: Columns) -> Reading:
    talk = tables.talk(table.rows, where)
    stamps = (Removed(what="time stamps", count=talk.stamps),) if talk.stamps else ()
    return Reading(talk.utterances, (*stamps, *_recorded("other table columns", talk.beside)))


def _recorded(what: str, lines: Sequence[str]) -> tuple[Removed, ...]:
    filled = [line.strip() for line in lines if line.strip()]
    return (Removed(what=what, count=len(filled), words="\n".join(filled)),) if filled else ()
