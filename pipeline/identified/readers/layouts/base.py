"""What every layout looks like from outside, and what it hands on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from pipeline.identified.readers.base import Utterance


@dataclass(frozen=True)
class Laid:
    """Lines taken apart into talk."""

    utterances: tuple[Utterance, ...] = ()
    leading: tuple[str, ...] = field(default=(), repr=False)
    """Lines before the first speaker."""
    tagged: int = 0
    """How many lines begin a turn: the more, the better the layout fits."""
    stamps: int = 0
    """How many time stamps were taken out of the lines."""
    doubtful: int = 0
    """Lines of talk that begin with what may be a name."""


class Layout(Protocol):
    """A way of laying out an interview in lines."""

    @property
    def name(self) -> str:
        """What it is called."""
        ...

    def lay(self, lines: Sequence[str]) -> Laid:
        """The talk in `lines`, as far as this layout fits them; ``tagged`` is 0 where it does not.

        Nothing is lost: every word that is not a tag or time stamp is in an utterance or leading.
        """
        ...
