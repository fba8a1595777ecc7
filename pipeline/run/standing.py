"""Where every transcript of a study stands, from the journal alone: nothing is run."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.run.inputs import STUDY, Inputs
from pipeline.run.journal import Journal
from pipeline.run.ledger import why_stale
from pipeline.run.stages import Scope, stages_of
from pipeline.run.study import OpenStudy, open_study
from pipeline.values.records import Outcome, Receipt


@dataclass(frozen=True)
class Step:
    """One stage of one transcript (or of the study)."""

    stage: str
    item: str
    outcome: Outcome | None
    """None: not reached yet."""
    stale: tuple[str, ...]
    """Why it would run now; empty when it is up to date."""
    notice: str


def standing(root: Path) -> tuple[OpenStudy, list[Step]]:
    """Every stage of every transcript, in order, as a run would find it now."""
    study = open_study(root)
    journal = Journal(study.places.journal)
    inputs, receipts = Inputs.of(study, journal), journal.receipts()
    steps: list[Step] = []
    alive = tuple(sorted(study.documents))
    for stage in stages_of(study):
        items = (STUDY,) if stage.scope is Scope.CORPUS else alive
        passed = []
        for item in items:
            receipt: Receipt | None = receipts.get((stage.name, item))
            reads = inputs.read(stage.reads, item, alive)
            stale = why_stale(receipt, reads, study.places.outputs)
            outcome = receipt.outcome if receipt else None
            notice = receipt.notice if receipt else ""
            steps.append(Step(stage.name, item, outcome, stale, notice))
            if outcome is Outcome.DONE:
                passed.append(item)
        if stage.scope is not Scope.CORPUS:
            alive = tuple(passed)
    return study, steps
