"""The last look at a draft: does anything known survive? It fails closed.

Independent of the recognisers: it compares words, not patterns, and knows nothing of context. Every
known form in the draft must stand inside a replacement or under a decision to keep it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.errors import ResidueError
from pipeline.identified.forms import KnownForms
from pipeline.identified.known import StudyForms
from pipeline.identified.replace import moved
from pipeline.identified.titles import without_calling_code
from pipeline.values.identifiers import Action, Decision, Identity, OffsetPair
from pipeline.values.spans import Span
from pipeline.values.texts import Draft, DraftTurn, Transcript

_ARTICLE = re.compile(r"(?:an?|the)\s+(?=\S)", re.IGNORECASE)
# What nobody meant to keep, whatever the recognisers say.
_BACKSTOPS = {
    "looks like an e-mail address": re.compile(r"\S@\S+\.\S"),
    "looks like a telephone number": re.compile(r"(?<!\d)(?:\d[ ().\-/]{0,2}){9,}\d(?!\d)"),
}


def known_forms(
    transcript: Transcript, decisions: Sequence[Decision], identities: Iterable[Identity]
) -> KnownForms:
    """All that must not survive in the draft of `transcript`: forms of the study's identities that
    apply to it, and the words of everything direct that was replaced in it."""
    text = {turn.number: turn.text for turn in transcript.turns}
    replaced = [
        (d.kind, words)
        for d in decisions
        if d.action is not Action.KEEP
        for words in _known_words(text[d.turn][d.span.start : d.span.end])
    ]
    return StudyForms.of(list(identities)).to_find(transcript.participant, replaced)


def _known_words(replaced: str) -> tuple[str, ...]:
    """What was replaced, as it stands elsewhere: also without an article that went with it."""
    words = without_calling_code(replaced)
    article = _ARTICLE.match(words)
    return (words, without_calling_code(words[article.end() :])) if article else (words,)


def check(
    draft: Draft, known: KnownForms, decisions: Sequence[Decision], offsets: Sequence[OffsetPair]
) -> None:
    """Refuse a draft in which something known survives.

    Raises:
        ResidueError: with the turns and what was found there, never the words.
    """
    kept = _kept_spans(decisions, offsets)
    found: Counter[tuple[int, str]] = Counter()
    for turn in draft.turns:
        spared = [item.span for item in turn.replaced] + kept.get(turn.number, [])
        for span, what in _survivors(turn, known):
            if not any(one.covers(span) for one in spared):
                found[turn.number, what] += 1
    if found:
        places = "; ".join(f"turn {turn}: {what}" for turn, what in sorted(found))
        raise ResidueError(
            f"the draft still holds {found.total()} known identifiers ({places})",
            where=f"transcript {draft.id}",
            next_step=f"voices log {draft.id}, then rule on each with voices rule",
        )


def _survivors(turn: DraftTurn, known: KnownForms) -> Iterable[tuple[Span, str]]:
    for hit in known.hits(turn.text):
        yield hit.span, "a form of a known name"
    for what, pattern in _BACKSTOPS.items():
        for match in pattern.finditer(turn.text):
            yield Span(start=match.start(), end=match.end()), what


def _kept_spans(
    decisions: Sequence[Decision], offsets: Sequence[OffsetPair]
) -> dict[int, list[Span]]:
    kept: dict[int, list[Span]] = {}
    for decision in decisions:
        # What is only listed was never looked at as a name: it spares nothing.
        if decision.action is Action.KEEP and not decision.listed:
            span = moved(decision.turn, decision.span, offsets)
            kept.setdefault(decision.turn, []).append(span)
    return kept
