"""What a QDPX project of a study holds, before it is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from pipeline.anonymised.qdpx.layout import Layout
from pipeline.values.spans import Span
from pipeline.values.themes import Codebook, Polarity

MACHINE = "machine"
"""The user under whose name proposals go out."""


@dataclass(frozen=True)
class Applied:
    """A code applied to a passage."""

    coding: str
    """The coding's id."""
    code: str
    polarity: Polarity
    user: str
    notes: tuple[str, ...] = ()
    """Ids of the notes on it."""


@dataclass(frozen=True)
class Marked:
    """A passage with all that was said of it; without a code it is a remark on the passage."""

    turn: int
    span: Span
    """In the turn's anonymised text."""
    about: str = field(repr=False)
    """What the format has no field for, in lines."""
    applied: tuple[Applied, ...] = ()
    notes: tuple[str, ...] = ()
    kind: str = "coded"
    """Tells passages with the same place apart: 'coded', 'flag', 'memo'."""


@dataclass(frozen=True)
class Source:
    """A transcript."""

    id: str
    layout: Layout
    marked: tuple[Marked, ...]
    notes: tuple[str, ...] = ()

    def positions(self, marked: Marked) -> tuple[int, int]:
        """Where a passage stands in the laid out text: half-open, in code points."""
        start = self.layout.starts[marked.turn]
        return start + marked.span.start, start + marked.span.end


@dataclass(frozen=True)
class Note:
    """A memo."""

    id: str
    name: str
    words: str = field(repr=False)
    user: str


@dataclass(frozen=True)
class Case:
    """A participant: her transcripts, and what may be told of her."""

    id: str
    sources: tuple[str, ...]
    values: Mapping[str, str] = field(repr=False)
    """Attribute -> value; only what passed the whitelist and the minimum cell."""


@dataclass(frozen=True)
class Project:
    """A study as another program is to see it."""

    title: str
    origin: str
    """The program that writes, with its version."""
    about: str
    codebook: Codebook
    users: tuple[str, ...]
    cases: tuple[Case, ...]
    sources: tuple[Source, ...]
    notes: tuple[Note, ...] = ()

    @property
    def attributes(self) -> tuple[str, ...]:
        """The attributes that any case has, each once, in the order in which they are met."""
        return tuple(dict.fromkeys(name for case in self.cases for name in case.values))

    @property
    def polarities(self) -> frozenset[tuple[str, Polarity]]:
        """Codes that are applied as denied or considered: each needs a code of its own."""
        return frozenset(
            (one.code, one.polarity)
            for source in self.sources
            for marked in source.marked
            for one in marked.applied
            if one.polarity is not Polarity.PRESENT
        )
