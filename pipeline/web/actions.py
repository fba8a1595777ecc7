"""How a page's form becomes an action: its fields read, the work done in a thread of its own."""

from __future__ import annotations

from collections.abc import Callable

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.web.fields import Fields, read_fields

Work = Callable[[Request, Fields], Response]


def action(path: str, work: Work) -> Route:
    """The address at which a form's `work` is done."""

    async def endpoint(request: Request) -> Response:
        fields = await read_fields(request)
        return await run_in_threadpool(work, request, fields)

    return Route(path, endpoint, methods=["POST"])
