"""What anonymisation left standing, and what it took that it should have left: against a gold.

A mention is masked when every letter and digit of it lies under a replacement; a whole entity, when
all its mentions in the transcript are; a transcript is without a leak when every direct mention is.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated

from pydantic import Field

from pipeline.values.base import Value
from pipeline.values.gold import Directness, GoldTranscript
from pipeline.values.identifiers import OffsetPair
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript

_TYPED = str.maketrans("‘’“”–—", "''\"\"--")
_WORD = re.compile(r"\w+")
Count = Annotated[int, Field(ge=0)]


class Share(Value):
    """`hits` of `total`."""

    hits: Count
    total: Count


class Leakage(Value):
    """The measure of one transcript or, added up, of several."""

    mentions: dict[str, Share]
    """'direct PERSON', 'quasi AGE' ... -> masked mentions."""
    entities: Share
    """Direct entities of which every mention is masked."""
    transcripts: Share
    """Transcripts without a direct leak."""
    lost_words: Share
    """Of the words that identify nobody: those under a replacement."""
    unaligned_turns: Count
    """Turns that were read otherwise than the gold has them; not measured."""


def measure_leakage(
    gold: GoldTranscript, transcript: Transcript, offsets: Sequence[OffsetPair]
) -> Leakage:
    """Hold the replacements of one transcript against its gold.

    Args:
        gold: the truth, its turns in the order of the transcript's.
        transcript: as it was read.
        offsets: where something was replaced, in source offsets.
    """
    replaced: dict[int, list[Span]] = defaultdict(list)
    for pair in offsets:
        replaced[pair.turn].append(pair.source)
    hits: Counter[str] = Counter()
    totals: Counter[str] = Counter()
    entities: dict[str, bool] = {}
    lost = kept = unaligned = 0
    for number, turn in enumerate(gold.turns, start=1):
        source = transcript.turns[number - 1].text if number <= len(transcript.turns) else ""
        if source.translate(_TYPED) != turn.text.translate(_TYPED):
            unaligned += 1
            continue
        spans = replaced[number]
        for entity in turn.entities:
            masked = _masked(source, entity.span, spans)
            name = f"{entity.directness} {entity.kind}"
            totals[name] += 1
            hits[name] += masked
            if entity.directness is Directness.DIRECT:
                entities[entity.id] = entities.get(entity.id, True) and masked
        for word in _WORD.finditer(source):
            span = Span(start=word.start(), end=word.end())
            if not any(entity.span.overlaps(span) for entity in turn.entities):
                kept += 1
                lost += any(other.overlaps(span) for other in spans)
    return Leakage(
        mentions={name: Share(hits=hits[name], total=totals[name]) for name in sorted(totals)},
        entities=Share(hits=sum(entities.values()), total=len(entities)),
        transcripts=Share(hits=int(all(entities.values()) and not unaligned), total=1),
        lost_words=Share(hits=lost, total=kept),
        unaligned_turns=unaligned,
    )


def add_up(measures: Iterable[Leakage]) -> Leakage:
    """The measure of several transcripts together."""
    found = list(measures)
    names = sorted({name for one in found for name in one.mentions})
    return Leakage(
        mentions={name: _sum(one.mentions.get(name) for one in found) for name in names},
        entities=_sum(one.entities for one in found),
        transcripts=_sum(one.transcripts for one in found),
        lost_words=_sum(one.lost_words for one in found),
        unaligned_turns=sum(one.unaligned_turns for one in found),
    )


def direct(mentions: Mapping[str, Share]) -> Share:
    """All direct mentions together."""
    return _sum(share for name, share in mentions.items() if name.startswith("direct "))


def _masked(text: str, span: Span, replaced: Sequence[Span]) -> bool:
    return all(
        any(other.start <= place < other.end for other in replaced)
        for place in range(span.start, span.end)
        if text[place].isalnum()
    )


def _sum(shares: Iterable[Share | None]) -> Share:
    found = [share for share in shares if share]
    return Share(hits=sum(one.hits for one in found), total=sum(one.total for one in found))
