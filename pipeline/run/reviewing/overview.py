"""Where every transcript of a study stands, for the first page of the review."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from pipeline.anonymised.judged import PERSON
from pipeline.gates import Approvals
from pipeline.run.checking import checked, mark_of
from pipeline.run.coded import Coded, open_coded
from pipeline.run.files import read_value, read_values
from pipeline.run.flagging import FlagStatus, flag_lines
from pipeline.run.inputs import STUDY
from pipeline.run.journal import Journal
from pipeline.run.reviewing.pending import Pending, pending_rulings
from pipeline.run.standing import standing
from pipeline.run.study import OpenStudy
from pipeline.settings import Review
from pipeline.values.identifiers import Decision, Status
from pipeline.values.records import Gate, Outcome
from pipeline.values.texts import Draft
from pipeline.values.themes import CodingStatus


@dataclass(frozen=True)
class Row:
    """A transcript."""

    id: str
    decisions: int
    asks: int
    """Decisions that ask for a person's eyes and got none yet."""
    drafted: bool
    signed_by: str
    """Who signed exactly this draft; '' where nobody did."""
    admitted: bool
    proposed: int
    """Codings nobody has ruled on."""
    judged: int
    flags: int
    """Flags nobody has ruled on."""
    notice: str
    """Why it was refused, or what it waits for."""


@dataclass(frozen=True)
class Overview:
    """The study."""

    title: str
    waived: str
    """Why review is waived; '' where it is required."""
    destroyed: bool
    rows: tuple[Row, ...]
    pending: int
    """Rulings that the next run will follow."""
    stale: int
    """Steps that the next run will do."""
    faults: tuple[str, ...]


def overview(study: OpenStudy, journal: Journal) -> Overview:
    """Where everything stands now."""
    _, steps = standing(study.places.root)
    notices: dict[str, str] = {}
    for step in steps:
        if step.outcome in (Outcome.REFUSED, Outcome.FAILED) and step.item != STUDY:
            notices.setdefault(step.item, step.notice)
    approvals = Approvals.of(journal.approvals(), {}, "")
    coded = open_coded(study.places.root)
    pending = pending_rulings(journal)
    waived = study.settings.waived_because if study.settings.review is Review.WAIVED else ""
    return Overview(
        title=study.settings.title,
        waived=waived,
        destroyed=study.destroyed is not None,
        rows=tuple(
            _row(study, journal, pending, approvals, coded, id, notices.get(id, ""))
            for id in sorted(study.documents)
        ),
        pending=pending.count,
        stale=sum(bool(step.stale) for step in steps),
        faults=tuple(str(fault) for fault in study.faults),
    )


def _row(
    study: OpenStudy,
    journal: Journal,
    pending: Pending,
    approvals: Approvals,
    coded: Coded,
    id: str,
    notice: str,
) -> Row:
    decided = study.places.decisions / f"{id}.jsonl"
    decisions = read_values(decided, Decision) if decided.exists() else []
    agreed = checked(journal.checks(), id)
    asks = [
        one
        for one in decisions
        if (one.status is Status.CHECK or one.listed)
        and one.decided_by == "machine"
        and pending.on(id, one) is None
        and agreed.get(one.id, ("", ""))[0] != mark_of(one)
    ]
    path = study.places.drafts / f"{id}.jsonl"
    signed = None
    if path.exists():
        signed = approvals.find(Gate.ADMIT, id, read_value(path, Draft).fingerprint())
    admitted = id in coded.transcripts
    lines = [coded.line(one) for one in coded.codings(id)] if admitted else []
    counts = Counter(line.status for line in lines if line.by != "nobody")
    least = study.settings.coding.puts_from
    proposed = [
        line
        for line in lines
        if (line.status is CodingStatus.PROPOSED or line.by == "nobody")
        and line.coding.coder != PERSON
        and line.coding.confidence >= least
    ]
    flags = flag_lines(study.places.root, id) if admitted else []
    return Row(
        id=id,
        decisions=len(decisions),
        asks=len(asks),
        drafted=path.exists(),
        signed_by=signed.by if signed else "",
        admitted=admitted,
        proposed=len(proposed),
        judged=counts[CodingStatus.ACCEPTED] + counts[CodingStatus.REJECTED],
        flags=sum(one.status in (FlagStatus.OPEN, FlagStatus.VOIDED) for one in flags),
        notice=notice,
    )
