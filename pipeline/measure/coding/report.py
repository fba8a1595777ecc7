"""All figures of the codings together."""

from __future__ import annotations

from pipeline.measure.coding.calibration import Calibration, calibration
from pipeline.measure.coding.curves import Curve, curve
from pipeline.measure.coding.places import Coded
from pipeline.measure.coding.polarities import PolarityScores, polarity_scores
from pipeline.measure.coding.ranked import Ranked
from pipeline.measure.coding.ranking import Ranking, ranking
from pipeline.measure.coding.scores import (
    CodingDimension,
    Scores,
    break_down_codings,
    macro_f1,
    overall,
)
from pipeline.measure.coding.spans import SpanScores, span_scores
from pipeline.measure.figures import Figure
from pipeline.measure.shares import Count
from pipeline.values.base import Value
from pipeline.values.identifiers import Score


class CodingFigures(Value):
    """How well the codings of a study agree with its gold."""

    proposes_from: Score
    turns: Count
    codes: Count
    """How many turns and codes were compared: every turn with every code is a cell."""
    overall: Scores
    macro_f1: Figure
    by: dict[CodingDimension, tuple[Scores, ...]]
    polarities: tuple[PolarityScores, ...]
    spans: SpanScores
    curve: Curve
    calibration: Calibration
    ranking: Ranking


def coding_figures(found: Coded) -> CodingFigures:
    """Measure everything. Scores, polarities and spans are of what counts as proposed; curve,
    calibration and ranking of everything that was proposed, however unsure."""
    ranked = Ranked.of(found)
    return CodingFigures(
        proposes_from=found.proposes_from,
        turns=sum(len(one.turns) for one in found.transcripts),
        codes=len(found.families),
        overall=overall(found),
        macro_f1=macro_f1(found),
        by={one: break_down_codings(found, one) for one in CodingDimension},
        polarities=polarity_scores(found),
        spans=span_scores(found),
        curve=curve(ranked),
        calibration=calibration(ranked),
        ranking=ranking(found, ranked),
    )
