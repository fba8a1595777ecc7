"""The flags of a study as a person rules on them: places and cues, never words."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from pipeline.errors import InputError
from pipeline.quotable.holds import standing_flags
from pipeline.run.files import read_values
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.study import OpenStudy, open_study
from pipeline.run.work.gates import admitted_transcript
from pipeline.values.records import FlagReason, FlagRuling
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import RaisedFlag


class FlagStatus(StrEnum):
    """Where a flag stands."""

    OPEN = "open"
    """It holds, and nobody has ruled on it."""
    HELD = "held"
    """A person keeps it, or put it."""
    CLEARED = "cleared"
    """A person let it go; it holds no more."""
    VOIDED = "voided"
    """A person let it go; then the turn changed, and it holds again."""


@dataclass(frozen=True)
class FlagLine:
    """A flag of a turn and where it stands."""

    transcript: str
    turn: int
    flag: str
    evidence: str
    """The cue of the codebook, or 'person'."""
    status: FlagStatus
    by: str = ""
    because: str = ""


def flag_lines(root: Path, transcript: str | None = None) -> list[FlagLine]:
    """Every flag of the study, or of one transcript, by place.

    Raises:
        InputError: that transcript has not passed the first gate.
    """
    study = open_study(root)
    rulings = Journal(study.places.journal).flag_rulings()
    ids = [transcript] if transcript else _coded(study)
    return [line for id in ids for line in flags_of(study, _admitted(study, id), rulings)]


def rule_on_flag(
    root: Path, transcript: str, turn: int, flag: str, by: str, because: FlagReason, *, holds: bool
) -> FlagRuling:
    """Record that a flag of a turn, as it stands, goes on holding it or is let go.

    Raises:
        InputError: there is no such transcript, turn or flag, or nothing to let go.
    """
    study = open_study(root)
    admitted = _admitted(study, transcript)
    if turn > len(admitted.turns):
        raise InputError(f"there is no turn {turn}", where=f"transcript {transcript}",
                         next_step=f"voices flags {transcript}")  # fmt: skip
    if flag not in {one.id for one in study.codebook().flags}:
        raise InputError("there is no such flag in the codebook", next_step="voices flags --help")
    state = admitted.turns[turn - 1].fingerprint()
    with hold(study.places.lock):
        journal = Journal(study.places.journal)
        standing = standing_flags(admitted, _raised(study, transcript), journal.flag_rulings())
        if not holds and (turn, flag) not in {(one.turn, one.flag) for one in standing}:
            raise InputError("no such flag holds that turn", where=f"transcript {transcript}",
                             next_step=f"voices flags {transcript}")  # fmt: skip
        ruling = FlagRuling(
            transcript=transcript, turn=turn, flag=flag, state=state, holds=holds, by=by,
            because=because,
        )  # fmt: skip
        journal.append(ruling)
    return ruling


def flags_of(
    study: OpenStudy, admitted: AdmittedTranscript, rulings: list[FlagRuling]
) -> list[FlagLine]:
    """Every flag of a coded transcript, by place.

    Args:
        study: that it is of.
        admitted: the transcript.
        rulings: all of the journal, oldest first.
    """
    raised = _raised(study, admitted.id)
    last = {(r.turn, r.flag): r for r in rulings if r.transcript == admitted.id}
    standing = standing_flags(admitted, raised, rulings)
    found = {(one.turn, one.flag): one for one in [*standing, *raised]}
    holding = {(one.turn, one.flag) for one in standing}
    return [_line(found[place], last.get(place), holds=place in holding) for place in sorted(found)]


def _line(flag: RaisedFlag, ruling: FlagRuling | None, *, holds: bool) -> FlagLine:
    status = FlagStatus.OPEN
    if ruling is not None:
        let_go = FlagStatus.VOIDED if holds else FlagStatus.CLEARED
        status = FlagStatus.HELD if ruling.holds else let_go
    by, because = (ruling.by, ruling.because.value) if ruling else ("", "")
    return FlagLine(flag.transcript, flag.turn, flag.flag, flag.evidence, status, by, because)


def _coded(study: OpenStudy) -> list[str]:
    flags = {path.stem for path in study.places.flags.glob("*.jsonl")}
    admitted = {path.stem for path in study.places.admitted.glob("*.json")}
    return sorted(flags & admitted & study.documents.keys())


def _admitted(study: OpenStudy, id: str) -> AdmittedTranscript:
    study.withdrawn.refuse(id)
    if id not in _coded(study):
        raise InputError(f"there is no coded transcript '{id}'", next_step="voices status")
    return admitted_transcript(study.places, id)


def _raised(study: OpenStudy, id: str) -> list[RaisedFlag]:
    return read_values(study.places.flags / f"{id}.jsonl", RaisedFlag)
