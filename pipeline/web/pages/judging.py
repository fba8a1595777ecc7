"""Room 2: what a second reader does about codings, on whichever page she does it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from starlette.requests import Request
from starlette.responses import Response

from pipeline.errors import InputError
from pipeline.run.coded import open_coded
from pipeline.run.coded_passages import on_words
from pipeline.run.judging import (
    add_coding,
    change_coding,
    judge_codings,
    refuse_unseen,
    reopen_codings,
)
from pipeline.run.memos import add_memo, names_somebody, remove_memo
from pipeline.run.reviewing.coded_by_code import codings_of
from pipeline.run.reviewing.coded_talk import STATES, seen_codings
from pipeline.run.reviewing.newer import coding_subject
from pipeline.values.spans import Span
from pipeline.values.texts import AdmittedTranscript, DraftTurn
from pipeline.values.themes import Coding, Polarity, coding_id
from pipeline.web.actions import action
from pipeline.web.answers import done
from pipeline.web.desk import desk_of
from pipeline.web.fields import Fields, number
from pipeline.web.pages.codings import BY_CODE

MOST = 2_000
"""Codings that are judged at one go."""


def _accept(request: Request, fields: Fields) -> Response:
    return _judge(request, fields, reject=False)


def _reject(request: Request, fields: Fields) -> Response:
    return _judge(request, fields, reject=True)


def _judge(request: Request, fields: Fields, *, reject: bool) -> Response:
    """Of one coding, or of several at one go."""
    desk = desk_of(request)
    tokens = _tokens(fields)
    with desk.acting(number(fields, "seen"), _subjects(tokens)):
        count = judge_codings(desk.root, list(tokens), desk.by, reject=reject, seen=tokens)
    what = "Rejected" if reject else "Accepted"
    said = f"{what}." if count == 1 else f"{what} {count}."
    return _done(request, fields, said, list(tokens))


def _change(request: Request, fields: Fields) -> Response:
    """Other words, another code or polarity in the place of a coding."""
    desk = desk_of(request)
    tokens = _tokens(fields)
    with desk.acting(number(fields, "seen"), _subjects(tokens)):
        coded = open_coded(desk.root)
        old = coded.find(next(iter(tokens)))
        refuse_unseen([old], tokens)
        transcript = coded.transcript(old.transcript)
        span = old.span
        if fields.get("words") or fields.get("end"):
            span = _marked(transcript, old.turn, fields)
        new = change_coding(
            desk.root,
            old.id,
            desk.by,
            span=span,
            code=fields.get("code") or old.code,
            polarity=_polarity(fields, old.polarity),
        )
    said = "Changed: the old is rejected, the new accepted."
    return _done(request, fields, said, [new.id])


def _add(request: Request, fields: Fields) -> Response:
    """Code words that nobody proposed."""
    desk = desk_of(request)
    id, turn, code = fields.get("transcript", ""), number(fields, "turn"), fields.get("code", "")
    transcript = open_coded(desk.root).transcript(id)
    span = _marked(transcript, turn, fields)
    new_id = coding_id(id, turn, span, code)
    with desk.acting(number(fields, "seen"), [coding_subject(new_id)]):
        new = add_coding(desk.root, id, turn, span, code, desk.by, _polarity(fields))
    return _done(request, fields, "Coded, and accepted.", [new.id])


def _undo(request: Request, fields: Fields) -> Response:
    """Let what was said of codings count no longer."""
    desk = desk_of(request)
    ids = list(_tokens(fields))
    with desk.acting(number(fields, "seen"), _subjects(ids)):
        first = open_coded(desk.root).find(ids[0])
        opened = reopen_codings(desk.root, ids, desk.by)
    said = "Open again." if len(ids) == 1 else f"Open again: {len(ids)}."
    return _done(request, fields, said, list(opened), first)


def _memo(request: Request, fields: Fields) -> Response:
    """Keep a note on a coding."""
    desk = desk_of(request)
    coding = fields.get("coding", "")
    with desk.acting(number(fields, "seen"), []):
        memo = add_memo(desk.root, fields.get("words", ""), desk.by, coding=coding)
    said = f"{memo.id} kept."
    if names_somebody(desk.study(), memo.words, desk.key):
        said = (
            f"{memo.id} kept. It holds a name that this study knows: remove it, write it without."
        )
    return _done(request, fields, said, [coding])


def _forget(request: Request, fields: Fields) -> Response:
    """Take a memo away."""
    desk = desk_of(request)
    with desk.acting(number(fields, "seen"), []):
        remove_memo(desk.root, fields.get("memo", ""), desk.by)
    return _done(request, fields, "The memo is gone.", [fields.get("coding", "")])


def _subjects(ids: Iterable[str]) -> list[str]:
    return [coding_subject(id) for id in ids]


def _tokens(fields: Fields) -> dict[str, str]:
    """Coding -> its mark, as the page sends them."""
    found = dict(one.partition(".")[::2] for one in fields.get("codings", "").split())
    if not 1 <= len(found) <= MOST:
        raise InputError("no coding was chosen", next_step="choose one")
    return found


def _marked(transcript: AdmittedTranscript, number_: int, fields: Fields) -> Span:
    """The words that were selected, widened to whole words, or where typed words stand."""
    if not 1 <= number_ <= len(transcript.turns):
        raise InputError(f"there is no turn {number_}", next_step="look at the number beside it")
    turn = transcript.turns[number_ - 1]
    if fields.get("end"):
        start, end = number(fields, "start"), min(number(fields, "end"), len(turn.text))
    else:
        start, end = _typed(turn, fields.get("words", "").strip())
    span = on_words(turn, Span(start=start, end=end)) if start < end else None
    if span is None:
        raise InputError("that stretch holds no word", next_step="select the words to be coded")
    return span


def _typed(turn: DraftTurn, words: str) -> tuple[int, int]:
    starts = [at for at in range(len(turn.text)) if words and turn.text.startswith(words, at)]
    if not starts:
        raise InputError(
            f"turn {turn.number} does not hold these words", next_step="type them as they stand"
        )
    if len(starts) > 1:
        raise InputError(
            f"turn {turn.number} holds these words {len(starts)} times",
            next_step="type more of them",
        )
    return starts[0], starts[0] + len(words)


def _polarity(fields: Fields, otherwise: Polarity = Polarity.PRESENT) -> Polarity:
    try:
        return Polarity(fields.get("polarity") or otherwise)
    except ValueError:
        raise InputError("there is no such polarity", next_step="choose one of the list") from None


def _done(
    request: Request,
    fields: Fields,
    said: str,
    did: Sequence[str],
    first: Coding | None = None,
) -> Response:
    """What was done, and how everything that the page shows stands now.

    Args:
        request: that asked for it.
        fields: of its form.
        said: for the reader.
        did: the codings it was done to.
        first: one of them, where it may stand no longer.
    """
    desk = desk_of(request)
    coded = open_coded(desk.root)
    first = first or coded.find(did[0])
    alone = desk.by if fields.get("alone") else ""
    if fields.get("by") == BY_CODE:
        back, shown = f"/codings?code={first.code}", codings_of(coded, first.code)
    else:
        back = f"/codings/{first.transcript}{'?alone=1' if alone else ''}"
        shown = seen_codings(coded, first.transcript, alone)
    states = {one.coding.id: one.state for one in shown}
    counts = {state: list(states.values()).count(state) for state in STATES}
    # Not newer than the states: what somebody says meanwhile must still be refused.
    seen = len(coded.journal.entries)
    return done(request, said, back, did=list(did), states=states, counts=counts, seen=seen)


ROUTES = [
    action("/codings/accept", _accept),
    action("/codings/reject", _reject),
    action("/codings/change", _change),
    action("/codings/add", _add),
    action("/codings/undo", _undo),
    action("/codings/memo", _memo),
    action("/codings/forget", _forget),
]
