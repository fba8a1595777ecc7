"""Names and other identifiers by the project's own model, which is part of the installation."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline.errors import VoicesError
from pipeline.identified.misheard import KnownName
from pipeline.identified.names_model.decode import Found
from pipeline.identified.names_model.finding import find
from pipeline.identified.names_model.generous import listed as generously
from pipeline.identified.names_model.model import NamesModel, Read
from pipeline.identified.names_model.operating import Operating
from pipeline.identified.recognisers.context import relation
from pipeline.identified.recognisers.gazetteer import GazetteerRecogniser
from pipeline.identified.recognisers.indirect.jobs import sector_of
from pipeline.identified.recognisers.indirect.stretch import ARTICLES, OWNERS
from pipeline.identified.recognisers.name_endings import ending_of
from pipeline.identified.recognisers.sound_alikes import SoundAlikeRecogniser
from pipeline.identified.recognisers.spoken_letters import RADIO
from pipeline.identified.recognisers.spoken_numbers import DIGITS, TEENS, TENS
from pipeline.identified.recognisers.word_lists import organisations, peoples, places
from pipeline.language.folding import folded
from pipeline.language.wordpiece import VOCABULARY
from pipeline.values.identifiers import Kind, Mention, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Turn

FOLDER = Path(__file__).parents[1] / "names_model"
_OTHERWISE = {Kind.LOCATION: "place", Kind.ORGANISATION: "organisation"}
_PLATE = frozenset({*RADIO, *DIGITS, *TEENS, *TENS, "double", "triple", "er", "um", "for", "plate"})
"""What a number plate is said with, besides letters and digits."""
_NUMBERS = frozenset({*TEENS, *TENS, "ten", "hundred"})


class ModelNamesRecogniser:
    """What the trained model finds, word lists weighing in; what it is not sure of has status
    ``check``.

    Args:
        second_pass: whether a name found once is looked for in the whole transcript.
        known: names that a person listed for the transcript: what is spelled or sounds like one
            is evidence.
    """

    name = "model"

    def __init__(self, *, second_pass: bool = True, known: Sequence[KnownName] = ()) -> None:
        self._second_pass = second_pass
        self._known = known

    @property
    def version(self) -> str:
        """Of the installed model, of the word lists that weigh in, and of what computes it."""
        lists = (GazetteerRecogniser.version, SoundAlikeRecogniser.version)
        parts = (operating().version, operating().sha256[:8], *lists)
        return f"{'-'.join(parts)}-onnxruntime-{version('onnxruntime')}"

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All mentions, in the order of the turns; within a pass none overlap.

        Raises:
            VoicesError: the model's file is missing or broken.
        """
        reads = model().read([turn.text for turn in turns])
        found = find(
            reads, listed(turns), operating(), second_pass=self._second_pass, known=self._known
        )
        more = generously(reads, found, operating())
        return [
            mention
            for turn, read, *finds in zip(turns, reads, found, more, strict=True)
            for taken, here in zip((True, False), finds, strict=True)
            for one in here
            for mention in _mention(turn, read, one, taken=taken)
        ]


def listed(turns: Sequence[Turn]) -> list[list[Mention]]:
    """For each turn of a transcript, the names that word lists and capitals give away."""
    found: dict[int, list[Mention]] = defaultdict(list)
    for mention in GazetteerRecogniser().find(turns):
        found[mention.turn].append(mention)
    return [found[turn.number] for turn in turns]


@cache
def operating() -> Operating:
    """How the installed model's figures are read.

    Raises:
        VoicesError: `model.json` is missing or broken.
    """
    return readable(FOLDER)


@cache
def model() -> NamesModel:
    """The installed model, loaded once a process.

    Raises:
        VoicesError: it is missing, broken, or not the one that `model.json` was made for.
    """
    return checked(FOLDER, operating())


def readable(folder: Path) -> Operating:
    """How the figures of the model in `folder` are read, if its `model.json` says so."""
    path = folder / "model.json"
    try:
        return Operating.load(path)
    except (OSError, ValueError):
        raise _damaged(path) from None


def checked(folder: Path, expected: Operating) -> NamesModel:
    """The model in `folder`, if it is the one that `expected` tells of."""
    path = folder / "model.onnx"
    found = hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""
    if found != expected.sha256:
        raise _damaged(path)
    return NamesModel(path, VOCABULARY)


def _damaged(path: Path) -> VoicesError:
    return VoicesError(
        "the names model that belongs to this installation is missing or damaged",
        where=path.name,
        next_step="install the package again, or set 'names: gazetteer' in config/study.yaml",
    )


def _mention(turn: Turn, read: Read, found: Found, *, taken: bool) -> Iterator[Mention]:
    named = [word for word in read.words[found.first : found.end] if word.text[0].isalnum()]
    if not named:
        return
    start, end = named[0].start, named[-1].end
    if taken:
        score = operating().calibrated(found.kind, found.score, pet=found.pet)
    else:
        score = operating().listed_score(found.kind, found.score)
    sure = taken and score >= operating().sure and not found.by_sound
    yield Mention(
        turn=turn.number,
        span=Span(start=start, end=end),
        kind=found.kind,
        words=turn.text[start:end],
        detector=SoundAlikeRecogniser.name if found.by_sound else ModelNamesRecogniser.name,
        score=score,
        status=Status.SURE if sure else Status.CHECK,
        hint="pet" if found.pet else _hint(found.kind, turn.text, Span(start=start, end=end)),
        sounds_like=found.sounds_like,
        listed=not taken,
    )


def _hint(kind: Kind, text: str, span: Span) -> str:
    if kind is Kind.PERSON:
        return relation(text, span)
    words = folded(text[span.start : span.end])
    if kind is Kind.OCCUPATION:
        return sector_of(words.replace("-", " "))
    if kind is Kind.OTHER:
        return _sort_of(words)
    if kind is Kind.DEMOGRAPHIC:
        return "nationality" if words in peoples() else ""
    if kind is Kind.LOCATION and words in places():
        return places()[words]
    if kind is Kind.ORGANISATION and words in organisations():
        return organisations()[words]
    if kind is Kind.VEHICLE:
        return "" if _is_plate(words) else "car"
    ending = ending_of(tuple(words.replace("'", "").split())) if words.strip() else None
    if ending and ending[0] == kind.value:
        return ending[1]
    return _OTHERWISE.get(kind, "")


def _sort_of(words: str) -> str:
    """What is told by how a stretch begins: a count or a thing; '' for anything else."""
    first = words.partition(" ")[0]
    tens = first.partition("-")[0]
    if first.isdecimal() or {first, tens} & _NUMBERS:
        return "count"
    return "thing" if first in ARTICLES | OWNERS else ""


def _is_plate(words: str) -> bool:
    """Whether a vehicle is told by its number plate: letters and digits, written or said."""
    said = re.findall(r"\w+", words)
    return all(len(one) < 3 or one in _PLATE or not one.isalpha() for one in said)
