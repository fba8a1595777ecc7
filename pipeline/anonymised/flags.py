"""Raises the flags that hold a passage and call a person. 'No flag' never means safe.

Made to find too much rather than too little: a cue raises its flag in any polarity, and in the
interviewer's turns as well. Only a listed look-alike over the same words takes it back.
"""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.anonymised.matching import CueMatcher, Hit
from pipeline.anonymised.sentences import Sentence, read_sentences
from pipeline.values.texts import DraftTurn
from pipeline.values.themes import Codebook, RaisedFlag


class FlagRaiser:
    """The flags of a codebook, ready to be looked for."""

    def __init__(self, codebook: Codebook) -> None:
        self._cues = CueMatcher({flag.id: flag.cues for flag in codebook.flags})
        self._lookalikes = CueMatcher({flag.id: flag.lookalikes for flag in codebook.flags})

    def raise_flags(self, turns: Sequence[DraftTurn], transcript_id: str) -> list[RaisedFlag]:
        """At most one flag of a kind a turn, sorted by turn and flag, the first cue as evidence."""
        return [flag for turn in turns for flag in self._in_turn(turn, transcript_id)]

    def _in_turn(self, turn: DraftTurn, transcript_id: str) -> list[RaisedFlag]:
        sentences = read_sentences(turn.text, [mark.span for mark in turn.marks])
        evidence: dict[str, str] = {}
        for hit in self._standing(sentences):
            evidence.setdefault(hit.owner, hit.cue)
        return [
            RaisedFlag(
                transcript=transcript_id, turn=turn.number, flag=flag, evidence=f"cue: {cue}"
            )
            for flag, cue in sorted(evidence.items())
        ]

    def _standing(self, sentences: Sequence[Sentence]) -> list[Hit]:
        lookalikes = self._lookalikes.find(sentences)
        return [
            hit
            for hit in self._cues.find(sentences)
            if not any(_over(lookalike, hit) for lookalike in lookalikes)
        ]


def raise_flags(
    turns: Sequence[DraftTurn], codebook: Codebook, transcript_id: str
) -> list[RaisedFlag]:
    """The flags of `codebook` that the turns (of anybody) raise."""
    return FlagRaiser(codebook).raise_flags(turns, transcript_id)


def _over(lookalike: Hit, hit: Hit) -> bool:
    same = lookalike.owner == hit.owner and lookalike.sentence == hit.sentence
    return same and lookalike.first < hit.last and hit.first < lookalike.last
