"""From the draft back to the transcript, against the replacing itself."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.measure.coding.offsets import in_source
from pipeline.values.identifiers import OffsetPair
from pipeline.values.spans import Span


def replaced(pieces: list[tuple[str, str | None]]) -> tuple[str, str, list[OffsetPair]]:
    """Source text, output text and the pairs, from (words, what stands for them or None)."""
    source = output = ""
    pairs: list[OffsetPair] = []
    for number, (words, instead) in enumerate(pieces):
        if instead is not None:
            old = Span(start=len(source), end=len(source) + len(words))
            new = Span(start=len(output), end=len(output) + len(instead))
            pairs.append(OffsetPair(turn=1, source=old, output=new, decision=f"D{number}"))
        source += words
        output += words if instead is None else instead
    return source, output, pairs


TEXT = replaced([("Then ", None), ("Casimir", "[ex-partner]"), (" rang ", None), ("Ada", "Vi"),
                 ("!", None)])  # fmt: skip


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("Then", "Then"),
        ("[ex-partner] rang", "Casimir rang"),
        ("partner] rang", "Casimir rang"),
        ("Then [ex", "Then Casimir"),
        ("rang", "rang"),
        ("-part", "Casimir"),
        (" rang Vi!", " rang Ada!"),
        ("Vi", "Ada"),
        ("!", "!"),
    ],
)
def test_passages_lie_where_they_lay(words: str, there: str) -> None:
    source, output, pairs = TEXT
    start = output.index(words)
    for order in (pairs, pairs[::-1]):
        found = in_source(Span(start=start, end=start + len(words)), order)
        assert source[found.start : found.end] == there


words = st.text("ab ", min_size=1, max_size=5)


@given(st.lists(st.tuples(words, st.none() | words), min_size=1, max_size=6), st.data())
def test_what_was_not_replaced_reads_the_same_and_nothing_is_left_out(
    pieces: list[tuple[str, str | None]], data: st.DataObject
) -> None:
    source, output, pairs = replaced(pieces)
    start = data.draw(st.integers(0, len(output) - 1))
    span = Span(start=start, end=data.draw(st.integers(start + 1, len(output))))
    found = in_source(span, pairs)
    assert found.end <= len(source)
    touched = [pair for pair in pairs if pair.output.overlaps(span)]
    assert all(found.covers(pair.source) for pair in touched)
    if not touched:
        assert source[found.start : found.end] == output[span.start : span.end]
