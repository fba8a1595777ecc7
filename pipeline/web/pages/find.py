"""Room 1: every form of a name, wherever the study has it.

A browser keeps the addresses of pages, and may send them elsewhere: no name stands in one. What is
looked for is sent as a form, remembered by the desk and called by its number, or named by an id.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from pipeline.errors import GateError
from pipeline.run.checking import decisions_of
from pipeline.run.files import read_value
from pipeline.run.review import rule_on_passage
from pipeline.run.reviewing.find import Found, find_words
from pipeline.run.reviewing.newer import turn_subject
from pipeline.run.unchanged import unchanged_values
from pipeline.values.identifiers import Identity, Kind, RulingKind
from pipeline.values.texts import Transcript
from pipeline.web.actions import action
from pipeline.web.answers import done, page
from pipeline.web.desk import Desk, desk_of
from pipeline.web.fields import Fields, kind, number, span
from pipeline.web.room_1 import refuse_shut

_APART = "|"
"""Stands between forms of one name that are looked for together."""


def _find(request: Request) -> Response:
    desk = desk_of(request)
    refuse_shut(desk)
    seen = len(desk.journal().entries)
    words = _asked_for(desk, request)
    found: dict[tuple[str, int, int], Found] = {}
    for form in filter(None, map(str.strip, words.split(_APART))):
        for one in find_words(desk.study(), form):
            found.setdefault((one.transcript, one.turn, one.span.start), one)
    return page(
        request,
        "find.html",
        words=words,
        found=[found[place] for place in sorted(found)],
        kinds=list(Kind),
        seen=seen,
    )


def _asked_for(desk: Desk, request: Request) -> str:
    """What the address names: a search that was typed, somebody, or a decision."""
    asked = request.query_params
    if at := asked.get("search", ""):
        return desk.searches.get(at, "")
    if id := asked.get("identity", ""):
        known = unchanged_values(desk.study().places.identities, Identity)
        return _APART.join(form for one in known if one.id == id for form in one.forms)
    if id := asked.get("decision", ""):
        return _words_of(desk, asked.get("transcript", ""), id)
    return ""


def _words_of(desk: Desk, transcript: str, decision: str) -> str:
    study = desk.study()
    there = [one for one in decisions_of(study, transcript) if one.id == decision]
    if not there:
        raise GateError(
            "there is no such decision any more: a run has decided anew",
            next_step="open the page again",
        )
    source = read_value(study.places.transcripts / f"{transcript}.jsonl", Transcript)
    place = there[0].span
    return source.turns[there[0].turn - 1].text[place.start : place.end]


def _search(request: Request, fields: Fields) -> Response:
    """Remember what was typed, and show where it stands."""
    desk = desk_of(request)
    refuse_shut(desk)
    at = str(len(desk.searches) + 1)
    desk.searches[at] = fields.get("words", "").strip()
    return RedirectResponse(f"/find?search={at}", 303)


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


ROUTES = [Route("/find", _find), action("/find", _search), action("/find/mark", _mark)]
