"""A codebook as a QDC file."""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET

from pipeline.anonymised.codebook_text import tree
from pipeline.anonymised.qdc.entry import clean, description
from pipeline.values.themes import Code, Codebook

NAMESPACE = "urn:QDA-XML:codebook:1.0"
_GUIDS = uuid.uuid5(uuid.NAMESPACE_URL, "victim-voices/codebook")
COLOURS = ("#4E79A7", "#F28E2B", "#59A14F", "#B07AA1", "#E15759", "#76B7B2", "#9C755F", "#EDC948")
"""One a family, in turn; apart from each other for most colour-blind eyes (Tableau 10)."""


def write_qdc(codebook: Codebook, origin: str) -> bytes:
    """The codes of `codebook` as a QDC file: families, their codes, and the codes within these.

    Definition, include, exclude, examples, look-alikes, cues, neighbours and id stand in each
    code's description. Rules, flags and word lists have no place in the format and stay behind.
    The same id gives the same GUID, so that another program knows a code again.

    Args:
        codebook: what to write.
        origin: the program that writes, with its version.
    """
    ET.register_namespace("", NAMESPACE)
    root = ET.Element(_tag("CodeBook"), {"origin": clean(origin)})
    codes = ET.SubElement(root, _tag("Codes"))
    for number, (family, branches) in enumerate(tree(codebook).items()):
        colour = COLOURS[number % len(COLOURS)]
        name = codebook.families[family]
        top = _add(codes, f"family:{family}", name, colour, codable=False)
        _describe(top, description({"id": family}))
        above = [top]
        for branch in branches:
            parent = above[branch.depth]
            code = branch.code
            element = _add(parent, code.id, code.name, colour, codable=True)
            _describe(element, _description(code))
            above[branch.depth + 1 :] = [element]
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def guid_of(key: str) -> str:
    """The GUID of a code's id, or of ``family:`` and a family's."""
    return str(uuid.uuid5(_GUIDS, key))


def _tag(name: str) -> str:
    return f"{{{NAMESPACE}}}{name}"


def _add(parent: ET.Element, key: str, name: str, colour: str, *, codable: bool) -> ET.Element:
    return ET.SubElement(
        parent,
        _tag("Code"),
        {
            "guid": guid_of(key),
            "name": clean(name) or key,
            "isCodable": "true" if codable else "false",
            "color": colour,
        },
    )


def _describe(element: ET.Element, text: str) -> None:
    ET.SubElement(element, _tag("Description")).text = text


def _description(code: Code) -> str:
    return description(
        {
            "id": code.id,
            "definition": code.definition,
            "include": code.include,
            "exclude": code.exclude,
            "examples": list(code.examples),
            "lookalikes": list(code.lookalikes),
            "cues": list(code.cues),
            "neighbours": list(code.neighbours),
        }
    )
