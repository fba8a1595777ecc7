"""OpenDocument texts (LibreOffice). Deletions under review, notes and annotations are no talk."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from pipeline.identified.readers.archives import Archive, is_archive, part_names, protected
from pipeline.identified.readers.base import Reading
from pipeline.identified.readers.characters import plain
from pipeline.identified.readers.documents import Block, Table, read_blocks
from pipeline.identified.readers.tables import Row
from pipeline.values.texts import Removed

NAME = "odt"

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_ASIDES = {"annotation": "comments", "note": "footnotes", "tracked-changes": "tracked deletions"}
_NOT_TEXT = frozenset(("annotation-end", "forms", "sequence-decls", "desc", "title", "binary-data"))
_PARAGRAPHS = frozenset(("p", "h"))
_MOST_SPACES = 1_000


def fits(data: bytes, ending: str) -> bool:
    """Whether `data` is an OpenDocument text, or claims to be one and is an archive."""
    if not is_archive(data):
        return False
    names = part_names(data)
    if not names:
        return ending == ".odt"
    return b"opendocument.text" in data[:200] or {"content.xml", "META-INF/manifest.xml"} <= names


def read(data: bytes) -> Reading:
    """The talk of an OpenDocument text; raises ``InputError`` where it is damaged or protected."""
    archive = Archive(data)
    if "META-INF/manifest.xml" in archive.names:
        manifest = archive.xml("META-INF/manifest.xml")
        if any(_name(one) == "encryption-data" for one in manifest.iter()):
            raise protected()
    content = archive.xml("content.xml")
    reading = read_blocks(list(_blocks(content)))
    removed = (*reading.removed, *_asides(content), *_furniture(archive), *_properties(archive))
    return Reading(reading.utterances, removed, reading.notices)


def _blocks(parent: Element) -> Iterator[Block]:
    for child in parent:
        name = _name(child)
        if name in _PARAGRAPHS:
            yield from _paragraph(child)
        elif name == "table":
            yield Table(tuple(_rows(child)))
        elif name not in _ASIDES and name not in _NOT_TEXT:
            yield from _blocks(child)


def _paragraph(paragraph: Element) -> Iterator[str]:
    boxes: list[Element] = []
    yield from plain("".join(_text(paragraph, boxes))).split("\n")
    for box in boxes:
        yield from _flat(box)


def _text(node: Element, boxes: list[Element]) -> Iterator[str]:
    """The text inside `node`, with text boxes put aside."""
    yield _one_line(node.text)
    for child in node:
        name = _name(child)
        if child.tag == f"{_TEXT}s":
            yield " " * _spaces(child)
        elif name == "tab":
            yield "\t"
        elif name == "line-break":
            yield "\n"
        elif name == "text-box":
            boxes.append(child)
        elif name not in _ASIDES and name not in _NOT_TEXT:
            yield from _text(child, boxes)
        yield _one_line(child.tail)


def _one_line(text: str | None) -> str:
    """Line ends in the XML are spaces; real ones are elements."""
    return (text or "").replace("\n", " ").replace("\t", " ")


def _spaces(node: Element) -> int:
    count = node.get(f"{_TEXT}c", "1")
    return min(int(count), _MOST_SPACES) if count.isdecimal() else 1


def _rows(table: Element) -> Iterator[Row]:
    for child in table:
        name = _name(child)
        if name == "table-row":
            yield tuple("\n".join(_flat(cell)) for cell in child if _name(cell) == "table-cell")
        elif name in ("table-header-rows", "table-rows", "table-row-group"):
            yield from _rows(child)


def _flat(parent: Element) -> Iterator[str]:
    for block in _blocks(parent):
        if isinstance(block, str):
            yield block
        else:
            yield from ("\t".join(row) for row in block.rows)


def _name(node: Element) -> str:
    return str(node.tag).rpartition("}")[2]


def _asides(content: Element) -> Iterator[Removed]:
    for name, what in _ASIDES.items():
        found = [one for one in content.iter() if _name(one) == name]
        texts = [text for one in found for text in _texts(one)]
        if found:
            yield Removed(what=what, count=len(found), words="\n".join(texts))


def _furniture(archive: Archive) -> Iterator[Removed]:
    if "styles.xml" not in archive.names:
        return
    styles = archive.xml("styles.xml")
    for kind in ("header", "footer"):
        parts = [one for one in styles.iter() if _name(one).startswith(kind)]
        texts = list(dict.fromkeys(text for one in parts for text in _texts(one)))
        if texts:
            yield Removed(what=f"page {kind}", count=len(texts), words="\n".join(texts))


def _properties(archive: Archive) -> Iterator[Removed]:
    if "meta.xml" not in archive.names:
        return
    wanted = {"creator", "initial-creator", "title", "subject", "description", "keyword"}
    texts = [
        plain(one.text).strip()
        for one in archive.xml("meta.xml").iter()
        if _name(one) in wanted and one.text and one.text.strip()
    ]
    if texts:
        yield Removed(
            what="document properties", count=len(texts), words="\n".join(dict.fromkeys(texts))
        )


def _texts(node: Element) -> list[str]:
    paragraphs = [one for one in node.iter() if _name(one) in _PARAGRAPHS]
    texts = [plain("".join(one.itertext())).strip() for one in paragraphs]
    return [text for text in texts if text]
