"""Writing files so that nobody ever reads a part of one, and nobody else reads them at all."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path

from pipeline.errors import VoicesError

PRIVATE_FOLDER = 0o700
PRIVATE_FILE = 0o600


def write_bytes(path: Path, data: bytes) -> str:
    """Write `data` so that a reader sees the old file or the new one, never a part of it.

    The file is readable by its owner alone and is on disk when this returns. Returns the SHA-256
    of the data.

    Raises:
        VoicesError: the disk is full, or the place may not be written to; the old file stands.
    """
    try:
        _replace(path, data)
    except OSError as error:
        raise VoicesError(
            f"cannot be written ({error.strerror})",
            where=f"{path.parent.name}/{path.name}",
            next_step="make room or close it elsewhere, then: voices run",
        ) from None
    return hashlib.sha256(data).hexdigest()


def _replace(path: Path, data: bytes) -> None:
    make_private_folder(path.parent)
    # Not in the system's temporary folder: a draft must never leave the room it belongs to.
    temporary = path.with_name(f".{path.name}.{secrets.token_hex(4)}.part")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE_FILE)
    try:
        with os.fdopen(descriptor, "wb") as handle:
            handle.write(data)
            handle.flush()
            os.fsync(handle.fileno())
        temporary.replace(path)
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    sync_folder(path.parent)


def make_private_folder(path: Path) -> None:
    """Make `path` and its missing parents, open to their owner alone."""
    missing = [folder for folder in (path, *path.parents) if not folder.exists()]
    for folder in reversed(missing):
        folder.mkdir(mode=PRIVATE_FOLDER, exist_ok=True)


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of files to disk."""
    if os.name == "nt":  # Windows cannot open a folder to flush it
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def erase(path: Path) -> None:
    """Overwrite a file once with random bytes and delete it; one that is not there is no error.

    A link is only taken away, and a file that has other names keeps its bytes under them. Solid
    state disks and copying file systems write elsewhere than over the old bytes: nobody may promise
    that they are gone.

    Raises:
        VoicesError: it cannot be deleted.
    """
    try:
        if path.exists() and not path.is_symlink() and path.stat().st_nlink == 1:
            with path.open("r+b") as handle:
                overwrite(handle.fileno())
        path.unlink(missing_ok=True)
        if path.parent.is_dir():
            sync_folder(path.parent)
    except OSError as error:
        raise VoicesError(
            f"cannot be deleted ({error.strerror})",
            where=f"{path.parent.name}/{path.name}",
            next_step="give yourself the right to delete it, then type the command again",
        ) from None


def overwrite(descriptor: int) -> None:
    """Put random bytes over those of an open file, and bring them to disk."""
    left = os.fstat(descriptor).st_size
    os.lseek(descriptor, 0, os.SEEK_SET)
    while left > 0:
        left -= os.write(descriptor, secrets.token_bytes(min(left, 1 << 20)))
    os.fsync(descriptor)
