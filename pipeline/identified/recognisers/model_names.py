"""Names and other identifiers by the project's own model, which is part of the installation."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from pipeline.identified.names_model.again import found_again
from pipeline.identified.names_model.decode import Found, decode
from pipeline.identified.names_model.model import NamesModel, Read
from pipeline.identified.names_model.operating import Operating
from pipeline.identified.recognisers.context import relation
from pipeline.identified.recognisers.folding import folded
from pipeline.identified.recognisers.name_endings import ending_of
from pipeline.identified.recognisers.spoken_letters import RADIO
from pipeline.identified.recognisers.spoken_numbers import DIGITS, TEENS, TENS
from pipeline.identified.recognisers.word_lists import organisations, places
from pipeline.values.identifiers import Kind, Mention, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Turn

FOLDER = Path(__file__).parents[1] / "names_model"
VOCABULARY = FOLDER / "vocabulary.txt"
_OTHERWISE = {Kind.LOCATION: "place", Kind.ORGANISATION: "organisation"}
_PLATE = frozenset({*RADIO, *DIGITS, *TEENS, *TENS, "double", "triple", "er", "um", "for", "plate"})
"""What a number plate is said with, besides letters and digits."""


class ModelNamesRecogniser:
    """What the trained model finds; what it is not sure of has status ``check``.

    Args:
        second_pass: whether a name found once is looked for in the whole transcript.
    """

    name = "model"

    def __init__(self, *, second_pass: bool = True) -> None:
        self._second_pass = second_pass

    @property
    def version(self) -> str:
        """Of the model that is installed."""
        return operating().version

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All mentions, in the order of the turns; within a pass none overlap.

        Raises:
            VoicesError: the model's file is missing or broken.
        """
        reads = model().read([turn.text for turn in turns])
        leans = operating().leans()
        found = [decode(read.probabilities, leans) for read in reads]
        if self._second_pass:
            more = found_again(reads, found, operating().sure, operating().again)
            found = [[*one, *other] for one, other in zip(found, more, strict=True)]
        return [
            mention
            for turn, read, here in zip(turns, reads, found, strict=True)
            for one in here
            for mention in _mention(turn, read, one)
        ]


@cache
def operating() -> Operating:
    """How the installed model's figures are read."""
    return Operating.load(FOLDER / "model.json")


@cache
def model() -> NamesModel:
    """The installed model, loaded once a process."""
    return NamesModel(FOLDER / "model.onnx", VOCABULARY)


def _mention(turn: Turn, read: Read, found: Found) -> Iterator[Mention]:
    named = [word for word in read.words[found.first : found.end] if word.text[0].isalnum()]
    if not named:
        return
    start, end = named[0].start, named[-1].end
    score = operating().calibrated(found.kind, found.score)
    yield Mention(
        turn=turn.number,
        span=Span(start=start, end=end),
        kind=found.kind,
        words=turn.text[start:end],
        detector=ModelNamesRecogniser.name,
        score=score,
        status=Status.SURE if score >= operating().sure else Status.CHECK,
        hint=_hint(found.kind, turn.text, Span(start=start, end=end)),
    )


def _hint(kind: Kind, text: str, span: Span) -> str:
    if kind is Kind.PERSON:
        return relation(text, span)
    words = folded(text[span.start : span.end])
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


def _is_plate(words: str) -> bool:
    """Whether a vehicle is told by its number plate: letters and digits, written or said."""
    said = re.findall(r"\w+", words)
    return all(len(one) < 3 or one in _PLATE or not one.isalpha() for one in said)
