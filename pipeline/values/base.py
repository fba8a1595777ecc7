"""The one base of all values, and the two types of text that must never be printed by accident."""

from __future__ import annotations

import hashlib
from typing import Annotated, Self

from pydantic import BaseModel, ConfigDict, Field

Words = Annotated[str, Field(repr=False)]
"""Words of a transcript or of a person's name: kept out of every repr."""

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
"""A SHA-256 digest in lower-case hexadecimal."""

ItemId = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]{0,39}$")]
"""An opaque id of a transcript, participant, decision or coding: safe in logs and file names."""


class Value(BaseModel):
    """Frozen, strict, closed: no coercion, no unknown fields, no input text in error messages."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, hide_input_in_errors=True)

    def fingerprint(self) -> str:
        """SHA-256 of the value's JSON, fields in the order of their definition."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()

    @classmethod
    def from_json(cls, line: str | bytes) -> Self:
        """The value that `line` describes; ``pydantic.ValidationError`` does not show it."""
        return cls.model_validate_json(line)
