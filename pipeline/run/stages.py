"""The whole pipeline as one table."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.errors import InputError, ResidueError, VoicesError
from pipeline.run.study import OpenStudy, open_study
from pipeline.run.work import anonymised, gates, identified, insider, learning, logs, quotable
from pipeline.run.work.base import Bench, Work
from pipeline.values.records import Outcome


class Scope(StrEnum):
    """What one piece of a stage's work is."""

    DOCUMENT = "document"
    """A transcript; done by the engine, several at once."""
    GATE = "gate"
    """A transcript; done in the parent, which alone reads the journal: the two gates, and the
    stage that passes verdicts on."""
    CORPUS = "corpus"
    """The study; done in the parent, over the transcripts that have come this far."""


@dataclass(frozen=True)
class Stage:
    """A row of the table."""

    name: str
    scope: Scope
    work: Callable[[OpenStudy, str], Work] | Callable[[Bench, str], Work]
    reads: tuple[str, ...]
    """Names of `inputs.INPUTS`: when one of them changes, the stage runs again."""
    writes: str
    """Where under outputs/, for people."""


STAGES: tuple[Stage, ...] = (
    Stage(
        name="read",
        scope=Scope.DOCUMENT,
        work=identified.read_document,
        reads=("source file", "participant", "rules of room 1"),
        writes="identified/transcripts",
    ),
    Stage(
        name="detect",
        scope=Scope.DOCUMENT,
        work=identified.detect_document,
        reads=("transcript", "roster", "recognisers", "rules of room 1"),
        writes="identified/mentions",
    ),
    Stage(
        name="decide",
        scope=Scope.CORPUS,
        work=identified.decide_study,
        reads=(
            "transcripts",
            "mentions",
            "whole roster",
            "participants",
            "policy",
            "rulings",
            "withdrawals",
            "vault",
            "rules of room 1",
        ),
        writes="identified/decisions, identified/identities.jsonl, anonymised/victim_numbers.json",
    ),
    Stage(
        name="replace",
        scope=Scope.DOCUMENT,
        work=identified.replace_document,
        reads=("transcript", "decisions", "identities", "rules of room 1"),
        writes="identified/drafts, identified/listed",
    ),
    Stage(
        name="insider",
        scope=Scope.CORPUS,
        work=insider.check_study,
        reads=("all drafts", "all decisions", "offset maps", "rules of room 1"),
        writes="identified/insider",
    ),
    Stage(
        name="log",
        scope=Scope.CORPUS,
        work=logs.log_study,
        reads=("all decisions", "all drafts", "approvals", "source files", "ruleset"),
        writes="logs",
    ),
    Stage(
        name="admit",
        scope=Scope.GATE,
        work=gates.admit_document,
        reads=("draft", "listed", "insider check", "approval"),
        writes="anonymised/transcripts, anonymised/listed, anonymised/insider",
    ),
    Stage(
        name="judge",
        scope=Scope.GATE,
        work=gates.judge_document,
        reads=("verdicts of the transcript",),
        writes="anonymised/verdicts",
    ),
    Stage(
        name="learn",
        scope=Scope.CORPUS,
        work=learning.learn_study,
        reads=(
            "admitted transcripts",
            "all verdicts",
            "codebook",
            "coding settings",
            "rules of room 2",
        ),
        writes="anonymised/learnt.json",
    ),
    Stage(
        name="code",
        scope=Scope.DOCUMENT,
        work=anonymised.code_document,
        reads=(
            "admitted transcript",
            "verdicts",
            "what was learnt",
            "codebook",
            "coding settings",
            "rules of room 2",
        ),
        writes="anonymised/codings, anonymised/flags",
    ),
    Stage(
        name="confirm",
        scope=Scope.GATE,
        work=gates.confirm_document,
        reads=("codings", "approvals"),
        writes="anonymised/confirmed",
    ),
    Stage(
        name="table",
        scope=Scope.CORPUS,
        work=anonymised.table_of_codings,
        reads=("all codings", "confirmed codings", "approvals", "codebook"),
        writes="anonymised/codings.csv, anonymised/codebook.json",
    ),
    Stage(
        name="quote",
        scope=Scope.CORPUS,
        work=quotable.quote_study,
        reads=(
            "admitted transcripts",
            "admitted listed",
            "admitted insider check",
            "confirmed codings",
            "flags",
            "flag rulings",
            "quote edits",
            "participants",
            "victim numbers",
            "codebook",
            "quote settings",
            "policy",
            "study settings",
            "rules of room 3",
        ),
        writes="quotable/book.json",
    ),
    Stage(
        name="export",
        scope=Scope.CORPUS,
        work=quotable.export_study,
        reads=("book", "quote settings", "rules of room 3"),
        writes="quotable",
    ),
)


ADMIT = "admit"
"""The stage that is the first gate."""


def stages_of(study: OpenStudy) -> tuple[Stage, ...]:
    """The stages that a run of `study` goes through: where the key was destroyed, those after the
    first gate."""
    names = [stage.name for stage in STAGES]
    return STAGES[names.index(ADMIT) + 1 :] if study.destroyed else STAGES


def perform(root: Path, stage: str, item: str) -> Work:
    """Do one document's part of a stage, wherever the engine runs it.

    Nothing raised by the work leaves this function, so that no message can carry a transcript's
    words to another process: a refusal comes back as a `Work` with its reason.
    """
    row = next(one for one in STAGES if one.name == stage)
    return _guarded(lambda: row.work(open_study(root), item), item)  # type: ignore[arg-type]


def perform_here(bench: Bench, stage: Stage, item: str) -> Work:
    """Do a gate's or a corpus stage's work in this process.

    A gate's refusal concerns its transcript alone; a corpus stage that fails stops the run.
    """
    if stage.scope is Scope.CORPUS:
        return stage.work(bench, item)  # type: ignore[arg-type]
    return _guarded(lambda: stage.work(bench, item), item)  # type: ignore[arg-type]


def _guarded(work: Callable[[], Work], item: str) -> Work:
    try:
        return work()
    except (InputError, ResidueError) as error:
        return Work(outcome=Outcome.REFUSED, notice=str(error))
    except VoicesError as error:
        return Work(outcome=Outcome.FAILED, notice=str(error))
    except Exception as error:
        # Its message may hold words of the transcript; where it broke says enough.
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}, line {frame.lineno}"
        return Work(
            outcome=Outcome.FAILED,
            notice=f"transcript {item}: an error of this program ({type(error).__name__} in "
            f"{place}); nothing of the transcript was passed on\n"
            "  Next: please report it with this line",
        )
