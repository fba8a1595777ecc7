"""Numbers said over several turns: 'oh double seven' / 'Sorry, go on.' / 'hundred, nine'."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.identified.recognisers.spoken_fillers import bridge
from pipeline.identified.recognisers.spoken_kinds import Judged, Setting, judge, setting
from pipeline.identified.recognisers.spoken_runs import (
    HUNDREDS,
    Element,
    Run,
    Sort,
    read_runs,
)
from pipeline.identified.recognisers.words import Word, keys
from pipeline.values.identifiers import Kind

_FARTHEST = 3
"""How many turns on a number may be taken up again."""
_INTERRUPTION = 8
"""How many words a turn may have that only interrupts."""
_LONG_ENOUGH = 6
_SURE = 0.6


@dataclass(frozen=True, slots=True)
class Part:
    """The run of one turn that is a part of a number."""

    turn: int
    """Index into the turns."""
    run: Run


@dataclass(frozen=True, slots=True)
class Chain:
    """A number in parts, and what it is as a whole."""

    parts: tuple[Part, ...]
    judged: Judged


def find_chains_over_turns(
    turns: Sequence[Sequence[Word]], runs: Sequence[Sequence[Run]]
) -> list[Chain]:
    """All numbers that begin at the end of a turn and go on at the beginning of a later one.

    Args:
        turns: the words of each turn.
        runs: the runs of each turn (`read_runs` without sounds).
    """
    found: list[Chain] = []
    taken: set[tuple[int, int]] = set()
    for index in range(len(turns)):
        last = runs[index][-1] if runs[index] else None
        if last is None or (index, last.first) in taken or not _ends(turns[index], last):
            continue
        parts = [Part(index, last), *_continuations(turns, runs, index)]
        judged = _judged(turns, parts) if len(parts) > 1 else None
        if judged:
            found.append(Chain(tuple(parts), judged))
            taken |= {(part.turn, part.run.first) for part in parts}
    return found


def _ends(words: Sequence[Word], run: Run) -> bool:
    """Whether `run` is the last that is said in its turn."""
    return not _is_pronoun(run) and _only_fillers(words, run.last, len(words))


def _is_pronoun(run: Run) -> bool:
    return len(run.elements) == 1 and run.chars in ("I", "A")


def _only_fillers(words: Sequence[Word], start: int, end: int) -> bool:
    while start < end:
        behind = bridge(words, start)
        if behind is None:
            return False
        start = behind
    return start >= end


def _continuations(
    turns: Sequence[Sequence[Word]], runs: Sequence[Sequence[Run]], index: int
) -> Iterator[Part]:
    """What goes on with the number that ends turn `index`."""
    last = index
    at = index + 1
    while at < len(turns) and at - last <= _FARTHEST:
        opening = _opening(turns[at], runs[at])
        for run in opening:
            yield Part(at, run)
        if opening and not _ends(turns[at], opening[-1]):
            return
        if not opening and not _only_interrupts(turns[at], runs[at]):
            return
        last = at if opening else last
        at += 1


def _only_interrupts(words: Sequence[Word], runs: Sequence[Run]) -> bool:
    return len(words) <= _INTERRUPTION and not any(run.digits for run in runs)


def _opening(words: Sequence[Word], runs: Sequence[Run]) -> list[Run]:
    """The runs with which a turn opens, only fillers before and between them."""
    noughts = _noughts(words)
    opening = [noughts] if noughts else []
    for run in runs:
        if opening and run.first < opening[-1].last:
            continue
        start = opening[-1].last if opening else 0
        if _is_pronoun(run) or not _only_fillers(words, start, run.first):
            break
        opening.append(run)
    return opening


def _noughts(words: Sequence[Word]) -> Run | None:
    """A 'hundred' or 'thousand' that opens a turn, with what follows it."""
    if not words or words[0].key not in HUNDREDS:
        return None
    element = Element(0, 1, HUNDREDS[words[0].key], Sort.NUMBER)
    behind = next((run for run in read_runs(words, sounds=False) if run.first <= 2), None)
    joined = behind is not None and _only_fillers(words, 1, behind.first)
    return Run((element, *(behind.elements if joined and behind else ())))


def _judged(turns: Sequence[Sequence[Word]], parts: Sequence[Part]) -> Judged | None:
    first, last = parts[0], parts[-1]
    previous = " ".join(keys(turns[first.turn - 1], -10, len(turns[first.turn - 1])))
    before = setting(turns[first.turn], first.run, previous if first.turn else "").before
    after = setting(turns[last.turn], last.run, "").after
    whole = Run(tuple(element for part in parts for element in part.run.elements))
    singly = sum(e.sort in (Sort.DIGIT, Sort.EITHER) for e in whole.elements)
    enough = whole.letters or len(whole.chars) >= _LONG_ENOUGH or singly * 2 > len(whole.elements)
    judged = judge(whole, Setting(before, after)) if enough and whole.digits else None
    sure = judged is not None and (judged.score >= _SURE or judged.kind is not Kind.ID_NUMBER)
    return judged if sure else None
