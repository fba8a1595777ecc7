"""What the pages answer: a page, or what was done, or why it was not."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import jinja2
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, RedirectResponse, Response

from pipeline.errors import BusyError, GateError, InputError, VoicesError
from pipeline.identified.vault import Passphrase
from pipeline.web.desk import desk_of

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
        "passphrase": isinstance(desk.key, Passphrase),
        "path": request.url.path,
        "idle": int(desk.session.idle),
    }
    return HTMLResponse(_templates().get_template(template).render(shared | values), status)


def done(request: Request, said: str, back: str, **facts: Any) -> Response:
    """Tell that an action is kept: as JSON where the page's script asked, else by going `back`
    (a path of these pages).

    `facts` are for the script; where they hold `seen`, that is the last journal entry it knows of.
    """
    if _wants_json(request):
        facts.setdefault("seen", len(desk_of(request).journal().entries))
        return JSONResponse({"said": said, **facts})
    return RedirectResponse(back, 303)


def refused(request: Request, error: VoicesError) -> Response:
    """Tell why something was not done, and what to do."""
    status = next((code for kind, code in _STATUS.items() if isinstance(error, kind)), 400)
    if _wants_json(request):
        return JSONResponse({"refused": error.what, "next": error.next_step}, status)
    return page(request, "refused.html", status, error=error)


def fault(request: Request, what: str, place: str) -> Response:
    """Tell that this program is at fault: the sort of error and where, without its message."""
    if _wants_json(request):
        told = {"refused": f"a fault of this program ({what} in {place})"}
        return JSONResponse(told | {"next": "report this line: it holds no words"}, 500)
    return page(request, "fault.html", 500, what=what, place=place)


def _wants_json(request: Request) -> bool:
    return "application/json" in request.headers.get("accept", "")
