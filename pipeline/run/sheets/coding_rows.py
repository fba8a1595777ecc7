"""Codings as rows of a sheet: anonymised words only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.run.coded import Coded, CodingLine
from pipeline.run.sheets.columns import INTERVIEW
from pipeline.run.sheets.sheet import Cell
from pipeline.run.sheets.stamp import mark
from pipeline.run.sheets.talk import after, before, shown
from pipeline.values.texts import DraftTurn
from pipeline.values.themes import CodingStatus

STATUS_WORDS = {
    CodingStatus.PROPOSED: "open",
    CodingStatus.ACCEPTED: "accepted",
    CodingStatus.REJECTED: "rejected",
}
_BEFORE, _QUESTION, _AFTER = 160, 200, 120
"""Characters of the talk around a passage."""


def rows(
    coded: Coded, transcripts: Sequence[str], stamp: str, *, everything: bool
) -> Iterator[dict[str, Cell]]:
    """A row a coding, by place: those that people ruled on and those that are put to a person.

    Args:
        coded: the coded transcripts.
        transcripts: of these.
        stamp: of the sheet.
        everything: those too that are only listed, because their confidence is low.

    Raises:
        GateError: a transcript is not coded, or withdrew.
    """
    least = 0.0 if everything else coded.study.settings.coding.puts_from
    for id in transcripts:
        turns = coded.transcript(id).turns
        for line in map(coded.line, coded.codings(id)):
            if line.status is not CodingStatus.PROPOSED or line.coding.confidence >= least:
                yield {**shown_of(line), **_around(line, turns), "export": stamp}


def turn_rows(coded: Coded, transcripts: Sequence[str]) -> Iterator[dict[str, Cell]]:
    """The anonymised interviews, turn by turn."""
    for id in transcripts:
        for turn in coded.transcript(id).turns:
            place: dict[str, Cell] = {
                "transcript": id,
                "turn": turn.number,
                "speaker": turn.speaker,
            }
            yield {**place, INTERVIEW: turn.text}


def shown_of(line: CodingLine) -> dict[str, Cell]:
    """What the row of a coding shows, the talk around it left out."""
    coding = line.coding
    return {
        "transcript": coding.transcript,
        "turn": coding.turn,
        "words": shown(coding.text),
        "code": coding.code,
        "polarity": coding.polarity.value,
        "confidence": round(coding.confidence, 2),
        "look at": "; ".join(coding.checks),
        "status": STATUS_WORDS[line.status],
        "ruled by": line.by,
        "coding": coding.id,
        "mark": mark_of_coding(line, line.status),
    }


def mark_of_coding(line: CodingLine, status: CodingStatus) -> str:
    """What a row shows of a coding in that status, as a short fingerprint: its words, place, code
    and polarity, and where it stands."""
    return mark(f"{line.coding.fingerprint()} {status.value}")


def _around(line: CodingLine, turns: Sequence[DraftTurn]) -> dict[str, str]:
    coding = line.coding
    turn = turns[coding.turn - 1]
    own = before(turn.text, coding.span, _BEFORE)
    asked = ""
    if coding.turn > 1 and turns[coding.turn - 2].speaker != turn.speaker:
        last = turns[coding.turn - 2]
        asked = f"{last.speaker}: {_tail(last.text, _QUESTION)}"
    told = f"{turn.speaker}: {own}" if asked and own else own
    return {
        "before": " / ".join(filter(None, (asked, told))),
        "after": after(turn.text, coding.span, _AFTER),
    }


def _tail(text: str, most: int) -> str:
    """The end of a turn."""
    if len(text) <= most:
        return text
    cut = text[-most:]
    return "… " + cut[cut.find(" ") + 1 :]
