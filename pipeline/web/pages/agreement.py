"""Room 2: how far the people of a study agree on codings, and where they do not."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.errors import InputError
from pipeline.measure.agreement import Unit
from pipeline.measure.shares import FEWEST, RESAMPLES
from pipeline.run.agreement import CoderAgreement, Wanted, agreement
from pipeline.run.coded import open_coded
from pipeline.run.coders import MACHINE
from pipeline.web.answers import page
from pipeline.web.desk import desk_of

SHOWN = 200
"""Disagreements of a pair that are listed."""


def _page(request: Request) -> Response:
    desk = desk_of(request)
    asked = request.query_params
    unit = asked.get("unit", "")
    wanted = Wanted(
        against=MACHINE if asked.get("against") == MACHINE else "",
        unit=Unit(unit) if unit in list(Unit) else Unit.TURN,
    )
    found: CoderAgreement | None = None
    nothing: InputError | None = None
    try:
        found = agreement(desk.root, wanted)
    except InputError as error:
        nothing = error
    names = {code.id: code.name for code in open_coded(desk.root).study.codebook().codes}
    return page(
        request,
        "agreement.html",
        found=found,
        nothing=nothing,
        wanted=wanted,
        names=names,
        units=list(Unit),
        machine=MACHINE,
        shown=SHOWN,
        fewest=FEWEST,
        draws=RESAMPLES,
    )


ROUTES = [Route("/agreement", _page)]
