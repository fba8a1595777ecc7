"""Room 1: every form of a name, wherever the study has it."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.run.review import rule_on_passage
from pipeline.run.reviewing.find import Found, find_words
from pipeline.run.reviewing.newer import turn_subject
from pipeline.values.identifiers import Kind, RulingKind
from pipeline.web.actions import action
from pipeline.web.answers import done, page
from pipeline.web.desk import desk_of
from pipeline.web.fields import Fields, kind, number, span
from pipeline.web.room_1 import refuse_shut


def _find(request: Request) -> Response:
    desk = desk_of(request)
    refuse_shut(desk)
    words = request.query_params.get("words", "").strip()
    # Several forms of one name are looked for together, apart by bars.
    forms = [form.strip() for form in words.split("|") if form.strip()]
    found: dict[tuple[str, int, int], Found] = {}
    for form in forms:
        for one in find_words(desk.study(), form):
            found.setdefault((one.transcript, one.turn, one.span.start), one)
    return page(
        request,
        "find.html",
        words=words,
        found=[found[place] for place in sorted(found)],
        kinds=list(Kind),
        seen=len(desk.journal().entries),
    )


def _mark(request: Request, fields: Fields) -> Response:
    """Mark a place that was found and in which nothing was decided."""
    desk = desk_of(request)
    refuse_shut(desk)
    id, turn = fields.get("transcript", ""), number(fields, "turn")
    place, role = span(fields), fields.get("role", "").strip()
    with desk.acting(number(fields, "seen"), [turn_subject(id, turn)]):
        rule_on_passage(
            desk.root, RulingKind.IDENTIFIES, id, turn, place, desk.by, kind(fields), role
        )
    return done(request, "Marked. The next run replaces it.", f"/identifiers/{id}#turn-{turn}")


ROUTES = [Route("/find", _find), action("/find", _mark)]
