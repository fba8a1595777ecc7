"""The study, and what it was worked on with."""

from __future__ import annotations

import csv
import io

import pipeline
from pipeline.anonymised.coders.cues import VERSION
from pipeline.anonymised.propose import ruleset_version
from pipeline.errors import VoicesError
from pipeline.identified.recognisers.chosen import finders
from pipeline.measure.methods import StudyFacts
from pipeline.run.exported import timed_receipts
from pipeline.run.files import read_bytes
from pipeline.run.methods.opened import Opened
from pipeline.run.standing import standing
from pipeline.settings import CodingSettings, ProposedBy


def study_facts(opened: Opened) -> StudyFacts:
    """Title, review, versions and dates."""
    study, settings = opened.study, opened.study.settings
    times = [time for time, _ in timed_receipts(opened.journal)]
    _, steps = standing(study.places.root)
    return StudyFacts(
        title=settings.title,
        synthetic=settings.synthetic,
        review=settings.review.value,
        waived_because=settings.waived_because,
        audience=settings.audience.value,
        minimum_cell=study.quotes.minimum_cell,
        program=pipeline.__version__,
        policy=study.identifiers.version,
        rulesets=_rulesets(opened),
        finders=_finders(settings.names),
        coder=_coder(settings.coding),
        first_run=times[0] if times else None,
        last_run=times[-1] if times else None,
        stale=sum(bool(step.stale) for step in steps),
        destroyed=study.destroyed.time if study.destroyed else None,
    )


def _rulesets(opened: Opened) -> tuple[str, ...]:
    """Those that the log names, each once."""
    log = opened.study.places.log
    if not log.exists():
        return ()
    text = read_bytes(log).decode("utf-8", "replace")
    rows = csv.DictReader(io.StringIO(text, newline=""))
    return tuple(dict.fromkeys(row["ruleset"] for row in rows if row.get("ruleset")))


def _finders(names: tuple[str, ...]) -> tuple[str, ...]:
    told = []
    for finder in finders(names):
        try:
            told.append(f"{finder.name} {finder.version}")
        except VoicesError:  # it is not installed here: `voices doctor` says so
            told.append(finder.name)
    return tuple(told)


def _coder(settings: CodingSettings) -> str:
    by_cues = settings.by is ProposedBy.CUES
    own = f"cues-{VERSION}" if by_cues else " ".join(ruleset_version().split(" ")[:2])
    return f"{own} {settings.local_model.model}" if settings.local_model else own
