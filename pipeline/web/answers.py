"""What the pages answer: a page, or what was done."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from pipeline.errors import BusyError, GateError, InputError, VoicesError
from pipeline.web.desk import desk_of

LARGEST_FORM = 1 << 20
"""Bytes of what a page sends."""
_STATUS: dict[type[VoicesError], int] = {GateError: 409, BusyError: 503, InputError: 422}


@cache
def _templates() -> jinja2.Environment:
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(Path(__file__).parent / "templates"),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def page(request: Request, template: str, status: int = 200, **values: Any) -> Response:
    """A page made from a template; everything that is put into it is escaped."""
    desk = desk_of(request)
    shared = {
        "by": desk.by,
        "room_1": desk.key is not None,
        "path": request.url.path,
        "idle": int(desk.session.idle),
    }
    return HTMLResponse(_templates().get_template(template).render(shared | values), status)


def done(request: Request, said: str, back: str, **facts: Any) -> Response:
    """Tell that an action is kept: as JSON where the page's script asked, else by going `back`
    (a path of these pages)."""
    if _wants_json(request):
        seen = len(desk_of(request).journal().entries)
        return JSONResponse({"said": said, "seen": seen, **facts})
    return RedirectResponse(back, 303)


def refused(request: Request, error: VoicesError) -> Response:
    """Tell why something was not done, and what to do."""
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 400)
    if _wants_json(request):
        return JSONResponse({"refused": error.what, "next": error.next_step}, status)
    return page(request, "refused.html", status, error=error)


async def form(request: Request) -> Mapping[str, str]:
    """The fields of a form, the first of each name.

    Raises:
        InputError: it is too large, or no form.
    """
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LARGEST_FORM:
            raise InputError("the form is too large", next_step="send less at a time")
    try:
        fields = parse_qs(body.decode(), keep_blank_values=True, max_num_fields=10_000)
    except ValueError:
        raise InputError("that was no form", next_step="open the page again") from None
    return {name: values[0] for name, values in fields.items()}


def number(fields: Mapping[str, str], name: str) -> int:
    """A field that is a whole number.

    Raises:
        InputError: it is none.
    """
    text = fields.get(name, "")
    if not text.isascii() or not text.isdigit() or len(text) > 9:
        raise InputError(f"'{name}' is not a number", next_step="open the page again")
    return int(text)


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
