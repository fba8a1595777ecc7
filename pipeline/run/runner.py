"""One run: what is stale goes to the engine, receipts to the journal, and nothing else writes."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable
from concurrent.futures import Executor, Future, as_completed
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path, PurePath

from pipeline.errors import VoicesError
from pipeline.identified.vault import Key
from pipeline.run.corpus import remember
from pipeline.run.engines import open_engine
from pipeline.run.inputs import STUDY, Inputs
from pipeline.run.journal import Journal
from pipeline.run.ledger import why_stale
from pipeline.run.lock import hold
from pipeline.run.places import ROOMS
from pipeline.run.rotation import end_broken_off
from pipeline.run.stages import ADMIT, Scope, Stage, perform, perform_here, stages_of
from pipeline.run.study import OpenStudy, open_study
from pipeline.run.withdrawal import complete, delete_unfinished
from pipeline.run.work.base import Bench, Work
from pipeline.values.records import EntryKind, Outcome, Receipt

Progress = Callable[[str, int, int], None]
"""Called with a stage's name, how many items are done, and how many there are to do."""


@dataclass
class Report:
    """What a run did and what it left to people."""

    ran: dict[str, int] = field(default_factory=dict)
    """Stage -> items that were run (not those still fresh)."""
    refused: list[Receipt] = field(default_factory=list)
    waiting: list[Receipt] = field(default_factory=list)
    notices: list[Receipt] = field(default_factory=list)
    """Done, with something for a person to know."""
    faults: tuple[VoicesError, ...] = ()
    """Rows of the tables that could not be used."""
    documents: int = 0


def run(root: Path, key: Key, progress: Progress = lambda stage, done, total: None) -> Report:
    """Do everything in the study at `root` that is stale and not waiting for a person.

    Killed at any moment, it loses the documents in flight; the next run goes on.

    Raises:
        VoicesError: the study as a whole cannot be worked on. What concerns one document is in
            the report instead.
    """
    study = open_study(root)
    study.codebook()  # a fault in it is told before anything runs
    with hold(study.places.lock), ExitStack() as stack:
        _sweep(study.places.outputs)
        study = open_study(root)
        journal = Journal(study.places.journal)
        if not study.destroyed:
            end_broken_off(study, key, journal)
            delete_unfinished(study)
            study = open_study(root)
            remember(study.remembered_path, list(study.documents.values()), study.places.sources)
            study = open_study(root)
        elif not study.destroyed.finished:
            study.refuse_destroyed()
        runner = _Runner(study, journal, key, progress, stack)
        runner.report.faults = study.faults
        runner.report.documents = len(study.documents)
        if study.destroyed:
            runner.refuse_altered()
        else:
            runner.declare()
        for stage in stages_of(study):
            runner.do(stage)
        runner.tidy()
        complete(study, journal)
        return runner.report


