"""What a way of finding identifiers masks of tagged talk, and what it loses of the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from pipeline.values.identifiers import Kind
from training.names.talk import Document, Segment, text_of

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")

Spans = Sequence[tuple[int, int, Kind]]
"""Start, end (half-open, code points) and kind of what was found in one turn."""


@dataclass
class Figures:
    """Counts over any number of documents."""

    total: Counter[str] = field(default_factory=Counter)
    """'PERSON' ..., 'direct', groups of names -> mentions."""
    masked: Counter[str] = field(default_factory=Counter)
    """The same -> those of which every letter and digit (or, where there are none, every sign) was
    found, as whatever kind."""
    touched: Counter[str] = field(default_factory=Counter)
    typed: Counter[str] = field(default_factory=Counter)
    """The same -> those of which a part was found as the right kind."""
    found: Counter[str] = field(default_factory=Counter)
    right: Counter[str] = field(default_factory=Counter)
    """Kind -> what was found, and what of it touches a mention."""
    other: int = 0
    lost: int = 0
    """Words outside all mentions; those of them that were found."""
    words: int = 0
    """All words."""

    groups: Callable[[str], Iterable[str]] = lambda _: ()
    """The words of a person's name -> the groups that it is counted in."""

    def add(self, turn: Sequence[Segment], spans: Spans) -> list[tuple[int, int, Kind]]:
        """Count one turn; the mentions that were not wholly found are returned."""
        text = text_of(tuple(turn))
        tagged = list(mentions(turn))
        missed = []
        for start, end, kind, direct in tagged:
            over = [one for one in spans if one[0] < end and start < one[1]]
            telling = [at for at in range(start, end) if text[at].isalnum()] or range(start, end)
            whole = all(any(a <= at < b for a, b, _ in over) for at in telling)
            named = self.groups(text[start:end]) if kind is Kind.PERSON else ()
            for name in (kind.value, *(["direct"] if direct else []), *named):
                self.total[name] += 1
                self.masked[name] += whole
                self.touched[name] += bool(over)
                self.typed[name] += any(one[2] is kind for one in over)
            if not whole:
                missed.append((start, end, kind))
        for start, end, kind in spans:
            self.found[kind.value] += 1
            self.right[kind.value] += any(a < end and start < b for a, b, *_ in tagged)
        for word in _WORD.finditer(text):
            self.words += 1
            if not any(a < word.end() and word.start() < b for a, b, *_ in tagged):
                self.other += 1
                self.lost += any(a < word.end() and word.start() < b for a, b, _ in spans)
        return missed

    def recall(self, name: str) -> float:
        """The share of mentions wholly found."""
        return self.masked[name] / self.total[name] if self.total[name] else 0.0

    def loss(self) -> float:
        """The share of other words that were found too."""
        return self.lost / self.other if self.other else 0.0

    def by_group(self) -> str:
        """People by groups of names, a line each."""
        kinds = {"direct", *Kind}
        named = sorted(name for name in self.total if name not in kinds)
        return "\n".join(f"{self.total[n]:5} {self.recall(n):7.1%}  {n}" for n in named)

    def table(self) -> str:
        """Everything, a kind a line."""
        lines = [
            f"{'':13}{'n':>5} {'masked':>7} {'touched':>8} {'typed':>6} {'right of found':>15}"
        ]
        for name in ("direct", *(kind.value for kind in Kind)):
            total = self.total[name]
            if total:
                right = f"{self.right[name] / self.found[name]:.1%}" if self.found[name] else "-"
                lines.append(
                    f"{name:13}{total:5} {self.masked[name] / total:7.1%}"
                    f" {self.touched[name] / total:8.1%} {self.typed[name] / total:6.1%}"
                    f" {right:>15}"
                )
        lines.append(f"other words lost {self.loss():.2%} of {self.other}")
        return "\n".join(lines)


def mentions(turn: Iterable[Segment]) -> Iterator[tuple[int, int, Kind, bool]]:
    """Start, end, kind and directness of what is tagged in a turn."""
    at = 0
    for segment in turn:
        if segment.kind is not None:
            yield at, at + len(segment.text), segment.kind, segment.direct
        at += len(segment.text)


def lowered(document: Document) -> Document:
    """A document as a typist without a shift key leaves it."""
    turns = tuple(
        tuple(replace(one, text="".join(map(_lower, one.text))) for one in turn)
        for turn in document.turns
    )
    return replace(document, turns=turns)


def _lower(letter: str) -> str:
    """Its small letter; unchanged where that would be two ('İ')."""
    small = letter.lower()
    return small if len(small) == 1 else letter
