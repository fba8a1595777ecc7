"""Which paragraphs of a Word document are headings and which are block quotes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pipeline.run.drafts.docx_text import attribute, child, name_of

_INDENTED = 340
"""Twentieths of a point (0.6 cm) from which a paragraph is set off."""
_QUOTE = re.compile(r"quot|extract|block\s?text|citat|zitat", re.IGNORECASE)
_NO_QUOTE = re.compile(
    r"head|title|list|bullet|toc|contents|bibliograph|reference|caption|footnote|endnote|index|table",
    re.IGNORECASE,
)
_HEADING = re.compile(r"^(?:heading|title|subtitle|überschrift|titre)\b", re.IGNORECASE)
_DEEPEST = 12


@dataclass(frozen=True)
class Look:
    """How a paragraph is set."""

    block: bool = False
    heading: bool = False
    indented: bool = False
    """Whether it would be a block quote by its indentation alone."""


@dataclass(frozen=True)
class Styles:
    """The paragraph styles of a document, by id."""

    by_id: Mapping[str, Any]

    @classmethod
    def of(cls, root: Any | None) -> Styles:
        """From the part that holds them; without it there are none."""
        found = [] if root is None else [one for one in root if name_of(one) == "style"]
        return cls({attribute(one, "styleId"): one for one in found})

    def look(self, paragraph: Any) -> Look:
        """A paragraph is a block quote by the name of its style; it may be one by its indentation
        where it is no item of a list."""
        own = child(paragraph, "pPr")
        named = child(own, "pStyle") if own is not None else None
        chain = list(self._chain(attribute(named, "val") if named is not None else ""))
        names = [_style_name(style) for style in chain] or (
            [attribute(named, "val")] if named is not None else []
        )
        properties = [own, *(child(style, "pPr") for style in chain)]
        known = [one for one in properties if one is not None]
        heading = any(_HEADING.match(name) for name in names) or any(
            child(one, "outlineLvl") is not None and _outline(one) < 9 for one in known
        )
        if heading:
            return Look(heading=True)
        if any(_QUOTE.search(name) for name in names):
            return Look(block=True)
        listed = any(child(one, "numPr") is not None for one in known)
        other = any(_NO_QUOTE.search(name) for name in names)
        return Look(indented=not listed and not other and _is_indented(known))

    def _chain(self, id: str) -> Iterator[Any]:
        for _ in range(_DEEPEST):
            style = self.by_id.get(id)
            if style is None:
                return
            yield style
            base = child(style, "basedOn")
            id = attribute(base, "val") if base is not None else ""


def _style_name(style: Any) -> str:
    named = child(style, "name")
    return attribute(named, "val") if named is not None else ""


def _outline(properties: Any) -> int:
    value = attribute(child(properties, "outlineLvl"), "val")
    return int(value) if value.isdecimal() else 9


def _is_indented(properties: list[Any]) -> bool:
    """By the nearest properties that say something of the left side; a hanging indent is a list's
    or a bibliography's."""
    for one in properties:
        indent = child(one, "ind")
        if indent is None:
            continue
        left = attribute(indent, "left") or attribute(indent, "start")
        if left.lstrip("-").isdecimal():
            hanging = attribute(indent, "hanging")
            return int(left) >= _INDENTED and not (hanging.isdecimal() and int(hanging) > 0)
    return False
