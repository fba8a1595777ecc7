"""What every request must pass before a page sees it, and every answer before it leaves.

The pages listen on loopback, where any program and any web page that is open in the same browser
can send requests: hence the token, the cookie that no other site may send, and the names in the
request's own headers (against DNS rebinding and forged forms).
"""

from __future__ import annotations

import traceback
from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.middleware.base import BaseHTTPMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response

from pipeline.errors import VoicesError
from pipeline.web.answers import fault, page, refused
from pipeline.web.desk import desk_of

_OPEN = "/static/"
_WHEN_LOCKED = frozenset({"/unlock"})
_ASKED_BY_ITSELF = frozenset({"/run"})
"""What a page asks for again and again while nobody need be there."""
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
        host, path = request.headers.get("host", ""), request.scope["path"]
        if host != _here(request) or not _own(request, host):
            return PlainTextResponse("These pages answer on this machine alone.\n", 403)
        if path.startswith(_OPEN):
            return await _safely(request, call_next)
        session = desk_of(request).session
        if token := request.query_params.get("token"):
            return _enter(request, session.trade(token))
        if not session.knows(request.cookies.get(session.cookie, "")):
            return PlainTextResponse(
                "Open the link that 'voices review' printed. It works once; for another, stop the "
                "command (Ctrl+C) and type it again.\n",
                403,
            )
        if session.locked() and path not in _WHEN_LOCKED:
            return page(request, "locked.html", 423)
        if request.method != "GET" or path not in _ASKED_BY_ITSELF:
            session.touch()
        return await _safely(request, call_next)


def _here(request: Request) -> str:
    """The address at which the request came in: no other name of it is served."""
    address, port = request.scope["server"]
    return f"{address}:{port}"


def _own(request: Request, host: str) -> bool:
    """Whether a request that changes something comes from a page of ours."""
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return request.method == "GET" and "token" in request.query_params
    if request.method in ("GET", "HEAD"):
        return True
    return request.headers.get("origin") == f"http://{host}"


def _enter(request: Request, cookie: str | None) -> Response:
    """The cookie for the token, with a page that goes on by itself: where the link was clicked on
    another site's page, a redirection would go without the cookie."""
    if cookie is None:
        return PlainTextResponse(
            "This link was used already, or is not the one that was printed. Stop 'voices review' "
            "(Ctrl+C) and type it again.\n",
            403,
        )
    answer = page(request, "enter.html")
    name = desk_of(request).session.cookie
    answer.set_cookie(name, cookie, httponly=True, samesite="strict", path="/")
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
        return fault(request, type(error).__name__, place)
