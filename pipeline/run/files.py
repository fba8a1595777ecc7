"""Values to files and back: strict both ways, atomic, private by default."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from pipeline.atomic import write_bytes
from pipeline.errors import InputError
from pipeline.values.base import Value
from pipeline.values.texts import DraftTurn, Turn

AnyValue = TypeVar("AnyValue", bound=Value)


def write_values(path: Path, values: Iterable[Value]) -> str:
    """Write one value a line (JSONL, UTF-8); returns the SHA-256 of the file."""
    return write_bytes(path, "".join(f"{value.model_dump_json()}\n" for value in values).encode())


def write_turns(path: Path, turns: Iterable[Turn | DraftTurn]) -> str:
    """Write one turn a line, ``number<TAB>speaker<TAB>text``, for people and other programs;
    returns the SHA-256 of the file."""
    lines = (f"{turn.number}\t{turn.speaker}\t{turn.text}\n" for turn in turns)
    return write_bytes(path, "".join(lines).encode())


def read_values(path: Path, model: type[AnyValue]) -> list[AnyValue]:
    """The values of a JSONL file.

    Raises:
        InputError: the file is missing or a line is not such a value (named by its number).
    """
    values = []
    for number, line in enumerate(read_bytes(path).splitlines(), start=1):
        try:
            values.append(model.from_json(line))
        except ValidationError:
            raise InputError(
                f"line {number} is not a {model.__name__}: the file was changed by hand or by "
                "another version",
                where=_place(path),
                next_step="delete the file and type: voices run",
            ) from None
    return values


def read_value(path: Path, model: type[AnyValue]) -> AnyValue:
    """The one value of a file; raises ``InputError`` as `read_values` does."""
    values = read_values(path, model)
    if len(values) != 1:
        raise InputError("holds not exactly one value", where=_place(path))
    return values[0]


def read_bytes(path: Path) -> bytes:
    """A file's bytes; raises ``InputError`` where it is missing or not readable."""
    try:
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot be read ({error.strerror})", where=_place(path), next_step="voices doctor"
        ) from None


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes; '' where there is no such file or it cannot be read."""
    try:
        with path.open("rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return ""


def _place(path: Path) -> str:
    # Room and file are opaque ids; anything above may name a person's home.
    return "/".join(path.parts[-3:])
