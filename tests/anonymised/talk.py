"""Invented talk, and the values it is coded as."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from pipeline.anonymised.codebook import parse_codebook
from pipeline.values.records import Approval, Gate
from pipeline.values.spans import Span
from pipeline.values.texts import AdmittedTranscript, Draft, DraftTurn, Mark, MarkKind
from pipeline.values.themes import Code, Codebook, Flag

SHIPPED = Path(__file__).parents[2] / "config" / "codebook.yaml"


def admitted(*turns: tuple[str, str], name: str = "T1") -> AdmittedTranscript:
    """A transcript of (speaker, text) that passed the first gate."""
    draft = Draft(id=name, participant="V1", turns=tuple(draft_turns(*turns)))
    approval = Approval(gate=Gate.ADMIT, subject=name, state=draft.fingerprint(), by="R1")
    return AdmittedTranscript(draft=draft, approval=approval)


def draft_turns(*turns: tuple[str, str]) -> list[DraftTurn]:
    """Turns of (speaker, text), numbered from 1."""
    return [
        DraftTurn(number=number, speaker=speaker, text=text)
        for number, (speaker, text) in enumerate(turns, start=1)
    ]


def marked_turn(text: str, mark: str) -> DraftTurn:
    """A participant's turn in which `mark` is a transcriber's mark."""
    start = text.index(mark)
    span = Span(start=start, end=start + len(mark))
    kind = MarkKind.EMOTION
    return DraftTurn(number=1, speaker="P", text=text, marks=(Mark(span=span, kind=kind),))


def book(**cues: list[str]) -> Codebook:
    """A codebook of codes with these cues ('_' in a code's name stands for '-')."""
    codes = tuple(
        Code(id=name.replace("_", "-"), family="f", name=name, definition="d", cues=tuple(listed))
        for name, listed in cues.items()
    )
    return Codebook(version="1", families={"f": "A family"}, codes=codes)


def flag_book(cues: list[str], lookalikes: list[str]) -> Codebook:
    """A codebook with one flag."""
    flag = Flag(id="held", meaning="m", cues=tuple(cues), lookalikes=tuple(lookalikes))
    return book(any=["nothing to see"]).model_copy(update={"flags": (flag,)})


@lru_cache
def shipped() -> Codebook:
    """The codebook the project ships."""
    return parse_codebook(SHIPPED.read_text("utf-8"), "config/codebook.yaml")
