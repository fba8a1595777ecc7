"""Samples of turns for people to read blind: drawn, shown, answered. How much was missed is worked
out from the answers in `sample_figures`."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from pipeline.errors import InputError
from pipeline.measure.drawing import draw
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.review import rule_on_passage
from pipeline.run.sampled_turns import (
    SampleTurn,
    draft_now,
    find_sample,
    frame_of,
    shown_turns,
    source_places,
    turn_now,
)
from pipeline.run.study import OpenStudy, open_study
from pipeline.values.identifiers import Kind, RulingKind
from pipeline.values.samples import FramedDraft, FramedTurn, Missed, Sample, SampleAnswer
from pipeline.values.spans import Span

READ = "sample read"
"""The event that somebody was shown the turns of a sample."""


def draw_sample(
    root: Path,
    size: int,
    by: str,
    seed: int | None = None,
    *,
    untouched: bool = False,
    readers: int = 1,
) -> Sample:
    """Draw turns of the drafts at random, to be read for what was missed.

    Args:
        root: of the study.
        size: how many turns; all where there are fewer.
        by: who has it drawn.
        seed: draws the same turns of the same drafts again; by chance where it is None.
        untouched: draw only turns in which nothing was replaced.
        readers: how many people are to read it.

    Raises:
        InputError: there is no draft to draw from.
    """
    study = open_study(root)
    study.refuse_destroyed()
    study.withdrawn.refuse_unfinished()
    turns: list[FramedTurn] = []
    frame: dict[str, FramedDraft] = {}
    for id in sorted(study.documents):
        if (study.places.drafts / f"{id}.jsonl").exists():
            there, frame[id] = frame_of(study, id, untouched=untouched)
            turns += there
    if not turns:
        raise InputError("there is no turn of a draft to draw", next_step="voices run")
    groups = {id: tuple(study.documents[id].participant.attributes.values()) for id in frame}
    chance = secrets.randbits(32) if seed is None else seed
    with hold(study.places.lock):
        journal = Journal(study.places.journal)
        sample = Sample(
            id=f"S{len(journal.samples()) + 1:04d}",
            by=by,
            seed=chance,
            untouched=untouched,
            readers=readers,
            frame=frame,
            turns=tuple(draw(turns, size, chance, groups)),
        )
        journal.append(sample)
    return sample


def sample_to_read(root: Path, sample_id: str | None, by: str) -> list[SampleTurn]:
    """The turns of a sample that this person has yet to read, in the order drawn.

    Turns that have changed since, and those of somebody who withdrew, are left out. The journal
    remembers who was shown the sample: what was missed may be real names.

    Args:
        root: of the study.
        sample_id: of the sample; the last one where it is None.
        by: who reads.

    Raises:
        InputError: there is no such sample.
    """
    study = open_study(root)
    study.refuse_destroyed()
    study.withdrawn.refuse_unfinished()
    journal = Journal(study.places.journal)
    sample = find_sample(journal, sample_id)
    answered = {
        (one.transcript, one.turn)
        for one in journal.sample_answers()
        if (one.sample, one.by) == (sample.id, by)
    }
    shown = shown_turns(study, sample)
    found = [one for one in shown if (one.transcript, one.turn) not in answered]
    if found:
        _remember(study, sample, by)
    return found


def answer_sample(
    root: Path,
    sample_id: str,
    transcript: str,
    turn: int,
    by: str,
    missed: Sequence[tuple[Span, Kind]] = (),
    *,
    rule: bool = True,
) -> SampleAnswer:
    """Record what a person found missed in one turn of a sample; a later answer of the same person
    takes the place of an earlier one, whose rulings stay.

    Args:
        root: of the study.
        sample_id: of the sample.
        transcript: of the turn.
        turn: its number.
        by: who read it.
        missed: stretches of the draft's turn that identify somebody, and as what; none: nothing
            was missed.
        rule: whether each becomes a ruling too, so that it is masked in the next run.

    Raises:
        InputError: the turn is not of the sample, has changed since, or has no such stretch; then
            nothing is recorded.
    """
    study = open_study(root)
    study.refuse_destroyed()
    study.withdrawn.refuse(transcript)
    with hold(study.places.lock):
        sample = find_sample(Journal(study.places.journal), sample_id)
        drawn = _drawn(sample, transcript, turn)
        ordered = sorted(missed, key=lambda one: one[0].start)
        places = _places(study, sample, drawn, [span for span, _ in ordered])
        kinds = [kind for _, kind in ordered] if rule else []
        rulings = [
            rule_on_passage(root, RulingKind.IDENTIFIES, transcript, turn, place, by, kind).id
            for place, kind in zip(places, kinds, strict=False)
        ]
        answer = SampleAnswer(
            sample=sample.id,
            transcript=transcript,
            turn=turn,
            state=drawn.state,
            by=by,
            missed=tuple(Missed(span=span, kind=kind) for span, kind in ordered),
            rulings=tuple(rulings),
        )
        Journal(study.places.journal).append(answer)
    return answer


def _drawn(sample: Sample, transcript: str, turn: int) -> FramedTurn:
    for one in sample.turns:
        if (one.transcript, one.turn) == (transcript, turn):
            return one
    raise InputError(
        f"turn {turn} of '{transcript}' is not of this sample",
        where=f"sample {sample.id}",
        next_step=f"voices sample read {sample.id}",
    )


def _places(
    study: OpenStudy, sample: Sample, drawn: FramedTurn, spans: Sequence[Span]
) -> list[Span]:
    there = turn_now(draft_now(study, drawn.transcript), drawn)
    if there is None:
        raise InputError(
            "the turn has changed since the sample was drawn, and is left out",
            where=f"transcript {drawn.transcript}, turn {drawn.turn}",
            next_step=f"voices sample read {sample.id} goes on with the others",
        )
    if any(one.overlaps(other) for one, other in pairwise(spans)):
        raise InputError("two stretches overlap", next_step="voices sample answer --help")
    return source_places(study, drawn.transcript, there, spans)


def _remember(study: OpenStudy, sample: Sample, by: str) -> None:
    """Once a reader, before anything is shown."""
    with hold(study.places.lock):
        journal = Journal(study.places.journal)
        told = [(one.body.get("sample"), one.body.get("by")) for one in journal.events(READ)]
        if (sample.id, by) not in told:
            journal.note(READ, sample=sample.id, by=by)
