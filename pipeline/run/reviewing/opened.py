"""Putting on record that somebody opened the pages of the review."""

from __future__ import annotations

from pathlib import Path

from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.study import open_study

OPENED = "review opened"
"""The event: by whom, and whether real names are shown."""


def note_opened(root: Path, by: str, *, with_key: bool) -> None:
    """Record that the pages are opened, before anything is shown.

    Raises:
        BusyError: another command is writing to the study.
    """
    study = open_study(root)
    study.withdrawn.refuse_unfinished()
    with hold(study.places.lock):
        Journal(study.places.journal).note(
            OPENED, by=by, shows="real names" if with_key else "anonymised text"
        )
