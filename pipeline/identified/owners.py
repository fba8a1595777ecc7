"""Whose relative it is: 'his brother', said of the stalker, is the stalker's brother."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from pipeline.identified.forms import Form, form_of
from pipeline.identified.recognisers.relation_words import ROLE, ROLES
from pipeline.identified.roles import STALKERS, is_stalker, name_parts, owner_and_role
from pipeline.values.identifiers import Kind, Mention, RosterEntry
from pipeline.values.texts import Transcript

_ANOTHER = re.compile(
    r"\b(?:my|our|me|the|a) (?:\w+ )?(?:mum|mam|dad|sister|brother|husband|wife|partner|boyfriend"
    r"|girlfriend|son|daughter|friend|mate|boss|manager|neighbour|officer|solicitor|doctor|uncle"
    r"|aunt\w*|cousin|nan|gran\w*|lad|lass|boy|girl|man|woman|fella|bloke|copper|policeman)\b",
    re.IGNORECASE,
)
"""Somebody without a name of whom 'his' or 'her' may be said."""
_NAMED_OWNER = re.compile(r"(?:['’]s?|s)?\s+(?:\w+\s+)?(?P<noun>[\w-]+),?\s+")
"""'Gareth's (older) brother' before a name."""


def with_owners(
    transcript: Transcript, mentions: Sequence[Mention], roster: Iterable[RosterEntry]
) -> list[Mention]:
    """The mentions; of those whose role is 'his brother', the stalker's relatives say so.

    The stalker is taken where the last person named before in the turn is the stalker, and nobody
    else ('my dad') stands between. In doubt the role stays 'his brother', which is what was said.
    """
    parts = _stalker_parts(transcript.participant, mentions, roster)
    own = _own_names(mentions)
    by_turn: dict[int, Mention] = {}
    changed: list[Mention] = []
    for mention in mentions:
        last = by_turn.get(mention.turn)
        whose, role = owner_and_role(mention.hint) if mention.kind is Kind.PERSON else ("", "")
        if whose and form_of(mention.words) in own:
            mention = mention.model_copy(update={"hint": ""})
        elif whose in ("his", "her") and last and name_parts(last.words) & parts:
            between = transcript.turns[mention.turn - 1].text[last.span.end : mention.span.start]
            if not _ANOTHER.search(between):
                mention = mention.model_copy(update={"hint": f"{STALKERS} {role}"})
        elif mention.kind is Kind.PERSON and last and not mention.hint:
            mention = _after_name(transcript, mention, last, parts)
        if mention.kind is Kind.PERSON:
            by_turn[mention.turn] = mention if not whose else last or mention
        changed.append(mention)
    return changed


def _own_names(mentions: Sequence[Mention]) -> set[Form]:
    """The names that are said with a role towards the participant herself."""
    return {
        form_of(one.words)
        for one in mentions
        if one.kind is Kind.PERSON and one.hint in ROLES and not owner_and_role(one.hint)[0]
    }


def _after_name(
    transcript: Transcript, mention: Mention, last: Mention, parts: set[str]
) -> Mention:
    """'Gareth's brother Huw', where Gareth is the stalker."""
    text = transcript.turns[mention.turn - 1].text
    match = _NAMED_OWNER.fullmatch(text, last.span.end, mention.span.start)
    role = ROLE.get(match["noun"].casefold(), "") if match else ""
    if role in ("", "ex-partner") or not name_parts(last.words) & parts:
        return mention
    return mention.model_copy(update={"hint": f"{STALKERS} {role}"})


def _stalker_parts(
    participant: str, mentions: Sequence[Mention], roster: Iterable[RosterEntry]
) -> set[str]:
    """The parts of the names of whoever stalks."""
    listed = [
        form
        for entry in roster
        if entry.kind is Kind.PERSON
        and entry.participant in ("", participant)
        and is_stalker(entry.role)
        for form in entry.forms
    ]
    said = [one.words for one in mentions if one.kind is Kind.PERSON and is_stalker(one.hint)]
    shared = {
        part
        for entry in roster
        if entry.kind is Kind.PERSON and entry.participant in ("", participant)
        if not is_stalker(entry.role)
        for form in entry.forms
        for part in name_parts(form)
    }
    return {part for words in (*listed, *said) for part in name_parts(words)} - shared
