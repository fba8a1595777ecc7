"""What researchers write to themselves about anonymised talk."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from pipeline.values.base import ItemId, Value, Words

LONGEST_MEMO = 10_000
"""Characters."""


class Memo(Value):
    """A note on a coding, a code, a transcript or one of its turns."""

    id: Annotated[str, Field(pattern=r"^M[0-9]{4,}$")]
    time: Annotated[str, Field(pattern=r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$")]
    by: str
    words: Annotated[Words, Field(min_length=1, max_length=LONGEST_MEMO)]
    """The researcher's own; they may quote anonymised talk, so they stay in this file alone."""
    coding: ItemId | None = None
    code: ItemId | None = None
    transcript: ItemId | None = None
    """Of a memo on a coding, the coding's."""
    turn: Annotated[int, Field(ge=1)] | None = None

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.code is None) == (self.transcript is None):
            raise ValueError("a memo is on a code, or on a transcript or something in it")
        if self.code is not None and not (self.coding is None and self.turn is None):
            raise ValueError("a coding and a turn are of a transcript")
        if self.coding is not None and self.turn is not None:
            raise ValueError("a memo is on a coding or on a turn")
        return self
