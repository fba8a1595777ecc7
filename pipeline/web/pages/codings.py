"""Room 2: a transcript's anonymised talk, and what a second reader says of its codings."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.errors import GateError
from pipeline.run.coded import Coded, open_coded
from pipeline.run.explaining import explain_coding
from pipeline.run.memos import read_memos
from pipeline.run.reviewing.coded_by_code import codings_of
from pipeline.run.reviewing.coded_talk import CodedTalk, SeenCoding, code_of, coded_talk, sure
from pipeline.values.themes import Code, Polarity
from pipeline.web.answers import page
from pipeline.web.desk import desk_of
from pipeline.web.fields import is_number

BY_CODE = "code"
"""What a page by code sends as `by`."""


def _opened(request: Request) -> tuple[Coded, CodedTalk]:
    desk = desk_of(request)
    coded = open_coded(desk.root)
    alone = desk.by if request.query_params.get("alone") else ""
    return coded, coded_talk(coded, request.path_params["id"], alone)


def _page(request: Request) -> Response:
    coded, talk = _opened(request)
    return page(
        request,
        "codings.html",
        talk=talk,
        id=talk.transcript.id,
        more=bool(request.query_params.get("more")),
        **panel_values(request, coded, talk, _asked_for(request, talk)),
    )


def _asked_for(request: Request, talk: CodedTalk) -> SeenCoding | None:
    """The coding that the address names, else the first that is open."""
    asked = request.query_params
    chosen = talk.by_id.get(asked.get("coding", ""))
    if chosen is None and is_number(asked.get("turn", "")):
        chosen = talk.at(int(asked["turn"]), asked.get("code", ""))
    return chosen or (talk.queue[0] if talk.queue else None)


def _panel(request: Request) -> Response:
    coded, talk = _opened(request)
    return page(
        request,
        "_coding.html",
        id=talk.transcript.id,
        **panel_values(
            request, coded, talk, _chosen(request, talk), request.query_params.get("by", "")
        ),
    )


def _why(request: Request) -> Response:
    """Why a coding is proposed, worked out anew: it takes seconds the first time."""
    coded, talk = _opened(request)
    chosen = _chosen(request, talk)
    names = {code.id: code.name for code in coded.study.codebook().codes}
    told = explain_coding(desk_of(request).root, chosen.coding.id)
    template = "_why.html" if request.query_params.get("part") else "why.html"
    return page(request, template, chosen=chosen, told=told, names=names)


def _chosen(request: Request, talk: CodedTalk) -> SeenCoding:
    chosen = talk.by_id.get(request.path_params["coding"])
    if chosen is None:
        raise GateError(
            "there is no such coding any more: a run has proposed anew, or somebody took it back",
            next_step="open the page again",
        )
    return chosen


def panel_values(
    request: Request, coded: Coded, talk: CodedTalk | None, chosen: SeenCoding | None, by: str = ""
) -> dict[str, Any]:
    """What the panel of a chosen coding shows.

    Args:
        request: that asks for it.
        coded: the study.
        talk: the coding's transcript; None where no coding is chosen.
        chosen: the coding.
        by: `BY_CODE` where the page shows one code over all transcripts.
    """
    sure_ones: tuple[SeenCoding, ...] = ()
    if by == BY_CODE and chosen:
        sure_ones = sure(codings_of(coded, chosen.coding.code))
    elif talk:
        sure_ones = talk.sure
    return {
        "chosen": chosen,
        "code": code_of(coded, chosen.coding.code) if chosen else None,
        "alike": talk.open_of(chosen.coding.code) if talk and chosen else (),
        "sure_ones": sure_ones,
        "families": families(coded),
        "polarities": list(Polarity),
        "memos": [
            memo
            for memo in read_memos(coded.study.places)
            if chosen and memo.coding == chosen.coding.id
        ],
        "by_page": by,
        "all_judged": bool(talk and talk.codings),
        "alone": "1" if request.query_params.get("alone") else "",
        "seen": len(coded.journal.entries),
    }


def families(coded: Coded) -> list[tuple[str, list[Code]]]:
    """The codebook's families by their names, each with its codes."""
    book = coded.study.codebook()
    return [
        (name, [code for code in book.codes if code.family == family])
        for family, name in book.families.items()
    ]


_AT = "/codings/{id}"
ROUTES = [
    Route(_AT, _page),
    Route(_AT + "/coding/{coding}", _panel),
    Route(_AT + "/coding/{coding}/why", _why),
]
