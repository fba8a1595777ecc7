"""Laying a quotation over a turn: which of its words are the turn's, and what differs.

Fitting alignment with affine gaps (Gotoh 1982): the quotation is laid whole over the best stretch
of the turn. An ellipsis takes any number of the turn's words for nothing, a bracket some.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto
from functools import lru_cache

import jellyfish

from pipeline.quotable.draft.words import Sort, Token

_SAME, _SLIP, _SUBSTITUTED = -0.4, 0.2, 1.1
_LEFT_OUT, _MORE_LEFT_OUT = 1.0, 0.15
_PUT_IN, _MORE_PUT_IN = 1.0, 0.7
_BRACKET, _IN_BRACKET = 0.2, 0.1
_MOST_IN_BRACKET = 8
_ELLIPSIS = 0.05
_NEVER = float("inf")


class Match(Enum):
    """What became of words between the turn and the quotation."""

    SAME = auto()
    SLIP = auto()
    """A letter or two are otherwise."""
    OTHER = auto()
    LEFT_OUT = auto()
    """Of the turn, without a sign."""
    PUT_IN = auto()
    """Into the quotation, without a sign."""
    CUT = auto()
    """Words of the turn under an ellipsis."""
    BRACKET = auto()
    """An editor's bracket, with the words that it stands for, if any."""


@dataclass(frozen=True, slots=True)
class Step:
    """A stretch of an alignment; indexes of tokens, half-open."""

    match: Match
    quoted: tuple[int, int]
    said: tuple[int, int]


@dataclass(frozen=True)
class Alignment:
    """A quotation laid over a turn."""

    steps: tuple[Step, ...]
    cost: float

    @property
    def start(self) -> int:
        """Index of the turn's first token that the quotation has."""
        return min((one.said[0] for one in self.steps if _carries(one)), default=0)

    @property
    def end(self) -> int:
        """Index after the last."""
        return max((one.said[1] for one in self.steps if _carries(one)), default=0)

    @property
    def same(self) -> int:
        """How many words are the turn's."""
        return sum(
            one.quoted[1] - one.quoted[0]
            for one in self.steps
            if one.match in (Match.SAME, Match.SLIP)
        )

    @property
    def longest(self) -> int:
        """How many words stand as they are in a row."""
        return max(
            (one.quoted[1] - one.quoted[0] for one in self.steps if one.match is Match.SAME),
            default=0,
        )

    @property
    def is_exact(self) -> bool:
        """Whether nothing differs but what the quotation itself shows by signs."""
        return all(one.match is Match.SAME for one in self.steps)


def align(quoted: Sequence[Token], said: Sequence[Token]) -> Alignment:
    """The cheapest way to lay the tokens of a quotation over those of a turn."""
    return _Table(quoted, said).best()


def exact(quoted: Sequence[Token], said: Sequence[Token]) -> Alignment | None:
    """The alignment of a quotation that stands word for word in a turn; None where it does not."""
    words, length = [token.folded for token in quoted], len(quoted)
    for at in range(len(said) - length + 1):
        if said[at].folded == words[0] and all(
            said[at + step].folded == word for step, word in enumerate(words)
        ):
            return Alignment((Step(Match.SAME, (0, length), (at, at + length)),), _SAME * length)
    return None


@lru_cache(maxsize=1 << 16)
def is_slip(one: str, other: str) -> bool:
    """Whether two words differ by a slip of the pen: an apostrophe, a letter, in long words two."""
    if abs(len(one) - len(other)) > 2:
        return False
    bare, rest = one.replace("'", ""), other.replace("'", "")
    if bare == rest:
        return True
    shorter = min(len(bare), len(rest))
    if shorter < 4 or bare.isdigit() or rest.isdigit():
        return False
    return jellyfish.damerau_levenshtein_distance(bare, rest) <= (2 if shorter >= 8 else 1)


def _carries(step: Step) -> bool:
    return step.match in (Match.SAME, Match.SLIP, Match.OTHER, Match.LEFT_OUT) or (
        step.match is Match.BRACKET and step.said[1] > step.said[0]
    )


