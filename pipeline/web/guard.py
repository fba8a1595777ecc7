"""What every request must pass before a page sees it, and every answer before it leaves.

The pages listen on loopback, where any program and any web page that is open in the same browser
can send requests: hence the token, the cookie that no other site may send, and the names in the
request's own headers (against DNS rebinding and forged forms).
"""

from __future__ import annotations

import re
import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from pipeline.errors import VoicesError
from pipeline.web.answers import page, refused
from pipeline.web.desk import desk_of
from pipeline.web.session import COOKIE

_HERE = re.compile(r"(?:127\.0\.0\.1|localhost)(?::\d{1,5})?")
_OPEN = "/static/"
_WHEN_LOCKED = frozenset({"/unlock"})
_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'"
    ),
    "Cache-Control": "no-store",
    # Not 'no-referrer': browsers then send 'Origin: null' with forms of our own.
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=()",
}
Next = Callable[[Request], Awaitable[Response]]


class Guard(BaseHTTPMiddleware):
    """Stands before all pages."""

    async def dispatch(self, request: Request, call_next: Next) -> Response:
        """Let a request through, or answer it here."""
        answer = await self._answer(request, call_next)
        answer.headers.update(_HEADERS)
        return answer

    async def _answer(self, request: Request, call_next: Next) -> Response:
        host = request.headers.get("host", "")
        if not _HERE.fullmatch(host) or not _own(request, host):
            return PlainTextResponse("These pages answer on this machine alone.\n", 403)
        if request.url.path.startswith(_OPEN):
            return await call_next(request)
        session = desk_of(request).session
        if token := request.query_params.get("token"):
            return _enter(session.trade(token))
        if not session.knows(request.cookies.get(COOKIE, "")):
            return PlainTextResponse(
                "Open the link that 'voices review' printed. It works once; for another, stop the "
                "command (Ctrl+C) and type it again.\n",
                403,
            )
        if session.locked() and request.url.path not in _WHEN_LOCKED:
            return page(request, "locked.html", 423)
        session.touch()
        return await _safely(request, call_next)


def _own(request: Request, host: str) -> bool:
    """Whether a request that changes something comes from a page of ours."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return request.method == "GET" and "token" in request.query_params
    if request.method in ("GET", "HEAD"):
        return True
    return request.headers.get("origin") == f"http://{host}"


def _enter(cookie: str | None) -> Response:
    if cookie is None:
        return PlainTextResponse(
            "This link was used already, or is not the one that was printed. Stop 'voices review' "
            "(Ctrl+C) and type it again.\n",
            403,
        )
    answer = RedirectResponse("/", 303)
    answer.set_cookie(COOKIE, cookie, httponly=True, samesite="strict", path="/")
    return answer


async def _safely(request: Request, call_next: Next) -> Response:
    """The page's answer. What goes wrong is told without its message, and never logged: it may hold
    words of a transcript."""
    try:
        return await call_next(request)
    except VoicesError as error:
        return refused(request, error)
    except Exception as error:
        frame = traceback.extract_tb(error.__traceback__)[-1]
        place = f"{Path(frame.filename).name}, line {frame.lineno}"
        return page(request, "fault.html", 500, what=type(error).__name__, place=place)
