"""Figures of a trained network on tagged talk, with and without the second pass, and its misses."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.identified.names_model.decode import Found
from pipeline.identified.names_model.finding import find
from pipeline.identified.names_model.model import NamesModel, Read
from pipeline.identified.names_model.operating import Operating
from pipeline.identified.recognisers.folding import folded
from pipeline.identified.recognisers.gazetteer import GazetteerRecogniser
from pipeline.identified.recognisers.model_names import VOCABULARY
from pipeline.identified.recognisers.word_lists import is_name, is_word_too
from pipeline.measure.name_groups import NameGroups, listed_groups
from pipeline.values.identifiers import Kind, Mention
from pipeline.values.texts import Turn as TalkTurn
from training.names.figures import Figures, mentions
from training.names.talk import Document, text_of


@dataclass(frozen=True)
class Miss:
    """Something tagged that was not wholly found, or something found that is not tagged."""

    voice: str
    kind: Kind
    missed: bool
    before: str
    words: str
    after: str


def load(folder: Path) -> tuple[NamesModel, Operating]:
    """The exported network in `folder` and how it is read."""
    return NamesModel(folder / "model.onnx", VOCABULARY), Operating.load(folder / "model.json")


def measure(
    model: NamesModel,
    operating: Operating,
    documents: Iterable[Document],
    *,
    lean: float = 0.0,
    second_pass: bool = True,
) -> tuple[Figures, list[Miss]]:
    """Hold what the network finds against the tags.

    Args:
        model: the network.
        operating: how it is read.
        documents: tagged talk.
        lean: added to every kind's lean.
        second_pass: whether names found once are looked for everywhere.
    """
    named = NameGroups(listed_groups(), folded, is_word_too, is_name)
    figures, misses = Figures(groups=named.of), []
    leaning = {kind: value + lean for kind, value in operating.lean.items()}
    operating = operating.model_copy(update={"lean": leaning})
    for document in documents:
        reads = model.read([text_of(turn) for turn in document.turns])
        found = find(reads, listed(document), operating, second_pass=second_pass)
        for turn, read, here in zip(document.turns, reads, found, strict=True):
            spans = [_span(read, one) for one in here]
            missed = figures.add(turn, spans)
            tagged = [(start, end) for start, end, *_ in mentions(turn)]
            wrong = [one for one in spans if not any(a < one[1] and one[0] < b for a, b in tagged)]
            misses += [_miss(document, text_of(turn), one, True) for one in missed]
            misses += [_miss(document, text_of(turn), one, False) for one in wrong]
    return figures, misses


def listed(document: Document) -> list[list[Mention]]:
    """For each turn of a document, what word lists and capitals give away."""
    turns = [
        TalkTurn(number=number, speaker="P", text=text_of(turn))
        for number, turn in enumerate(document.turns, start=1)
    ]
    found: list[list[Mention]] = [[] for _ in turns]
    for mention in GazetteerRecogniser().find(turns):
        found[mention.turn - 1].append(mention)
    return found


def _span(read: Read, found: Found) -> tuple[int, int, Kind]:
    return read.words[found.first].start, read.words[found.end - 1].end, found.kind


def _miss(document: Document, text: str, span: tuple[int, int, Kind], missed: bool) -> Miss:
    start, end, kind = span
    before, after = text[max(0, start - 40) : start], text[end : end + 30]
    return Miss(document.voice, kind, missed, before, text[start:end], after)


def curve(
    model: NamesModel, operating: Operating, documents: Sequence[Document], leans: Sequence[float]
) -> list[tuple[float, Figures]]:
    """Figures for each lean: what is found more, and what it costs."""
    return [(lean, measure(model, operating, documents, lean=lean)[0]) for lean in leans]
