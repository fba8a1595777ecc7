"""All pages, by their addresses."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from pipeline.errors import VoicesError
from pipeline.web.desk import Desk
from pipeline.web.guard import Guard
from pipeline.web.pages import (
    agreement,
    by_code,
    codings,
    find,
    flags,
    home,
    identifiers,
    judging,
    missed,
    people,
    sample,
    sign_off,
    unlock,
)


def make_app(desk: Desk, started: Callable[[], None] = lambda: None) -> Starlette:
    """The pages of a desk.

    Args:
        desk: whose.
        started: called once they answer.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        started()
        threading.Thread(target=_read_ahead, args=(desk,), daemon=True).start()
        yield

    static = Mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    routes: list[BaseRoute] = [
        static,
        *unlock.ROUTES,
        *home.ROUTES,
        *identifiers.ROUTES,
        *missed.ROUTES,
        *people.ROUTES,
        *find.ROUTES,
        *sample.ROUTES,
        *sign_off.ROUTES,
        *judging.ROUTES,
        *by_code.ROUTES,
        *codings.ROUTES,
        *flags.ROUTES,
        *agreement.ROUTES,
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Guard)], lifespan=lifespan)
    app.state.desk = desk
    return app


def _read_ahead(desk: Desk) -> None:
    """The codebook takes seconds to read for the first time: while the first page is looked at. A
    wrong one is told by the pages that need it."""
    with suppress(VoicesError):
        desk.study().codebook()
