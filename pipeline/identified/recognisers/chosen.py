"""Which recognisers look at a transcript: a table, and the names recogniser that the study sets."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache

from pipeline.identified.misheard import KnownName
from pipeline.identified.recognisers.ages import AgeRecogniser
from pipeline.identified.recognisers.base import Recogniser
from pipeline.identified.recognisers.dates import DateRecogniser
from pipeline.identified.recognisers.gazetteer import GazetteerRecogniser
from pipeline.identified.recognisers.gliner_names import GlinerNamesRecogniser
from pipeline.identified.recognisers.model_names import ModelNamesRecogniser
from pipeline.identified.recognisers.quasi import QuasiRecogniser
from pipeline.identified.recognisers.roster import RosterRecogniser, known_names
from pipeline.identified.recognisers.sound_alikes import SoundAlikeRecogniser
from pipeline.identified.recognisers.spacy_names import SpacyNamesRecogniser
from pipeline.identified.recognisers.spoken import SpokenRecogniser
from pipeline.identified.recognisers.uk_patterns import UkPatternRecogniser
from pipeline.identified.recognisers.vehicles import VehicleRecogniser
from pipeline.values.identifiers import Kind, RosterEntry
from pipeline.values.texts import SpeakerName

ALWAYS: tuple[Callable[[], Recogniser], ...] = (
    UkPatternRecogniser,
    SpokenRecogniser,
    DateRecogniser,
    AgeRecogniser,
    VehicleRecogniser,
    QuasiRecogniser,
)
"""Patterns cost almost nothing beside names: they always run."""


FINDERS: dict[str, Callable[[str, Sequence[KnownName]], Recogniser]] = {
    "model": lambda _, known: ModelNamesRecogniser(known=known),
    "gazetteer": lambda _, known: GazetteerRecogniser(),
    "spacy": lambda pipeline, known: SpacyNamesRecogniser(pipeline),
    "gliner": lambda folder, known: GlinerNamesRecogniser(folder),
}
"""What may stand in a study's `names`, before the colon -> what it makes of the rest, and of the
names that a person listed for the transcript. What is heavy is loaded once a process."""


def recognisers(
    names: Sequence[str], roster: Sequence[RosterEntry], speakers: Sequence[SpeakerName] = ()
) -> tuple[Recogniser, ...]:
    """The recognisers for one transcript.

    Args:
        names: the study's setting, such as 'model' or 'spacy:NAME'.
        roster: the entries that concern the transcript's participant.
        speakers: the names that the transcript's file gives its speakers.

    What sounds like a listed name is weighed by the trained model, or, without it, by rules.
    """
    known = known_names((*roster, *map(_entry, speakers)))
    found = finders(names, known)
    weighed = any(isinstance(one, ModelNamesRecogniser) for one in found)
    by_rules = () if weighed else (SoundAlikeRecogniser(known),)
    return (RosterRecogniser(roster), *_patterns(), *by_rules, *found)


def finders(names: Sequence[str], known: Sequence[KnownName] = ()) -> tuple[Recogniser, ...]:
    """Those that look for names alone."""
    return tuple(_finder(setting, known) for setting in names)


def _entry(speaker: SpeakerName) -> RosterEntry:
    return RosterEntry(participant="", kind=Kind.PERSON, words=speaker.words, role="")


@cache
def _patterns() -> tuple[Recogniser, ...]:
    return tuple(make() for make in ALWAYS)


def _finder(setting: str, known: Sequence[KnownName]) -> Recogniser:
    name, _, what = setting.partition(":")
    return FINDERS[name](what, known)
