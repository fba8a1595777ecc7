"""A plain text as pieces: paragraphs between blank lines, indented or '>' ones as block quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.run.drafts.lines import Line, joined, lines_of
from pipeline.run.drafts.reading import Piece
from pipeline.values.drafts import DraftPart, DraftPiece

_QUOTED = re.compile(r"\s{0,3}(?:>\s?)+")
_INDENTED = re.compile(r"(?:\t| {3,})\s*(?=\S)")
_NOTE = re.compile(r"\[\^?(\d{1,4})\]:?\s")
_LONG_LINE = 120


def read_plain(text: str) -> list[Piece]:
    """The pieces of a plain text."""
    lines = list(lines_of(text.removeprefix("\ufeff")))
    return [_piece(number, group) for number, group in enumerate(_paragraphs(lines), start=1)]


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Groups of lines: between blank lines, or each by itself where lines are paragraphs."""
    blank = any(not line.text.strip() for line in lines[:-1])
    filled = sorted(len(line.text) for line in lines if line.text.strip())
    alone = not blank or (filled and filled[len(filled) // 2] > _LONG_LINE)
    group: list[Line] = []
    for line in lines:
        changes = bool(group) and _is_block(line.text) != _is_block(group[-1].text)
        if group and (alone or changes or not line.text.strip(" \t>")):
            yield group
            group = []
        if line.text.strip(" \t>"):
            group.append(line)
    if group:
        yield group


def _piece(number: int, lines: Sequence[Line]) -> Piece:
    block = all(_is_block(line.text) for line in lines)
    plain = [_unmarked(line) for line in lines] if block else lines
    text, offsets = joined(plain, breaks=block)
    note = _NOTE.match(text)
    value = DraftPiece(
        where=f"footnote {note[1]}" if note else f"paragraph {number}",
        part=DraftPart.NOTE if note else DraftPart.TEXT,
        text=text,
        block=block,
    )
    return Piece(value, offsets)


def _is_block(text: str) -> bool:
    return bool(_QUOTED.match(text) and text.lstrip()[0] == ">") or bool(_INDENTED.match(text))


def _unmarked(line: Line) -> Line:
    found = _QUOTED.match(line.text) if ">" in line.text[:6] else _INDENTED.match(line.text)
    width = found.end() if found else 0
    return Line(line.text[width:], line.start + width)
