"""What is compared: the passages of a gold and of the coders, on the same turns and characters.

Turns are numbered as the transcript's. Spans count code points of the gold's turn, half-open: a
coding's, which lies in the anonymised draft, is carried back, draft -> transcript by the offset
map, transcript -> gold by the alignment.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Annotated

from pydantic import Field

from pipeline.measure.alignment import Alignment
from pipeline.measure.coding.offsets import in_source
from pipeline.values.base import ItemId, Value
from pipeline.values.gold import GoldTranscript
from pipeline.values.identifiers import OffsetPair, Score
from pipeline.values.spans import Span
from pipeline.values.texts import Role, Transcript
from pipeline.values.themes import Check, CodeId, Coding, Polarity

Place = tuple[int, str]
"""Turn of the transcript, and code."""

OUTSIDE = "(not in the codebook)"
"""The family of codes that the codebook does not have, and their name: it is free text."""


class GoldPassage(Value):
    """A code of the gold on a passage; a passage with two codes is two."""

    turn: int
    span: Span
    code: CodeId
    polarity: Polarity


class ProposedPassage(Value):
    """A coding, without its words."""

    turn: int
    span: Span | None
    """None: nothing of the passage stands in the gold."""
    code: CodeId
    polarity: Polarity
    confidence: Score
    checks: tuple[Check, ...]


class CodedTranscript(Value):
    """Gold and codings of one transcript, in the turns that could be compared."""

    transcript: ItemId
    style: str
    turns: frozenset[int]
    """Participants' turns, by the gold or by the transcript, that both have with the same words;
    and any other such turn that was coded."""
    gold: Annotated[tuple[GoldPassage, ...], Field(repr=False)]
    proposed: Annotated[tuple[ProposedPassage, ...], Field(repr=False)]
    """All of them, however unsure."""

    def truth(self, polarity: Polarity = Polarity.PRESENT) -> set[Place]:
        """Where the gold has a code with this polarity."""
        return {(one.turn, one.code) for one in self.gold if one.polarity is polarity}

    def confidences(self, polarity: Polarity = Polarity.PRESENT) -> dict[Place, float]:
        """Where a code was proposed with this polarity, each with its best confidence."""
        found: dict[Place, float] = defaultdict(float)
        for one in self.proposed:
            if one.polarity is polarity:
                place = (one.turn, one.code)
                found[place] = max(found[place], one.confidence)
        return dict(found)


@dataclass(frozen=True)
class Coded:
    """All transcripts that were held against their gold, and how they are to be looked at."""

    transcripts: tuple[CodedTranscript, ...]
    families: Mapping[str, str] = field(repr=False)
    """Code -> family, of every code of the codebook, the gold and the codings; see `coded`."""
    proposes_from: float
    """From which confidence on a coding counts as proposed, where one must be chosen."""

    def proposed(self, one: CodedTranscript, polarity: Polarity = Polarity.PRESENT) -> set[Place]:
        """Where a code counts as proposed with this polarity."""
        found = one.confidences(polarity).items()
        return {place for place, confidence in found if confidence >= self.proposes_from}


def coded(
    transcripts: Iterable[CodedTranscript],
    families: Mapping[str, str],
    proposes_from: float = 0.0,
) -> Coded:
    """Bring together what was measured with the codebook's codes and `families`; any other code is
    of the family `OUTSIDE`."""
    found = tuple(transcripts)
    codes = {passage.code for one in found for passage in one.gold}
    codes |= {passage.code for one in found for passage in one.proposed}
    others = sorted(codes - families.keys())
    return Coded(found, {**families, **dict.fromkeys(others, OUTSIDE)}, proposes_from)


def measure_codings(
    gold: GoldTranscript,
    transcript: Transcript,
    codings: Sequence[Coding],
    offsets: Iterable[OffsetPair],
    alignment: Alignment,
) -> CodedTranscript:
    """Lay gold and codings of a transcript beside each other.

    Args:
        gold: the truth.
        transcript: as it was read.
        codings: those of its draft.
        offsets: from the transcript to the draft.
        alignment: of gold and transcript.
    """
    pairs: dict[int, list[OffsetPair]] = defaultdict(list)
    for pair in offsets:
        pairs[pair.turn].append(pair)
    aligned = {one.number: one for one in alignment.turns.values()}
    proposed = [
        ProposedPassage(
            turn=one.turn,
            span=there.source.place(in_source(one.span, pairs[one.turn]), there.gold),
            code=one.code,
            polarity=one.polarity,
            confidence=one.confidence,
            checks=one.checks,
        )
        for one in codings
        if (there := aligned.get(one.turn))
    ]
    spoken = {
        alignment.turns[turn.number].number
        for turn in gold.turns
        if turn.number in alignment.turns and turn.role is Role.PARTICIPANT
    }
    heard = {turn.number for turn in transcript.turns if turn.role is not Role.INTERVIEWER}
    return CodedTranscript(
        transcript=transcript.id,
        style=gold.style,
        turns=frozenset(spoken | (heard & aligned.keys()) | {one.turn for one in proposed}),
        gold=tuple(_passages(gold, alignment)),
        proposed=tuple(proposed),
    )


def _passages(gold: GoldTranscript, alignment: Alignment) -> Iterable[GoldPassage]:
    for turn in gold.turns:
        if turn.number not in alignment.turns:
            continue
        number = alignment.turns[turn.number].number
        for one in turn.codes:
            for code in dict.fromkeys(one.codes):
                yield GoldPassage(turn=number, span=one.span, code=code, polarity=one.polarity)
