"""Where a file that a person asked for must not be written: among the program's own."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path


def stands_in(path: Path, folders: Iterable[Path]) -> bool:
    """Whether `path` (resolved) lies in one of `folders`, at whatever depth."""
    closed = tuple(folders)
    return any(same_place(parent, folder) for parent in path.parents for folder in closed)


def same_place(one: Path, other: Path) -> bool:
    """Whether the two are one, however they are spelled or linked."""
    if one.exists() and other.exists():
        return one.samefile(other)
    return one == other.resolve()
