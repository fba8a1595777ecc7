"""Under what names coders stand in a project."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from pipeline.anonymised.qdpx.project import MACHINE
from pipeline.gates import WAIVED_BY
from pipeline.run.coded import CodingLine
from pipeline.run.journal import Journal
from pipeline.run.memos import ADDED
from pipeline.values.records import EntryKind
from pipeline.values.themes import CodingStatus


class Coders(StrEnum):
    """How people who coded are called."""

    NUMBERED = "numbered"
    """'Coder 1', in the order in which they first coded."""
    NAMED = "named"
    """As in the journal."""


@dataclass(frozen=True)
class CoderNames:
    """Names of coders in a project."""

    by_name: Mapping[str, str]
    """Name in the journal -> name in the file."""

    @property
    def in_order(self) -> tuple[str, ...]:
        """All names, the machine's last: some programs go on under the first."""
        return (*dict.fromkeys(self.by_name.values()), MACHINE)

    def of(self, line: CodingLine) -> str:
        """Of whoever stands behind a coding: a person who accepted it, or the machine."""
        by_machine = line.status is CodingStatus.PROPOSED or line.by in ("", WAIVED_BY)
        return MACHINE if by_machine else self.called(line.by)

    def called(self, name: str) -> str:
        """What somebody of the journal is called."""
        return self.by_name[name]


def coder_names(journal: Journal, coders: Coders) -> CoderNames:
    """What everybody who coded or wrote a memo is called; numbers never change, as the journal only
    grows."""
    coded = (EntryKind.VERDICT, EntryKind.APPROVAL)
    names = dict.fromkeys(
        str(entry.body["by"])
        for entry in journal.entries
        if entry.kind in coded or entry.body.get("what") == ADDED
    )
    if coders is Coders.NUMBERED:
        return CoderNames({name: f"Coder {number}" for number, name in enumerate(names, 1)})
    return CoderNames({name: f"{name} (a person)" if name == MACHINE else name for name in names})
