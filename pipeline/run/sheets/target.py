"""Where a sheet may be written: not where the program keeps its own files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import InputError
from pipeline.run.own_folders import stands_in
from pipeline.run.study import OpenStudy

FORMATS = (".xlsx", ".csv")


@dataclass(frozen=True)
class Target:
    """The file that a sheet is to be."""

    path: Path = field(repr=False)
    force: bool = False
    """Whether a file that is there may be overwritten."""

    @property
    def is_workbook(self) -> bool:
        """Whether it is to be a workbook; else a CSV table."""
        return self.path.suffix.casefold() == FORMATS[0]


def refuse_target(study: OpenStudy, target: Target) -> None:
    """Refuse a file that must not be written.

    Raises:
        InputError: it is neither .xlsx nor .csv, there already, or in a folder of the program's.
    """
    if target.path.suffix.casefold() not in FORMATS:
        raise InputError(
            "a sheet is a workbook (.xlsx) or a table (.csv)",
            where="--out",
            next_step="end the file's name in .xlsx or .csv",
        )
    if _is_closed(study, target.path.resolve()):
        raise InputError(
            "a sheet is not written into the program's own folders: real names must not come into "
            "the outputs, and a run deletes there what it did not write",
            where="--out",
            next_step="name a file elsewhere, where only those who review can read it",
        )
    if (target.path.exists() or target.path.is_symlink()) and not target.force:
        raise InputError(
            "there is such a file already, perhaps with somebody's answers",
            where="--out",
            next_step="name another file, or overwrite it with --force",
        )


def _is_closed(study: OpenStudy, path: Path) -> bool:
    places = study.places
    root = places.root
    folders = [places.outputs, places.journal.parent, root / "config", root / "corpora"]
    folders.append(study.vault_path.parent)
    return stands_in(path, folders)
