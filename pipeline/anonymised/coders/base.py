"""What every way of proposing codings looks like from outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pipeline.values.texts import DraftTurn
from pipeline.values.themes import Coding


class Coder(Protocol):
    """Proposes codings of the turns of one transcript."""

    @property
    def name(self) -> str:
        """Stands in each coding as its coder."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same turns may be coded differently: part of what makes a
        transcript's codings stale."""
        ...

    def propose(self, turns: Sequence[DraftTurn], transcript_id: str) -> list[Coding]:
        """Codings of participant turns, sorted by place and code; spans lie within one turn."""
        ...
