"""Room 1: what is still open in a draft, and approving exactly this draft or giving it back."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.errors import GateError
from pipeline.run.review import approve_draft, return_draft
from pipeline.run.reviewing.newer import draft_subject
from pipeline.run.reviewing.open_items import OpenItems, open_items
from pipeline.web.actions import action
from pipeline.web.answers import done, page
from pipeline.web.desk import Desk, desk_of
from pipeline.web.fields import Fields, number
from pipeline.web.room_1 import refuse_shut


def _items(request: Request) -> tuple[Desk, OpenItems]:
    desk = desk_of(request)
    refuse_shut(desk)
    return desk, open_items(desk.study(), desk.journal(), request.path_params["id"])


def _page(request: Request) -> Response:
    _, items = _items(request)
    return page(request, "sign_off.html", items=items, seen=items.read)


def _approve(request: Request, fields: Fields) -> Response:
    desk, items = _items(request)
    id = items.transcript
    with desk.acting(number(fields, "seen"), [draft_subject(id)]):
        _refuse_open(_items(request)[1], fields)
        approve_draft(desk.root, id, fields.get("state", ""), desk.by)
    return done(request, f"{id} is signed off.", f"/sign-off/{id}")


def _refuse_open(items: OpenItems, fields: Fields) -> None:
    if items.pending:
        raise GateError(
            f"{items.pending} rulings are not in this draft yet", next_step="run the study first"
        )
    if items.must and not fields.get("all_the_same"):
        raise GateError(
            f"{items.must} decisions still ask for a person's eyes",
            next_step="look at them, or tick that you sign all the same",
        )


def _return(request: Request, fields: Fields) -> Response:
    desk, items = _items(request)
    id, because = items.transcript, fields.get("because", "").strip()
    with desk.acting(number(fields, "seen"), [draft_subject(id)]):
        return_draft(desk.root, id, fields.get("state", ""), desk.by, because)
    return done(request, f"{id} was given back.", f"/sign-off/{id}")


ROUTES = [
    Route("/sign-off/{id}", _page),
    action("/sign-off/{id}/approve", _approve),
    action("/sign-off/{id}/return", _return),
]
