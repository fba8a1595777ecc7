"""What the pages work on: one study, one reviewer, and the key where room 1 is open."""

from __future__ import annotations

import threading
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from starlette.requests import Request

from pipeline.identified.vault import Key
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.reviewing.newer import refuse_newer
from pipeline.run.study import OpenStudy, open_study
from pipeline.web.running import Running
from pipeline.web.session import Session

WAIT = 2.0
"""Seconds that an action waits for another to end."""


@dataclass
class Desk:
    """A reviewer's desk.

    Args:
        root: of the study.
        by: the reviewer, for the journal.
        session: who may see the pages.
        key: of the vault; None where room 1 stays shut.
    """

    root: Path
    by: str
    session: Session
    key: Key | None = field(default=None, repr=False)
    searches: dict[str, str] = field(default_factory=dict, repr=False)
    """Number -> names that were looked for, kept no longer than the pages are open."""
    running: Running = field(default_factory=Running, repr=False)
    _acting: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def study(self) -> OpenStudy:
        """The study as it is now."""
        return open_study(self.root)

    def journal(self) -> Journal:
        """Its journal as it is now."""
        return Journal(self.study().places.journal)

    @contextmanager
    def acting(self, seen: int, about: Collection[str]) -> Iterator[None]:
        """Do something for the reviewer as one step.

        Args:
            seen: number of the last journal entry that her page knew.
            about: the subjects (`reviewing.newer`).

        Raises:
            GateError: somebody has spoken of the same since.
            BusyError: a run, or another command, is writing to the study.
        """
        with self._acting, hold(self.study().places.lock, wait=WAIT):
            refuse_newer(self.journal(), seen, about)
            yield


def desk_of(request: Request) -> Desk:
    """The desk that a request came to."""
    desk: Desk = request.app.state.desk
    return desk
