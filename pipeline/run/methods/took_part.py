"""Who took part, as far as that may be printed."""

from __future__ import annotations

from pipeline.measure.cells import breakdown
from pipeline.measure.methods import ParticipantFacts
from pipeline.quotable.attribute import shared_values
from pipeline.run.methods.opened import Opened


def participant_facts(opened: Opened) -> ParticipantFacts:
    """How many, by every attribute that may be printed and by consent."""
    study = opened.study
    people, least = list(study.participants.values()), study.quotes.minimum_cell
    values = {name: shared_values(people, (name,), 1) for name in study.quotes.attributes}
    return ParticipantFacts(
        participants=len(people),
        transcripts=len(study.documents),
        withdrawn=len(study.withdrawn.by_participant),
        attributes=tuple(
            breakdown(name, (own[one.id].get(name, "") for one in people), least)
            for name, own in values.items()
        ),
        consent=breakdown("consent", (one.consent.value for one in people), least),
    )
