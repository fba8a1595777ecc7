"""Lines of a text file with their offsets, and paragraphs made of them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Line:
    """A line without its end."""

    text: str = field(repr=False)
    start: int
    """Offset in the file's text."""


Mapped = tuple[str, list[int]]
"""A text, and for each of its characters the offset in the file's text."""


def lines_of(text: str) -> Iterator[Line]:
    """The lines of a file, whatever ends them."""
    start = 0
    for found in re.finditer(r"\r\n|\r|\n", text):
        yield Line(text[start : found.start()], start)
        start = found.end()
    yield Line(text[start:], start)


def joined(lines: Sequence[Line], *, breaks: bool = False) -> Mapped:
    """Lines as one paragraph: white space as one blank, none at the ends.

    Args:
        lines: of the file.
        breaks: whether the end of a line stays one where that was meant: before a dash (a credit),
            or behind two blanks or a backslash.
    """
    chars: list[str] = []
    offsets: list[int] = []
    meant = False
    for line in lines:
        if chars and chars[-1] != "\n":
            dashed = line.text.lstrip().startswith(("—", "–", "―", "-- ", "- "))
            blank = "\n" if breaks and (meant or dashed) else " "
            if chars[-1] == " ":
                chars[-1] = blank
            else:
                chars.append(blank)
                offsets.append(line.start)
        for index, char in enumerate(line.text):
            if not char.isspace():
                chars.append(char)
                offsets.append(line.start + index)
            elif chars and chars[-1] not in " \n":
                chars.append(" ")
                offsets.append(line.start + index)
        meant = line.text.endswith(("  ", "\\"))
        if meant and chars and chars[-1] == "\\":
            chars.pop()
            offsets.pop()
    while chars and chars[-1] in " \n":
        chars.pop()
        offsets.pop()
    return "".join(chars), offsets
