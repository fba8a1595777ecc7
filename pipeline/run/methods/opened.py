"""What all parts of a methods report are made from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.gates import Approvals
from pipeline.measure.methods import People
from pipeline.run.inputs import Inputs
from pipeline.run.journal import Journal
from pipeline.run.study import OpenStudy, open_study


@dataclass(frozen=True)
class Opened:
    """A study with its journal, and whether those who worked on it may be named."""

    study: OpenStudy
    journal: Journal = field(repr=False)
    approvals: Approvals = field(repr=False)
    named: bool

    def people(self, names: Iterable[str]) -> People:
        """Some of those who worked on it: how many, and who where that may be said."""
        found = sorted(set(names))
        return People(count=len(found), names=tuple(found) if self.named else ())


def opened(root: Path, *, named: bool) -> Opened:
    """Open the study at `root`.

    Raises:
        InputError: a withdrawal was broken off: figures may still hold somebody who withdrew.
    """
    study = open_study(root)
    study.withdrawn.refuse_unfinished()
    journal = Journal(study.places.journal)
    return Opened(study, journal, Inputs.of(study, journal).approvals, named)
