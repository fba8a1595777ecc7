"""Files that a page reads again and again, taken apart once while they stay the same.

A run never writes into a file but puts another in its place (`pipeline.atomic`), so that its inode,
its time and its size tell one from the next.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TypeVar

from pipeline.errors import InputError
from pipeline.run.files import read_values
from pipeline.values.base import Value

AnyValue = TypeVar("AnyValue", bound=Value)


def unchanged_values(path: Path, model: type[AnyValue]) -> tuple[AnyValue, ...]:
    """The values of a JSONL file; raises ``InputError`` as `read_values` does."""
    try:
        found = path.stat()
    except OSError:
        return tuple(read_values(path, model))  # which says what is wrong with it
    return _read(path, model, (found.st_ino, found.st_mtime_ns, found.st_size))


def unchanged_value(path: Path, model: type[AnyValue]) -> AnyValue:
    """The one value of a file; raises ``InputError`` as `read_value` does."""
    values = unchanged_values(path, model)
    if len(values) != 1:
        raise InputError("holds not exactly one value", where="/".join(path.parts[-3:]))
    return values[0]


@lru_cache(maxsize=24)
def _read(path: Path, model: type[AnyValue], state: tuple[int, int, int]) -> tuple[AnyValue, ...]:
    return tuple(read_values(path, model))
