"""Where a file that a person asked for must not be written: among the program's own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from pipeline.errors import InputError
from pipeline.run.study import OpenStudy


def refuse_own_folders(study: OpenStudy, path: Path, what: str, where: str) -> None:
    """Refuse a file among the program's own: names must not come into the outputs, and a run
    deletes there what it did not write.

    Args:
        study: whose folders they are.
        path: the file; links are followed.
        what: what is to be written, as a sentence begins with it: 'a sheet'.
        where: where the person named the file.

    Raises:
        InputError: it would stand there.
    """
    places = study.places
    own = [places.outputs, places.journal.parent, places.root / "config", places.root / "corpora"]
    if stands_in(path.resolve(), [*own, study.vault_path.parent]):
        raise InputError(
            f"{what} is not written into the program's own folders: real names must not come into "
            "the outputs, and a run deletes there what it did not write",
            where=where,
            next_step="name a file elsewhere, where only those who should can read it",
        )


def refuse_existing(path: Path) -> None:
    """Refuse to write where something stands already, be it a link that leads nowhere.

    Raises:
        InputError: something does.
    """
    if path.exists() or path.is_symlink():
        raise InputError("is there already, and stays as it is", where=path.name,
                         next_step="name another file, or move this one away")  # fmt: skip


def stands_in(path: Path, folders: Iterable[Path]) -> bool:
    """Whether `path` (resolved) lies in one of `folders`, at whatever depth."""
    closed = tuple(folders)
    return any(same_place(parent, folder) for parent in path.parents for folder in closed)


def same_place(one: Path, other: Path) -> bool:
    """Whether the two are one, however they are spelled or linked."""
    if one.exists() and other.exists():
        return one.samefile(other)
    return one == other.resolve()
