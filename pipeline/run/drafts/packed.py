"""What a Word file holds beside its text: properties, custom parts, packed files, attributes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from itertools import count
from typing import Any

from pipeline.identified.readers.archives import Archive
from pipeline.run.drafts.docx_text import attribute, name_of
from pipeline.run.drafts.reading import Piece
from pipeline.run.unpacking import unpack
from pipeline.values.drafts import DraftPart, DraftPiece

_PROPERTIES = {
    "creator": "author",
    "lastModifiedBy": "last modified by",
    "title": "title",
    "subject": "subject",
    "description": "comments",
    "keywords": "keywords",
    "category": "category",
    "Company": "company",
    "Manager": "manager",
    "Template": "template",
    "HyperlinkBase": "link base",
}
_READ = re.compile(r"word/(?:comments|header|footer)\d*\.xml")
_LINES = re.compile(rb"[\x20-\x7e\xa0-\xff]{8,}")
_LONGEST = 2_000_000
"""Bytes of a picture or other closed file in which text is looked for."""


def other_parts(archive: Archive, read: Collection[str]) -> Iterator[Piece]:
    """Everything of the file but the text of the parts in `read`: of those, attributes alone."""
    yield _piece("names of the file's parts", DraftPart.MARKUP, "\n".join(archive.names))
    numbers, links = count(1), count(1)
    for number, name in enumerate(archive.names, start=1):
        if name.startswith("docProps/") and name.endswith(".xml"):
            yield from _properties(archive.xml(name), numbers)
        elif name.endswith(".rels"):
            yield from _links(archive.xml(name), links)
        elif name.endswith(".xml"):
            root = archive.xml(name)
            where = f"{_sort_of(name)} (part {number} of the file)"
            if name not in read and not _READ.fullmatch(name):
                texts = [one for node in root.iter() for one in (node.text, node.tail) if one]
                yield from _filled(where, DraftPart.HIDDEN, " ".join(texts))
            values = dict.fromkeys(value for node in root.iter() for value in _values(node))
            yield from _filled(f"markup of {where}", DraftPart.MARKUP, "\n".join(values))
        else:
            yield from _packed(archive, name, number)


def _sort_of(name: str) -> str:
    if name.startswith("customXml/"):
        return "custom XML"
    if "/charts/" in name:
        return "chart"
    known = ("document", "footnotes", "endnotes", "comments", "header", "footer", "styles",
             "settings", "people", "glossary")  # fmt: skip
    return next((one for one in known if one in name), "other text")


def _properties(root: Any, numbers: Iterator[int]) -> Iterator[Piece]:
    """Of an unknown property the name is not repeated: somebody chose it."""
    for node in root:
        name = name_of(node)
        text = " ".join(one.strip() for one in node.itertext() if one.strip())
        if name == "property":
            words = f"{attribute(node, 'name')} {text}"
            yield from _filled(f"metadata: property {next(numbers)}", DraftPart.METADATA, words)
        elif name in _PROPERTIES:
            yield from _filled(f"metadata: {_PROPERTIES[name]}", DraftPart.METADATA, text)
        elif name not in ("created", "modified", "revision", "AppVersion", "Application"):
            yield from _filled("metadata", DraftPart.MARKUP, text)


def _links(root: Any, numbers: Iterator[int]) -> Iterator[Piece]:
    for node in root:
        if attribute(node, "TargetMode") == "External":
            target = attribute(node, "Target")
            yield from _filled(f"link {next(numbers)}", DraftPart.HIDDEN, target)


def _packed(archive: Archive, name: str, number: int) -> Iterator[Piece]:
    data = archive.content(name)
    found = unpack(data)
    where = f"packed file (part {number} of the file)"
    if found.whole:
        yield from _filled(where, DraftPart.HIDDEN, "\n".join(found.texts))
    else:
        lines = (one.decode("cp1252", "replace") for one in _LINES.findall(data[:_LONGEST]))
        yield from _filled(where, DraftPart.MARKUP, "\n".join(lines))


def _values(node: Any) -> Iterator[str]:
    """Values of attributes that may be words: no numbers, no fingerprints of revisions."""
    for value in node.attrib.values():
        if any(map(str.isalpha, value)) and not re.fullmatch(r"[0-9A-Fa-f]{6,}", value):
            yield value


def _filled(where: str, part: DraftPart, text: str) -> Iterator[Piece]:
    if text.strip():
        yield _piece(where, part, text)


def _piece(where: str, part: DraftPart, text: str) -> Piece:
    return Piece(DraftPiece(where=where, part=part, text=text))
