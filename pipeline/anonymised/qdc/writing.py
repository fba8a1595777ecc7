"""A codebook as a QDC file."""

from __future__ import annotations

import uuid
import xml.etree.ElementTree as ET
from collections.abc import Collection

from pipeline.anonymised.codebook_text import tree
from pipeline.anonymised.qdc.entry import clean, description
from pipeline.values.themes import Code, Codebook, Polarity

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
    root = ET.Element(f"{{{NAMESPACE}}}CodeBook", {"origin": clean(origin)})
    add_codes(root, NAMESPACE, codebook)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True)) + b"\n"


def add_codes(
    book: ET.Element,
    namespace: str,
    codebook: Codebook,
    polarities: Collection[tuple[str, Polarity]] = (),
) -> None:
    """Put the codes into a ``CodeBook`` element of this namespace.

    Args:
        polarities: codes that have a code of their own below them for this polarity, for a format
            in which a coding has no field for it.
    """
    codes = ET.SubElement(book, f"{{{namespace}}}Codes")
    for number, (family, branches) in enumerate(tree(codebook).items()):
        colour = COLOURS[number % len(COLOURS)]
        top = _add(codes, f"family:{family}", codebook.families[family], colour, codable=False)
        _describe(top, description({"id": family}))
        above = [top]
        for branch in branches:
            code = branch.code
            element = _add(above[branch.depth], code.id, code.name, colour)
            _describe(element, _description(code))
            above[branch.depth + 1 :] = [element]
            for polarity in Polarity:
                if (code.id, polarity) in polarities:
                    _add_polarity(element, code, polarity, colour)


def code_key(code: str, polarity: Polarity) -> str:
    """What the GUID of a code is made of, and its id in its description."""
    return code if polarity is Polarity.PRESENT else f"{code}:{polarity.value}"


def polarity_name(name: str, polarity: Polarity) -> str:
    """The name of the code that stands for a polarity: 'Moving home (denied)'."""
    return name if polarity is Polarity.PRESENT else f"{name} ({polarity.value})"


def guid_of(key: str) -> str:
    """The GUID of a code's id, or of ``family:`` and a family's."""
    return str(uuid.uuid5(_GUIDS, key))


def _add(
    parent: ET.Element, key: str, name: str, colour: str, *, codable: bool = True
) -> ET.Element:
    return ET.SubElement(
        parent,
        f"{_namespace(parent)}Code",
        {
            "guid": guid_of(key),
            "name": clean(name) or key,
            "isCodable": "true" if codable else "false",
            "color": colour,
        },
    )


def _add_polarity(parent: ET.Element, code: Code, polarity: Polarity, colour: str) -> None:
    key = code_key(code.id, polarity)
    element = _add(parent, key, polarity_name(code.name, polarity), colour)
    said = "was denied" if polarity is Polarity.DENIED else "was only thought of"
    _describe(element, description({"id": key, "definition": f"The theme '{code.name}' {said}."}))


def _namespace(element: ET.Element) -> str:
    return element.tag.partition("}")[0] + "}"


def _describe(element: ET.Element, text: str) -> None:
    ET.SubElement(element, f"{_namespace(element)}Description").text = text


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
