"""Room 1: a transcript's source beside its draft, and what a reviewer says of each replacement."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.errors import GateError, InputError
from pipeline.run.checking import check_decisions, mark_of_all, uncheck_decisions
from pipeline.run.listed import accept_proposals
from pipeline.run.review import drop_ruling, rule_apart, rule_on_identity, rule_on_passage
from pipeline.run.reviewing.newer import decision_subject, identity_subject, turn_subject
from pipeline.run.reviewing.side_by_side import Seen, SideBySide, ruled_in_words, side_by_side
from pipeline.run.unchanged import unchanged_values
from pipeline.values.identifiers import Identity, Kind, RulingKind
from pipeline.web.actions import action
from pipeline.web.answers import done, page
from pipeline.web.desk import Desk, desk_of
from pipeline.web.fields import Fields, kind, number
from pipeline.web.room_1 import refuse_shut


def opened(request: Request) -> tuple[Desk, SideBySide]:
    """The desk, and the transcript that the address names.

    Raises:
        GateError: the pages were opened without the vault's key.
        InputError: as `side_by_side`.
    """
    desk = desk_of(request)
    refuse_shut(desk)
    return desk, side_by_side(desk.study(), desk.journal(), request.path_params["id"])


def _page(request: Request) -> Response:
    desk, sides = opened(request)
    chosen = request.query_params.get("decision", "")
    queue = [one.decision.id for one in sides.queue]
    if chosen not in sides.by_id:
        waiting = [one for one in sides.queue if one.state == "asks"] or sides.queue
        chosen = waiting[0].decision.id if waiting else ""
    return page(
        request,
        "identifiers.html",
        sides=sides,
        queue=queue,
        chosen=sides.by_id.get(chosen),
        seen=sides.read,
        **_choices(desk, sides, sides.by_id.get(chosen)),
    )


def _panel(request: Request) -> Response:
    desk, sides = opened(request)
    chosen = _chosen(sides, request.path_params["decision"])
    return page(
        request,
        "_decision.html",
        sides=sides,
        chosen=chosen,
        seen=sides.read,
        **_choices(desk, sides, chosen),
    )


def _choices(desk: Desk, sides: SideBySide, chosen: Seen | None) -> dict[str, Any]:
    """What can be chosen from in the forms about a decision."""
    study = desk.study()
    types = {type_ for policy in study.identifiers.kinds.values() for type_ in policy.types}
    others: list[Identity] = []
    if chosen and chosen.identity:
        participant = sides.transcript.participant
        others = [
            one
            for one in unchanged_values(study.places.identities, Identity)
            if one.kind is chosen.identity.kind
            and one.id != chosen.identity.id
            and (one.participant in ("", participant) or participant in one.also_in)
        ]
    alike = sides.alike(chosen.decision.id) if chosen else ()
    return {
        "kinds": list(Kind),
        "roles": sorted({*study.identifiers.roles, *types}),
        "others": others,
        "ruled_in_words": ruled_in_words,
        "alike": alike,
        "alike_mark": mark_of_all(one.mark for one in alike),
    }


def _chosen(sides: SideBySide, id: str) -> Seen:
    if id not in sides.by_id:
        raise GateError(
            "there is no such decision any more: a run has decided anew",
            next_step="open the page again",
        )
    return sides.by_id[id]


def _as_shown(sides: SideBySide, fields: Fields) -> Seen:
    """The decision of a form, where it still says what the page showed."""
    chosen = _chosen(sides, fields.get("decision", ""))
    if chosen.mark != fields.get("mark"):
        raise GateError("this decision says something else by now", next_step="look at it again")
    return chosen


def _about(sides: SideBySide, *all_: Seen) -> Iterator[str]:
    """What an action on decisions is about: whoever spoke since of any of it was faster."""
    for one in all_:
        yield turn_subject(sides.transcript.id, one.decision.turn)
        yield decision_subject(one.decision.id)
        if one.decision.identity:
            yield identity_subject(one.decision.identity)


def _agree(request: Request, fields: Fields) -> Response:
    """With one decision, or with all that are like it."""
    desk, sides = opened(request)
    chosen = _as_shown(sides, fields)
    wanted = sides.alike(chosen.decision.id) if fields.get("all") else (chosen,)
    marks = {one.decision.id: one.mark for one in wanted}
    if fields.get("all") and mark_of_all(marks.values()) != fields["all"]:
        raise GateError("they are others than the page showed", next_step="look at them again")
    with desk.acting(number(fields, "seen"), set(_about(sides, *wanted))):
        check_decisions(desk.root, sides.transcript.id, marks, desk.by)
    said = "Agreed." if len(marks) == 1 else f"Agreed with {len(marks)} of these."
    return tell(request, said)


def _keep(request: Request, fields: Fields) -> Response:
    return _rule(request, fields, RulingKind.KEEP, "It will be left as it is.")


def _identify(request: Request, fields: Fields) -> Response:
    chosen = kind(fields)
    said = f"It will be taken for: {chosen.value}."
    return _rule(request, fields, RulingKind.IDENTIFIES, said, chosen, fields.get("role", ""))


def _rule(
    request: Request,
    fields: Fields,
    ruling: RulingKind,
    said: str,
    as_kind: Kind | None = None,
    role: str = "",
) -> Response:
    desk, sides = opened(request)
    chosen = _as_shown(sides, fields)
    with desk.acting(number(fields, "seen"), set(_about(sides, chosen))):
        rule_on_passage(
            desk.root,
            ruling,
            sides.transcript.id,
            chosen.decision.turn,
            chosen.decision.span,
            desk.by,
            as_kind,
            role.strip(),
        )
    return tell(request, said)


def _accept(request: Request, fields: Fields) -> Response:
    desk, sides = opened(request)
    chosen = _as_shown(sides, fields)
    with desk.acting(number(fields, "seen"), set(_about(sides, chosen))):
        accept_proposals(desk.root, [chosen.decision.id], desk.by)
    return tell(request, f"It will be replaced by {chosen.decision.proposed}.")


def _apart(request: Request, fields: Fields) -> Response:
    desk, sides = opened(request)
    chosen = _as_shown(sides, fields)
    one = chosen.decision
    with desk.acting(number(fields, "seen"), set(_about(sides, chosen))):
        rule_apart(desk.root, sides.transcript.id, one.turn, one.span, desk.by)
    return tell(request, "It will become somebody else's.")


def _same(request: Request, fields: Fields) -> Response:
    identity, other = fields.get("identity", ""), fields.get("other", "")
    desk, _ = opened(request)
    about = [identity_subject(identity), identity_subject(other)]
    with desk.acting(number(fields, "seen"), about):
        rule_on_identity(desk.root, RulingKind.SAME, identity, desk.by, other=other)
    return tell(request, "These two will be one.")


def _replacement(request: Request, fields: Fields) -> Response:
    identity, words = fields.get("identity", ""), fields.get("replacement", "").strip()
    desk, _ = opened(request)
    with desk.acting(number(fields, "seen"), [identity_subject(identity)]):
        rule_on_identity(desk.root, RulingKind.REPLACEMENT, identity, desk.by, replacement=words)
    return tell(request, f"It will be called {words} everywhere.")


def _undo(request: Request, fields: Fields) -> Response:
    """Take back what was said last: a ruling that no run has seen, else an agreement, else the
    ruling that decided."""
    desk, sides = opened(request)
    chosen = _as_shown(sides, fields)
    one, about = chosen.decision, set(_about(sides, chosen))
    if chosen.pending or (not chosen.agreed_by and one.decided_by != "machine"):
        ruling = chosen.pending.id if chosen.pending else one.decided_by
        with desk.acting(number(fields, "seen"), about):
            drop_ruling(desk.root, ruling, desk.by)
        return tell(request, f"Undone: ruling {ruling} counts no longer.")
    if not chosen.agreed_by:
        raise InputError("nobody has said anything of it", next_step="choose another")
    with desk.acting(number(fields, "seen"), about):
        uncheck_decisions(desk.root, sides.transcript.id, {one.id: chosen.mark}, desk.by)
    return tell(request, "Open again.")


def tell(request: Request, said: str) -> Response:
    """What was said, and how every decision of the transcript stands now."""
    _, sides = opened(request)
    id = sides.transcript.id
    return done(
        request,
        said,
        f"/identifiers/{id}",
        seen=sides.read,
        states={one.decision.id: one.state for one in sides.decisions},
        pending=sides.pending.count,
    )


_AT = "/identifiers/{id}"
ROUTES = [
    Route(_AT, _page),
    Route(_AT + "/decision/{decision}", _panel),
    action(_AT + "/agree", _agree),
    action(_AT + "/keep", _keep),
    action(_AT + "/identify", _identify),
    action(_AT + "/accept", _accept),
    action(_AT + "/apart", _apart),
    action(_AT + "/same", _same),
    action(_AT + "/replacement", _replacement),
    action(_AT + "/undo", _undo),
]
