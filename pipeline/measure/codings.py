"""How well proposed codings agree with a gold, turn by turn and code by code."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.measure.alignment import Alignment
from pipeline.measure.shares import Estimate, Share, estimate
from pipeline.values.base import Value
from pipeline.values.gold import GoldTranscript
from pipeline.values.themes import Coding, Polarity

Place = tuple[int, str]
"""Turn of the transcript, and code."""


class Agreement(Value):
    """Places of one transcript where a code is present: proposed, in the gold, in both."""

    proposed: int
    gold: int
    both: int


class Scores(Value):
    """Agreement over all transcripts, every place counted alike (micro)."""

    precision: Estimate
    """Of what was proposed, what the gold has."""
    recall: Estimate
    """Of what the gold has, what was proposed."""
    f1: Estimate
    """Harmonic mean of the two (van Rijsbergen 1979), as twice `both` of `proposed` + `gold`."""


def measure_codings(
    gold: GoldTranscript, codings: Iterable[Coding], alignment: Alignment
) -> Agreement:
    """Agreement on (turn, code), polarity 'present', in the turns that are aligned.

    Args:
        gold: the truth.
        codings: those proposed for its transcript.
        alignment: of the two.
    """
    truth: set[Place] = {
        (alignment.turns[turn.number].number, code)
        for turn in gold.turns
        if turn.number in alignment.turns
        for passage in turn.codes
        if passage.polarity is Polarity.PRESENT
        for code in passage.codes
    }
    measured = {turn.number for turn in alignment.turns.values()}
    proposed: set[Place] = {
        (coding.turn, coding.code)
        for coding in codings
        if coding.polarity is Polarity.PRESENT and coding.turn in measured
    }
    return Agreement(proposed=len(proposed), gold=len(truth), both=len(truth & proposed))


def score(agreements: Sequence[Agreement]) -> Scores:
    """Precision, recall and F1 with their intervals."""
    return Scores(
        precision=estimate([Share(hits=one.both, total=one.proposed) for one in agreements]),
        recall=estimate([Share(hits=one.both, total=one.gold) for one in agreements]),
        f1=estimate(
            [Share(hits=2 * one.both, total=one.proposed + one.gold) for one in agreements],
            proportion=False,
        ),
    )