class _Table:
    """Costs, row by row of the quotation, and the way back."""

    def __init__(self, quoted: Sequence[Token], said: Sequence[Token]) -> None:
        self._quoted, self._said = quoted, said
        width = len(said) + 1
        self._met = [[0.0] * width]  # both ended here
        self._out = [[_NEVER] * width]  # words of the turn are being left out
        self._in = [[_NEVER] * width]  # words are being put in
        self._from: list[list[tuple[Match, int]]] = [[(Match.CUT, at) for at in range(width)]]
        self._put: list[list[int]] = [[0] * width]
        for row, token in enumerate(quoted, start=1):
            if token.sort is Sort.GAP:
                self._gap_row(row)
            elif token.sort is Sort.ADDED:
                self._bracket_row(row, token)
            else:
                self._word_row(row, token)

    def best(self) -> Alignment:
        last = self._met[-1]
        column = min(range(len(last)), key=last.__getitem__)
        return Alignment(tuple(_merged(self._way_back(column))), last[column])

    def _word_row(self, row: int, token: Token) -> None:
        width = len(self._said) + 1
        above, puts = self._met[row - 1], self._in[row - 1]
        met, out, put = [_NEVER] * width, [_NEVER] * width, [_NEVER] * width
        back = [(Match.OTHER, 0)] * width
        runs = [0] * width
        for at in range(width):
            opened, going = above[at] + _PUT_IN, puts[at] + _MORE_PUT_IN
            runs[at] = 1 if opened <= going else self._put[row - 1][at] + 1
            best = put[at] = opened if opened <= going else going
            way = (Match.PUT_IN, at)
            if at:
                match, cost = _compared(token, self._said[at - 1])
                if above[at - 1] + cost < best:
                    best, way = above[at - 1] + cost, (match, at - 1)
                opened, going = met[at - 1] + _LEFT_OUT, out[at - 1] + _MORE_LEFT_OUT
                out[at] = opened if opened <= going else going
                if out[at] < best:
                    best, way = out[at], (Match.LEFT_OUT, at - 1)
            met[at], back[at] = best, way
        self._add(met, out, put, back, runs)

    def _gap_row(self, row: int) -> None:
        above, best, column = self._met[row - 1], _NEVER, 0
        met, back = [], []
        for at, cost in enumerate(above):
            if cost < best:
                best, column = cost, at
            met.append(best + _ELLIPSIS)
            back.append((Match.CUT, column))
        self._add(met, None, None, back, None)

    def _bracket_row(self, row: int, token: Token) -> None:
        above = self._met[row - 1]
        out = [_NEVER] * len(above)
        met: list[float] = []
        back: list[tuple[Match, int]] = []
        for at in range(len(above)):
            cost, way = self._bracket(above, at, token)
            if at:
                opened, going = met[at - 1] + _LEFT_OUT, out[at - 1] + _MORE_LEFT_OUT
                out[at] = opened if opened <= going else going
                if out[at] < cost:
                    cost, way = out[at], (Match.LEFT_OUT, at - 1)
            met.append(cost)
            back.append(way)
        self._add(met, out, None, back, None)

    def _bracket(
        self, above: Sequence[float], at: int, token: Token
    ) -> tuple[float, tuple[Match, int]]:
        """The cheapest way for a bracket to end before token `at` of the turn."""
        if at and self._said[at - 1].folded == token.folded:
            return above[at - 1] + _SAME, (Match.SAME, at - 1)
        best, way = above[at] + _BRACKET, (Match.BRACKET, at)
        if at and self._said[at - 1].sort is Sort.PLACEHOLDER:
            best, way = min((best, way), (above[at - 1] + _IN_BRACKET, (Match.BRACKET, at - 1)),
                            key=lambda one: one[0])  # fmt: skip
        for column in range(at - 1, max(0, at - _MOST_IN_BRACKET) - 1, -1):
            if self._said[column].folded == token.folded:
                break
            cost = above[column] + _BRACKET + _IN_BRACKET * (at - column)
            if cost < best:
                best, way = cost, (Match.BRACKET, column)
        return best, way

    def _add(
        self,
        met: list[float],
        out: list[float] | None,
        put: list[float] | None,
        back: list[tuple[Match, int]],
        runs: list[int] | None,
    ) -> None:
        never = [_NEVER] * len(met)
        self._met.append(met)
        self._out.append(out or never)
        self._in.append(put or never)
        self._from.append(back)
        self._put.append(runs or [0] * len(met))

    def _way_back(self, column: int) -> list[Step]:
        steps: list[Step] = []
        row = len(self._quoted)
        while row:
            match, came = self._from[row][column]
            if match is Match.PUT_IN:
                above = row - self._put[row][column]
                steps.append(Step(match, (above, row), (column, column)))
                row = above
            elif match is Match.LEFT_OUT:
                while self._out[row][came] + _MORE_LEFT_OUT < self._met[row][came] + _LEFT_OUT:
                    came -= 1
                steps.append(Step(match, (row, row), (came, column)))
                column = came
            else:
                steps.append(Step(match, (row - 1, row), (came, column)))
                row, column = row - 1, came
        return steps[::-1]


def _compared(quoted: Token, said: Token) -> tuple[Match, float]:
    if quoted.folded == said.folded:
        return Match.SAME, _SAME
    if quoted.sort is said.sort and is_slip(quoted.folded, said.folded):
        return Match.SLIP, _SLIP
    return Match.OTHER, _SUBSTITUTED


def _merged(steps: Sequence[Step]) -> list[Step]:
    """Neighbours of one sort as one; a substitution counts word by word."""
    merged: list[Step] = []
    for one in steps:
        last = merged[-1] if merged else None
        if last and last.match is one.match and one.match in (Match.SAME, Match.OTHER):
            merged[-1] = Step(
                one.match, (last.quoted[0], one.quoted[1]), (last.said[0], one.said[1])
            )
        else:
            merged.append(one)
    return merged
