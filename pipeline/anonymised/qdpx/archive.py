"""Opening a QDPX archive that anybody may have made: parts are read by name and within bounds,
nothing is unpacked to the disk."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from pipeline.errors import InputError

MOST_PARTS = 20_000
LARGEST_PROJECT = 50_000_000
"""Bytes of ``project.qde``."""
LARGEST_TEXT = 20_000_000
MOST_TEXT = 200_000_000
"""Bytes of all texts together."""
_ENCRYPTED = 0x1
_STEP = "export it again from the program it comes from"


class Archive:
    """A QDPX archive with sound names."""

    def __init__(self, path: Path) -> None:
        """Open the archive and look at the names in it.

        Raises:
            InputError: it is no archive, is damaged or behind a password, holds too many parts, two
                of one name, or one whose name leads out of it.
        """
        self.where = path.name
        self._left = MOST_TEXT
        try:
            self._archive = zipfile.ZipFile(path)
        except (zipfile.BadZipFile, ValueError, NotImplementedError):
            raise self.refusal("is no QDPX project: no archive, or a damaged one") from None
        except OSError as error:
            raise self.refusal(f"cannot be read ({error.strerror})") from None
        self._parts = self._checked()

    def __enter__(self) -> Archive:
        return self

    def __exit__(self, *_: object) -> None:
        self._archive.close()

    def project(self) -> bytes:
        """``project.qde``.

        Raises:
            InputError: it is missing, damaged or too large.
        """
        if "project.qde" not in self._parts:
            raise self.refusal("holds no project.qde, so it is no QDPX project")
        return self._read("project.qde", LARGEST_PROJECT)

    def text(self, address: str) -> bytes | None:
        """The part that ``internal://NAME`` names; None where there is none, or the address is that
        of a file outside the archive.

        Raises:
            InputError: the name leads out of the archive, or the part is damaged or too large.
        """
        scheme, _, name = address.partition("://")
        if scheme != "internal":
            return None
        part = f"sources/{_plain(name)}"
        if not _is_inside(part):
            raise self.refusal("names a source that leads out of the archive")
        if part not in self._parts:
            return None
        data = self._read(part, min(LARGEST_TEXT, self._left))
        self._left -= len(data)
        return data

    def refusal(self, what: str) -> InputError:
        """The error for this file."""
        return InputError(what, where=self.where, next_step=_STEP)

    def _checked(self) -> Mapping[str, zipfile.ZipInfo]:
        infos = self._archive.infolist()
        if len(infos) > MOST_PARTS:
            raise self.refusal(f"holds more than {MOST_PARTS} parts")
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise self.refusal("is behind a password")
        parts: dict[str, zipfile.ZipInfo] = {}
        for info in infos:
            name = _plain(info.filename)
            if not _is_inside(name):
                raise self.refusal("holds a part whose name leads out of the archive")
            if name in parts:
                raise self.refusal("holds two parts of one name")
            parts[name] = info
        return parts

    def _read(self, name: str, most: int) -> bytes:
        try:
            with self._archive.open(self._parts[name]) as part:
                data = part.read(most + 1)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError):
            raise self.refusal("is damaged or cut short") from None
        if len(data) > most:
            raise self.refusal("unpacks to more than a project of transcripts can hold")
        return data


def _plain(name: str) -> str:
    """A part's name as programs mean it: they differ in capitals and slashes."""
    return name.replace("\\", "/").casefold()


def _is_inside(name: str) -> bool:
    parts = PurePosixPath(name).parts
    return not (name.startswith("/") or ":" in name or "\x00" in name or ".." in parts)
