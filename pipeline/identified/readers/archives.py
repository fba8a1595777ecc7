"""Opening the zip archives that .docx and .odt files are, without being harmed by them."""

from __future__ import annotations

import io
import zipfile
from xml.etree.ElementTree import Element

from pipeline.errors import InputError

_MOST_FILES = 5_000
_MOST_UNPACKED = 256 * 1024 * 1024
_LARGEST_PART = 48 * 1024 * 1024
_ENCRYPTED = 0x1
_MAGIC = b"PK\x03\x04"


def is_archive(data: bytes) -> bool:
    """Whether `data` begins as a zip archive does."""
    return data.startswith(_MAGIC)


def part_names(data: bytes) -> frozenset[str]:
    """Names of the parts in the archive; empty where it cannot be opened."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return frozenset(archive.namelist())
    except Exception:
        return frozenset()


class Archive:
    """A checked archive: small enough, not encrypted, its XML free of entities."""

    def __init__(self, data: bytes) -> None:
        """Open `data`; raises ``InputError`` where it is damaged, encrypted or a bomb."""
        opened = _open(data)
        if opened is None:
            raise damaged()
        self._archive = opened
        infos = opened.infolist()
        if len(infos) > _MOST_FILES or sum(info.file_size for info in infos) > _MOST_UNPACKED:
            raise _too_large()
        if any(info.flag_bits & _ENCRYPTED for info in infos):
            raise protected()
        for info in infos:
            if info.filename.endswith((".xml", ".rels")):
                self._check_xml(info)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of all parts, in the archive's order."""
        return tuple(self._archive.namelist())

    def xml(self, name: str) -> Element:
        """The root of an XML part. Raises ``InputError`` where it is missing or not well-formed."""
        from defusedxml.ElementTree import fromstring  # type: ignore[import-untyped, unused-ignore]

        try:
            root: Element = fromstring(self._archive.read(name))
        except Exception:
            root = Element("damaged")
        if root.tag == "damaged":
            raise damaged()
        return root

    def content(self, name: str) -> bytes:
        """The bytes of a part. Raises ``InputError`` where they cannot be unpacked."""
        found = _content(self._archive, self._archive.getinfo(name))
        if found is None:
            raise damaged()
        return found

    def _check_xml(self, info: zipfile.ZipInfo) -> None:
        if info.file_size > _LARGEST_PART:
            raise _too_large()
        content = _content(self._archive, info)
        if content is None:
            raise damaged()
        narrow = content.replace(b"\x00", b"").upper()
        if b"<!DOCTYPE" in narrow or b"<!ENTITY" in narrow:
            raise InputError(
                "the document holds XML entities, which no word processor writes",
                next_step="Open it in a word processor and save it again as .docx.",
            )


def damaged() -> InputError:
    """The error for an archive that is cut short or broken."""
    return InputError(
        "the document is damaged or cut short",
        next_step="Copy it again from where it came, or open it and save it as .docx.",
    )


def protected() -> InputError:
    """The error for a document behind a password."""
    return InputError(
        "the document is protected by a password",
        next_step="Open it, remove the password and save it again.",
    )


def _too_large() -> InputError:
    return InputError(
        "the document unpacks to more than a transcript can hold",
        next_step="Copy its text into a new document and save that as .docx.",
    )


def _open(data: bytes) -> zipfile.ZipFile | None:
    try:
        return zipfile.ZipFile(io.BytesIO(data))
    except Exception:
        return None


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes | None:
    try:
        return archive.read(info)
    except Exception:
        return None
