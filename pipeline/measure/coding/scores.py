"""Agreement turn by turn and code by code: precision, recall, F1, kappa; whole and in parts."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from enum import StrEnum

import numpy as np

from pipeline.measure.breakdown import style_of
from pipeline.measure.coding.places import OUTSIDE, Coded, CodedTranscript
from pipeline.measure.coefficients import cohen_kappa
from pipeline.measure.figures import Figure, Floats, figure
from pipeline.measure.shares import Count, Estimate, Share, estimate
from pipeline.values.base import Value
from pipeline.values.themes import Polarity


class Agreement(Value):
    """Places (turn, code) of one transcript that have a code: proposed, in the gold, in both."""

    proposed: Count
    gold: Count
    both: Count
    cells: Count
    """All places: turns that were compared, times codes."""


class Scores(Value):
    """Agreement over all transcripts, every place counted alike (micro)."""

    name: str = ""
    """The part: a code, family, polarity, style or transcript; empty for the whole."""
    precision: Estimate
    """Of what was proposed, what the gold has."""
    recall: Estimate
    """Of what the gold has, what was proposed."""
    f1: Estimate
    """Harmonic mean of the two (van Rijsbergen 1979), as twice `both` of `proposed` + `gold`."""
    kappa: Figure
    """Cohen's, over all cells."""


class CodingDimension(StrEnum):
    """What codings are broken down by."""

    FAMILY = "family"
    CODE = "code"
    POLARITY = "polarity"
    STYLE = "style"
    TRANSCRIPT = "transcript"


def overall(found: Coded) -> Scores:
    """All codes, polarity 'present'."""
    return score([_agreement(found, one, found.families) for one in found.transcripts])


def break_down_codings(found: Coded, dimension: CodingDimension) -> tuple[Scores, ...]:
    """The scores of every part in which something was proposed or is in the gold.

    Codes and families come in the codebook's order; codes that it does not have are one part.
    """
    parts = [
        score([_agreement(found, one, codes, polarity) for one in transcripts], name)
        for name, transcripts, codes, polarity in _parts(found, dimension)
    ]
    return tuple(one for one in parts if one.f1.total)


def score(agreements: Sequence[Agreement], name: str = "") -> Scores:
    """Precision, recall, F1 and kappa with their intervals; one agreement a transcript."""
    return Scores(
        name=name,
        precision=estimate([Share(hits=one.both, total=one.proposed) for one in agreements]),
        recall=estimate([Share(hits=one.both, total=one.gold) for one in agreements]),
        f1=f1([(one.both, one.proposed, one.gold) for one in agreements]),
        kappa=_kappa(agreements),
    )


def f1(counts: Iterable[tuple[int, int, int]]) -> Estimate:
    """F1 from what is in both, was proposed and is in the gold, of each transcript."""
    shares = [Share(hits=2 * both, total=proposed + gold) for both, proposed, gold in counts]
    return estimate(shares, proportion=False)


def macro_f1(found: Coded) -> Figure:
    """The mean of the codes' F1, over the codes that the gold has or that were proposed: a rare
    code weighs as much as a frequent one."""
    counts = [
        [_agreement(found, one, {code}) for code in found.families] for one in found.transcripts
    ]
    table = np.array(
        [[(2 * one.both, one.proposed + one.gold) for one in row] for row in counts],
        dtype=np.float64,
    ).reshape(len(counts), -1)

    def statistic(weights: Floats) -> Floats:
        sums = (weights @ table).reshape(len(weights), -1, 2)
        some = sums[..., 1] > 0
        each = np.where(some, sums[..., 0] / np.where(some, sums[..., 1], 1), 0)
        value: Floats = each.sum(axis=1) / some.sum(axis=1)
        return value

    return figure(statistic, [any(one.proposed + one.gold for one in row) for row in counts])


def _agreement(
    found: Coded,
    one: CodedTranscript,
    codes: Collection[str],
    polarity: Polarity = Polarity.PRESENT,
) -> Agreement:
    truth = {place for place in one.truth(polarity) if place[1] in codes}
    proposed = {place for place in found.proposed(one, polarity) if place[1] in codes}
    return Agreement(
        proposed=len(proposed),
        gold=len(truth),
        both=len(truth & proposed),
        cells=len(one.turns) * len(codes),
    )


def _kappa(agreements: Sequence[Agreement]) -> Figure:
    tables = np.array([_table(one) for one in agreements], dtype=np.float64).reshape(-1, 4)
    holding = [one.proposed + one.gold > 0 for one in agreements]
    return figure(lambda weights: cohen_kappa(weights @ tables), holding)


def _table(one: Agreement) -> tuple[int, int, int, int]:
    """In both, only proposed, only in the gold, in neither."""
    proposed, gold = one.proposed - one.both, one.gold - one.both
    return one.both, proposed, gold, one.cells - one.both - proposed - gold


Part = tuple[str, Sequence[CodedTranscript], Collection[str], Polarity]


def _parts(found: Coded, dimension: CodingDimension) -> Iterable[Part]:
    families, every, present = found.families, found.transcripts, Polarity.PRESENT
    if dimension is CodingDimension.CODE:
        for code, family in families.items():
            if family != OUTSIDE:
                yield code, every, {code}, present
        yield OUTSIDE, every, _codes(found, OUTSIDE), present
    elif dimension is CodingDimension.FAMILY:
        for family in dict.fromkeys(families.values()):
            yield family, every, _codes(found, family), present
    elif dimension is CodingDimension.POLARITY:
        for polarity in Polarity:
            yield polarity.value, every, families, polarity
    elif dimension is CodingDimension.STYLE:
        for style in sorted({style_of(one) for one in every}):
            yield style, [one for one in every if style_of(one) == style], families, present
    else:
        for one in every:
            yield one.transcript, [one], families, present


def _codes(found: Coded, family: str) -> set[str]:
    return {code for code, of in found.families.items() if of == family}
