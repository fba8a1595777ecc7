"""What people do with quotes, as the journal keeps it: where each is used, and how it is shortened.

Ids, places and fingerprints; of words only those that an editor put into brackets and the short
label of a place, which must name nobody.
"""

from __future__ import annotations

import hashlib
from typing import Annotated, Self

from pydantic import Field, model_validator

from pipeline.values.base import ItemId, Sha256, Value
from pipeline.values.spans import Span

Bracketed = Annotated[str, Field(pattern=r"^\[[^\[\]]{1,60}\]$")]
"""What an editor adds: one pair of square brackets with her words between."""


class QuoteUse(Value):
    """A person printed a quote somewhere, or took it out again."""

    quote: ItemId
    participant: ItemId
    transcript: ItemId
    turn: Annotated[int, Field(ge=1)]
    span: Span
    """In the turn's anonymised text, as it was then."""
    label: Annotated[str, Field(min_length=1)]
    """Where: 'report 2026, chapter 3'. Names nobody."""
    text: Sha256
    """Fingerprint of the presented words as they were printed."""
    printed: Sha256
    """Fingerprint of the presented words with what stood under them: `printed_state`."""
    by: str
    taken_out: bool = False
    """It does not stand there any more."""


class QuoteEdit(Value):
    """A person shortened a quote or put words into brackets, or took her last edit of it back."""

    quote: ItemId
    transcript: ItemId
    turn: Annotated[int, Field(ge=1)]
    state: Sha256
    """Fingerprint of the verbatim words: on others the edit is void."""
    span: Span | None = None
    """In the verbatim words; None where the last edit that stands is taken back."""
    after: Bracketed | None = None
    """What stands there instead; None for a cut."""
    all_the_same: bool = False
    """She was told that it may change the sense, and wants it."""
    by: str

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.span is None and (self.after is not None or self.all_the_same):
            raise ValueError("what takes an edit back holds nothing else")
        return self


def words_state(words: str) -> Sha256:
    """Fingerprint of words."""
    return hashlib.sha256(words.encode()).hexdigest()


def printed_state(text: str, attribution: str) -> Sha256:
    """Fingerprint of a quote as a reader sees it. Never of the attribution alone: that could be
    guessed."""
    return words_state(f"{text}\x1f{attribution}")


def standing_edits(edits: tuple[QuoteEdit, ...]) -> dict[ItemId, tuple[QuoteEdit, ...]]:
    """Quote -> the edits of it that nobody took back, oldest first, of all in the journal."""
    found: dict[str, list[QuoteEdit]] = {}
    for one in edits:
        stack = found.setdefault(one.quote, [])
        if one.span is not None:
            stack.append(one)
        elif stack:
            stack.pop()
    return {quote: tuple(stack) for quote, stack in found.items() if stack}
