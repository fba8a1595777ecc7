"""From confirmed codings to passages that make sense alone."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.quotable.edit import present
from pipeline.quotable.sentences import count_words, sentences
from pipeline.settings import QuotePolicy
from pipeline.values.spans import Span
from pipeline.values.texts import AdmittedTranscript, DraftTurn
from pipeline.values.themes import ConfirmedCoding, Polarity

_LEANS = re.compile(
    r"[\"'“‘]?(?:because|cause|'cause|cos|'cos|which|so that|or|nor|than"
    r"|that's (?:why|how|when|what)"
    r"|it (?:did|was|is|does|would)\.|he (?:did|was|is|has)\.|she (?:did|was|is|has)\.)(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Passage:
    """A stretch of one turn that one or more codings of one polarity stand behind."""

    transcript: AdmittedTranscript
    turn: DraftTurn
    span: Span
    polarity: Polarity
    codings: tuple[ConfirmedCoding, ...]

    @property
    def verbatim(self) -> str:
        """The words as they stand in the admitted transcript."""
        return self.turn.text[self.span.start : self.span.end]

    @property
    def codes(self) -> tuple[str, ...]:
        """Its codes, each once, in the order of their passages."""
        return tuple(dict.fromkeys(confirmed.coding.code for confirmed in self.codings))

    @property
    def cut(self) -> bool:
        """Whether it starts or ends inside a sentence."""
        whole = sentences(self.turn.text)
        inside = (self.span.start, self.span.end)
        return inside[0] not in {s.start for s in whole} or inside[1] not in {s.end for s in whole}


def presented_words(text: str) -> int:
    """How many words of `text` are left to print."""
    return count_words(present(text)[0])


def grow(text: str, span: Span, policy: QuotePolicy) -> Span:
    """The smallest stretch around `span` that stands alone.

    Whole sentences first, so that no 'never' is left outside; then more of them, up to the target
    length, while it is short or leans on what was said before ('Because...'). Where a sentence has
    no end within the maximum, whole words only.
    """
    whole = sentences(text)
    touched = [number for number, one in enumerate(whole) if one.overlaps(span)]
    if not touched:
        return span
    first, last = touched[0], touched[-1]
    if _words(text, whole, first, last) > policy.maximum_words:
        return _whole_words(text, span)
    while wider := _wider(text, whole, first, last, policy):
        first, last = wider
    return Span(start=whole[first].start, end=whole[last].end)


def form(
    accepted: Iterable[tuple[AdmittedTranscript, ConfirmedCoding]], policy: QuotePolicy
) -> list[Passage]:
    """The passages behind `accepted` codings, grown; overlapping ones of one polarity are one.

    Two that would be longer together than the policy's maximum stay two.
    """
    together: dict[tuple[str, int, Polarity], list[Passage]] = defaultdict(list)
    for transcript, confirmed in accepted:
        coding = confirmed.coding
        turn = transcript.turns[coding.turn - 1]
        span = grow(turn.text, coding.span, policy)
        passage = Passage(transcript, turn, span, coding.polarity, (confirmed,))
        together[transcript.id, turn.number, coding.polarity].append(passage)
    return [merged for key in sorted(together) for merged in _merge(together[key], policy)]


def _wider(
    text: str, whole: Sequence[Span], first: int, last: int, policy: QuotePolicy
) -> tuple[int, int] | None:
    """One sentence more, the needed one before the likely one; None where it is enough."""
    leans = _LEANS.match(text, whole[first].start) is not None
    if not leans and _words(text, whole, first, last) >= policy.minimum_words:
        return None
    before, after = (first - 1, last), (first, last + 1)
    for start, end in (before,) if leans else (after, before):
        inside = start >= 0 and end < len(whole)
        if inside and _words(text, whole, start, end) <= policy.target_words:
            return start, end
    return None


def _words(text: str, whole: Sequence[Span], first: int, last: int) -> int:
    return presented_words(text[whole[first].start : whole[last].end])


def _whole_words(text: str, span: Span) -> Span:
    """`span` widened so that it cuts neither a word nor a placeholder."""
    start, end = span.start, span.end
    for bracket in re.finditer(r"\[[^\[\]]*\]|[^\s\[\]]+", text):
        if bracket.start() < start < bracket.end():
            start = bracket.start()
        if bracket.start() < end < bracket.end():
            end = bracket.end()
    return Span(start=start, end=end)


def _merge(passages: Sequence[Passage], policy: QuotePolicy) -> list[Passage]:
    merged: list[Passage] = []
    for passage in sorted(passages, key=_place):
        both = _joined(merged[-1], passage, policy) if merged else None
        if both:
            merged[-1] = both
        else:
            merged.append(passage)
    return merged


def _joined(one: Passage, other: Passage, policy: QuotePolicy) -> Passage | None:
    """The two as one passage, where they overlap and are not too long together."""
    if not one.span.overlaps(other.span):
        return None
    span = Span(start=one.span.start, end=max(one.span.end, other.span.end))
    if presented_words(one.turn.text[span.start : span.end]) > policy.maximum_words:
        return None
    codings = (*one.codings, *other.codings)
    return Passage(one.transcript, one.turn, span, one.polarity, codings)


def _place(passage: Passage) -> tuple[int, int, int, int, str]:
    span, coding = passage.span, passage.codings[0].coding
    return span.start, -span.end, coding.span.start, coding.span.end, coding.id
