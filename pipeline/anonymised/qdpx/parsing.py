"""XML that anybody may have made, read within bounds."""

from __future__ import annotations

import io
from xml.etree.ElementTree import Element, ParseError

from pipeline.errors import InputError

MOST_ELEMENTS = 1_000_000
DEEPEST = 60
_STEP = "export it again from the program it comes from"


def parse_project(data: bytes, where: str) -> Element:
    """The root of ``project.qde``.

    Raises:
        InputError: it is no XML, no REFI-QDA project, holds a document type or entities, too many
            elements, or elements too deep within each other.
    """
    from defusedxml import DefusedXmlException

    try:
        root = _parsed(data, where)
    except DefusedXmlException:
        raise _refusal("holds a document type or entities, which no project needs", where) from None
    except (ParseError, ValueError, LookupError):
        raise _refusal("holds a project.qde that is not readable as XML", where) from None
    if name_of(root) != "Project":
        raise _refusal("holds a project.qde that is no REFI-QDA project", where)
    return root


def name_of(element: Element) -> str:
    """The element's name without its namespace: programs write several."""
    return str(element.tag).rpartition("}")[2]


def inner(element: Element, *names: str) -> list[Element]:
    """The children of these names."""
    return [one for one in element if name_of(one) in names]


def _parsed(data: bytes, where: str) -> Element:
    from defusedxml.ElementTree import iterparse

    count = depth = 0
    root: Element | None = None
    for event, element in iterparse(io.BytesIO(data), ("start", "end"), forbid_dtd=True):
        if event == "end":
            depth -= 1
            continue
        count, depth = count + 1, depth + 1
        root = element if root is None else root
        if count > MOST_ELEMENTS or depth > DEEPEST:
            raise _refusal("holds a project.qde with too many elements, or too deep ones", where)
    if root is None:
        raise ParseError
    return root


def _refusal(what: str, where: str) -> InputError:
    return InputError(what, where=where, next_step=_STEP)
