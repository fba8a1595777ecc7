"""A Word document as pieces: what is printed, and what travels along in the file."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import count
from typing import Any

from pipeline.errors import InputError
from pipeline.identified.readers.archives import Archive, damaged
from pipeline.run.drafts.docx_styles import Look, Styles
from pipeline.run.drafts.docx_text import (
    alternative_texts,
    attribute,
    characters,
    deleted_text,
    field_codes,
    hidden_text,
    name_of,
    paragraphs,
)
from pipeline.run.drafts.packed import other_parts
from pipeline.run.drafts.reading import Piece
from pipeline.values.drafts import DraftPart, DraftPiece

MAIN = "word/document.xml"
_MOST_INDENTED = 0.4
"""Where a larger share of the paragraphs is indented, that is how the text is set."""
_PLAIN = Look()
_MARGINS = (
    (re.compile(r"word/header\d*\.xml"), "header"),
    (re.compile(r"word/footer\d*\.xml"), "footer"),
)
_NOTES = (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote"))
_COMMENTS = re.compile(r"word/comments\d*\.xml")


def read_docx(archive: Archive) -> tuple[list[Piece], list[str]]:
    """The pieces of a document, and notices.

    Raises:
        InputError: it is damaged, or holds another document whose text is not in it.
    """
    if MAIN not in archive.names:
        raise damaged()
    return list(_Document(archive).pieces()), []


class _Document:
    """One document, its parts opened once."""

    def __init__(self, archive: Archive) -> None:
        self._archive = archive
        styles = "word/styles.xml"
        self._styles = Styles.of(archive.xml(styles) if styles in archive.names else None)
        self._main = archive.xml(MAIN)
        if any(name_of(one) == "altChunk" for one in self._main.iter()):
            raise InputError(
                "the draft holds another document inside it",
                next_step="open it in Word, save it once more as .docx and check that",
            )

    def pieces(self) -> Iterator[Piece]:
        yield from self._body()
        for part, what in _NOTES:
            if part in self._archive.names:
                yield from self._notes(part, what)
        for part in self._archive.names:
            if _COMMENTS.fullmatch(part):
                yield from self._comments(part)
            for pattern, what in _MARGINS:
                if pattern.fullmatch(part):
                    yield from self._margin(part, what)
        read = {MAIN, *(part for part, _ in _NOTES)}
        yield from other_parts(self._archive, read)

    def _body(self) -> Iterator[Piece]:
        places = _Places(self._main)
        body = list(paragraphs(self._main))
        looks = [self._styles.look(paragraph) for paragraph in body]
        indented = sum(look.indented for look in looks)
        tells = indented <= _MOST_INDENTED * len(looks)
        for number, (paragraph, look) in enumerate(zip(body, looks, strict=True)):
            where, row = places.of(paragraph)
            shown = replace(look, block=look.block or (look.indented and tells))
            yield from _paragraph(paragraph, number, where, DraftPart.TEXT, shown, row)

    def _notes(self, part: str, what: str) -> Iterator[Piece]:
        order = _references(self._main, f"{what}Reference")
        anchors = _anchors(self._main, f"{what}Reference")
        for note in self._archive.xml(part):
            if name_of(note) != what or attribute(note, "type"):
                continue
            id = attribute(note, "id")
            where = f"{what} {order[id]}" if id in order else f"{what} without a place"
            for paragraph in paragraphs(note):
                look = self._styles.look(paragraph)
                yield from _paragraph(paragraph, anchors.get(id), where, DraftPart.NOTE, look)

    def _comments(self, part: str) -> Iterator[Piece]:
        anchors = _anchors(self._main, "commentReference")
        numbers = count(1)
        for comment in self._archive.xml(part):
            if name_of(comment) != "comment":
                continue
            where, anchor = f"comment {next(numbers)}", anchors.get(attribute(comment, "id"))
            for paragraph in paragraphs(comment):
                yield from _paragraph(paragraph, anchor, where, DraftPart.COMMENT, _PLAIN)
            author = f"{attribute(comment, 'author')} {attribute(comment, 'initials')}".strip()
            if author:
                value = DraftPiece(
                    where=f"metadata: author of {where}", part=DraftPart.METADATA, text=author
                )
                yield Piece(value, paragraph=anchor)

    def _margin(self, part: str, what: str) -> Iterator[Piece]:
        for paragraph in paragraphs(self._archive.xml(part)):
            yield from _paragraph(paragraph, None, what, DraftPart.MARGIN, _PLAIN)


def _paragraph(
    paragraph: Any, place: int | None, where: str, part: DraftPart, look: Look, row: int = 0
) -> Iterator[Piece]:
    """A paragraph and what is hidden in it, a piece each."""
    text = "".join(one.char for one in characters(paragraph))
    if text.strip():
        value = DraftPiece(
            where=where, part=part, text=text, block=look.block, heading=look.heading, row=row
        )
        yield Piece(value, paragraph=place)
    beside: Iterable[tuple[str, DraftPart, str]] = (
        ("tracked deletion in", DraftPart.DELETED, deleted_text(paragraph)),
        ("hidden text in", DraftPart.HIDDEN, hidden_text(paragraph)),
        ("field code in", DraftPart.HIDDEN, field_codes(paragraph)),
        *(
            ("alternative text in", DraftPart.HIDDEN, words)
            for words in dict.fromkeys(alternative_texts(paragraph))
        ),
    )
    for what, kind, words in beside:
        if words.strip():
            value = DraftPiece(where=f"{what} {where}", part=kind, text=words)
            yield Piece(value, paragraph=place)


class _Places:
    """Says of each paragraph of the body where it stands, for a person."""

    def __init__(self, main: Any) -> None:
        self._where: dict[int, tuple[str, int]] = {}
        self._paragraphs, self._tables, self._rows = count(1), count(1), count(1)
        self._last = 0
        for node in main:
            self._walk(node, "", 0)

    def of(self, paragraph: Any) -> tuple[str, int]:
        """'paragraph 12', and the number of its row in a table."""
        return self._where.get(id(paragraph), (f"paragraph {self._last}", 0))

    def _walk(self, node: Any, table: str, row: int) -> None:
        name = name_of(node)
        if name == "tbl":
            self._table(node)
        elif name == "p":
            self._paragraph(node, table, row)
        else:
            for one in list(node)[:1] if name == "AlternateContent" else node:
                self._walk(one, table, row)

    def _paragraph(self, node: Any, table: str, row: int) -> None:
        filled = any(one.char.strip() for one in characters(node))
        if filled and not table:
            self._last = next(self._paragraphs)
        self._where[id(node)] = (table or f"paragraph {self._last or 1}", row)
        inside = table or f"text box at paragraph {self._last or 1}"
        for one in node:
            self._walk(one, inside, row)

    def _table(self, node: Any) -> None:
        number = next(self._tables)
        rows = [one for one in node.iter() if name_of(one) == "tr"]
        for line, one in enumerate(rows, start=1):
            row = next(self._rows)
            cells = [cell for cell in one.iter() if name_of(cell) == "tc"]
            for column, cell in enumerate(cells, start=1):
                where = f"table {number}, row {line}, column {column}"
                for part in cell:
                    if name_of(part) != "tbl":
                        self._walk(part, where, row)


def _references(main: Any, name: str) -> dict[str, int]:
    """Id of a note -> the number that it is printed with."""
    ids = [attribute(one, "id") for one in main.iter() if name_of(one) == name]
    return {id: number for number, id in enumerate(dict.fromkeys(ids), start=1)}


def _anchors(main: Any, name: str) -> dict[str, int]:
    """Id of a note or comment -> the paragraph that refers to it."""
    found: dict[str, int] = {}
    for number, paragraph in enumerate(paragraphs(main)):
        for one in paragraph.iter():
            if name_of(one) == name:
                found.setdefault(attribute(one, "id"), number)
    return found
