"""Which projects went out, and whose interviews they held."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.run.journal import Journal
from pipeline.run.study import open_study

EXPORTED = "project exported"
"""Event: who wrote a project, which transcripts it held, and the fingerprint of the file."""


@dataclass(frozen=True)
class HandedOut:
    """A project that went out."""

    time: str
    by: str
    transcripts: tuple[str, ...]


def note_project(journal: Journal, transcripts: Sequence[str], by: str, file: str) -> None:
    """Put on record that a project goes out. Needs the study's lock.

    Args:
        file: SHA-256 of its bytes.
    """
    journal.note(EXPORTED, by=by, transcripts=" ".join(transcripts), file=file)


def projects_with(root: Path, participant: str) -> tuple[HandedOut, ...]:
    """The projects that held interviews of this participant, oldest first, whether or not she has
    withdrawn; of each only her transcripts are told."""
    study = open_study(root)
    hers = {id for id, one in study.documents.items() if one.participant.id == participant}
    if gone := study.withdrawn.by_participant.get(participant):
        hers |= gone.transcripts.keys()
    found = []
    for entry in Journal(study.places.journal).events(EXPORTED):
        held = tuple(id for id in str(entry.body["transcripts"]).split() if id in hers)
        if held:
            found.append(HandedOut(entry.time, str(entry.body["by"]), held))
    return tuple(found)
