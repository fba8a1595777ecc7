"""From the anonymised draft back to the transcript."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.values.identifiers import OffsetPair
from pipeline.values.spans import Span


def in_source(span: Span, pairs: Sequence[OffsetPair]) -> Span:
    """Where a span of a draft's turn stands in the transcript's turn.

    An end that lies inside a replacement takes the whole of what was replaced.

    Args:
        span: in the draft's text.
        pairs: the replacements of that turn, in any order.
    """
    shift_start = shift_end = 0
    start: int | None = None
    end: int | None = None
    for pair in pairs:
        longer = len(pair.output) - len(pair.source)
        if pair.output.start <= span.start < pair.output.end:
            start = pair.source.start
        if pair.output.start < span.end <= pair.output.end:
            end = pair.source.end
        shift_start += longer if pair.output.end <= span.start else 0
        shift_end += longer if pair.output.end < span.end else 0
    return Span(
        start=span.start - shift_start if start is None else start,
        end=span.end - shift_end if end is None else end,
    )
