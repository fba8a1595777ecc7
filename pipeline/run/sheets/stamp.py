"""Which study a sheet was written from, after which entry of its journal, and what a row showed."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass

from pipeline.errors import InputError, JournalError
from pipeline.run.journal import Journal

_STAMP = re.compile(r"([a-z]+)-1-([1-9][0-9]{0,8})-([0-9a-f]{12})")
"""The 1 is the version of the sheet: a later program may have to refuse an older one."""


@dataclass(frozen=True)
class Stamp:
    """What every row of a sheet carries."""

    sort: str
    entry: int
    """Number of the last journal entry when the sheet was written."""
    hash: str
    """The beginning of that entry's hash: no other study has it."""

    def __str__(self) -> str:
        return f"{self.sort}-1-{self.entry}-{self.hash}"


def stamp_now(journal: Journal, sort: str) -> Stamp:
    """The stamp of a sheet that is written now.

    Raises:
        JournalError: the journal is empty.
    """
    if not journal.entries:
        raise JournalError("there is nothing in the journal yet", next_step="voices run")
    return Stamp(sort, len(journal.entries), journal.head[:12])


def read_stamp(words: str, journal: Journal, sort: str) -> Stamp:
    """The stamp that a row carries.

    Raises:
        InputError: it is none, or not of this study as its journal tells it.
    """
    match = _STAMP.fullmatch(words)
    if not match or match[1] != sort:
        raise InputError("the cell 'export' was changed: copy it from another row of this sheet")
    stamp = Stamp(match[1], int(match[2]), match[3])
    entries = journal.entries
    if stamp.entry > len(entries) or not entries[stamp.entry - 1].hash.startswith(stamp.hash):
        raise InputError(
            "it was written from another study, or from a state of this one that its journal does "
            "not know"
        )
    return stamp


def mark(said: str) -> str:
    """A short fingerprint of what a row shows. It begins with a letter: a spreadsheet would make a
    number of '12e4' or of digits alone."""
    return "m" + hashlib.sha256(said.encode()).hexdigest()[:12]
