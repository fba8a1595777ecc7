"""QDPX files as another program would write them of a study's talk."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import quoteattr

from pipeline.anonymised.qdc.writing import guid_of
from pipeline.anonymised.qdpx.layout import lay_out
from pipeline.anonymised.qdpx.writing import NAMESPACE
from pipeline.run.coded import open_coded


@dataclass(frozen=True)
class Passage:
    """A coded passage: where it begins and ends in the text, its code and its coder."""

    start: int
    end: int
    code: str
    user: str = "u1"


@dataclass(frozen=True)
class Document:
    """A source of the file."""

    name: str
    text: str
    passages: Sequence[Passage] = ()
    extra: str = ""
    address: str = ""
    """Where the text is said to be; in the file, unless told otherwise."""


def talk(root: Path, id: str = "A01") -> str:
    """A transcript as it goes out."""
    return lay_out(open_coded(root).transcript(id).turns).text


def words(root: Path, said: str, code: str, id: str = "A01", user: str = "u1") -> Passage:
    """A passage of these words."""
    start = talk(root, id).index(said)
    return Passage(start, start + len(said), guid_of(code), user)


def file_of(
    path: Path, *documents: Document, codes: str = "", users: Sequence[str] = ("Someone",)
) -> Path:
    """Write a file with these documents; the users' GUIDs are u1, u2 ..."""
    people = "".join(f'<User guid="u{n}" name={quoteattr(one)}/>' for n, one in enumerate(users, 1))
    sources = "".join(_source(number, one) for number, one in enumerate(documents))
    xml = (
        f'<Project xmlns="{NAMESPACE}" name="x"><Users>{people}</Users><CodeBook><Codes>{codes}'
        f"</Codes></CodeBook><Sources>{sources}</Sources></Project>"
    )
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        archive.writestr("project.qde", xml)
        for number, one in enumerate(documents):
            archive.writestr(f"Sources/{number}.txt", one.text)
    path.write_bytes(made.getvalue())
    return path


def _source(number: int, one: Document) -> str:
    passages = "".join(
        f'<PlainTextSelection guid="p" startPosition="{p.start}" endPosition="{p.end}">'
        f'<Coding guid="c" creatingUser="{p.user}"><CodeRef targetGUID="{p.code}"/></Coding>'
        "</PlainTextSelection>"
        for p in one.passages
    )
    return (
        f'<TextSource guid="s{number}" name={quoteattr(one.name)} '
        f"plainTextPath={quoteattr(one.address or f'internal://{number}.txt')}>{passages}{one.extra}"
        "</TextSource>"
    )
