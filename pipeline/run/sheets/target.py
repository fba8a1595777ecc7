"""Where a sheet may be written: not where the program keeps its own files."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import InputError
from pipeline.run.own_folders import refuse_own_folders
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
    refuse_own_folders(study, target.path, "a sheet", "--out")
    if (target.path.exists() or target.path.is_symlink()) and not target.force:
        raise InputError(
            "there is such a file already, perhaps with somebody's answers",
            where="--out",
            next_step="name another file, or overwrite it with --force",
        )
