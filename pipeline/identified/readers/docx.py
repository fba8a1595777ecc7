"""Word documents: house style, Teams exports, transcripts in tables.

Insertions under review and text boxes are talk; deletions, comments, headers, footers, footnotes
and document properties are not, and are recorded.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.etree.ElementTree import Element

from pipeline.errors import InputError
from pipeline.identified.readers.archives import Archive, damaged, is_archive, part_names
from pipeline.identified.readers.base import Reading
from pipeline.identified.readers.characters import plain
from pipeline.identified.readers.documents import Block, Table, read_blocks
from pipeline.identified.readers.tables import Row
from pipeline.values.texts import Removed

NAME = "docx"

_SKIPPED = frozenset(("del", "moveFrom", "instrText", "delText", "delInstrText", "rPr", "pPr"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_BESIDE = (
    (re.compile(r"word/header\d*\.xml"), "page header"),
    (re.compile(r"word/footer\d*\.xml"), "page footer"),
    (re.compile(r"word/comments\d*\.xml"), "comments"),
    (re.compile(r"word/footnotes\d*\.xml"), "footnotes"),
    (re.compile(r"word/endnotes\d*\.xml"), "endnotes"),
)
_PROPERTIES = ("author", "last_modified_by", "title", "subject", "keywords", "comments", "category")


def fits(data: bytes, ending: str) -> bool:
    """Whether `data` is a Word document, or claims to be one and is an archive."""
    if not is_archive(data):
        return False
    names = part_names(data)
    return any(name.startswith("word/") for name in names) or (not names and ending == ".docx")


def read(data: bytes) -> Reading:
    """The talk of a Word document; raises ``InputError`` where it is damaged or protected."""
    archive = Archive(data)
    document = _opened(data)
    if document is None:
        raise damaged()
    body = document.element.body
    blocks = list(_blocks(body))
    deleted = sum(1 for one in body.iter() if _name(one) in ("del", "moveFrom") and len(one))
    reading = read_blocks(blocks)
    changes = (Removed(what="tracked deletions", count=deleted),) if deleted else ()
    removed = (*reading.removed, *changes, *_beside(archive), *_properties(document))
    return Reading(reading.utterances, removed, reading.notices)


def _opened(data: bytes) -> Any:
    import docx

    try:
        return docx.Document(io.BytesIO(data))
    except Exception:
        return None


def _blocks(parent: Any) -> Iterator[Block]:
    for child in parent:
        name = _name(child)
        if name == "p":
            yield from _paragraph(child)
        elif name == "tbl":
            yield Table(tuple(_row(row) for row in _rows(child)))
        elif name == "altChunk":
            raise InputError(
                "the document holds another document inside it",
                next_step="Open it in Word, save it once more as .docx and try again.",
            )
        elif name not in _SKIPPED:
            yield from _blocks(child)


def _paragraph(paragraph: Any) -> Iterator[str]:
    boxes: list[Any] = []
    yield from plain("".join(_text(paragraph, boxes))).split("\n")
    for box in boxes:
        for block in _blocks(box):
            if isinstance(block, str):
                yield block
            else:
                yield from ("\t".join(row) for row in block.rows)


def _text(node: Any, boxes: list[Any]) -> Iterator[str]:
    for child in node:
        name = _name(child)
        if name == "t":
            yield child.text or ""
        elif name in _SIGNS:
            yield _SIGNS[name]
        elif name == "txbxContent":
            boxes.append(child)
        elif name == "AlternateContent":
            yield from _text(child[:1], boxes)
        elif name not in _SKIPPED:
            yield from _text(child, boxes)


def _rows(table: Any) -> Iterator[Any]:
    for child in table:
        name = _name(child)
        if name == "tr":
            if not _is_deleted(child):
                yield child
        elif name not in _SKIPPED:
            yield from _rows(child)


def _is_deleted(row: Any) -> bool:
    return any(_name(one) == "del" for part in row if _name(part) == "trPr" for one in part)


def _row(row: Any) -> Row:
    cells: list[str] = []
    for child in row:
        name = _name(child)
        if name == "tc":
            cells.append("\n".join(_cell_lines(child)))
        elif name in ("sdt", "sdtContent", "customXml", "ins"):
            cells.extend(_row(child))
    return tuple(cells)


def _cell_lines(cell: Any) -> Iterator[str]:
    for block in _blocks(cell):
        if isinstance(block, str):
            yield block
        else:
            yield from ("\t".join(row) for row in block.rows)


def _name(node: Any) -> str:
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _beside(archive: Archive) -> Iterator[Removed]:
    for pattern, what in _BESIDE:
        texts = [
            text
            for name in archive.names
            if pattern.fullmatch(name)
            for text in _paragraph_texts(archive.xml(name))
        ]
        if texts:
            yield Removed(what=what, count=len(texts), words="\n".join(dict.fromkeys(texts)))


def _paragraph_texts(root: Element) -> list[str]:
    texts = [plain("".join(_text(one, []))) for one in root.iter() if _name(one) == "p"]
    return [text for text in texts if text.strip()]


def _properties(document: Any) -> Iterator[Removed]:
    values = [str(getattr(document.core_properties, name) or "") for name in _PROPERTIES]
    filled = [plain(value) for value in dict.fromkeys(values) if value.strip()]
    if filled:
        yield Removed(what="document properties", count=len(filled), words="\n".join(filled))
