"""Windows with a label for every word: what the network is trained on."""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.identified.names_model.labels import KINDS, NOTHING, begins
from pipeline.identified.names_model.windows import windows
from pipeline.identified.names_model.words import cases_of, has_capitals, words_of
from pipeline.language.wordpiece import WordPiece
from pipeline.values.identifiers import Kind
from training.names.talk import Document, Turn, text_of


@dataclass(frozen=True)
class Example:
    """One window; `labels` run over its words."""

    ids: tuple[int, ...]
    cases: tuple[int, ...]
    firsts: tuple[int, ...]
    labels: tuple[int, ...]


def labels_of(turn: Turn) -> list[int]:
    """The label of every word of a turn."""
    spans: list[tuple[int, int, int]] = []
    at = 0
    for segment in turn:
        if segment.kind is not None and segment.kind in KINDS:
            pet = segment.kind is Kind.OTHER and segment.direct
            spans.append((at, at + len(segment.text), begins(segment.kind, pet=pet)))
        at += len(segment.text)
    labels = []
    begun: set[int] = set()
    for word in words_of(text_of(turn)):
        label = NOTHING
        for start, end, opening in spans:
            if word.start < end and start < word.end:
                label = opening + (start in begun)
                begun.add(start)
                break
        labels.append(label)
    return labels


def examples(
    document: Document, wordpiece: WordPiece, size: int, dice: random.Random | None = None
) -> Iterator[Example]:
    """The windows of a document.

    Args:
        document: with its tags.
        wordpiece: the encoder's.
        size: of a window, in pieces.
        dice: where given, the first turns of a document make a short window of their own, so that
            windows are not cut at the same places in every epoch.
    """
    texts = [text_of(turn) for turn in document.turns]
    capitals = has_capitals(texts)
    words = [words_of(text) for text in texts]
    labels = [labels_of(turn) for turn in document.turns]
    cases = [cases_of(one, capitals=capitals) for one in words]
    starts = [0]
    if dice is not None and len(texts) > 3:
        starts.append(dice.randrange(1, min(5, len(texts))))
    for start, end in zip(starts, (*starts[1:], len(texts)), strict=True):
        for one in windows(words[start:end], cases[start:end], wordpiece, size):
            found = tuple(labels[start + turn][word] for turn, word in one.words)
            yield Example(one.ids, one.cases, one.firsts, found)


def batches(found: Sequence[Example], pieces: int, dice: random.Random) -> list[list[Example]]:
    """Examples of similar length together, at most `pieces` padded pieces, in random order."""
    ordered = sorted(found, key=lambda one: (len(one.ids) + dice.randrange(8), dice.random()))
    made: list[list[Example]] = [[]]
    for one in ordered:
        longest = max(len(other.ids) for other in (*made[-1], one))
        if made[-1] and longest * (len(made[-1]) + 1) > pieces:
            made.append([])
        made[-1].append(one)
    dice.shuffle(made)
    return made
