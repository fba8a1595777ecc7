"""The groups of an RTF source: what is body text, what stands beside it, what was deleted."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from pipeline.errors import InputError

CELL_END = "\ue000"
ROW_END = "\ue001"
"""Private characters put in place of the control words that end a table's cells and rows."""

_TOKEN = re.compile(r"\\([a-zA-Z]+)(-?\d+)? ?|\\[^a-zA-Z]|[{}]", re.DOTALL)
_TABLE_ENDS = {"cell": CELL_END, "nestcell": "\t", "row": ROW_END, "nestrow": "\n"}
_ASIDES = {
    **dict.fromkeys(("header", "headerl", "headerr", "headerf"), "page header"),
    **dict.fromkeys(("footer", "footerl", "footerr", "footerf"), "page footer"),
    "footnote": "footnotes",
    "annotation": "comments",
}
_DROPPED = frozenset(("fldinst", "pict", "objdata", "shprslt"))
_BOX = "shptxt"


@dataclass(frozen=True)
class Parted:
    """An RTF source taken apart: each part is RTF source itself."""

    kept: str = field(repr=False)
    head: str = field(repr=False)
    """Font tables and the like: put before a part so that it can be read alone; not closed."""
    boxes: tuple[str, ...] = field(repr=False)
    asides: tuple[tuple[str, str], ...] = field(repr=False)
    """What it is (page header, comments, tracked deletions...) and its source."""


class _Group:
    """An open group: what is to become of it, and its source so far."""

    def __init__(self, fate: str) -> None:
        self.fate = fate
        self.source: list[str] = ["{"]


def parted(source: str) -> Parted:
    """Take `source` apart; raises ``InputError`` where its groups do not close."""
    stack: list[_Group] = [_Group("")]
    boxes: list[str] = []
    asides: list[tuple[str, str]] = []
    place = 0
    while match := _TOKEN.search(source, place):
        stack[-1].source.append(source[place : match.start()])
        place = match.end()
        if match.group() == "{":
            stack.append(_Group(""))
        elif match.group() == "}":
            _close(stack, boxes, asides)
            if len(stack) == 1:
                break
        else:
            place += _word(stack[-1], match)
    if len(stack) != 1 or place == 0:
        raise InputError(
            "the document is damaged or cut short",
            next_step="Open it in a word processor and save it as .docx.",
        )
    kept = "".join(stack[0].source[1:])
    return Parted(kept, _head(kept), tuple(boxes), tuple(asides))


def _close(stack: list[_Group], boxes: list[str], asides: list[tuple[str, str]]) -> None:
    if len(stack) < 2:
        return
    group = stack.pop()
    inside = "".join((*group.source, "}"))
    if group.fate == "box":
        boxes.append(inside)
    elif group.fate in ("", "kept"):
        stack[-1].source.append(inside)
    elif group.fate != "dropped":
        asides.append((group.fate, inside))


def _word(group: _Group, match: re.Match[str]) -> int:
    """Note the control word in its group; how many characters of binary data to skip after it."""
    word, number = match[1], match[2]
    if word == "deleted" and number != "0":
        group.fate = "tracked deletions"
    elif word in _ASIDES and _is_first(group):
        group.fate = _ASIDES[word]
        group.source = ["{"]
    elif word in _DROPPED and _is_first(group):
        group.fate = "dropped"
    elif word == _BOX and _is_first(group):
        group.fate = "box"
        group.source = ["{"]
    elif word in _TABLE_ENDS:
        group.source.append(_TABLE_ENDS[word])
    elif word == "bin" and number:
        return max(0, int(number))
    else:
        group.source.append(match.group())
    return 0


def _is_first(group: _Group) -> bool:
    """Whether a control word stands first in its group, where it says what the group is for."""
    return "".join(group.source).strip() in ("{", "{\\*")


def _head(kept: str) -> str:
    """The beginning of the document up to its body: code page and fonts."""
    fonts = kept.find("\\fonttbl")
    if fonts < 0:
        page = re.match(r"\{\\rtf1?[^{}]{0,80}", kept)
        return page.group() + " " if page else "{\\rtf1 "
    depth = 0
    for match in re.finditer(r"[{}]", kept[fonts:]):
        depth += 1 if match.group() == "{" else -1
        if depth < 0:
            return kept[: fonts + match.end()]
    return "{\\rtf1 "
