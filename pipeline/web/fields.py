"""The fields of a form, as far as they can be trusted: not at all before they are looked at."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import parse_qs

from starlette.requests import Request

from pipeline.errors import InputError
from pipeline.values.identifiers import Kind
from pipeline.values.spans import Span

LARGEST = 1 << 20
"""Bytes of what a page sends."""
MOST = 10_000
"""Fields of it."""
Fields = Mapping[str, str]
_AGAIN = "open the page again"


async def read_fields(request: Request) -> Fields:
    """The fields of a form, the first of each name.

    Raises:
        InputError: it is too large, or no form.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST:
            raise InputError("the form is too large", next_step="send less at a time")
    try:
        found = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=MOST)
    except ValueError:
        raise InputError("that was no form", next_step=_AGAIN) from None
    return {name: values[0] for name, values in found.items()}


def is_number(text: str) -> bool:
    """Whether `text` is a whole number that makes sense as one."""
    return text.isascii() and text.isdigit() and len(text) <= 9


def number(fields: Fields, name: str) -> int:
    """A field that is a whole number.

    Raises:
        InputError: it is none.
    """
    text = fields.get(name, "")
    if not is_number(text):
        raise InputError(f"'{name}' is not a number", next_step=_AGAIN)
    return int(text)


def span(fields: Fields) -> Span:
    """The stretch that was selected: fields `start` and `end`, in code points, half-open.

    Raises:
        InputError: there is none, or it is empty.
    """
    start, end = number(fields, "start"), number(fields, "end")
    if start >= end:
        raise InputError("nothing was selected", next_step="select the words that are meant")
    return Span(start=start, end=end)


def kind(fields: Fields) -> Kind:
    """The kind of identifier that was chosen.

    Raises:
        InputError: there is no such kind.
    """
    try:
        return Kind(fields.get("kind", ""))
    except ValueError:
        raise InputError("there is no such kind", next_step="choose one of the list") from None
