"""What work on an item is given and what it returns."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.identified.vault import Key
from pipeline.run.inputs import Inputs
from pipeline.run.journal import Journal
from pipeline.run.study import OpenStudy
from pipeline.values.records import Outcome


@dataclass(frozen=True)
class Bench:
    """What corpus and gate stages work with, in the parent process alone."""

    study: OpenStudy
    inputs: Inputs
    items: tuple[str, ...]
    """The transcripts that have come this far, sorted."""
    key: Key = field(repr=False)
    """Opens the vault."""
    journal: Journal = field(repr=False)


@dataclass(frozen=True)
class Work:
    """What came of an item."""

    writes: dict[str, str] = field(default_factory=dict)
    """Path relative to outputs/ -> SHA-256."""
    outcome: Outcome = Outcome.DONE
    notice: str = ""
