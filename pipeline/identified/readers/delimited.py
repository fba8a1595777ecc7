"""Tables as text: transcripts in .csv and .tsv files with a column for the speaker."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

from pipeline.identified.readers.base import Reading
from pipeline.identified.readers.characters import decode, plain
from pipeline.identified.readers.documents import Table, read_blocks

NAME = "table"

_ENDINGS = (".csv", ".tsv")
_DELIMITERS = ",;\t|"


def fits(data: bytes, ending: str) -> bool:
    """Whether the file says that it is a table: its content cannot."""
    del data
    return ending in _ENDINGS


def read(data: bytes) -> Reading:
    """The talk of a table; raises ``InputError`` where the bytes are no text."""
    decoded = decode(data)
    text = plain(decoded.text)
    first = text.lstrip("\n").split("\n", 1)[0]
    delimiter = max(_DELIMITERS, key=first.count)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    reading = read_blocks([Table(tuple(tuple(row) for row in rows))])
    return replace(reading, notices=(*decoded.notices, *reading.notices))
