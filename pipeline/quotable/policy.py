"""What may be quoted: the study's choices for room 3."""

from __future__ import annotations

from typing import Annotated, Self

from pydantic import Field, model_validator

from pipeline.values.base import Value


class QuotePolicy(Value):
    """Lengths in words of the presented copy; cells in participants."""

    minimum_words: Annotated[int, Field(ge=1)] = 8
    """A shorter passage is grown by whole sentences; one that stays shorter is withheld."""
    target_words: Annotated[int, Field(ge=1)] = 60
    """Growing stops here."""
    maximum_words: Annotated[int, Field(ge=1)] = 100
    """A longer passage is withheld."""
    minimum_cell: Annotated[int, Field(ge=1)] = 3
    """An attribute, or a combination, that fewer participants share is never printed."""
    attributes: tuple[str, ...] = ("relationship_to_stalker",)
    """The only attribute columns an attribution may use, in the order they are printed."""
    per_code_and_participant: Annotated[int, Field(ge=1)] = 2
    """So that one eloquent participant does not speak for all."""
    context: bool = True
    """Whether the question a quote answers goes with it."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        if not self.minimum_words <= self.target_words <= self.maximum_words:
            raise ValueError("minimum_words, target_words, maximum_words must be in that order")
        return self
