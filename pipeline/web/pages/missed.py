"""Room 1: words that stand in a draft and identify somebody, marked by a reviewer."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.requests import Request
from starlette.responses import Response

from pipeline.errors import GateError, InputError
from pipeline.run.review import drop_ruling, rule_on_passage
from pipeline.run.reviewing.find import find_words
from pipeline.run.reviewing.newer import turn_subject
from pipeline.run.reviewing.side_by_side import SideBySide
from pipeline.values.identifiers import RulingKind
from pipeline.values.spans import Span
from pipeline.web.actions import action
from pipeline.web.fields import Fields, kind, number, span
from pipeline.web.pages.identifiers import opened, tell


def _mark(request: Request, fields: Fields) -> Response:
    """Words that stand in the draft and identify: marked there, or wherever the study has them."""
    desk, sides = opened(request)
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
    return tell(request, f"{said} The next run replaces it.")


def _marked(sides: SideBySide, turn: int, fields: Fields) -> Sequence[Span]:
    """The stretch that was selected, or where the words that were typed stand in the turn."""
    if not 1 <= turn <= len(sides.transcript.turns):
        raise InputError(f"there is no turn {turn}", next_step="look at the number beside it")
    text, words = sides.transcript.turns[turn - 1].text, fields.get("words", "").strip()
    if fields.get("end"):
        place = span(fields)
        # A field of a form holds no line breaks.
        if words and text[place.start : place.end].split() != words.split():
            raise GateError("other words stand there by now", next_step="open the page again")
        return [place]
    starts = [at for at in range(len(text)) if words and text.startswith(words, at)]
    if not starts:
        raise InputError(f"turn {turn} does not hold these words", next_step="type them exactly")
    return [Span(start=at, end=at + len(words)) for at in starts]


def _unmark(request: Request, fields: Fields) -> Response:
    """Words that were marked as missed are so no longer."""
    desk, sides = opened(request)
    there = [one for one in sides.missed if one.id == fields.get("ruling")]
    if not there:
        raise GateError("that is not marked any more", next_step="open the page again")
    about = [turn_subject(sides.transcript.id, one.turn) for one in there if one.turn]
    with desk.acting(number(fields, "seen"), about):
        drop_ruling(desk.root, there[0].id, desk.by)
    return tell(request, f"Undone: ruling {there[0].id} counts no longer.")


_AT = "/identifiers/{id}"
ROUTES = [action(_AT + "/missed", _mark), action(_AT + "/unmark", _unmark)]
