"""Room 2: the flags, apart from the codings, and what a person rules on them."""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.errors import GateError, InputError
from pipeline.run.coded import open_coded
from pipeline.run.flagging import rule_on_flag
from pipeline.run.reviewing.flagged_talk import flag_counts, flagged_talk
from pipeline.run.reviewing.newer import flag_subject
from pipeline.values.records import FlagReason
from pipeline.web.actions import action
from pipeline.web.answers import done, page
from pipeline.web.desk import desk_of
from pipeline.web.fields import Fields, is_number, number

KEEPS = (FlagReason.IT_IS_SO, FlagReason.ADVISED)
"""Reasons to hold a turn."""
LETS_GO = tuple(one for one in FlagReason if one is not FlagReason.IT_IS_SO)
"""Reasons to let a flag go."""


def _all(request: Request) -> Response:
    coded = open_coded(desk_of(request).root)
    return page(
        request,
        "flags.html",
        rows=flag_counts(coded),
        flags=coded.study.codebook().flags,
    )


def _page(request: Request) -> Response:
    coded = open_coded(desk_of(request).root)
    talk = flagged_talk(coded, request.path_params["id"])
    turn = request.query_params.get("turn", "")
    return page(
        request,
        "flags_of.html",
        talk=talk,
        id=talk.transcript.id,
        flags=coded.study.codebook().flags,
        keeps=KEEPS,
        lets_go=LETS_GO,
        turn=turn if is_number(turn) else "",
        seen=len(coded.journal.entries),
    )


def _rule(request: Request, fields: Fields) -> Response:
    """Hold a turn, or let its flag go; a flag that nothing raised is put by holding."""
    desk = desk_of(request)
    id, flag, turn = request.path_params["id"], fields.get("flag", ""), number(fields, "turn")
    holds = fields.get("holds") == "1"
    because = _reason(fields)
    if because not in (KEEPS if holds else LETS_GO):
        raise InputError("that is no reason for it", next_step="choose one of the list")
    with desk.acting(number(fields, "seen"), [flag_subject(id, turn, flag)]):
        mark = flagged_talk(open_coded(desk.root), id).marked_turn(turn)
        if fields.get("mark", mark) != mark:
            raise GateError(
                "the turn says something else by now: nothing was recorded",
                next_step="open the page again and read it",
            )
        rule_on_flag(desk.root, id, turn, flag, desk.by, because, holds=holds)
    said = f"{flag} holds turn {turn}." if holds else f"{flag} on turn {turn} was let go."
    coded = open_coded(desk.root)
    flags = flagged_talk(coded, id).flags
    states = {f"{one.line.turn} {one.line.flag}": one.line.status.value for one in flags}
    return done(request, said, f"/flags/{id}", states=states, seen=len(coded.journal.entries))


def _reason(fields: Fields) -> FlagReason:
    try:
        return FlagReason(fields.get("because", ""))
    except ValueError:
        raise InputError("a reason is needed", next_step="choose one of the list") from None


ROUTES = [
    Route("/flags", _all),
    Route("/flags/{id}", _page),
    action("/flags/{id}/rule", _rule),
]
