"""Is this machine fit for the work, and is this study whole?"""

from __future__ import annotations

import platform
import stat
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Literal

from pipeline.errors import VoicesError
from pipeline.identified.recognisers.chosen import finders
from pipeline.identified.vault import Key, KeyFile
from pipeline.run.custody import key_status
from pipeline.run.journal import Journal
from pipeline.run.places import ROOMS
from pipeline.run.study import OpenStudy, open_study
from pipeline.settings import Engine, Review
from pipeline.values.base import Value

PACKAGES = ("spacy", "pandas", "presidio-analyzer", "presidio-anonymizer", "cryptography")


class Finding(Value):
    """One thing that was looked at."""

    grade: Literal["ok", "note", "fault"]
    says: str
    next_step: str = ""


def examine(root: Path, key: Key) -> list[Finding]:
    """Look at the program's parts and at the study; nothing is changed."""
    study = open_study(root)
    looked = (_machine(study), _names(study), _records(study), _secrecy(study, key))
    return [finding for part in (*looked, _settings(study)) for finding in part]


def _machine(study: OpenStudy) -> Iterator[Finding]:
    yield Finding(grade="ok", says=f"Python {platform.python_version()}")
    for name in PACKAGES:
        try:
            yield Finding(grade="ok", says=f"{name} {version(name)}")
        except PackageNotFoundError:
            yield Finding(
                grade="fault", says=f"{name} is missing", next_step="pip install victim-voices"
            )
    if study.settings.engine is Engine.DASK:
        try:
            yield Finding(grade="ok", says=f"distributed {version('distributed')}")
        except PackageNotFoundError:
            step = "pip install 'victim-voices[dask]'"
            yield Finding(grade="fault", says="'engine: dask' needs Dask", next_step=step)


def _names(study: OpenStudy) -> Iterator[Finding]:
    for finder in finders(study.settings.names):
        try:
            finder.find(())
            yield Finding(grade="ok", says=f"names by {finder.name} {finder.version}")
        except VoicesError as error:
            yield Finding(grade="fault", says=error.what, next_step=error.next_step)


def _records(study: OpenStudy) -> Iterator[Finding]:
    for fault in study.faults:
        yield Finding(grade="fault", says=f"{fault.where}: {fault.what}", next_step=fault.next_step)
    try:
        journal = Journal(study.places.journal)
        yield Finding(grade="ok", says=f"the journal is whole ({len(journal.entries)} entries)")
    except VoicesError as error:
        yield Finding(grade="fault", says=str(error), next_step=error.next_step)
    yield Finding(grade="ok", says=f"{len(study.documents)} transcripts")


def _secrecy(study: OpenStudy, key: Key) -> Iterator[Finding]:
    found = key_status(study, key)
    if study.destroyed:
        yield Finding(grade="note", says=f"the key was destroyed on {found['destroyed']}")
        return
    if found.get("opens", "yes").startswith("no"):
        yield Finding(
            grade="fault", says=f"the vault: {found['opens']}", next_step="voices key status"
        )
    else:
        yield Finding(grade="ok", says=f"the vault: {found['vault']}")
    if isinstance(key, KeyFile) and key.path.parent == study.vault_path.parent:
        yield Finding(
            grade="note",
            says="the key lies beside the vault: whoever takes the one takes the other",
            next_step="move it to the custodian's stick and set VOICES_KEY_FILE to its path",
        )
    for room in ROOMS:
        folder = study.places.outputs / room
        if folder.is_dir() and stat.S_IMODE(folder.stat().st_mode) & 0o077:
            yield Finding(
                grade="note",
                says=f"outputs/{room} is open to other users of this machine",
                next_step=f"chmod -R go= outputs/{room}",
            )


def _settings(study: OpenStudy) -> Iterator[Finding]:
    if study.settings.lists_alone:
        yield Finding(
            grade="note",
            says="names are found by word lists and capitals alone (no trained model)",
            next_step="set 'names: model' in config/study.yaml",
        )
    if not study.roster and not study.destroyed:
        yield Finding(
            grade="note",
            says="there is no roster: the names you know of are the best protection there is",
            next_step=f"fill in {study.places.relative(study.places.roster)}",
        )
    if study.settings.review is Review.WAIVED:
        yield Finding(grade="note", says=f"review is waived: {study.settings.waived_because}")
