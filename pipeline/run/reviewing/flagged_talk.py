"""The flags of a transcript with the turns they stand on. They are shown apart from codings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.errors import InputError
from pipeline.run.coded import Coded
from pipeline.run.flagging import FlagLine, FlagStatus, flags_of
from pipeline.values.texts import AdmittedTranscript, DraftTurn
from pipeline.values.themes import Flag

WAITING = (FlagStatus.OPEN, FlagStatus.VOIDED)
"""They hold, and a person should rule."""


@dataclass(frozen=True)
class SeenFlag:
    """A flag, its turn, and the turns beside it."""

    line: FlagLine
    meaning: str
    turn: DraftTurn = field(repr=False)
    before: DraftTurn | None = field(repr=False)
    after: DraftTurn | None = field(repr=False)

    @property
    def waits(self) -> bool:
        """Whether a person should rule on it."""
        return self.line.status in WAITING

    @property
    def mark(self) -> str:
        """What stands in its turn, as a short fingerprint."""
        return turn_mark(self.turn)


@dataclass(frozen=True)
class FlaggedTalk:
    """A transcript's flags, those that wait for a person first."""

    transcript: AdmittedTranscript
    flags: tuple[SeenFlag, ...]

    def marked_turn(self, number: int) -> str:
        """The mark of a turn.

        Raises:
            InputError: there is no such turn.
        """
        turns = self.transcript.turns
        if not 1 <= number <= len(turns):
            raise InputError(
                f"there is no turn {number}, only 1 to {len(turns)}",
                where=f"transcript {self.transcript.id}",
                next_step="look at the number beside it",
            )
        return turn_mark(turns[number - 1])


@dataclass(frozen=True)
class FlagCount:
    """How the flags of a transcript stand."""

    transcript: str
    counts: Counter[FlagStatus]

    @property
    def waiting(self) -> int:
        """How many wait for a person."""
        return sum(self.counts[status] for status in WAITING)


def flagged_talk(coded: Coded, id: str) -> FlaggedTalk:
    """The flags of transcript `id`.

    Raises:
        GateError: there is no such coded transcript, or it withdrew.
    """
    transcript = coded.transcript(id)
    meanings = {one.id: one for one in coded.study.codebook().flags}
    lines = flags_of(coded.study, transcript, coded.journal.flag_rulings())
    seen = [_seen(one, transcript.turns, meanings.get(one.flag)) for one in lines]
    return FlaggedTalk(transcript, tuple(sorted(seen, key=lambda one: not one.waits)))


def flag_counts(coded: Coded) -> tuple[FlagCount, ...]:
    """How the flags of every coded transcript stand."""
    rulings = coded.journal.flag_rulings()
    return tuple(
        FlagCount(
            id,
            Counter(one.status for one in flags_of(coded.study, coded.transcript(id), rulings)),
        )
        for id in coded.transcripts
    )


def turn_mark(turn: DraftTurn) -> str:
    """What stands in a turn, as a short fingerprint."""
    return turn.fingerprint()[:16]


def _seen(line: FlagLine, turns: Sequence[DraftTurn], flag: Flag | None) -> SeenFlag:
    at = line.turn - 1
    return SeenFlag(
        line=line,
        meaning=flag.meaning if flag else "",
        turn=turns[at],
        before=turns[at - 1] if at else None,
        after=turns[at + 1] if at + 1 < len(turns) else None,
    )
