"""How well proposed codings agree with a gold, turn by turn and code by code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.values.base import Value
from pipeline.values.gold import GoldTranscript
from pipeline.values.themes import Coding, Polarity

Place = tuple[str, int, str]
"""Transcript, turn and code."""


class Agreement(Value):
    """Places where a code is present: proposed, in the gold, in both."""

    proposed: int
    gold: int
    both: int

    @property
    def precision(self) -> float:
        """Of what was proposed, what the gold has; 0 where nothing was proposed."""
        return self.both / self.proposed if self.proposed else 0.0

    @property
    def recall(self) -> float:
        """Of what the gold has, what was proposed; 0 where it has nothing."""
        return self.both / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall (van Rijsbergen 1979)."""
        found = self.proposed + self.gold
        return 2 * self.both / found if found else 0.0


def measure_codings(
    gold: Iterable[GoldTranscript], codings: Sequence[Coding], transcripts: Sequence[str]
) -> Agreement:
    """Agreement on (turn, code), polarity 'present', over whole transcripts.

    Args:
        gold: the truth, in the order of `transcripts`.
        transcripts: the id under which each gold transcript was coded.
    """
    truth: set[Place] = {
        (id, number, code)
        for id, one in zip(transcripts, gold, strict=True)
        for number, turn in enumerate(one.turns, start=1)
        for passage in turn.codes
        if passage.polarity is Polarity.PRESENT
        for code in passage.codes
    }
    proposed: set[Place] = {
        (coding.transcript, coding.turn, coding.code)
        for coding in codings
        if coding.polarity is Polarity.PRESENT and coding.transcript in transcripts
    }
    return Agreement(proposed=len(proposed), gold=len(truth), both=len(truth & proposed))
