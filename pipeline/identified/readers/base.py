"""What every reader looks like from outside, and what it hands on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from pipeline.values.texts import Removed


@dataclass(frozen=True)
class Utterance:
    """A stretch of talk as the file has it: still with the file's speaker tag, not yet joined."""

    tag: str = field(repr=False)
    """Whatever the file calls the speaker; '' where it says nothing."""
    text: str = field(repr=False)
    starts_at: float | None = None


@dataclass(frozen=True)
class Reading:
    """A file taken apart: its talk, and what was not talk."""

    utterances: tuple[Utterance, ...]
    removed: tuple[Removed, ...] = ()
    notices: tuple[str, ...] = ()


class Reader(Protocol):
    """A module that reads one file format."""

    NAME: str
    """Stands in the transcript and in error messages."""

    def fits(self, data: bytes, ending: str) -> bool:
        """Whether the bytes are of this format; `ending` ('.docx') only breaks ties."""
        ...

    def read(self, data: bytes) -> Reading:
        """The file's talk. Raises ``InputError`` (without words of the file) where it cannot."""
        ...
