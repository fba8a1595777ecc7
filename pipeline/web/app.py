"""All pages, by their addresses."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.routing import BaseRoute, Mount
from starlette.staticfiles import StaticFiles

from pipeline.web.desk import Desk
from pipeline.web.guard import Guard
from pipeline.web.pages import find, home, identifiers, people, sign_off, unlock


def make_app(desk: Desk, started: Callable[[], None] = lambda: None) -> Starlette:
    """The pages of a desk.

    Args:
        desk: whose.
        started: called once they answer.
    """

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        started()
        yield

    static = Mount("/static", StaticFiles(directory=Path(__file__).parent / "static"))
    routes: list[BaseRoute] = [
        static,
        *unlock.ROUTES,
        *home.ROUTES,
        *identifiers.ROUTES,
        *people.ROUTES,
        *find.ROUTES,
        *sign_off.ROUTES,
    ]
    app = Starlette(routes=routes, middleware=[Middleware(Guard)], lifespan=lifespan)
    app.state.desk = desk
    return app
