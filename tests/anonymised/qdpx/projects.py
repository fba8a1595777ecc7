"""Small projects to write, and what takes written ones apart."""

from __future__ import annotations

import io
import uuid
import zipfile
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from pipeline.anonymised.qdpx.layout import lay_out
from pipeline.anonymised.qdpx.project import Applied, Case, Marked, Note, Project, Source
from pipeline.anonymised.qdpx.writing import NAMESPACE
from pipeline.values.spans import Span
from pipeline.values.texts import DraftTurn
from pipeline.values.themes import Code, Codebook, Polarity
from tests.anonymised.talk import draft_turns

NS = f"{{{NAMESPACE}}}"
TURNS = draft_turns(
    ("I", "And what changed for you 🙂 after that?"),
    ("P", "We moved to [town 1], 👩‍👧 the two of us. Caf\u00e9 or Cafe\u0301, who knows."),
    ("I", "Did you tell anybody?"),
    ("P", "No. I never told the 𝒫olice, I did not."),
)
BOOK = Codebook(
    version="7",
    families={"daily": "Daily life & more", "police": "Police"},
    codes=(
        Code(id="moving", family="daily", name="Moving <home>", definition="Left."),
        Code(id="moving-far", family="daily", name="Far away", definition="Far.", parent="moving"),
        Code(id="telling", family="police", name="Telling", definition="Told."),
        Code(id="telling-late", family="police", name="telling", definition="Told late."),
    ),
)


def at(words: str, turn: int, turns: list[DraftTurn] | None = None) -> Span:
    """Where `words` stand in a turn."""
    start = (turns or TURNS)[turn - 1].text.index(words)
    return Span(start=start, end=start + len(words))


def source(marked: tuple[Marked, ...] = (), line_end: str = "\n") -> Source:
    """The talk above."""
    return Source("P01", lay_out(TURNS, (), line_end), marked, notes=("M0002",))


def project(line_end: str = "\n", **changed: object) -> Project:
    """A project with something of everything."""
    present, denied = Polarity.PRESENT, Polarity.DENIED
    marked = (
        Marked(2, at("We moved to [town 1]", 2), "moving: present",
               (Applied("C1", "moving", present, "Coder 1", ("M0001",)),
                Applied("C2", "moving-far", present, "machine"))),
        Marked(2, Span(start=0, end=len(TURNS[1].text)), "Flagged: live-safety.", kind="flag"),
        Marked(4, at("I never told the 𝒫olice", 4), "telling: denied",
               (Applied("C3", "telling", denied, "Coder 1"),)),
        Marked(4, Span(start=0, end=len(TURNS[3].text)), "", notes=("M0003",), kind="memo"),
    )  # fmt: skip
    made = {
        "title": "A <study> & more\x07",
        "origin": "victim-voices 1",
        "about": "One line.\nAnother.",
        "codebook": BOOK,
        "users": ("Coder 1", "machine"),
        "cases": (Case("P01", ("P01",), {"gender": "woman"}), Case("P02", (), {})),
        "sources": (source(marked, line_end),),
        "notes": tuple(
            Note(id, f"{id} on something", f"Words of {id}.\nAnd more.", "Coder 1")
            for id in ("M0001", "M0002", "M0003", "M0004")
        ),
        **changed,
    }
    return Project(**made)  # type: ignore[arg-type]


class Taken:
    """A written project taken apart."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            self.parts = {name: archive.read(name) for name in archive.namelist()}
            self.entries = archive.infolist()
        self.xml = self.parts["project.qde"]
        self.root: Element = fromstring(self.xml)

    def all(self, name: str) -> list[Element]:
        return list(self.root.iter(f"{NS}{name}"))

    def text(self, element: Element) -> str:
        path = element.get("plainTextPath", "").replace("internal://", "sources/")
        return self.parts[path].decode("utf-8")

    def passages(self) -> Iterator[tuple[Element, str]]:
        for one in self.all("TextSource"):
            text = self.text(one)
            for passage in one.iter(f"{NS}PlainTextSelection"):
                start, end = int(passage.get("startPosition", "")), passage.get("endPosition", "")
                yield passage, text[start : int(end)]

    def faults(self) -> list[str]:
        """What the schema does not see: GUIDs given twice, references to nothing, and the like."""
        guids = [one.get("guid") for one in self.root.iter() if one.get("guid")]
        found = [f"{guid} twice" for guid in set(guids) if guids.count(guid) > 1]
        found += [f"{guid} is none" for guid in guids if str(uuid.UUID(guid)) != guid]
        for one in self.root.iter():
            for name in ("targetGUID", "creatingUser"):
                if (guid := one.get(name)) and guid not in guids:
                    found.append(f"{name} leads nowhere")
            if one.get("plainTextPath") and any(c.tag == f"{NS}PlainTextContent" for c in one):
                found.append("a text twice")
        return found + [
            "a passage outside its text, or an empty one"
            for passage, words in self.passages()
            if len(words)
            != int(passage.get("endPosition", "")) - int(passage.get("startPosition", ""))
            or not words
        ]
