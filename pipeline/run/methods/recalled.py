"""How much was missed, by the last sample that somebody has read."""

from __future__ import annotations

from pipeline.errors import InputError
from pipeline.measure.methods import RecallFacts, RecallPart
from pipeline.measure.sampled import Missing
from pipeline.run.methods.opened import Opened
from pipeline.run.sample_figures import SampledRecall, sample_estimate

DESTROYED = "the key was destroyed, and the drafts with it"
NOT_DRAWN = "no sample of turns was drawn"
NOT_READ = "a sample was drawn, and nobody has read a turn of it"


def recall_facts(opened: Opened) -> tuple[RecallFacts | None, str]:
    """What `voices sample estimate` says of it; or None, and why it is not estimated."""
    if opened.study.destroyed:
        return None, DESTROYED
    samples = opened.journal.samples()
    gone = opened.study.withdrawn.participant_of
    answers = opened.journal.sample_answers()
    read = {one.sample for one in answers if not gone(one.transcript)}
    last = next((one.id for one in reversed(samples) if one.id in read), None)
    if last is None:
        return None, NOT_READ if samples else NOT_DRAWN
    try:
        return _facts(opened, sample_estimate(opened.study.places.root, last)), ""
    except InputError as error:
        return None, error.what


def _facts(opened: Opened, found: SampledRecall) -> RecallFacts:
    return RecallFacts(
        sample=found.sample,
        untouched=found.untouched,
        turns=found.whole.turns,
        read=found.whole.read,
        readers=opened.people(found.read_by),
        parts=tuple(_part(one) for one in (found.whole, *found.families)),
        notices=found.notices,
    )


def _part(one: Missing) -> RecallPart:
    fields = RecallPart.model_fields.keys()
    return RecallPart.model_validate(one.model_dump(include=set(fields)))
