"""Replacements that stand side by side: one name in two pieces is replaced once."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.identified.forms import form_of
from pipeline.settings import Identifiers
from pipeline.values.identifiers import Action, Decision, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript

_ARTICLES = ("the", "a", "an")


def joined(
    transcript: Transcript, decisions: Sequence[Decision], policy: Identifiers
) -> list[Decision]:
    """The decisions of a transcript, in order, with neighbours that say one thing made one.

    Over blanks: the same replacement of the same identity twice; a victim's pseudonym and her
    surname; and an article that was taken by itself goes with what follows it. Over a comma: a name
    that is said again, fuller or shorter ('PC Khan, Anita Khan'). Over blanks too: pieces of one
    description that say the same.
    """
    kept: list[Decision] = []
    for decision in decisions:
        last = kept[-1] if kept else None
        text = transcript.turns[decision.turn - 1].text
        if last and _side_by_side(text, last, decision):
            one = _one_of(text, last, decision, policy)
            if one:
                kept[-1] = one
                continue
        kept.append(decision)
    return kept


def _side_by_side(text: str, last: Decision, decision: Decision) -> bool:
    same_turn = last.turn == decision.turn
    replaced = Action.KEEP not in (last.action, decision.action)
    between = text[last.span.end : decision.span.start] if same_turn else "?"
    return replaced and between.strip(" ") in ("", ",")


def _one_of(text: str, last: Decision, decision: Decision, policy: Identifiers) -> Decision | None:
    whole = Span(start=last.span.start, end=decision.span.end)
    same = last.identity is not None and last.identity == decision.identity
    words = text[last.span.start : last.span.end].strip()
    if "," in text[last.span.end : decision.span.start]:
        again = text[decision.span.start : decision.span.end]
        said_again = same and decision.replacement == last.replacement and _is_fuller(words, again)
        return _made_one(last, decision) if said_again else None
    twice = same and decision.replacement in (last.replacement, policy.surname)
    if twice or _is_one_thing(last, decision):
        return _made_one(last, decision)
    if words.casefold() in _ARTICLES:
        replacement = decision.replacement
        if not replacement.casefold().startswith(f"{words} ".casefold()):
            replacement = f"{words} {replacement}"
        return decision.model_copy(update={"span": whole, "replacement": replacement})
    return None


def _made_one(last: Decision, decision: Decision) -> Decision:
    """`last` over both; what a person ruled on either, or is to look at in either, stays so."""
    check = Status.CHECK in (last.status, decision.status)
    return last.model_copy(
        update={
            "span": Span(start=last.span.start, end=decision.span.end),
            "status": Status.CHECK if check else Status.SURE,
            "decided_by": decision.decided_by if last.decided_by == "machine" else last.decided_by,
        }
    )


def _is_one_thing(last: Decision, decision: Decision) -> bool:
    """Whether two are pieces of one description: a car's make and its model."""
    nobody = last.identity is None and decision.identity is None
    same = (last.kind, last.replacement) == (decision.kind, decision.replacement)
    return nobody and same


def _is_fuller(words: str, again: str) -> bool:
    """Whether two names of one person are one said fuller: the last words agree, or one holds the
    other."""
    one, other = form_of(words), form_of(again)
    shared = set(one) <= set(other) or set(other) <= set(one) or one[-1:] == other[-1:]
    return one != other and shared
