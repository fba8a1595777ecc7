"""Figures of a trained network on tagged talk, with and without the second pass, and its misses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from pipeline.identified.names_model.decode import Found
from pipeline.identified.names_model.finding import find
from pipeline.identified.names_model.model import NamesModel, Read
from pipeline.identified.names_model.operating import Operating
from pipeline.identified.recognisers.model_names import listed
from pipeline.identified.recognisers.roster import RosterRecogniser, known_names
from pipeline.identified.recognisers.word_lists import is_name, is_word_too
from pipeline.language.folding import folded
from pipeline.language.wordpiece import VOCABULARY
from pipeline.measure.name_groups import NameGroups, listed_groups
from pipeline.values.identifiers import Kind, Mention, RosterEntry
from training.names.figures import Figures, mentions
from training.names.rosters import OTHERWISE, roster_of, spelled_otherwise
from training.names.talk import Document, as_read, text_of


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


@dataclass(frozen=True)
class Looked:
    """A document, what the network read in it, and what the word lists see in each turn."""

    document: Document
    reads: Sequence[Read]
    names: Sequence[Sequence[Mention]]


def look(model: NamesModel, documents: Iterable[Document]) -> list[Looked]:
    """Read documents once, to be measured as often as one likes."""
    return [
        Looked(one, model.read([text_of(turn) for turn in one.turns]), listed(as_read(one)))
        for one in documents
    ]


def measure(
    looked: Iterable[Looked],
    operating: Operating,
    *,
    lean: float = 0.0,
    second_pass: bool = True,
    roster: bool = False,
) -> tuple[Figures, list[Miss]]:
    """Hold what the network finds against the tags.

    Args:
        looked: tagged talk that was read.
        operating: how the network's figures are read.
        lean: added to every kind's lean.
        second_pass: whether names found once are looked for everywhere.
        roster: whether each document comes with the roster that a researcher would have of it;
            people who are spelled otherwise there are counted as a group.
    """
    named = NameGroups(listed_groups(), folded, is_word_too, is_name)
    figures, misses = Figures(groups=named.of), []
    leaning = {kind: value + lean for kind, value in operating.lean.items()}
    operating = operating.model_copy(update={"lean": leaning})
    for one in looked:
        entries = roster_of(one.document) if roster else ()
        figures.groups = partial(_groups, named, entries)
        known = known_names(entries)
        found = find(one.reads, one.names, operating, second_pass=second_pass, known=known)
        by_roster = _by_roster(one.document, entries)
        for number, (turn, read, here) in enumerate(
            zip(one.document.turns, one.reads, found, strict=True), start=1
        ):
            spans = [*(_span(read, each) for each in here), *by_roster[number]]
            missed = figures.add(turn, spans)
            tagged = [(start, end) for start, end, *_ in mentions(turn)]
            wrong = [
                each for each in spans if not any(a < each[1] and each[0] < b for a, b in tagged)
            ]
            misses += [_miss(one.document, text_of(turn), each, True) for each in missed]
            misses += [_miss(one.document, text_of(turn), each, False) for each in wrong]
    return figures, misses


def _groups(named: NameGroups, entries: Sequence[RosterEntry], words: str) -> list[str]:
    otherwise = bool(entries) and spelled_otherwise(words, entries)
    return [*named.of(words), *([OTHERWISE] if otherwise else [])]


def _by_roster(
    document: Document, entries: Sequence[RosterEntry]
) -> dict[int, list[tuple[int, int, Kind]]]:
    """Number of a turn -> what the roster's own search finds in it."""
    found: dict[int, list[tuple[int, int, Kind]]] = defaultdict(list)
    for one in RosterRecogniser(entries).find(as_read(document)) if entries else ():
        found[one.turn].append((one.span.start, one.span.end, one.kind))
    return found


def _span(read: Read, found: Found) -> tuple[int, int, Kind]:
    return read.words[found.first].start, read.words[found.end - 1].end, found.kind


def _miss(document: Document, text: str, span: tuple[int, int, Kind], missed: bool) -> Miss:
    start, end, kind = span
    before, after = text[max(0, start - 40) : start], text[end : end + 30]
    return Miss(document.voice, kind, missed, before, text[start:end], after)


def curve(
    looked: Sequence[Looked], operating: Operating, leans: Sequence[float]
) -> list[tuple[float, Figures]]:
    """Figures for each lean: what is found more, and what it costs."""
    return [(lean, measure(looked, operating, lean=lean)[0]) for lean in leans]