class _Runner:
    def __init__(
        self, study: OpenStudy, journal: Journal, key: Key, progress: Progress, stack: ExitStack
    ) -> None:
        self.study = study
        self.journal = journal
        self.key = key
        self.progress = progress
        self.stack = stack
        self.report = Report()
        self.inputs = Inputs.of(study, journal)
        self.receipts = journal.receipts()
        self.alive = tuple(sorted(study.documents))
        self._engine: Executor | None = None

    def declare(self) -> None:
        """Put on record, once, what anybody reading the outputs must know about how they came."""
        finders = ", ".join(map(_without_folders, self.study.settings.names))
        facts = {
            "names": f"names found by: {finders}",
            "review": f"review {self.study.settings.review.value}",
            "ruleset": f"{self.inputs.ruleset}: {self.inputs.recognisers}",
        }
        if self.study.settings.lists_alone:
            facts["names"] += " (degraded: word lists and capitals, no trained model)"
        events = [e.body for e in self.journal.entries if e.kind is EntryKind.EVENT]
        for about, fact in facts.items():
            told = [body["fact"] for body in events if body["what"] == about]
            if not told or told[-1] != fact:
                self.journal.note(about, fact=fact)

    def refuse_altered(self) -> None:
        """Where the key was destroyed, an admitted transcript cannot be made again: one that is not
        as the gate let it through is worked on no more."""
        outputs, whole = self.study.places.outputs, []
        for id in self.alive:
            admitted = self.receipts.get((ADMIT, id))
            if admitted and not why_stale(admitted, admitted.reads, outputs):
                whole.append(id)
                continue
            notice = (
                f"transcript {id}: is not as it was admitted, and cannot be made again: this "
                "study's key was destroyed\n  Next: restore outputs/anonymised/transcripts from a "
                "backup"
            )
            lost = Receipt(
                stage=ADMIT, item=id, outcome=Outcome.REFUSED, reads={}, writes={}, notice=notice
            )
            self.report.refused.append(lost)
        self.alive = tuple(whole)

    def do(self, stage: Stage) -> None:
        """Bring one stage up to date."""
        items = (STUDY,) if stage.scope is Scope.CORPUS else self.alive
        todo = {item: reads for item in items if (reads := self._stale(stage, item)) is not None}
        self.progress(stage.name, 0, len(todo))
        for done, (item, work) in enumerate(self._work(stage, list(todo)), start=1):
            self._record(stage, item, todo[item], work)
            self.progress(stage.name, done, len(todo))
        if todo:
            self.report.ran[stage.name] = len(todo)
        self._close(stage, items, todo.keys())

    def _stale(self, stage: Stage, item: str) -> dict[str, str] | None:
        reads = self.inputs.read(stage.reads, item, self.alive)
        receipt = self.receipts.get((stage.name, item))
        return reads if why_stale(receipt, reads, self.study.places.outputs) else None

    def _work(self, stage: Stage, items: list[str]) -> Iterable[tuple[str, Work]]:
        if not items:
            return
        if stage.scope is Scope.DOCUMENT:
            engine = self._open_engine()
            root = self.study.places.root
            futures = {engine.submit(perform, root, stage.name, item): item for item in items}
            try:
                for future in as_completed(futures):
                    yield futures[future], _result(future)
            finally:
                for future in futures:
                    future.cancel()
            return
        bench = Bench(self.study, self.inputs, self.alive, self.key, self.journal)
        for item in items:
            yield item, perform_here(bench, stage, item)

    def _open_engine(self) -> Executor:
        if self._engine is None:
            self._engine = self.stack.enter_context(
                open_engine(self.study.settings, len(self.study.documents))
            )
        return self._engine

    def _record(self, stage: Stage, item: str, reads: dict[str, str], work: Work) -> None:
        if item == STUDY:  # the first run makes the vault that it reads
            reads = self.inputs.read(stage.reads, item, self.alive)
        old = self.receipts.get((stage.name, item))
        if old:
            self._delete(old.writes.keys() - work.writes.keys())
        self._keep(
            Receipt(
                stage=stage.name,
                item=item,
                outcome=work.outcome,
                reads=reads,
                writes=work.writes,
                notice=work.notice,
            )
        )

    def _keep(self, receipt: Receipt) -> None:
        self.journal.append(receipt)
        self.receipts[receipt.stage, receipt.item] = receipt

    def _close(self, stage: Stage, items: tuple[str, ...], ran: Container[str]) -> None:
        """Sort what came of a stage, and take back results whose ground is gone."""
        passed = []
        for item in items:
            receipt = self.receipts[stage.name, item]
            if receipt.outcome is Outcome.DONE:
                passed.append(item)
                if receipt.notice and (item in ran or stage.scope is Scope.GATE):
                    self.report.notices.append(receipt)
            else:
                kind = receipt.outcome is Outcome.WAITING
                (self.report.waiting if kind else self.report.refused).append(receipt)
        for (name, item), receipt in list(self.receipts.items()):
            if name == stage.name and item not in items and receipt.writes:
                self._delete(receipt.writes)
                removed = {"outcome": Outcome.REMOVED, "writes": {}, "reads": {}, "notice": ""}
                self._keep(receipt.model_copy(update=removed))
        if stage.scope is not Scope.CORPUS:
            self.alive = tuple(passed)

    def tidy(self) -> None:
        """Delete what lies in rooms 1 and 2 and is no current result: a killed run may have left
        words there of somebody who has withdrawn since."""
        current = {name for receipt in self.receipts.values() for name in receipt.writes}
        outputs = self.study.places.outputs
        for room in ROOMS[:2]:
            for path in (outputs / room).rglob("*"):
                if path.is_file() and path.relative_to(outputs).as_posix() not in current:
                    path.unlink()

    def _delete(self, names: Iterable[str]) -> None:
        for name in names:
            (self.study.places.outputs / name).unlink(missing_ok=True)


def _without_folders(finder: str) -> str:
    """A finder of names by the last part of its path: what is above may name a person's home."""
    kind, colon, what = finder.partition(":")
    return f"{kind}{colon}{PurePath(what).name}"


def _result(future: Future[Work]) -> Work:
    try:
        return future.result()
    except BrokenProcessPool:
        raise VoicesError(
            "a worker process died, most likely for want of memory; what was done is kept",
            next_step="voices run again, with 'engine: in-process' in config/study.yaml",
        ) from None


def _sweep(outputs: Path) -> None:
    """Remove half-written files that a killed run left behind."""
    for path in outputs.rglob(".*.part"):
        path.unlink(missing_ok=True)
