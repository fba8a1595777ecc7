"""One writer a study."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from filelock import FileLock, Timeout

from pipeline.atomic import make_private_folder
from pipeline.errors import BusyError

_held = threading.local()


@contextmanager
def hold(path: Path, wait: float = 0) -> Iterator[None]:
    """Hold the study's lock; it is given back even when the process is killed.

    Who holds it already, in the same thread, goes on holding it: so several steps can be one.

    Args:
        path: of the lock.
        wait: seconds to wait for another holder to end.

    Raises:
        BusyError: another process, or another thread of this one, holds it.
    """
    mine: set[Path] = _held.__dict__.setdefault("paths", set())
    if path in mine:
        yield
        return
    make_private_folder(path.parent)
    try:
        with FileLock(path, timeout=wait):
            mine.add(path)
            try:
                yield
            finally:
                mine.discard(path)
    except Timeout:
        raise BusyError(
            "another voices command is writing to this study",
            next_step="wait for it to end, then try again",
        ) from None
