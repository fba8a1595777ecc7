"""Replacements that stand side by side: one name in two pieces is replaced once."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.identified.forms import form_of
from pipeline.settings import Identifiers
from pipeline.values.identifiers import Action, Decision
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript

_ARTICLES = ("the", "a", "an")


def joined(
    transcript: Transcript, decisions: Sequence[Decision], policy: Identifiers
) -> list[Decision]:
    """The decisions of a transcript, in order, with neighbours that say one thing made one.

    Over blanks: the same replacement of the same identity twice; a victim's pseudonym and her
    surname; and an article that was taken by itself goes with what follows it. Over a comma: a name
    that is said again, fuller or shorter ('PC Khan, Anita Khan').
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
        return last.model_copy(update={"span": whole}) if said_again else None
    if same and decision.replacement in (last.replacement, policy.surname):
        return last.model_copy(update={"span": whole})
    if words.casefold() in _ARTICLES:
        replacement = decision.replacement
        if not replacement.casefold().startswith(f"{words} ".casefold()):
            replacement = f"{words} {replacement}"
        return decision.model_copy(update={"span": whole, "replacement": replacement})
    return None


def _is_fuller(words: str, again: str) -> bool:
    """Whether two names of one person are one said fuller: the last words agree, or one holds the
    other."""
    one, other = form_of(words), form_of(again)
    shared = set(one) <= set(other) or set(other) <= set(one) or one[-1:] == other[-1:]
    return one != other and shared
