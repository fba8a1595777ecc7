"""Interviews as the second room gets them, with the passages that they should be given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from pipeline.measure.gold import parse_gold
from pipeline.values.gold import GoldTranscript, GoldTurn
from pipeline.values.identifiers import Kind
from pipeline.values.texts import DraftTurn, Role
from training.themes.talk import Passage, untagged

_STANDS_FOR = {
    Kind.PERSON: "[person]",
    Kind.LOCATION: "[town]",
    Kind.ORGANISATION: "[organisation]",
    Kind.DATETIME: "[date]",
    Kind.OCCUPATION: "[job]",
    Kind.HEALTH: "[health condition]",
    Kind.VEHICLE: "[car]",
}
"""What the first room puts in the place of a kind, roughly; the rest stays."""


@dataclass(frozen=True)
class Marked:
    """An interview and its truth, by the numbers of its turns."""

    id: str
    turns: tuple[DraftTurn, ...] = field(repr=False)
    codes: dict[int, list[Passage]]
    flags: dict[int, frozenset[str]]

    def has(self, turn: int, code: str, polarity: str = "present") -> bool:
        """Whether a turn carries a code in this polarity."""
        passages = self.codes.get(turn, ())
        return any(code in one.names and one.polarity.value == polarity for one in passages)


def from_talk(paths: Iterable[Path], voices: Iterable[str]) -> list[Marked]:
    """The interviews of these voices, from files of coded turns."""
    wanted = frozenset(voices)
    rows = [
        json.loads(line)
        for path in paths
        for line in path.read_text("utf-8").splitlines()
        if line.strip()
    ]
    chosen = (row for row in rows if row["voice"] in wanted)
    return [_voice(voice, list(own)) for voice, own in groupby(chosen, lambda row: row["voice"])]


def from_gold(paths: Iterable[Path]) -> list[Marked]:
    """Interviews from gold files; what names somebody is replaced roughly as the first room
    does."""
    golds = [parse_gold(path.read_text("utf-8"), path.name) for path in sorted(paths)]
    return [_gold(gold) for gold in golds]


def _voice(voice: str, rows: Sequence[dict[str, object]]) -> Marked:
    turns: list[DraftTurn] = []
    codes: dict[int, list[Passage]] = {}
    flags: dict[int, frozenset[str]] = {}
    for row in rows:
        if question := str(row["context"] or "").strip():
            turns.append(DraftTurn(number=len(turns) + 1, speaker="I", text=question))
        text, passages = untagged(str(row["text"]))
        turns.append(DraftTurn(number=len(turns) + 1, speaker="P", text=text))
        codes[len(turns)] = passages
        marked = row.get("flags")
        flags[len(turns)] = frozenset(
            flag for flag, _ in (marked if isinstance(marked, list) else [])
        )
    return Marked(voice, tuple(turns), codes, flags)


def _gold(gold: GoldTranscript) -> Marked:
    turns, codes = [], {}
    for turn in gold.turns:
        text, passages = _replaced(turn)
        speaker = "I" if turn.role is Role.INTERVIEWER else "P"
        turns.append(DraftTurn(number=turn.number, speaker=speaker, text=text))
        codes[turn.number] = passages
    return Marked(gold.id, tuple(turns), codes, {})


def _replaced(turn: GoldTurn) -> tuple[str, list[Passage]]:
    text, at, moves = "", 0, []
    for entity in turn.entities:
        if instead := _STANDS_FOR.get(entity.kind):
            text += turn.text[at : entity.span.start] + instead
            at = entity.span.end
            moves.append((entity.span.end, len(text) - at))
    text += turn.text[at:]

    def moved(place: int) -> int:
        return place + next((by for end, by in reversed(moves) if end <= place), 0)

    passages = [
        Passage(moved(one.span.start), moved(one.span.end), one.codes, one.polarity)
        for one in turn.codes
    ]
    return text, passages
