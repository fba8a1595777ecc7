"""Room 1: turns drawn at random and read blind, and what they say about how much was missed."""

from __future__ import annotations

import json

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.errors import InputError
from pipeline.run.sample_figures import SampledRecall, sample_estimate
from pipeline.run.sampling import answer_sample, draw_sample, sample_to_read
from pipeline.values.identifiers import Kind
from pipeline.values.spans import Span
from pipeline.web.actions import action
from pipeline.web.answers import done, page
from pipeline.web.desk import Desk, desk_of
from pipeline.web.fields import Fields, number
from pipeline.web.room_1 import refuse_shut

LARGEST = 2000
BOUND = 0.98
"""The recall that is asked about where nobody says another."""


def _samples(request: Request) -> Response:
    desk = _open(request)
    samples = desk.journal().samples()
    answers = desk.journal().sample_answers()
    read = {
        one.id: len({(a.transcript, a.turn) for a in answers if a.sample == one.id})
        for one in samples
    }
    return page(
        request,
        "samples.html",
        samples=list(reversed(samples)),
        read=read,
        estimate=_estimate(desk) if any(read.values()) else None,
        bound=BOUND,
    )


def _estimate(desk: Desk) -> SampledRecall | None:
    try:
        return sample_estimate(desk.root, None, BOUND)
    except InputError:
        return None


def _turn(request: Request) -> Response:
    desk = _open(request)
    id = request.path_params["id"]
    left = sample_to_read(desk.root, id, desk.by)
    return page(
        request,
        "sample_turn.html",
        id=id,
        turn=left[0] if left else None,
        left=len(left),
        kinds=list(Kind),
    )


def _draw(request: Request, fields: Fields) -> Response:
    desk = _open(request)
    size = number(fields, "size")
    if not 1 <= size <= LARGEST:
        raise InputError(f"a sample holds 1 to {LARGEST} turns", next_step="choose another size")
    with desk.acting(0, []):
        sample = draw_sample(desk.root, size, desk.by)
    return done(request, "Drawn.", f"/sample/{sample.id}")


def _answer(request: Request, fields: Fields) -> Response:
    desk = _open(request)
    id = request.path_params["id"]
    missed = _missed(fields.get("missed", ""))
    with desk.acting(0, []):
        answer_sample(
            desk.root,
            id,
            fields.get("transcript", ""),
            number(fields, "turn"),
            desk.by,
            missed,
        )
    return done(request, "Kept.", f"/sample/{id}")


def _missed(text: str) -> list[tuple[Span, Kind]]:
    """What was marked: a list of [start, end, kind]."""
    try:
        rows = json.loads(text or "[]")
        return [(Span(start=start, end=end), Kind(kind)) for start, end, kind in rows]
    except (ValueError, TypeError):
        raise InputError("that is no list of places", next_step="open the page again") from None


def _open(request: Request) -> Desk:
    desk = desk_of(request)
    refuse_shut(desk)
    return desk


ROUTES = [
    Route("/sample", _samples),
    Route("/sample/{id}", _turn),
    action("/sample", _draw),
    action("/sample/{id}", _answer),
]
