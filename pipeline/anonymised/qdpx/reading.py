"""A QDPX file of any program: its coders, codes, texts and coded passages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree.ElementTree import Element

from pipeline.anonymised.qdc.entry import clean, entry_of
from pipeline.anonymised.qdpx.archive import Archive
from pipeline.anonymised.qdpx.parsing import inner, name_of, parse_project

_BOM = "\ufeff"
_DIGITS = 12


@dataclass(frozen=True)
class ReadCode:
    """A code of the file."""

    name: str = field(repr=False)
    id: str
    """As its description tells it; '' where it tells none."""
    codable: bool


@dataclass(frozen=True)
class ReadCoding:
    """A code applied to something."""

    code: str
    """GUID."""
    user: str
    """GUID of who applied it; '' where the file does not say."""


@dataclass(frozen=True)
class ReadSelection:
    """A passage of a text."""

    start: int
    end: int
    """Half-open, in code points of the text; both -1 where the file has no numbers."""
    codings: tuple[ReadCoding, ...]


@dataclass(frozen=True)
class ReadSource:
    """A source of the file."""

    number: int
    """Among the file's sources, from 1."""
    guid: str
    name: str = field(repr=False)
    text: str | None = field(repr=False)
    """None where the source is no text, or its text is not in the file or not UTF-8."""
    selections: tuple[ReadSelection, ...]
    elsewhere: tuple[ReadCoding, ...]
    """Codings of the whole source, or of what is no passage of a text."""


@dataclass(frozen=True)
class ReadProject:
    """A project as the file tells it."""

    users: Mapping[str, str] = field(repr=False)
    """GUID -> name."""
    codes: Mapping[str, ReadCode]
    """GUID -> code."""
    sources: tuple[ReadSource, ...]


def read_qdpx(path: Path) -> ReadProject:
    """The project in a QDPX file. Nothing is written.

    Raises:
        InputError: it is no project that can be read, or is made to harm.
    """
    with Archive(path) as archive:
        root = parse_project(archive.project(), archive.where)
        # ATLAS.ti writes CRLF and counts each as one character.
        one_line_end = root.get("origin", "").upper().startswith("ATLAS")
        listed = [one for part in inner(root, "Sources") for one in part]
        sources = [
            _source(number, one, archive, one_line_end) for number, one in enumerate(listed, 1)
        ]
    return ReadProject(_users(root), _codes(root), tuple(sources))


def _users(root: Element) -> dict[str, str]:
    found = (user for part in inner(root, "Users") for user in inner(part, "User"))
    return {_guid(one.get("guid")): clean(one.get("name") or one.get("id") or "") for one in found}


def _codes(root: Element) -> dict[str, ReadCode]:
    books = inner(root, "CodeBook")
    return {_guid(one.get("guid")): _code(one) for one in _every(books) if name_of(one) == "Code"}


def _every(elements: Iterable[Element]) -> Iterable[Element]:
    return (one for element in elements for one in element.iter())


def _code(element: Element) -> ReadCode:
    described = "".join(text for one in inner(element, "Description") for text in one.itertext())
    codable = element.get("isCodable", "true").strip().lower() in ("true", "1")
    return ReadCode(clean(element.get("name", "")), str(entry_of(described).get("id", "")), codable)


def _source(number: int, element: Element, archive: Archive, one_line_end: bool) -> ReadSource:
    is_text = name_of(element) == "TextSource"
    text = _text(element, archive) if is_text else None
    if text is not None and one_line_end:
        text = text.replace("\r\n", "\n")
    passages = inner(element, "PlainTextSelection") if is_text else []
    selections = tuple(_selection(one) for one in passages)
    within = {id(one) for one in _every(passages)}
    elsewhere = [one for one in element.iter() if id(one) not in within]
    return ReadSource(
        number,
        _guid(element.get("guid")),
        clean(element.get("name", "")),
        text,
        tuple(one for one in selections if one.codings),
        tuple(_coding(one) for one in elsewhere if name_of(one) == "Coding"),
    )


def _text(element: Element, archive: Archive) -> str | None:
    if address := element.get("plainTextPath"):
        data = archive.text(address)
        try:
            return None if data is None else data.decode("utf-8").removeprefix(_BOM)
        except UnicodeDecodeError:
            return None
    contents = inner(element, "PlainTextContent")
    return "".join(contents[0].itertext()) if contents else None


def _selection(element: Element) -> ReadSelection:
    start, end = (_position(element.get(name)) for name in ("startPosition", "endPosition"))
    codings = tuple(_coding(one) for one in inner(element, "Coding"))
    user = _guid(element.get("creatingUser"))
    told = tuple(one if one.user else ReadCoding(one.code, user) for one in codings)
    return ReadSelection(start, end, told) if min(start, end) >= 0 else ReadSelection(-1, -1, told)


def _position(text: str | None) -> int:
    digits = (text or "").strip()
    return int(digits) if digits.isascii() and digits.isdigit() and len(digits) < _DIGITS else -1


def _coding(element: Element) -> ReadCoding:
    code = next((_guid(one.get("targetGUID")) for one in inner(element, "CodeRef")), "")
    return ReadCoding(code, _guid(element.get("creatingUser")))


def _guid(text: str | None) -> str:
    return (text or "").strip().strip("{}").lower()
