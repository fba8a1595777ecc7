"""Utterances to turns: what one person says without a break becomes one turn."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.identified.marks import find_marks, is_conversation_analytic
from pipeline.identified.readers.base import Utterance
from pipeline.identified.readers.characters import folded
from pipeline.identified.readers.times import without_stamps
from pipeline.values.texts import Removed, Turn


@dataclass
class _Open:
    """A turn that may still go on."""

    speaker: str
    starts_at: float | None
    texts: list[str] = field(repr=False)


def without_inline_stamps(
    utterances: Sequence[Utterance],
) -> tuple[tuple[Utterance, ...], tuple[Removed, ...]]:
    """`utterances` folded and without time stamps inside their words or without any word left out.

    Utterances that hold nothing else are dropped.
    """
    kept: list[Utterance] = []
    stamps: list[str] = []
    for one in utterances:
        text, found = without_stamps(folded(one.text))
        stamps.extend(found)
        if text.strip():
            kept.append(Utterance(folded(one.tag), folded(text), one.starts_at))
    removed = (
        Removed(what="time stamps", count=len(stamps), words=" ".join(stamps)) if stamps else None
    )
    return tuple(kept), (removed,) if removed else ()


def joined(utterances: Sequence[Utterance], speakers: Sequence[str]) -> tuple[Turn, ...]:
    """One turn for each run of utterances of the same speaker, marks found, numbered from 1."""
    open_: list[_Open] = []
    for one, speaker in zip(utterances, speakers, strict=True):
        if open_ and open_[-1].speaker == speaker:
            open_[-1].texts.append(one.text)
        else:
            open_.append(_Open(speaker, _valid(one.starts_at), [one.text]))
    texts = [" ".join(turn.texts) for turn in open_]
    conversation = is_conversation_analytic(texts)
    return tuple(
        Turn(
            number=number,
            speaker=turn.speaker,
            text=text,
            marks=find_marks(text, conversation=conversation),
            starts_at=turn.starts_at,
        )
        for number, (turn, text) in enumerate(zip(open_, texts, strict=True), start=1)
    )


def _valid(starts_at: float | None) -> float | None:
    if starts_at is None or not math.isfinite(starts_at) or starts_at < 0:
        return None
    return starts_at
