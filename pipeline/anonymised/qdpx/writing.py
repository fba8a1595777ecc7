"""A project as a QDPX file: ``project.qde`` and a plain text for each transcript and memo.

The same project gives the same bytes: GUIDs are made of ids, dates say nothing, and the archive
carries no attributes of files.
"""

from __future__ import annotations

import io
import uuid
import xml.etree.ElementTree as ET
import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping

from pipeline.anonymised.qdc.entry import clean
from pipeline.anonymised.qdc.writing import add_codes, code_key, guid_of
from pipeline.anonymised.qdpx.project import Applied, Case, Marked, Note, Project, Source
from pipeline.values.themes import Codebook

NAMESPACE = "urn:QDA-XML:project:1.0"
MADE = "2000-01-01T00:00:00Z"
"""The date of everything: programs refuse what has none, and this one says nothing."""
_GUIDS = uuid.uuid5(uuid.NAMESPACE_URL, "victim-voices/project")
_EARLIEST = (1980, 1, 1, 0, 0, 0)


def guid(kind: str, *ids: object) -> str:
    """The GUID of something with these ids: the same ids, the same GUID."""
    return str(uuid.uuid5(_GUIDS, "\t".join(map(str, (kind, *ids)))))


def write_qdpx(project: Project) -> bytes:
    """The project as an archive; UTF-8 without a byte-order mark.

    A passage that several codes are applied to is one selection. What was denied or only considered
    is coded with a code of its own below the theme's, so that no program takes it for present.
    """
    parts = {"project.qde": _xml(project)}
    for source in project.sources:
        parts[f"sources/{guid('source', source.id)}.txt"] = source.layout.text.encode()
    for note in project.notes:
        parts[f"sources/{guid('note', note.id)}.txt"] = note.words.encode()
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in parts.items():
            entry = zipfile.ZipInfo(name, date_time=_EARLIEST)
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, data)
    return made.getvalue()


def _xml(project: Project) -> bytes:
    ET.register_namespace("", NAMESPACE)
    root = _element(None, "Project", name=clean(project.title) or "Study",
                    origin=clean(project.origin), creationDateTime=MADE)  # fmt: skip
    _add_users(root, project.users)
    book = _element(root, "CodeBook")
    add_codes(book, NAMESPACE, _told_apart(project.codebook), project.polarities)
    _add_variables(root, project.attributes)
    _add_all(root, "Cases", (_case(one) for one in project.cases))
    _add_all(root, "Sources", (_source(one) for one in project.sources))
    _add_all(root, "Notes", (_note(one) for one in project.notes))
    _element(root, "Description").text = _lines(project.about)
    _add_note_refs(root, _unattached(project))
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def _told_apart(codebook: Codebook) -> Codebook:
    """Codes that share a name get their id behind it: some programs drop the second."""
    names = Counter(clean(code.name).casefold() for code in codebook.codes)
    codes = tuple(
        code.model_copy(update={"name": f"{code.name} [{code.id}]"})
        if names[clean(code.name).casefold()] > 1
        else code
        for code in codebook.codes
    )
    return codebook.model_copy(update={"codes": codes})


def _unattached(project: Project) -> tuple[str, ...]:
    """Notes that nothing names. One on a code is among them: QualCoder drops a code with a note."""
    named: set[str] = set()
    for source in project.sources:
        named.update(source.notes)
        for marked in source.marked:
            named.update(marked.notes, *(one.notes for one in marked.applied))
    return tuple(note.id for note in project.notes if note.id not in named)


def _element(parent: ET.Element | None, name: str, /, **attributes: str) -> ET.Element:
    made = ET.Element(f"{{{NAMESPACE}}}{name}", attributes)
    if parent is not None:
        parent.append(made)
    return made


def _add_all(root: ET.Element, name: str, elements: Iterable[ET.Element]) -> None:
    """A list with its elements; the schema allows no empty one."""
    if found := list(elements):
        _element(root, name).extend(found)


def _add_users(root: ET.Element, users: Iterable[str]) -> None:
    _add_all(root, "Users", (
        _element(None, "User", guid=guid("user", one), name=clean(one)) for one in users
    ))  # fmt: skip


def _add_variables(root: ET.Element, attributes: Iterable[str]) -> None:
    _add_all(root, "Variables", (
        _element(None, "Variable", guid=guid("variable", one), name=clean(one),
                 typeOfVariable="Text")
        for one in attributes
    ))  # fmt: skip


def _case(case: Case) -> ET.Element:
    made = _element(None, "Case", guid=guid("case", case.id), name=case.id)
    for name, value in case.values.items():
        told = _element(made, "VariableValue")
        _element(told, "VariableRef", targetGUID=guid("variable", name))
        _element(told, "TextValue").text = clean(value)
    for source in case.sources:
        _element(made, "SourceRef", targetGUID=guid("source", source))
    return made


def _source(source: Source) -> ET.Element:
    own = guid("source", source.id)
    made = _element(None, "TextSource", guid=own, name=source.id,
                    plainTextPath=f"internal://{own}.txt", creationDateTime=MADE)  # fmt: skip
    made.extend(_selection(source, one) for one in source.marked)
    _add_note_refs(made, source.notes)
    return made


def _selection(source: Source, marked: Marked) -> ET.Element:
    start, end = source.positions(marked)
    place = (source.id, marked.turn, marked.span.start, marked.span.end)
    attributes = {"guid": guid("selection", marked.kind, *place), **_positions(start, end)}
    if marked.applied:
        attributes["creatingUser"] = guid("user", marked.applied[0].user)
    made = _element(None, "PlainTextSelection", **attributes, creationDateTime=MADE)
    if marked.about:
        _element(made, "Description").text = _lines(marked.about)
    for one in marked.applied:
        made.append(_coding(one))
    _add_note_refs(made, marked.notes)
    return made


def _positions(start: int, end: int) -> Mapping[str, str]:
    return {"startPosition": str(start), "endPosition": str(end)}


def _coding(applied: Applied) -> ET.Element:
    made = _element(None, "Coding", guid=guid("coding", applied.coding),
                    creatingUser=guid("user", applied.user), creationDateTime=MADE)  # fmt: skip
    _element(made, "CodeRef", targetGUID=guid_of(code_key(applied.code, applied.polarity)))
    _add_note_refs(made, applied.notes)
    return made


def _note(note: Note) -> ET.Element:
    own = guid("note", note.id)
    return _element(None, "Note", guid=own, name=clean(note.name),
                    plainTextPath=f"internal://{own}.txt",
                    creatingUser=guid("user", note.user), creationDateTime=MADE)  # fmt: skip


def _add_note_refs(parent: ET.Element, notes: Iterable[str]) -> None:
    for one in notes:
        _element(parent, "NoteRef", targetGUID=guid("note", one))


def _lines(text: str) -> str:
    return "\n".join(clean(line) for line in text.splitlines())
