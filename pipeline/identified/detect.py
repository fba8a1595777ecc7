"""Everything in a transcript that may identify someone, by all recognisers, without overlaps."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.identified.overlaps import resized, settle
from pipeline.identified.recognisers.base import Recogniser
from pipeline.identified.recognisers.context import relation
from pipeline.values.identifiers import PRECISE_KINDS, Kind, Mention, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript, Turn

_INITIALS = re.compile(
    r"(?:^|[.?!,:;\"“‘(–—-]\s*|\b(?:Mr|Mrs|Ms|Miss|Dr|PC|DC|DS|DI)\.?\s+)((?:[A-Z]\.\s?){1,2})$"
)
"""One or two initials that open a name: not the B of 'plan B. Anna came'."""


def detect(transcript: Transcript, recognisers: Sequence[Recogniser]) -> tuple[Mention, ...]:
    """Find mentions with every recogniser and settle overlaps.

    What any recogniser claims stays claimed: where two overlap, the surer kind takes the shared
    part and the other keeps what is left of its own, so that arbitration never unmasks a character.
    Recognisers that raise make the document fail: nothing is passed half looked at.
    """
    found: dict[int, list[Mention]] = defaultdict(list)
    for recogniser in recognisers:
        for mention in recogniser.find(transcript.turns):
            found[mention.turn].append(mention)
    settled = []
    for turn in transcript.turns:
        mentions = _join_names(turn, arbitrate(turn.text, found[turn.number]))
        settled += [_with_relation(turn, one) for one in _with_initials(turn, mentions)]
    return tuple(settled)


def ruleset_version(recognisers: Iterable[Recogniser]) -> str:
    """Names and versions of all recognisers: part of what makes a document stale."""
    return "; ".join(f"{one.name} {one.version}" for one in recognisers)


def arbitrate(text: str, mentions: Iterable[Mention]) -> list[Mention]:
    """Mentions of one turn without overlaps, in order; every claimed word stays claimed."""
    return settle(text, sorted(mentions, key=_priority))


def _priority(mention: Mention) -> tuple[bool, int, bool, float, int, float, int, str]:
    listed = mention.detector == "roster"
    precise = mention.kind in PRECISE_KINDS and mention.status is Status.SURE
    return (
        mention.listed,
        0 if precise and not listed else 1 if listed else 2,
        mention.status is Status.CHECK,
        -mention.score if mention.listed else 0.0,
        -len(mention.span),
        -mention.score,
        mention.span.start,
        mention.kind.value,
    )


def _join_names(turn: Turn, mentions: Sequence[Mention]) -> list[Mention]:
    """'Anna' 'Bell' side by side is one person; 'Anna, Bell' is two."""
    joined: list[Mention] = []
    for mention in mentions:
        last = joined[-1] if joined else None
        if last and _continues(turn.text, last, mention):
            span = Span(start=last.span.start, end=mention.span.end)
            joined[-1] = resized(last, span, turn.text).model_copy(
                update={
                    "hint": last.hint or mention.hint,
                    "detector": last.detector if last.detector == "roster" else mention.detector,
                    "sounds_like": last.sounds_like or mention.sounds_like,
                }
            )
        else:
            joined.append(mention)
    return joined


def _continues(text: str, last: Mention, mention: Mention) -> bool:
    return (
        last.kind is Kind.PERSON
        and mention.kind is Kind.PERSON
        and text[last.span.end : mention.span.start] == " "
        and "spelled" not in (last.hint, mention.hint)
        and (last.hint == mention.hint or not (last.hint and mention.hint))
    )


def _with_initials(turn: Turn, mentions: Sequence[Mention]) -> list[Mention]:
    """'D. Pugh' is the name, not only 'Pugh'."""
    widened: list[Mention] = []
    free_from = 0
    for mention in mentions:
        found = _INITIALS.search(turn.text, free_from, mention.span.start)
        if mention.kind is Kind.PERSON and found:
            span = Span(start=found.start(1), end=mention.span.end)
            # The surname's hint may be another's: the initial says whose it is.
            mention = resized(mention, span, turn.text).model_copy(update={"hint": ""})
        widened.append(mention)
        free_from = mention.span.end
    return widened


def _with_relation(turn: Turn, mention: Mention) -> Mention:
    if mention.kind is not Kind.PERSON or mention.hint:
        return mention
    return mention.model_copy(update={"hint": relation(turn.text, mention.span)})
