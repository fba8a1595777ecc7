"""Which recognisers look at a transcript: a table, and the names recogniser that the study sets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from pipeline.identified.recognisers.ages import AgeRecogniser
from pipeline.identified.recognisers.base import Recogniser
from pipeline.identified.recognisers.dates import DateRecogniser
from pipeline.identified.recognisers.gazetteer import GazetteerRecogniser
from pipeline.identified.recognisers.gliner_names import GlinerNamesRecogniser
from pipeline.identified.recognisers.model_names import ModelNamesRecogniser
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


FINDERS: dict[str, Callable[[str], Recogniser]] = {
    "model": lambda _: ModelNamesRecogniser(),
    "gazetteer": lambda _: GazetteerRecogniser(),
    "spacy": SpacyNamesRecogniser,
    "gliner": GlinerNamesRecogniser,
}
"""What may stand in a study's `names`, before the colon -> what it makes of the rest."""


def recognisers(names: Sequence[str], roster: Sequence[RosterEntry]) -> tuple[Recogniser, ...]:
    """The recognisers for one transcript.

    Args:
        names: the study's setting, such as 'model' or 'spacy:NAME'.
        roster: the entries that concern the transcript's participant.
    """
    return (RosterRecogniser(roster), *_patterns(), *finders(names))


def finders(names: Sequence[str]) -> tuple[Recogniser, ...]:
    """Those that look for names alone."""
    return tuple(map(_finder, names))


@cache
def _patterns() -> tuple[Recogniser, ...]:
    return tuple(make() for make in ALWAYS)


@cache
def _finder(setting: str) -> Recogniser:
    """The same for all transcripts: loaded once a process."""
    name, _, what = setting.partition(":")
    return FINDERS[name](what)
