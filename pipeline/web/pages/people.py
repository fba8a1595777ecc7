"""Room 1: who is who in the study, and where that is uncertain."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.run.people import people
from pipeline.web.answers import page
from pipeline.web.desk import desk_of
from pipeline.web.room_1 import refuse_shut


def _people(request: Request) -> Response:
    desk = desk_of(request)
    refuse_shut(desk)
    transcript = request.query_params.get("transcript", "")
    found = people(desk.root, transcript)
    return page(
        request,
        "people.html",
        people=sorted(found, key=lambda one: (not one.identity.questions, -one.mentions)),
        transcript=transcript,
        transcripts=sorted(desk.study().documents),
    )


ROUTES = [Route("/people", _people)]
