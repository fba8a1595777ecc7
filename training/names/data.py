"""What is trained on and what is kept apart."""

from __future__ import annotations

import random
import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.language.folding import folded
from pipeline.values.identifiers import Kind
from training.names.misheard import Mishearing
from training.names.name_lists import NameLists
from training.names.noise import noisy
from training.names.rename import Bank, Renaming
from training.names.talk import (
    Document,
    Segment,
    Turn,
    interviews,
    open_data,
    templates,
)

TURNS = Path(__file__).parent / "turns"
HELD_OUT = TURNS / "held-out-voices.txt"
SOURCES = (
    *("gum_academic", "gum_court", "gum_interview", "gum_news", "gum_speech", "gum_textbook"),
    *("gum_vlog", "litbank"),
)
"""Sources without share-alike and without a platform's terms."""
COPIES = 3
"""Of every interview in an epoch, each with other names and another noise."""
OPEN_SHARE = 0.5
"""Of the documents of the open data, those that an epoch takes."""
TEMPLATE_DOCUMENTS = 200
_SLOT = re.compile(r"\{([FLNHTPO])\}")


@dataclass(frozen=True)
class Data:
    """Documents by what is done with them."""

    training: tuple[Document, ...]
    held_out: tuple[Document, ...]
    """Interviews by voices of which nothing is trained on."""
    open: tuple[Document, ...]
    templates: tuple[str, ...]
    plain: tuple[str, ...]
    """Sentences in which nobody is named."""


def load(data: Path | None, turns: Path = TURNS) -> Data:
    """Everything, from the turns in the repository and from the open data at `data`.

    Args:
        data: folder with train.jsonl.gz and uk-synthetic/; None: the interviews alone.
        turns: folder of hand-written turns.
    """
    apart = frozenset((turns / HELD_OUT.name).read_text(encoding="utf-8").split())
    documents = interviews(sorted(turns.glob("*.jsonl")))
    return Data(
        training=tuple(one for one in documents if one.voice not in apart),
        held_out=tuple(one for one in documents if one.voice in apart),
        open=tuple(open_data(data / "train.jsonl.gz", SOURCES)) if data else (),
        templates=tuple(templates(data / "uk-synthetic" / "templates.txt")) if data else (),
        plain=tuple(templates(data / "uk-synthetic" / "no-names.txt")) if data else (),
    )


def names_in(documents: Sequence[Document]) -> frozenset[str]:
    """Folded words of the people named in `documents`, those of ordinary talk included."""
    return frozenset(
        folded(word)
        for document in documents
        for turn in document.turns
        for segment in turn
        if segment.kind is Kind.PERSON
        for word in re.findall(r"[^\W\d_]+", segment.text)
    )


def bank_of(documents: Sequence[Document]) -> Bank:
    """How the mentions of every kind read."""
    found: dict[Kind, set[str]] = defaultdict(set)
    for document in documents:
        for turn in document.turns:
            for segment in turn:
                if segment.kind is not None:
                    found[segment.kind].add(segment.text)
    return {kind: tuple(sorted(texts)) for kind, texts in found.items()}


@dataclass(frozen=True)
class Drawn:
    """Data, and all that chance needs to make an epoch of it."""

    data: Data
    lists: NameLists
    mishearing: Mishearing
    dice: random.Random

    def epoch(self) -> Iterator[Document]:
        """The documents of one epoch, augmented anew."""
        bank = bank_of(self.data.training)
        for document in self.data.training:
            yield noisy(document, self.dice)
            for _ in range(COPIES - 1):
                yield noisy(self._renaming(bank).document(document), self.dice)
        for document in self.data.open:
            if self.dice.random() >= OPEN_SHARE:
                continue
            renamed = self.dice.random() < 0.45
            yield noisy(self._renaming({}).document(document) if renamed else document, self.dice)
        for _ in range(TEMPLATE_DOCUMENTS if self.data.templates else 0):
            yield noisy(self._from_templates(), self.dice)

    def _renaming(self, bank: Bank) -> Renaming:
        return Renaming(self.lists, self.mishearing, bank, self.dice)

    def _from_templates(self) -> Document:
        """Sentences with filled slots, and as many in which nobody is named."""
        made = self._renaming({})
        lines = self.dice.sample(self.data.templates, 8) + self.dice.sample(self.data.plain, 8)
        self.dice.shuffle(lines)
        turns = tuple(tuple(_filled(line, made)) for line in lines)
        return Document("templates", turns)


def _filled(line: str, made: Renaming) -> Turn:
    line = line.replace(" n't", "n't").replace(" '", "'")
    line = re.sub(r" ([.,?!;])", r"\1", line)
    segments, at = [], 0
    for slot in _SLOT.finditer(line):
        segments.append(Segment(line[at : slot.start()]))
        kind, text = made.fill(slot[1])
        if kind is Kind.PERSON and slot[1] == "H":
            title, _, text = text.partition(" ")
            segments.append(Segment(f"{title} "))
        segments.append(Segment(text, kind))
        at = slot.end()
    segments.append(Segment(line[at:]))
    return tuple(one for one in segments if one.text)
