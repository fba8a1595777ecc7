"""What anonymisation left standing, and what it took that it should have left: against a gold.

A mention is masked when every letter and digit of it lies under a replacement; a whole entity, when
all its mentions in the transcript are; a transcript is without a leak when every direct mention is.
A mention is found when it is masked, or when at least half of its letters and digits lie under a
replacement or a stretch that is listed for a person.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from pipeline.measure.alignment import Alignment
from pipeline.measure.shares import Count, Share
from pipeline.values.base import ItemId, Value
from pipeline.values.gold import Directness, GoldEntity, GoldTranscript
from pipeline.values.identifiers import Decision, Kind, OffsetPair
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript

_WORD = re.compile(r"\w+")


class MeasuredMention(Value):
    """A gold mention, without its words."""

    kind: Kind
    directness: Directness
    entity: ItemId
    groups: tuple[str, ...]
    """Of names, where it is a person's."""
    masked: bool | None
    """None: in a turn that was read otherwise; not measured."""
    found: bool | None
    """Masked or listed; None as above."""


class MeasuredReplacement(Value):
    """Something that was replaced."""

    kind: Kind
    """As which it was replaced."""
    right: bool
    """Whether it touches a gold mention, of whatever kind."""


class MeasuredListing(Value):
    """Something that was left in the text and listed for a person."""

    kind: Kind
    """As which it was listed."""
    right: bool
    """Whether it touches a gold mention, of whatever kind."""


class Leakage(Value):
    """The measure of one transcript."""

    transcript: ItemId
    style: str
    mentions: tuple[MeasuredMention, ...]
    replacements: tuple[MeasuredReplacement, ...]
    listed: tuple[MeasuredListing, ...]
    """By rank, the one that narrows down most first."""
    words: Count
    """All words of the turns that were measured."""
    lost_words: Share
    """Of the words that identify nobody: those under a replacement that does not say them again, as
    '[sister]' says the 'sister' and 'the [pub]' the article."""
    unaligned_turns: Count
    """Gold turns that were read otherwise: their mentions count as left standing where a whole
    entity or transcript is asked for, and nowhere else."""
    extra_turns: Count
    """Turns of the transcript that the gold does not have; nothing in them is measured."""


def measure_leakage(
    gold: GoldTranscript,
    transcript: Transcript,
    alignment: Alignment,
    offsets: Sequence[OffsetPair],
    decisions: Mapping[str, Decision],
    groups: Callable[[str], tuple[str, ...]],
) -> Leakage:
    """Hold the replacements of one transcript against its gold.

    Args:
        gold: the truth.
        transcript: as it was read.
        alignment: of the two.
        offsets: where something was replaced, in source offsets.
        decisions: by id; those of `offsets` must be among them.
        groups: tells the groups of a person's name.
    """
    replaced: dict[int, list[OffsetPair]] = defaultdict(list)
    for pair in offsets:
        replaced[pair.turn].append(pair)
    listed = sorted((one for one in decisions.values() if one.listed), key=_rank)
    mentions: list[MeasuredMention] = []
    replacements: list[MeasuredReplacement] = []
    truths: dict[int, list[Span]] = {}
    """By turn of the transcript, where it was measured."""
    words = lost = kept = 0
    for turn in gold.turns:
        aligned = alignment.turns.get(turn.number)
        if aligned is None:
            mentions += [_mention(one, turn.text, groups, None, None) for one in turn.entities]
            continue
        text = transcript.turns[aligned.number - 1].text
        pairs = replaced[aligned.number]
        spans = [pair.source for pair in pairs]
        truth = [aligned.place(one.span) for one in turn.entities]
        shown = [*spans, *(one.span for one in listed if one.turn == aligned.number)]
        for entity, place in zip(turn.entities, truth, strict=True):
            masked = _masked(text, place, spans) if place else None
            found = masked or _half(text, place, shown) if place else None
            mentions.append(_mention(entity, turn.text, groups, masked, found))
        truths[aligned.number] = placed = [place for place in truth if place]
        replacements += [
            MeasuredReplacement(
                kind=decisions[pair.decision].kind, right=_touches(pair.source, placed)
            )
            for pair in pairs
        ]
        words += sum(1 for _ in _WORD.finditer(text))
        for word in _others(text, placed):
            kept += 1
            lost += _is_lost(text, word, pairs, decisions)
    return Leakage(
        transcript=transcript.id,
        style=gold.style,
        mentions=tuple(mentions),
        replacements=tuple(replacements),
        listed=tuple(
            MeasuredListing(kind=one.kind, right=_touches(one.span, truths[one.turn]))
            for one in listed
            if one.turn in truths
        ),
        words=words,
        lost_words=Share(hits=lost, total=kept),
        unaligned_turns=alignment.unaligned,
        extra_turns=alignment.extra,
    )


def _rank(decision: Decision) -> tuple[float, int, int]:
    return -decision.narrowing, decision.turn, decision.span.start


def _mention(
    entity: GoldEntity,
    text: str,
    groups: Callable[[str], tuple[str, ...]],
    masked: bool | None,
    found: bool | None,
) -> MeasuredMention:
    words = text[entity.span.start : entity.span.end]
    return MeasuredMention(
        kind=entity.kind,
        directness=entity.directness,
        entity=entity.id,
        groups=groups(words) if entity.kind is Kind.PERSON else (),
        masked=masked,
        found=found,
    )


def _masked(text: str, span: Span, replaced: Sequence[Span]) -> bool:
    """Whether every letter and digit is, or, where there are none, every sign."""
    return all(_under(text, span, replaced))


def _half(text: str, span: Span, shown: Sequence[Span]) -> bool:
    """Whether at least half of its letters and digits are."""
    under = _under(text, span, shown)
    return 2 * sum(under) >= len(under)


def _under(text: str, span: Span, others: Sequence[Span]) -> list[bool]:
    """Of every letter and digit, or where there are none of every sign, whether it lies under one
    of `others`."""
    within = range(span.start, span.end)
    telling = [place for place in within if text[place].isalnum()] or within
    return [any(one.start <= place < one.end for one in others) for place in telling]


def _others(text: str, truth: Sequence[Span]) -> Iterator[Span]:
    """The words that identify nobody."""
    for word in _WORD.finditer(text):
        span = Span(start=word.start(), end=word.end())
        if not _touches(span, truth):
            yield span


def _is_lost(
    text: str, word: Span, pairs: Iterable[OffsetPair], decisions: Mapping[str, Decision]
) -> bool:
    over = [decisions[one.decision].replacement for one in pairs if one.source.overlaps(word)]
    said = text[word.start : word.end].casefold()
    return bool(over) and not any(said in _WORD.findall(one.casefold()) for one in over)


def _touches(span: Span, others: Iterable[Span]) -> bool:
    return any(other.overlaps(span) for other in others)
