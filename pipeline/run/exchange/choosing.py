"""What of a study goes out to another program, and what stays behind."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from pipeline.run.coded import Coded
from pipeline.run.exchange.coders import CoderNames, Coders, coder_names
from pipeline.run.exchange.marked import Told
from pipeline.run.flagging import FlagLine, FlagStatus, flag_lines
from pipeline.values.quotes import Consent, Participant
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import CodingStatus

OFF_RECORD = "off-record"
"""The flag of what a participant does not want on record."""


class LeaveOut(StrEnum):
    """Turns that go out without their words."""

    NOTHING = "nothing"
    OFF_RECORD = "off-record"
    """Those that hold the flag 'off-record'."""
    FLAGGED = "flagged"
    """Those that hold any flag."""


@dataclass(frozen=True)
class Choices:
    """What a project is to hold."""

    proposals: bool = False
    """Open proposals too, under the user 'machine'."""
    memos: bool = False
    coders: Coders = Coders.NUMBERED
    leave_out: LeaveOut = LeaveOut.OFF_RECORD
    consent: Consent = Consent.NONE
    """Only of participants who agreed to at least this."""
    crlf: bool = False
    """Lines end with CR and LF."""


@dataclass(frozen=True)
class Chosen:
    """What goes out, and counts of what does not."""

    transcripts: tuple[AdmittedTranscript, ...]
    people: tuple[Participant, ...]
    too_little: tuple[str, ...]
    """Transcripts of participants who agreed to less than was asked for."""
    flags: tuple[FlagLine, ...]
    """Those that hold their turns."""
    silent: frozenset[tuple[str, int]]
    """Transcript and turn of those that go out without their words."""
    told: tuple[Told, ...]
    on_silent: int
    """Codings on these turns: they stay behind."""
    without_code: int
    """Codings of codes that the codebook has no longer: they stay behind."""
    names: CoderNames


def choose(coded: Coded, choices: Choices) -> Chosen:
    """What `choices` take of the study: transcripts that passed the first gate, and nothing of
    those who withdrew."""
    transcripts, too_little = _agreed(coded, choices.consent)
    ids = {one.id for one in transcripts}
    flags = [
        flag
        for flag in flag_lines(coded.study.places.root)
        if flag.transcript in ids and flag.status is not FlagStatus.CLEARED
    ]
    silent = {(one.transcript, one.turn) for one in flags if _silences(one, choices.leave_out)}
    known = {code.id for code in coded.study.codebook().codes}
    wanted = {CodingStatus.ACCEPTED} | ({CodingStatus.PROPOSED} if choices.proposals else set())
    lines = [coded.line(coding) for one in transcripts for coding in coded.codings(one.id)]
    lines = [line for line in lines if line.status in wanted]
    of_codes = [line for line in lines if line.coding.code in known]
    kept = [one for one in of_codes if (one.coding.transcript, one.coding.turn) not in silent]
    names = coder_names(coded.journal, choices.coders)
    people = coded.study.participants
    return Chosen(
        transcripts=transcripts,
        people=tuple(people[id] for id in sorted({one.participant for one in transcripts})),
        too_little=too_little,
        flags=tuple(flags),
        silent=frozenset(silent),
        told=tuple(Told(one.coding, one.status, names.of(one)) for one in kept),
        on_silent=len(of_codes) - len(kept),
        without_code=len(lines) - len(of_codes),
        names=names,
    )


def _agreed(coded: Coded, least: Consent) -> tuple[tuple[AdmittedTranscript, ...], tuple[str, ...]]:
    order = list(Consent)
    people = coded.study.participants
    agreed: list[AdmittedTranscript] = []
    too_little: list[AdmittedTranscript] = []
    for id in coded.transcripts:
        transcript = coded.transcript(id)
        enough = order.index(people[transcript.participant].consent) >= order.index(least)
        (agreed if enough else too_little).append(transcript)
    return tuple(agreed), tuple(one.id for one in too_little)


def _silences(flag: FlagLine, leave_out: LeaveOut) -> bool:
    if leave_out is LeaveOut.OFF_RECORD:
        return flag.flag == OFF_RECORD
    return leave_out is LeaveOut.FLAGGED
