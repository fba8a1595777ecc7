"""One writer a study."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.atomic import make_private_folder
from pipeline.errors import BusyError


@contextmanager
def hold(path: Path) -> Iterator[None]:
    """Hold the study's lock; it is given back even when the process is killed.

    Raises:
        BusyError: another process holds it.
    """
    make_private_folder(path.parent)
    try:
        with FileLock(path, timeout=0):
            yield
    except Timeout:
        raise BusyError(
            "another voices command is writing to this study",
            next_step="wait for it to end, then try again",
        ) from None
