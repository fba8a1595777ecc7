"""A Markdown text as pieces, each character with its offset in the file's text.

What is read: CommonMark's paragraphs, headings, block quotes, lists, code, links, pictures and
entities; tables, footnotes and a YAML head as they are commonly added; comments and tags of HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from pipeline.run.drafts.lines import Line, joined, lines_of
from pipeline.run.drafts.markdown_inline import Beside, without_markup
from pipeline.run.drafts.reading import Piece
from pipeline.values.drafts import DraftPart, DraftPiece

_HEAD = re.compile(r"\A\ufeff?---\s*\n(?P<inside>.*?)^(?:---|\.\.\.)\s*$", re.DOTALL | re.MULTILINE)
_COMMENT = re.compile(r"<!--(.*?)(?:-->|\Z)", re.DOTALL)
_FENCE = re.compile(r"\s{0,3}(`{3,}|~{3,})")
_HEADING = re.compile(r"\s{0,3}#{1,6}\s+")
_UNDERLINE = re.compile(r"\s{0,3}(?:=+|-+)\s*$")
_QUOTED = re.compile(r"\s{0,3}>\s?")
_ITEM = re.compile(r"\s*(?:[-*+•]|\d{1,4}[.)])\s+")
_NOTE = re.compile(r"\s{0,3}\[\^([^\]\s]{1,40})\]:\s*")
_REFERENCE = re.compile(r"\s{0,3}\[[^\]^][^\]]*\]:\s*\S+")
_RULE = re.compile(r"\s{0,3}(?:(?:\*\s*){3,}|(?:-\s*){3,}|(?:_\s*){3,})$")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-{2,}:?\s*(?:\|\s*:?-{2,}:?\s*)*\|?\s*$")
_CELL = re.compile(r"(?<!\\)\|")
_KNOWN = frozenset(("title", "author", "date", "subtitle", "abstract", "keywords", "description"))


def read_markdown(text: str) -> list[Piece]:
    """The pieces of a Markdown text."""
    return list(_Page(text).pieces())


class _Page:
    """One text, its comments and head taken out first."""

    def __init__(self, text: str) -> None:
        self._hidden: list[Piece] = []
        head = _HEAD.match(text)
        if head:
            self._hidden += _metadata(head["inside"])
        comments = count(1)
        for found in _COMMENT.finditer(text):
            value = DraftPiece(
                where=f"comment {next(comments)}", part=DraftPart.COMMENT, text=found[1] or " "
            )
            self._hidden += [Piece(value)] if found[1].strip() else []
        body = _COMMENT.sub(lambda found: re.sub(r"[^\r\n]", " ", found[0]), text)
        skipped = head.end() if head else 0
        self._lines = [line for line in lines_of(body) if line.start >= skipped]
        self._paragraphs, self._tables, self._rows = count(1), count(1), count(1)
        self._links = count(1)

    def pieces(self) -> Iterator[Piece]:
        """All pieces in the order of the text, what is hidden last."""
        group: list[Line] = []
        at = 0
        while at < len(self._lines):
            line = self._lines[at]
            if _FENCE.match(line.text):
                yield from self._paragraph(group)
                group, at = [], self._code(at)
            elif at + 1 < len(self._lines) and self._begins_table(at):
                yield from self._paragraph(group)
                group = []
                end = self._end_of_table(at)
                yield from self._table(self._lines[at:end])
                at = end
            else:
                if group and self._begins_anew(group, line):
                    yield from self._paragraph(group)
                    group = []
                if line.text.strip(" \t>"):
                    group.append(line)
                at += 1
        yield from self._paragraph(group)
        yield from self._hidden

    def _begins_anew(self, group: Sequence[Line], line: Line) -> bool:
        text, last = line.text, group[-1].text
        if not text.strip(" \t>") or _HEADING.match(last):
            return True
        if len(group) > 1 and _UNDERLINE.match(last):
            return True
        starts = _HEADING.match(text) or _ITEM.match(text) or _NOTE.match(text)
        return bool(starts) or (_QUOTED.match(text) is None) != (_QUOTED.match(last) is None)

    def _paragraph(self, lines: Sequence[Line]) -> Iterator[Piece]:
        if not lines or all(_RULE.match(line.text) for line in lines):
            return
        if _REFERENCE.match(lines[0].text):
            text, offsets = joined(lines)
            yield self._hide("link", text)
            return
        underlined = len(lines) == 2 and _UNDERLINE.match(lines[-1].text) is not None
        heading = _HEADING.match(lines[0].text) is not None or underlined
        block = all(_QUOTED.match(line.text) for line in lines)
        note = _NOTE.match(lines[0].text)
        kept = lines[:-1] if len(lines) > 1 and _UNDERLINE.match(lines[-1].text) else lines
        text, offsets = joined(
            [_bare(line, first=n == 0) for n, line in enumerate(kept)], breaks=block
        )
        where = f"footnote {_numbered(note[1])}" if note else f"paragraph {next(self._paragraphs)}"
        yield from self._inline(
            text, offsets, where, DraftPart.NOTE if note else DraftPart.TEXT, block, heading, 0
        )

    def _inline(
        self,
        text: str,
        offsets: Sequence[int],
        where: str,
        part: DraftPart,
        block: bool,
        heading: bool,
        row: int,
    ) -> Iterator[Piece]:
        plain, kept, beside = without_markup(text)
        places = [offsets[at] for at in kept]
        if plain.strip():
            value = DraftPiece(
                where=where, part=part, text=plain, block=block, heading=heading, row=row
            )
            yield Piece(value, places)
        for one in beside:
            yield self._beside(one, where)

    def _beside(self, one: Beside, where: str) -> Piece:
        part = DraftPart.DELETED if one.what == "deletion" else DraftPart.HIDDEN
        return Piece(DraftPiece(where=f"{one.what} in {where}", part=part, text=one.words))

    def _hide(self, what: str, text: str) -> Piece:
        where = f"{what} {next(self._links)}"
        return Piece(DraftPiece(where=where, part=DraftPart.HIDDEN, text=text))

    def _code(self, start: int) -> int:
        """Keep fenced code for the search; returns where the text goes on."""
        fence = _FENCE.match(self._lines[start].text)
        sign = fence[1] if fence else "```"
        end = start + 1
        while end < len(self._lines) and not self._lines[end].text.strip().startswith(sign):
            end += 1
        text, _ = joined(self._lines[start + 1 : end])
        if text:
            self._hidden.append(self._hide("code", text))
        return end + 1

    def _begins_table(self, at: int) -> bool:
        rule = self._lines[at + 1].text
        return "|" in self._lines[at].text and "|" in rule and bool(_TABLE_RULE.match(rule))

    def _end_of_table(self, at: int) -> int:
        while at < len(self._lines) and "|" in self._lines[at].text:
            at += 1
        return at

    def _table(self, lines: Sequence[Line]) -> Iterator[Piece]:
        number = next(self._tables)
        filled = [line for line in lines if not _TABLE_RULE.match(line.text)]
        for index, line in enumerate(filled, start=1):
            row = next(self._rows)
            for column, cell in enumerate(_cells(line), start=1):
                text, offsets = joined([cell])
                where = f"table {number}, row {index}, column {column}"
                yield from self._inline(
                    text, offsets, where, DraftPart.TEXT, False, index == 1, row
                )


def _metadata(head: str) -> Iterator[Piece]:
    for line in head.splitlines():
        name, _, value = line.partition(":")
        known = name.strip().lower()
        where = f"metadata: {known}" if known in _KNOWN else "metadata"
        words = value if known in _KNOWN else line
        if words.strip():
            yield Piece(DraftPiece(where=where, part=DraftPart.METADATA, text=words.strip()))


def _bare(line: Line, *, first: bool) -> Line:
    """Without what makes it a heading, an item, a quote or a note."""
    width = 0
    for pattern in (_QUOTED, _QUOTED, _QUOTED, _NOTE, _HEADING, _ITEM):
        if pattern in (_NOTE, _HEADING, _ITEM) and not first:
            continue
        found = pattern.match(line.text, width)
        if found:
            width = found.end()
    text = (
        re.sub(r"\s+#+\s*$", "", line.text[width:])
        if _HEADING.match(line.text)
        else line.text[width:]
    )
    return Line(text, line.start + width)


def _cells(line: Line) -> Iterator[Line]:
    bounds = [found.start() for found in _CELL.finditer(line.text)]
    stripped = line.text.strip()
    starts = [0] if not stripped.startswith("|") else []
    edges = [*starts, *(at + 1 for at in bounds)]
    for start, end in zip(
        edges,
        [*(b for b in bounds if b >= (edges[0] if edges else 0)), len(line.text)],
        strict=False,
    ):
        if line.text[start:end].strip():
            yield Line(line.text[start:end], line.start + start)


def _numbered(name: str) -> str:
    """A footnote's number; somebody may have called it by a word."""
    return name if name.isdecimal() else "with a name"
