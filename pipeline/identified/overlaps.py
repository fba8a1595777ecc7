"""Overlapping mentions of one turn, settled so that no claimed character is ever unmasked."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.values.identifiers import Mention
from pipeline.values.spans import Span

_CONTENT = re.compile(r"\w(?:.*\w)?[\u0300-\u036f]*", re.DOTALL)
"""From the first letter to the last, with the accents that stand on it."""
_ENDINGS = frozenset(("s", "d", "m", "t", "ll", "ve", "re"))


def settle(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions of one turn without overlaps, in reading order.

    Of two that overlap the one that comes first in `mentions` takes the shared part; the other
    keeps what is left of its own, where a letter or digit is left.
    """
    claimed: list[Mention] = []
    for mention in mentions:
        claimed += pieces(text, mention, [other.span for other in claimed])
    return sorted(claimed, key=lambda mention: mention.span.start)


def pieces(text: str, mention: Mention, claimed: Sequence[Span]) -> list[Mention]:
    """What is left of `mention` beside the `claimed` spans."""
    left = []
    for start, end in _unclaimed(mention.span, claimed):
        content = _CONTENT.search(text, start, end)
        if content and not _is_ending(text, content.start(), content[0]):
            left.append(resized(mention, Span(start=content.start(), end=content.end()), text))
    return left


def _is_ending(text: str, start: int, words: str) -> bool:
    """Whether only the ending of a contraction is left: the 'd of 'Alf'd'."""
    return words.casefold() in _ENDINGS and text[start - 1 : start] in ("'", "’")


def resized(mention: Mention, span: Span, text: str) -> Mention:
    """`mention` over another span of its turn."""
    if span == mention.span:
        return mention
    return mention.model_copy(update={"span": span, "words": text[span.start : span.end]})


def _unclaimed(span: Span, claimed: Sequence[Span]) -> list[tuple[int, int]]:
    left = [(span.start, span.end)]
    for other in claimed:
        left = [
            piece
            for start, end in left
            for piece in ((start, min(end, other.start)), (max(start, other.end), end))
            if piece[0] < piece[1]
        ]
    return left
