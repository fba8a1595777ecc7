"""The turns of a sample as they stand in the drafts: what can be drawn, and what a reader sees."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.errors import InputError
from pipeline.measure.coding.offsets import in_source
from pipeline.run.files import read_value, read_values
from pipeline.run.journal import Journal
from pipeline.run.study import OpenStudy
from pipeline.values.identifiers import Action, Decision, Kind, OffsetPair
from pipeline.values.samples import FramedDraft, FramedTurn, Sample, TurnSort
from pipeline.values.spans import Span
from pipeline.values.texts import Draft, DraftTurn, Transcript

LONG = 25
"""Words from which on a turn is long."""


@dataclass(frozen=True)
class SampleTurn:
    """A turn as its reader sees it: the draft's words, and nothing of what the machine thought."""

    sample: str
    number: int
    """Its place in the sample, from 1."""
    of: int
    """How many turns the sample has."""
    transcript: str
    turn: int
    speaker: str
    text: str = field(repr=False)
    replaced: tuple[Span, ...]
    """Where replacements stand: a pseudonym there is nobody's name."""
    before: str = field(repr=False)
    """The turn before it, so that an answer can be understood; '' for the first."""

    def places(self, words: str) -> list[Span]:
        """Everywhere that these words stand as whole words, outside replacements."""
        wanted = r"\s+".join(map(re.escape, words.split()))
        if not wanted:
            return []
        found = re.finditer(rf"(?<!\w){wanted}(?!\w)", self.text, re.IGNORECASE)
        spans = [Span(start=one.start(), end=one.end()) for one in found]
        return [one for one in spans if not any(other.covers(one) for other in self.replaced)]


def find_sample(journal: Journal, id: str | None = None) -> Sample:
    """The sample of that id; the last one where it is None.

    Raises:
        InputError: there is none.
    """
    found = next((one for one in reversed(journal.samples()) if id in (None, one.id)), None)
    if found is None:
        what = f"there is no sample '{id}'" if id else "no sample was drawn yet"
        raise InputError(what, next_step="voices sample draw")
    return found


def frame_of(
    study: OpenStudy, id: str, *, untouched: bool = False
) -> tuple[list[FramedTurn], FramedDraft]:
    """The turns of one draft that can be drawn, and how many they are.

    Args:
        study: the study.
        id: of a transcript that has a draft.
        untouched: leave out the turns in which something was replaced.
    """
    draft = read_value(study.places.drafts / f"{id}.jsonl", Draft)
    decisions = read_values(study.places.decisions / f"{id}.jsonl", Decision)
    left = {one.turn for one in decisions if one.action is Action.KEEP}
    turns = [
        FramedTurn(
            transcript=id,
            turn=turn.number,
            state=turn.fingerprint(),
            sort=_sort(turn, left=turn.number in left),
        )
        for turn in draft.turns
        if not (untouched and turn.replaced)
    ]
    kinds = [one.kind for turn in draft.turns for one in turn.replaced]
    return turns, FramedDraft(
        state=draft.fingerprint(),
        turns={sort: sum(one.sort is sort for one in turns) for sort in TurnSort},
        masked={kind: kinds.count(kind) for kind in Kind if kind in kinds},
    )


def draft_now(study: OpenStudy, id: str) -> Draft | None:
    """The draft of a transcript as it stands; None where there is none (any more)."""
    path = study.places.drafts / f"{id}.jsonl"
    return read_value(path, Draft) if id in study.documents and path.exists() else None


def turn_now(draft: Draft | None, drawn: FramedTurn) -> DraftTurn | None:
    """The turn of a draft that was drawn; None where it has changed since."""
    if draft is None or drawn.turn > len(draft.turns):
        return None
    turn = draft.turns[drawn.turn - 1]
    return turn if turn.fingerprint() == drawn.state else None


def shown_turns(study: OpenStudy, sample: Sample) -> Iterator[SampleTurn]:
    """The turns of a sample that still stand as they were drawn, in its order."""
    drafts = {id: draft_now(study, id) for id in sample.frame}
    for number, one in enumerate(sample.turns, start=1):
        draft = drafts[one.transcript]
        turn = turn_now(draft, one)
        if draft and turn:
            yield SampleTurn(
                sample=sample.id,
                number=number,
                of=len(sample.turns),
                transcript=one.transcript,
                turn=one.turn,
                speaker=turn.speaker,
                text=turn.text,
                replaced=tuple(place.span for place in turn.replaced),
                before=draft.turns[one.turn - 2].text if one.turn > 1 else "",
            )


def source_places(
    study: OpenStudy, transcript: str, turn: DraftTurn, spans: Sequence[Span]
) -> list[Span]:
    """Where stretches of a draft's turn stand in the transcript's. Where nothing is replaced they
    stand at the same place; a stretch that takes in a part of a replacement takes in the whole of
    what was replaced.

    Raises:
        InputError: there is no such stretch, nothing in it was missed, or draft and transcript are
            not of one run.
    """
    places, name = study.places, f"{transcript}.jsonl"
    pairs = [
        one for one in read_values(places.offset_maps / name, OffsetPair) if one.turn == turn.number
    ]
    source = read_value(places.transcripts / name, Transcript).turns[turn.number - 1].text
    for span in spans:
        _refuse_nothing(transcript, turn, span)
        for at in _left_standing(turn, span):
            there = in_source(Span(start=at, end=at + 1), pairs)
            if source[there.start : there.end] != turn.text[at]:
                raise InputError(
                    "the draft and the transcript are not of one run",
                    where=f"transcript {transcript}, turn {turn.number}",
                    next_step="voices run",
                )
    return [in_source(span, pairs) for span in spans]


def _refuse_nothing(transcript: str, turn: DraftTurn, span: Span) -> None:
    left = _left_standing(turn, span)
    if span.end > len(turn.text) or not any(turn.text[at].isalnum() for at in left):
        raise InputError(
            f"turn {turn.number} has no characters {span.start} to {span.end} with a letter or "
            "digit that was left standing",
            where=f"transcript {transcript}",
            next_step="voices sample answer --help",
        )


def _left_standing(turn: DraftTurn, span: Span) -> list[int]:
    """The characters of a span that are there and under no replacement."""
    return [
        at
        for at in range(span.start, min(span.end, len(turn.text)))
        if not any(one.span.start <= at < one.span.end for one in turn.replaced)
    ]


def _sort(turn: DraftTurn, *, left: bool) -> TurnSort:
    if turn.replaced:
        return TurnSort.REPLACED
    if left:
        return TurnSort.LEFT
    return TurnSort.LONG if len(turn.text.split()) >= LONG else TurnSort.SHORT
