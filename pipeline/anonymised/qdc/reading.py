"""A QDC file of any program as the families and codes of a codebook."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from xml.etree.ElementTree import Element, ParseError

from pipeline.anonymised.code_ids import LONGEST_ID, id_like, is_id
from pipeline.anonymised.codebook_faults import CODE_LISTS, CODE_TEXTS, MOST_CODES, MOST_ITEMS
from pipeline.anonymised.cue_language import Lists
from pipeline.anonymised.matching import comparable
from pipeline.anonymised.qdc.entry import Entry, clean, entry_of
from pipeline.errors import InputError
from pipeline.values.themes import Code

LARGEST = 10_000_000
"""Bytes."""
DEEPEST = 20
"""Codes within one another."""
OTHERS = "Without a family"
"""The family of codes that stand on their own at the top of the file."""
_STEP = "export it again from the program it comes from"


@dataclass(frozen=True)
class ReadBook:
    """What a QDC file holds, as this program takes it."""

    families: dict[str, str]
    codes: tuple[Code, ...]
    left_out: tuple[str, ...]
    """What was changed or could not be taken over, in words."""


@dataclass
class _Found:
    """What has been read so far."""

    taken: set[str]
    """Ids that may not be given again."""
    families: dict[str, str] = field(default_factory=dict)
    codes: list[tuple[Entry, str]] = field(default_factory=list)
    """Each code, and the id it had in its description."""
    left_out: list[str] = field(default_factory=list)

    def id_for(self, wanted: str, name: str) -> str:
        """An id that nobody has: the wanted one, else one made of the name."""
        base = wanted if is_id(wanted) else id_like(name) or "code"
        id, number = base, 2
        while id in self.taken:
            id = f"{base[: LONGEST_ID - 4].rstrip('-')}-{number}"
            number += 1
        self.taken.add(id)
        return id


def read_qdc(
    data: bytes, where: str, taken: Collection[str] = (), lists: Lists | None = None
) -> ReadBook:
    """The families and codes of a QDC file.

    A code at the top that holds others becomes a family; a code within a code has it as its parent.
    Names make the ids, unless the description ends with one that this program wrote.

    Args:
        data: the file's content.
        where: the file, for messages.
        taken: ids that the file's codes may not have.
        lists: word lists that its cues may name.

    Raises:
        InputError: it is too large, no XML, no QDC file, holds a DTD or entities, or no codes or
            too many.
    """
    found = _Found(set(taken))
    root = _root(data, where)
    _refuse_too_many(sum(_name(one) == "Code" for one in root.iter()), 2 * MOST_CODES, where)
    for top in _top_codes(root, found):
        _read_top(top, found, where)
    if not found.codes:
        raise InputError("there are no codes in the file", where=where, next_step=_STEP)
    _refuse_too_many(len(found.codes), MOST_CODES, where)
    codes = tuple(_finished(found, lists or {}))
    return ReadBook(found.families, codes, tuple(dict.fromkeys(found.left_out)))


def _refuse_too_many(count: int, most: int, where: str) -> None:
    if count > most:
        raise InputError(
            f"{count} codes: a codebook may have {MOST_CODES}",
            where=where,
            next_step="take out what is no theme in the other program, and export again",
        )


def _root(data: bytes, where: str) -> Element:
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import fromstring

    if len(data) > LARGEST:
        raise InputError(f"is larger than {LARGEST // 1_000_000} MB", where=where, next_step=_STEP)
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise InputError(
            "holds a document type or entities, which no codebook needs", where=where,
            next_step=_STEP,
        ) from None  # fmt: skip
    except (ParseError, ValueError, LookupError):
        raise InputError("is not readable as XML", where=where, next_step=_STEP) from None
    if _name(root) != "CodeBook":
        raise InputError(
            "is no REFI-QDA codebook", where=where,
            next_step="export a codebook (.qdc), not a project (.qdpx)",
        )  # fmt: skip
    return root


def _top_codes(root: Element, found: _Found) -> list[Element]:
    holders = [one for one in root if _name(one) == "Codes"]
    for other in root:
        if _name(other) != "Codes":
            found.left_out.append(f"'{clean(_name(other))}' of the file: only its codes are read")
    return [code for holder in holders for code in _inner(holder)]


def _read_top(top: Element, found: _Found, where: str) -> None:
    entry, inner = _entry(top), _inner(top)
    codable = top.get("isCodable", "true").strip().lower() in ("true", "1")
    if not inner and codable:
        family = _family_of_others(found)
        _add(found, entry, _title(top), family, None)
        return
    name = _title(top) or "Family"
    family = id_like(name) or "family"
    if is_id(wanted := str(entry.get("id", ""))):
        family = wanted
    family = _unused(family, found.families)
    found.families[family] = name
    if codable:
        found.left_out.append(f"'{name}' became a family: nothing can be coded with it itself")
    if str(entry["definition"]):
        found.left_out.append(f"the description of '{name}': a family has none here")
    for code in inner:
        _read_below(code, found, family, where)


def _read_below(top: Element, found: _Found, family: str, where: str) -> None:
    """A code and those within it, each after its parent."""
    waiting: list[tuple[Element, str | None, int]] = [(top, None, 1)]
    while waiting:
        element, parent, depth = waiting.pop()
        if depth > DEEPEST:
            raise InputError(f"codes stand more than {DEEPEST} deep within each other", where=where,
                             next_step=_STEP)  # fmt: skip
        id = _add(found, _entry(element), _title(element), family, parent)
        waiting += [(one, id, depth + 1) for one in reversed(_inner(element))]


def _add(found: _Found, entry: Entry, name: str, family: str, parent: str | None) -> str:
    wanted = str(entry.get("id", ""))
    id = found.id_for(wanted, name)
    if not name:
        found.left_out.append(f"a code without a name was called '{id}'")
    if wanted and wanted != id:
        found.left_out.append(f"the id '{clean(wanted)[:LONGEST_ID]}' became '{id}'")
    new = {**entry, "id": id, "name": name or id, "family": family, "parent": parent or ""}
    found.codes.append((new, wanted or id))
    return id


def _family_of_others(found: _Found) -> str:
    family = id_like(OTHERS)
    found.families.setdefault(family, OTHERS)
    return family


def _unused(family: str, families: Collection[str]) -> str:
    id, number = family, 2
    while id in families:
        id = f"{family[: LONGEST_ID - 4].rstrip('-')}-{number}"
        number += 1
    return id


def _finished(found: _Found, lists: Lists) -> Iterator[Code]:
    """The codes with what the codebook takes of them; names of neighbours led to their new ids."""
    ids = {wanted: str(entry["id"]) for entry, wanted in found.codes}
    for entry, _ in found.codes:
        id = str(entry["id"])
        texts = {key: _cut(str(entry.get(key, "")), key, id, found) for key in CODE_TEXTS}
        items = {key: _items(entry.get(key, []), key, id, found) for key in CODE_LISTS}
        named = dict.fromkeys(ids[one] for one in items["neighbours"] if ids.get(one, id) != id)
        missing = sum(one not in ids for one in items["neighbours"])
        if missing:
            found.left_out.append(f"{missing} neighbours of '{id}' that are not in the file")
        readable = tuple(cue for cue in items["cues"] if comparable(cue, lists))
        if len(readable) < len(items["cues"]):
            lost = len(items["cues"]) - len(readable)
            found.left_out.append(f"{lost} cues of '{id}' that cannot be read here")
        yield Code(
            id=id,
            family=texts["family"],
            name=texts["name"],
            definition=texts["definition"] or texts["name"],
            include=texts["include"],
            exclude=texts["exclude"],
            parent=texts["parent"] or None,
            examples=items["examples"],
            lookalikes=items["lookalikes"],
            cues=readable,
            neighbours=tuple(named),
        )


def _cut(text: str, key: str, id: str, found: _Found) -> str:
    most = CODE_TEXTS[key]
    if len(text) > most:
        found.left_out.append(f"the end of '{key}' of '{id}': longer than {most} characters")
    return text[:most].strip()


def _items(items: str | Sequence[str], key: str, id: str, found: _Found) -> tuple[str, ...]:
    listed = [items] if isinstance(items, str) else items
    kept = [one for one in listed if one and len(one) <= CODE_LISTS[key]][:MOST_ITEMS]
    if len(kept) < len(listed):
        found.left_out.append(f"{len(listed) - len(kept)} of '{key}' of '{id}': too long or many")
    return tuple(kept)


def _entry(element: Element) -> Entry:
    described = next((one for one in element if _name(one) == "Description"), None)
    return entry_of("".join(described.itertext()) if described is not None else "")


def _title(element: Element) -> str:
    return clean(element.get("name", ""))


def _inner(element: Element) -> list[Element]:
    return [one for one in element if _name(one) == "Code"]


def _name(element: Element) -> str:
    """The element's name without its namespace: programs write several."""
    return str(element.tag).rpartition("}")[2]
