"""Room 1: a transcript's source beside its draft, and what a reviewer says of each replacement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from pipeline.errors import GateError, InputError
from pipeline.run.checking import check_decisions, uncheck_decisions
from pipeline.run.listed import accept_proposals
from pipeline.run.review import drop_ruling, rule_apart, rule_on_identity, rule_on_passage
from pipeline.run.reviewing.find import find_words
from pipeline.run.reviewing.newer import decision_subject, identity_subject, turn_subject
from pipeline.run.reviewing.side_by_side import Seen, SideBySide, ruled_in_words, side_by_side
from pipeline.run.reviewing.unchanged import unchanged_values
from pipeline.values.identifiers import Identity, Kind, RulingKind
from pipeline.values.spans import Span
from pipeline.web.actions import action
from pipeline.web.answers import done, page
from pipeline.web.desk import Desk, desk_of
from pipeline.web.fields import Fields, kind, number, span
from pipeline.web.room_1 import refuse_shut


def _opened(request: Request) -> tuple[Desk, SideBySide]:
    desk = desk_of(request)
    refuse_shut(desk)
    return desk, side_by_side(desk.study(), desk.journal(), request.path_params["id"])


def _page(request: Request) -> Response:
    desk, sides = _opened(request)
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
    desk, sides = _opened(request)
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
    return {
        "kinds": list(Kind),
        "roles": sorted({*study.identifiers.roles, *types}),
        "others": others,
        "ruled_in_words": ruled_in_words,
        "alike": sides.alike(chosen.decision.id) if chosen else (),
    }


def _chosen(sides: SideBySide, id: str) -> Seen:
    if id not in sides.by_id:
        raise GateError(
            "there is no such decision any more: a run has decided anew",
            next_step="open the page again",
        )
    return sides.by_id[id]


def _agree(request: Request, fields: Fields) -> Response:
    """With one decision, or with all that are like it."""
    desk, sides = _opened(request)
    chosen = _chosen(sides, fields.get("decision", ""))
    wanted = sides.alike(chosen.decision.id) if fields.get("all") else (chosen,)
    marks = {one.decision.id: one.mark for one in wanted}
    if chosen.mark != fields.get("mark", chosen.mark):
        raise GateError("this decision says something else by now", next_step="look at it again")
    with desk.acting(number(fields, "seen"), [decision_subject(id) for id in marks]):
        check_decisions(desk.root, sides.transcript.id, marks, desk.by)
    said = "Agreed." if len(marks) == 1 else f"Agreed with {len(marks)} of these."
    return _done(request, said)


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
    desk, sides = _opened(request)
    one = _chosen(sides, fields.get("decision", "")).decision
    about = [turn_subject(sides.transcript.id, one.turn)]
    with desk.acting(number(fields, "seen"), about):
        rule_on_passage(
            desk.root,
            ruling,
            sides.transcript.id,
            one.turn,
            one.span,
            desk.by,
            as_kind,
            role.strip(),
        )
    return _done(request, said)


def _accept(request: Request, fields: Fields) -> Response:
    desk, sides = _opened(request)
    one = _chosen(sides, fields.get("decision", "")).decision
    with desk.acting(number(fields, "seen"), [turn_subject(sides.transcript.id, one.turn)]):
        accept_proposals(desk.root, [one.id], desk.by)
    return _done(request, f"It will be replaced by {one.proposed}.")


def _apart(request: Request, fields: Fields) -> Response:
    desk, sides = _opened(request)
    one = _chosen(sides, fields.get("decision", "")).decision
    about = [turn_subject(sides.transcript.id, one.turn), identity_subject(one.identity or "")]
    with desk.acting(number(fields, "seen"), about):
        rule_apart(desk.root, sides.transcript.id, one.turn, one.span, desk.by)
    return _done(request, "It will become somebody else's.")


def _same(request: Request, fields: Fields) -> Response:
    identity, other = fields.get("identity", ""), fields.get("other", "")
    desk, _ = _opened(request)
    about = [identity_subject(identity), identity_subject(other)]
    with desk.acting(number(fields, "seen"), about):
        rule_on_identity(desk.root, RulingKind.SAME, identity, desk.by, other=other)
    return _done(request, f"{identity} and {other} will be one.")


def _replacement(request: Request, fields: Fields) -> Response:
    identity, words = fields.get("identity", ""), fields.get("replacement", "").strip()
    desk, _ = _opened(request)
    with desk.acting(number(fields, "seen"), [identity_subject(identity)]):
        rule_on_identity(desk.root, RulingKind.REPLACEMENT, identity, desk.by, replacement=words)
    return _done(request, f"{identity} will be called {words}.")


def _missed(request: Request, fields: Fields) -> Response:
    """Words that stand in the draft and identify: marked there, or wherever the study has them."""
    desk, sides = _opened(request)
    turn = number(fields, "turn")
    as_kind, role = kind(fields), fields.get("role", "").strip()
    places = [(sides.transcript.id, turn, place) for place in _marked(sides, turn, fields)]
    if fields.get("everywhere"):
        text = sides.transcript.turns[turn - 1].text
        words = text[places[0][2].start : places[0][2].end]
        found = find_words(desk.study(), words)
        others = [(one.transcript, one.turn, one.span) for one in found if one.decision is None]
        places = list(dict.fromkeys([*places, *others]))
    about = [turn_subject(id, at_turn) for id, at_turn, _ in places]
    with desk.acting(number(fields, "seen"), about):
        for id, at_turn, place in places:
            rule_on_passage(
                desk.root, RulingKind.IDENTIFIES, id, at_turn, place, desk.by, as_kind, role
            )
    said = "Marked." if len(places) == 1 else f"Marked in {len(places)} places."
    return _done(request, f"{said} The next run replaces it.")


def _marked(sides: SideBySide, turn: int, fields: Fields) -> Sequence[Span]:
    """The stretch that was selected, or where the words that were typed stand in the turn."""
    if not 1 <= turn <= len(sides.transcript.turns):
        raise InputError(f"there is no turn {turn}", next_step="look at the number beside it")
    if fields.get("end"):
        return [span(fields)]
    text, words = sides.transcript.turns[turn - 1].text, fields.get("words", "").strip()
    starts = [at for at in range(len(text)) if words and text.startswith(words, at)]
    if not starts:
        raise InputError(f"turn {turn} does not hold these words", next_step="type them exactly")
    return [Span(start=at, end=at + len(words)) for at in starts]


def _undo(request: Request, fields: Fields) -> Response:
    """Take back what was said last: a ruling that no run has seen, else an agreement, else the
    ruling that decided."""
    desk, sides = _opened(request)
    seen = number(fields, "seen")
    if ruling := fields.get("ruling"):
        with desk.acting(seen, []):
            drop_ruling(desk.root, ruling, desk.by)
        return _done(request, f"{ruling} counts no longer.")
    chosen = _chosen(sides, fields.get("decision", ""))
    one = chosen.decision
    if chosen.pending or (not chosen.agreed_by and one.decided_by != "machine"):
        ruling = chosen.pending.id if chosen.pending else one.decided_by
        with desk.acting(seen, [turn_subject(sides.transcript.id, one.turn)]):
            drop_ruling(desk.root, ruling, desk.by)
        return _done(request, f"{ruling} counts no longer.")
    if not chosen.agreed_by:
        raise InputError("nobody has said anything of it", next_step="choose another")
    with desk.acting(seen, [decision_subject(one.id)]):
        uncheck_decisions(desk.root, sides.transcript.id, {one.id: chosen.mark}, desk.by)
    return _done(request, "Open again.")


def _done(request: Request, said: str) -> Response:
    """What was said, and how every decision of the transcript stands now."""
    _, sides = _opened(request)
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
    action(_AT + "/missed", _missed),
    action(_AT + "/undo", _undo),
]
