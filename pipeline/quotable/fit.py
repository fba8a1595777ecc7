"""Which quotes a report writer would take first."""

from __future__ import annotations

from pipeline.quotable.holds import placeholder_share
from pipeline.quotable.passages import Passage
from pipeline.settings import QuotePolicy

_SHORT_OF_FULL = 15
"""Words from which a quote carries a thought rather than a remark."""

_PER_CHECK = 150
_BROKEN = 200


def fit(passage: Passage, words: int, checks: int, policy: QuotePolicy) -> int:
    """How well a passage would serve as a quote, from 0 (badly) to about 1000.

    A judgement, not a measurement: it decides order and, within one participant and code, which
    quotes are offered. Up to 600 for a length between 15 words and the target; up to 300 for the
    coder's confidence; 100 for words free of placeholders; less for every check it wants and for
    standing inside a sentence.
    """
    confidence = max(confirmed.coding.confidence for confirmed in passage.codings)
    free = 1 - placeholder_share(passage)
    points = 600 * _length(words, policy) + 300 * confidence + 100 * float(free)
    return max(0, round(points) - _PER_CHECK * checks - _BROKEN * passage.cut)


def _length(words: int, policy: QuotePolicy) -> float:
    if words < _SHORT_OF_FULL:
        return words / _SHORT_OF_FULL
    if words <= policy.target_words:
        return 1.0
    over = policy.maximum_words - policy.target_words + 1
    return 1 - (words - policy.target_words) / over
