"""Passages of a transcript as a project has them: codings, flags, memos on turns."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.anonymised.qdpx.project import MACHINE, Applied, Marked
from pipeline.run.flagging import FlagLine
from pipeline.values.spans import Span
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import Coding, CodingStatus

FLAG, MEMO = "flag", "memo"


@dataclass(frozen=True)
class Told:
    """A coding that goes out."""

    coding: Coding
    status: CodingStatus
    user: str
    """Its coder's name in the file."""


def marked_codings(told: Iterable[Told], on_coding: Mapping[str, tuple[str, ...]]) -> list[Marked]:
    """The codings of a transcript, those on the very same words as one passage.

    Args:
        on_coding: coding -> ids of the memos on it.
    """
    places: dict[tuple[int, int, int], list[Told]] = defaultdict(list)
    for one in told:
        span = one.coding.span
        places[one.coding.turn, span.start, span.end].append(one)
    return [
        Marked(
            turn=turn,
            span=Span(start=start, end=end),
            about="\n".join(_about(one) for one in here),
            applied=tuple(_applied(one, on_coding) for one in here),
        )
        for (turn, start, end), here in sorted(places.items())
    ]


def marked_flags(
    transcript: AdmittedTranscript, flags: Iterable[FlagLine], silent: Collection[int]
) -> list[Marked]:
    """The turns that hold a flag, each once with all its flags; those without their words are no
    passages."""
    held: dict[int, list[str]] = defaultdict(list)
    for flag in flags:
        if flag.turn not in silent:
            held[flag.turn].append(flag.flag)
    return [
        _whole(transcript, turn, f"Flagged: {', '.join(sorted(names))}. Not to be quoted until a "
               "person has let it go.", (), FLAG)
        for turn, names in sorted(held.items())
    ]  # fmt: skip


def marked_memos(
    transcript: AdmittedTranscript,
    on_turn: Mapping[tuple[str, int], tuple[str, ...]],
    silent: Collection[int],
) -> list[Marked]:
    """The turns that memos are on."""
    return [
        _whole(transcript, turn, "", notes, MEMO)
        for (id, turn), notes in sorted(on_turn.items())
        if id == transcript.id and turn not in silent
    ]


def _whole(
    transcript: AdmittedTranscript, turn: int, about: str, notes: Sequence[str], kind: str
) -> Marked:
    span = Span(start=0, end=len(transcript.turns[turn - 1].text))
    return Marked(turn=turn, span=span, about=about, notes=tuple(notes), kind=kind)


def _applied(one: Told, on_coding: Mapping[str, tuple[str, ...]]) -> Applied:
    coding = one.coding
    notes = on_coding.get(coding.id, ())
    return Applied(coding.id, coding.code, coding.polarity, one.user, notes)


def _about(one: Told) -> str:
    """What the format has no field for."""
    coding = one.coding
    words = [coding.polarity.value, f"of {coding.subject.value}", coding.time.value]
    if one.status is CodingStatus.PROPOSED:
        words.append(f"only proposed, with confidence {coding.confidence:.2f}")
    elif one.user == MACHINE:
        words.append("not reviewed")
    return f"{coding.code}: {', '.join([*words, *coding.checks])}"
