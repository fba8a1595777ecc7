"""A transcript's anonymised talk with its codings, for the second reader. No real name is read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from pipeline.gates import WAIVED_BY
from pipeline.run.coded import Coded, CodingLine, VoidLine, void_of
from pipeline.run.flagging import FlagLine, FlagStatus, flags_of
from pipeline.run.judging import mark_of_coding
from pipeline.values.texts import AdmittedTranscript, DraftTurn, Role
from pipeline.values.themes import Code, Coding

SURE = 0.9
"""Proposals of this confidence on can be accepted at one go."""
STATES = ("open", "listed", "accepted", "rejected")


@dataclass(frozen=True)
class SeenCoding:
    """A coding as a reader sees it."""

    line: CodingLine
    name: str
    """Of its code; the code's id where the codebook has it no longer."""
    least: float
    """The confidence from which codings are put to a person."""

    @property
    def coding(self) -> Coding:
        """The coding itself."""
        return self.line.coding

    @property
    def by(self) -> str:
        """The person who accepted or rejected it; '' while nobody has."""
        return "" if self.passes else self.line.by

    @property
    def passes(self) -> bool:
        """Whether it passes the second gate because review is waived, and for no other reason."""
        return self.line.by == WAIVED_BY

    @property
    def state(self) -> str:
        """``accepted`` or ``rejected`` (by a person), ``open`` (put to one) or ``listed`` (too weak
        to be put to one)."""
        if self.by:
            return self.line.status.value
        return "open" if self.coding.confidence >= self.least else "listed"

    @property
    def mark(self) -> str:
        """What a person would judge, as a short fingerprint."""
        return mark_of_coding(self.coding)

    @property
    def token(self) -> str:
        """Its id and its mark, as a page sends them."""
        return f"{self.coding.id}.{self.mark}"


@dataclass(frozen=True)
class Stretch:
    """A stretch of a turn over which the same codings stand."""

    text: str = field(repr=False)
    seen: tuple[SeenCoding, ...]

    @property
    def state(self) -> str:
        """``accepted`` where one of them is, else ``open`` where one is, else ''."""
        states = {one.state for one in self.seen}
        return next((one for one in ("accepted", "open") if one in states), "")


@dataclass(frozen=True)
class CodedTurn:
    """A turn, cut where codings begin and end."""

    number: int
    speaker: str
    interviewer: bool
    codable: bool
    """Whether it is a participant's own talk."""
    stretches: tuple[Stretch, ...]
    seen: tuple[SeenCoding, ...]
    """By where they begin; the longer first."""
    flags: tuple[FlagLine, ...]
    """Those that hold it."""


@dataclass(frozen=True)
class CodedTalk:
    """A transcript as its second reader reads it."""

    transcript: AdmittedTranscript
    codings: tuple[SeenCoding, ...]
    """In the order of the talk."""
    flags: tuple[FlagLine, ...]
    void: tuple[VoidLine, ...]
    """Rulings that are kept and do not count now."""

    @cached_property
    def by_id(self) -> Mapping[str, SeenCoding]:
        """The codings by their ids."""
        return {one.coding.id: one for one in self.codings}

    @cached_property
    def states(self) -> dict[str, str]:
        """How each coding stands."""
        return {one.coding.id: one.state for one in self.codings}

    @property
    def counts(self) -> dict[str, int]:
        """How many stand so."""
        found = Counter(self.states.values())
        return {state: found[state] for state in STATES}

    @cached_property
    def queue(self) -> tuple[SeenCoding, ...]:
        """What is put to a person, the surest first; then what is only listed."""
        return ranked(one for one in self.codings if one.state in ("open", "listed"))

    def open_of(self, code: str) -> tuple[SeenCoding, ...]:
        """The open codings of a code, the surest first."""
        return tuple(o for o in self.queue if o.state == "open" and o.coding.code == code)

    @property
    def sure(self) -> tuple[SeenCoding, ...]:
        """The open codings of `SURE` on."""
        return sure(self.queue)

    def at(self, turn: int, code: str) -> SeenCoding | None:
        """The first coding of a code in a turn."""
        there = (o for o in self.codings if (o.coding.turn, o.coding.code) == (turn, code))
        return next(there, None)

    @cached_property
    def turns(self) -> tuple[CodedTurn, ...]:
        """The turns."""
        return tuple(self._turns())

    def _turns(self) -> Iterator[CodedTurn]:
        for turn in self.transcript.turns:
            own = [one for one in self.codings if one.coding.turn == turn.number]
            own.sort(key=lambda one: (one.coding.span.start, -len(one.coding.span)))
            yield CodedTurn(
                number=turn.number,
                speaker=turn.speaker,
                interviewer=turn.role is Role.INTERVIEWER,
                codable=turn.role is Role.PARTICIPANT,
                stretches=tuple(_stretches(turn, own)),
                seen=tuple(own),
                flags=tuple(one for one in self.flags if one.turn == turn.number),
            )


def coded_talk(coded: Coded, id: str, alone: str = "") -> CodedTalk:
    """Everything that a second reader of transcript `id` looks at.

    Args:
        coded: the study.
        id: of the transcript.
        alone: a person who is to see nothing of what others said of codings; '' for all.

    Raises:
        GateError: there is no such coded transcript, or it withdrew.
    """
    transcript = coded.transcript(id)
    rulings = coded.journal.flag_rulings()
    flags = flags_of(coded.study, transcript, rulings)
    return CodedTalk(
        transcript=transcript,
        codings=seen_codings(coded, id, alone),
        flags=tuple(one for one in flags if one.status is not FlagStatus.CLEARED),
        void=tuple(one for one in void_of(coded, id) if alone in ("", one.verdict.by)),
    )


def seen_codings(coded: Coded, id: str, alone: str = "", code: str = "") -> tuple[SeenCoding, ...]:
    """The codings of a transcript, or those of one code in it, as a reader sees them; `alone` as
    in `coded_talk`."""
    names = {one.id: one.name for one in coded.study.codebook().codes}
    least = coded.study.settings.coding.puts_from
    if alone:
        lines = coded.lines_of(id, alone)
    else:
        lines = [coded.line(one) for one in coded.codings(id) if code in ("", one.code)]
    return tuple(
        SeenCoding(line, names.get(line.coding.code, line.coding.code), least) for line in lines
    )


def ranked(codings: Iterable[SeenCoding]) -> tuple[SeenCoding, ...]:
    """What is put to a person before what is only listed, the surest first."""
    return tuple(sorted(codings, key=lambda one: (one.state != "open", -one.coding.confidence)))


def sure(codings: Iterable[SeenCoding]) -> tuple[SeenCoding, ...]:
    """Those that are open and of `SURE` on."""
    return tuple(o for o in codings if o.state == "open" and o.coding.confidence >= SURE)


def code_of(coded: Coded, id: str) -> Code | None:
    """A code of the codebook; None where it is there no longer."""
    return next((code for code in coded.study.codebook().codes if code.id == id), None)


def _stretches(turn: DraftTurn, own: Sequence[SeenCoding]) -> Iterator[Stretch]:
    spans = [one.coding.span for one in own]
    edges = {0, len(turn.text), *(s.start for s in spans), *(s.end for s in spans)}
    cuts = sorted(edge for edge in edges if edge <= len(turn.text))
    for start, end in pairwise(cuts):
        there = tuple(o for o in own if o.coding.span.start <= start and end <= o.coding.span.end)
        yield Stretch(turn.text[start:end], there)
