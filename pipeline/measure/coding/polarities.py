"""What the gold has as denied or only considered: was it proposed as such, or marked to check?"""

from __future__ import annotations

from collections.abc import Callable

from pipeline.measure.coding.places import Coded, CodedTranscript, Place
from pipeline.measure.shares import Estimate, Share, estimate
from pipeline.values.base import Value
from pipeline.values.themes import Check, Polarity

CHECKS = {Polarity.DENIED: Check.DENIED, Polarity.CONSIDERED: Check.CONSIDERED}


class PolarityScores(Value):
    """Places (turn, code) of one polarity, over all transcripts."""

    polarity: Polarity
    found: Estimate
    """Of the gold's, those where the code was proposed, with whatever polarity."""
    as_such: Estimate
    """Of the gold's, those where it was proposed with this polarity."""
    to_check: Estimate
    """Of the gold's, those where it was proposed with this polarity, or with the check for it."""
    warned: Estimate
    """The same with either of the two polarities or checks: a person is told to look."""
    right_as_such: Estimate
    """Of what was proposed with this polarity, what the gold has so."""
    right_to_check: Estimate
    """Of what was proposed so or with the check for it, what the gold has so."""


def polarity_scores(found: Coded) -> tuple[PolarityScores, ...]:
    """Of denied and of considered."""
    return tuple(_scores(found, polarity) for polarity in CHECKS)


def _scores(found: Coded, polarity: Polarity) -> PolarityScores:
    def recall(sort: Callable[[CodedTranscript], set[Place]]) -> Estimate:
        return _estimate(found, lambda one: one.truth(polarity), sort)

    def precision(sort: Callable[[CodedTranscript], set[Place]]) -> Estimate:
        return _estimate(found, sort, lambda one: one.truth(polarity))

    def as_such(one: CodedTranscript) -> set[Place]:
        return _marked(found, one, {polarity}, set())

    def to_check(one: CodedTranscript) -> set[Place]:
        return _marked(found, one, {polarity}, {CHECKS[polarity]})

    return PolarityScores(
        polarity=polarity,
        found=recall(lambda one: _marked(found, one, set(Polarity), set())),
        as_such=recall(as_such),
        to_check=recall(to_check),
        warned=recall(lambda one: _marked(found, one, set(CHECKS), set(CHECKS.values()))),
        right_as_such=precision(as_such),
        right_to_check=precision(to_check),
    )


def _marked(
    found: Coded, one: CodedTranscript, polarities: set[Polarity], checks: set[Check]
) -> set[Place]:
    return {
        (passage.turn, passage.code)
        for passage in one.proposed
        if passage.confidence >= found.proposes_from
        and (passage.polarity in polarities or checks.intersection(passage.checks))
    }


def _estimate(
    found: Coded,
    of: Callable[[CodedTranscript], set[Place]],
    hit: Callable[[CodedTranscript], set[Place]],
) -> Estimate:
    return estimate(
        [Share(hits=len(of(one) & hit(one)), total=len(of(one))) for one in found.transcripts]
    )
