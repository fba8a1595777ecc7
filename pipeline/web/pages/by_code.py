"""Room 2: the codes of the study, and the codings of one code over all transcripts."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.run.coded import Coded, open_coded
from pipeline.run.reviewing.coded_by_code import code_counts, codings_of, in_context
from pipeline.run.reviewing.coded_talk import STATES, code_of, coded_talk
from pipeline.web.answers import page
from pipeline.web.desk import desk_of
from pipeline.web.fields import is_number
from pipeline.web.pages.codings import BY_CODE, panel_values

A_PAGE = 100
"""Passages shown at once."""


def _codings(request: Request) -> Response:
    coded = open_coded(desk_of(request).root)
    code = request.query_params.get("code", "")
    if code:
        return _of_code(request, coded, code)
    counts = {one.code.id: one for one in code_counts(coded)}
    book = coded.study.codebook()
    return page(
        request,
        "codes.html",
        families=[
            (name, [counts[code.id] for code in book.codes if code.family == family])
            for family, name in book.families.items()
        ],
        transcripts=coded.transcripts,
        least=coded.study.settings.coding.puts_from,
    )


def _of_code(request: Request, coded: Coded, code: str) -> Response:
    found = codings_of(coded, code)
    counts = {state: sum(one.state == state for one in found) for state in STATES}
    show = request.query_params.get("show", "")
    if show not in STATES:
        show = next((one for one in ("open", "accepted") if counts[one]), "open")
    shown = [one for one in found if one.state == show]
    first = _first(request.query_params.get("from", ""), len(shown))
    shown = shown[first : first + A_PAGE]
    chosen = next((o for o in shown if o.coding.id == request.query_params.get("coding")), None)
    chosen = chosen or (shown[0] if shown else None)
    talk = coded_talk(coded, chosen.coding.transcript) if chosen else None
    return page(
        request,
        "by_code.html",
        **panel_values(request, coded, talk, chosen, BY_CODE) | {"code": code_of(coded, code)},
        id=chosen.coding.transcript if chosen else "",
        shown=[in_context(coded, one) for one in shown],
        counts=counts,
        show=show,
        first=first,
        a_page=A_PAGE,
    )


def _first(text: str, count: int) -> int:
    at = int(text) if is_number(text) else 0
    return at if at < count else 0


ROUTES = [Route("/codings", _codings)]
