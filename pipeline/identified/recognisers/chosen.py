"""Which recognisers look at a transcript: a table, and the names recogniser that the study sets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from pipeline.identified.recognisers.ages import AgeRecogniser
from pipeline.identified.recognisers.base import Recogniser
from pipeline.identified.recognisers.dates import DateRecogniser
from pipeline.identified.recognisers.gazetteer import GazetteerRecogniser
from pipeline.identified.recognisers.quasi import QuasiRecogniser
from pipeline.identified.recognisers.roster import RosterRecogniser
from pipeline.identified.recognisers.spacy_names import SpacyNamesRecogniser
from pipeline.identified.recognisers.spoken import SpokenRecogniser
from pipeline.identified.recognisers.uk_patterns import UkPatternRecogniser
from pipeline.identified.recognisers.vehicles import VehicleRecogniser
from pipeline.values.identifiers import RosterEntry

ALWAYS: tuple[Callable[[], Recogniser], ...] = (
    UkPatternRecogniser,
    SpokenRecogniser,
    DateRecogniser,
    AgeRecogniser,
    VehicleRecogniser,
    QuasiRecogniser,
)
"""Patterns cost almost nothing beside names: they always run."""


def recognisers(names: str, roster: Sequence[RosterEntry]) -> tuple[Recogniser, ...]:
    """The recognisers for one transcript.

    Args:
        names: the study's setting: 'gazetteer' or 'spacy:NAME'.
        roster: the entries that concern the transcript's participant.
    """
    return (RosterRecogniser(roster), *_lasting(names))


@cache
def _lasting(names: str) -> tuple[Recogniser, ...]:
    """Those that are the same for all transcripts: loaded once a process."""
    finder: Recogniser
    if names.startswith("spacy:"):
        finder = SpacyNamesRecogniser(names.removeprefix("spacy:"))
    else:
        finder = GazetteerRecogniser()
    return (*(make() for make in ALWAYS), finder)
