"""The first page: where every transcript stands, and what to do next."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from pipeline.errors import InputError
from pipeline.run.reviewing.overview import overview
from pipeline.web.actions import action
from pipeline.web.answers import done, page
from pipeline.web.desk import desk_of
from pipeline.web.fields import Fields


def _home(request: Request) -> Response:
    desk = desk_of(request)
    return page(
        request,
        "home.html",
        seen=overview(desk.study(), desk.journal()),
        running=desk.running,
    )


def _run(request: Request, fields: Fields) -> Response:
    desk = desk_of(request)
    if desk.key is None:
        raise InputError("a run needs the vault's key", next_step="voices run")
    desk.running.start(desk.root, desk.key)
    return done(request, "The run has begun.", "/")


def _progress(request: Request) -> Response:
    running = desk_of(request).running
    return JSONResponse(
        {
            "alive": running.alive,
            "stage": running.stage,
            "done": running.done,
            "total": running.total,
            "failed": running.failed,
        }
    )


ROUTES = [Route("/", _home), Route("/run", _progress), action("/run", _run)]
