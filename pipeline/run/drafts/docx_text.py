"""The characters of a Word paragraph and the runs that they stand in.

Works on the elements of any XML library: tags are compared by their local names.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

_DELETED = frozenset(("del", "moveFrom"))
_DELETED_TEXT = frozenset(("delText",))
_CODES = frozenset(("instrText", "delInstrText"))
_SKIPPED = frozenset(("rPr", "pPr", "sectPr", "tblPr", "trPr", "tcPr", "sdtPr", "sdtEndPr"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}


@dataclass(frozen=True, slots=True)
class Character:
    """A printed character of a paragraph."""

    char: str = field(repr=False)
    run: Any
    """The run's element."""
    node: Any
    """The element that holds the character."""
    place: int
    """In the node's text; 0 for a sign."""


def name_of(node: Any) -> str:
    """An element's local name; '' for a comment or processing instruction."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def attribute(node: Any, name: str) -> str:
    """The attribute with this local name; '' where there is none."""
    for key, value in node.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return ""


def child(node: Any, name: str) -> Any | None:
    """The first child with this local name."""
    return next((one for one in node if name_of(one) == name), None)


def paragraphs(root: Any) -> Iterator[Any]:
    """Every paragraph under `root`, those in text boxes too, in the order of the file; of texts
    that are there twice for old programs, the first."""
    for node in root:
        name = name_of(node)
        if name == "p":
            yield node
        if name == "AlternateContent":
            yield from paragraphs(list(node)[:1])
        else:
            yield from paragraphs(node)


def characters(paragraph: Any) -> Iterator[Character]:
    """The printed characters of a paragraph: insertions under review are printed, deletions and
    hidden text are not, and text boxes are paragraphs of their own."""
    yield from _characters(paragraph, None)


def deleted_text(paragraph: Any) -> str:
    """What is struck out under review in a paragraph."""
    return "".join(_deleted(paragraph, inside=False))


def hidden_text(paragraph: Any) -> str:
    """What is formatted as hidden in a paragraph."""
    return "".join(
        one.text or ""
        for run in _own(paragraph)
        if name_of(run) == "r" and _is_hidden(run)
        for one in run
        if name_of(one) == "t"
    )


def field_codes(paragraph: Any) -> str:
    """The instructions of fields in a paragraph: links, cross-references."""
    return "".join(one.text or "" for one in _own(paragraph) if name_of(one) in _CODES)


def alternative_texts(paragraph: Any) -> list[str]:
    """What pictures and shapes of a paragraph are described with."""
    return [
        value
        for one in _own(paragraph)
        if name_of(one) in ("docPr", "cNvPr", "shape", "rect", "imagedata")
        for name in ("descr", "title", "alt")
        if (value := attribute(one, name).strip())
    ]


def _characters(node: Any, run: Any) -> Iterator[Character]:
    for one in node:
        name = name_of(one)
        if name == "t":
            for index, char in enumerate(one.text or ""):
                yield Character(char, run, one, index)
        elif name in _SIGNS:
            yield Character(_SIGNS[name], run, one, 0)
        elif name == "r":
            if not _is_hidden(one):
                yield from _characters(one, one)
        elif name == "AlternateContent":
            yield from _characters(list(one)[:1], run)
        elif not _is_passed_over(name):
            yield from _characters(one, run)


def _is_passed_over(name: str) -> bool:
    passed = name in _SKIPPED or name in _DELETED or name in _DELETED_TEXT or name in _CODES
    return passed or name in ("txbxContent", "p")


def _deleted(node: Any, *, inside: bool) -> Iterator[str]:
    for one in node:
        name = name_of(one)
        if name in _DELETED_TEXT or (inside and name == "t"):
            yield one.text or ""
        elif inside and name in _SIGNS:
            yield " "
        elif name not in ("txbxContent", "p"):
            yield from _deleted(one, inside=inside or name in _DELETED)


def _own(node: Any) -> Iterator[Any]:
    """Everything under a paragraph but what its text boxes hold."""
    for one in node:
        yield one
        if name_of(one) not in ("txbxContent", "p"):
            yield from _own(one)


def _is_hidden(run: Any) -> bool:
    properties = child(run, "rPr")
    vanish = child(properties, "vanish") if properties is not None else None
    return vanish is not None and attribute(vanish, "val") not in ("0", "false", "off")
