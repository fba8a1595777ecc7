"""Which gold is of which transcript."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

Key = Callable[[str], object]


class PairedBy(StrEnum):
    """What a gold and its transcript have in common, from best to least."""

    ID = "id"
    """The gold's id is the transcript's."""
    SOURCE = "source file"
    """The gold's id is the name of the transcript's source file, without its ending."""
    NUMBER = "number"
    """The same number stands in both ids (S01 and P01), and in no other that is left over."""


@dataclass(frozen=True)
class Pair:
    """A gold and the transcript that it is of, by their ids."""

    gold: str
    transcript: str
    by: PairedBy


@dataclass(frozen=True)
class Pairing:
    """All golds and transcripts of a study."""

    pairs: tuple[Pair, ...]
    """In the order of the transcripts' ids."""
    golds: tuple[str, ...] = field(default=())
    """Golds without a transcript."""
    transcripts: tuple[str, ...] = field(default=())
    """Transcripts without a gold."""


def pair(golds: Collection[str], sources: Mapping[str, str]) -> Pairing:
    """Find the transcript of every gold: each rule on what the better ones have left over.

    A rule that fits several golds or several transcripts decides nothing.

    Args:
        golds: their ids, each once.
        sources: transcript -> the name of its source file; it is only compared.
    """
    left, open_ = sorted(golds), sorted(sources)
    pairs: list[Pair] = []
    rules: dict[PairedBy, tuple[Key, Key]] = {
        PairedBy.ID: (str.casefold, str.casefold),
        PairedBy.SOURCE: (str.casefold, lambda id: _stem(sources[id])),
        PairedBy.NUMBER: (_numbers, _numbers),
    }
    for rule, (of_gold, of_transcript) in rules.items():
        ours = _once({id: of_gold(id) for id in left})
        theirs = {key: id for id, key in _once({id: of_transcript(id) for id in open_}).items()}
        for gold, key in ours.items():
            if key in theirs:
                pairs.append(Pair(gold, theirs[key], rule))
        left = [id for id in left if id not in {one.gold for one in pairs}]
        open_ = [id for id in open_ if id not in {one.transcript for one in pairs}]
    pairs.sort(key=lambda one: one.transcript)
    return Pairing(tuple(pairs), tuple(left), tuple(open_))


def _once(keys: Mapping[str, object]) -> dict[str, object]:
    """Without those that say nothing, or the same as another."""
    counts = Counter(keys.values())
    return {id: key for id, key in keys.items() if key and counts[key] == 1}


def _stem(file: str) -> str:
    name = file.rpartition("/")[2]
    return name.rpartition(".")[0].removesuffix(".transcript").casefold()


def _numbers(id: str) -> tuple[int, ...]:
    return tuple(int(number) for number in re.findall(r"[0-9]+", id))
