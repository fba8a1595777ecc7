"""Plain text and Markdown, in any of the layouts."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.identified.readers.base import Reading
from pipeline.identified.readers.characters import decode, plain
from pipeline.identified.readers.layouts.choice import read_lines

NAME = "text"

_PAGE_BREAK = re.compile(r"\n?\f\n?")


def fits(data: bytes, ending: str) -> bool:
    """Any file that no other reader takes: ``read`` refuses what is not text."""
    del data, ending
    return True


def read(data: bytes) -> Reading:
    """The talk of a text file; raises ``InputError`` where the bytes are no text."""
    decoded = decode(data)
    text = _PAGE_BREAK.sub("\n\f", plain(decoded.text))
    reading = read_lines(text.split("\n"))
    return replace(reading, notices=(*decoded.notices, *reading.notices))
