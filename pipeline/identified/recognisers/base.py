"""What every way of finding identifiers looks like from outside."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from pipeline.values.identifiers import Mention
from pipeline.values.texts import Turn


class Recogniser(Protocol):
    """Finds mentions in the turns of one transcript."""

    @property
    def name(self) -> str:
        """Stands in the log as the detector."""
        ...

    @property
    def version(self) -> str:
        """Changes whenever the same words may be found differently: part of what makes a document
        stale."""
        ...

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All mentions found, in any order; mentions may overlap (``detect`` arbitrates).

        Raises an exception where it cannot decide; it never returns less than it found.
        """
        ...
