"""What a row asks to be recorded, and what becomes of all rows of a sheet together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from pipeline.errors import GateError, InputError
from pipeline.run.sheets.sheet import Row
from pipeline.values.identifiers import Kind
from pipeline.values.spans import Span
from pipeline.values.themes import Polarity


class Does(StrEnum):
    """What is recorded; the words are those in which it is counted."""

    ACCEPT = "accepted"
    REJECT = "rejected"
    CHANGE = "changed"
    ADD = "added"
    MEMO = "with a memo"
    AGREE = "agreed"
    KEEP = "kept"
    IDENTIFIES = "ruled to identify"
    ACCEPT_PROPOSAL = "accepted as proposed"


@dataclass(frozen=True)
class Step:
    """One thing to record."""

    row: str
    does: Does
    transcript: str
    turn: int
    span: Span
    id: str
    """Of the coding or decision; of an identifier that is added, ''."""


@dataclass(frozen=True)
class CodingStep(Step):
    """Something to record of a coding."""

    code: str = ""
    polarity: Polarity = Polarity.PRESENT
    memo: str = field(default="", repr=False)


@dataclass(frozen=True)
class IdentifierStep(Step):
    """Something to record of a decision or a stretch of the source."""

    kind: Kind | None = None
    role: str = field(default="", repr=False)
    mark: str = ""
    """What an agreed decision says, as `checking.mark_of` tells it."""


@dataclass(frozen=True)
class Refusal:
    """A row that does not fit, and why: without its words."""

    row: str
    why: str


@dataclass(frozen=True)
class Answered:
    """What one row comes to."""

    steps: tuple[Step, ...] = ()
    already: bool = False
    """It was answered, and what it says is so already."""


OPEN = Answered()
"""A row without an answer."""
ALREADY = Answered(already=True)


@dataclass(frozen=True)
class Reckoned:
    """What a sheet comes to."""

    steps: tuple[Step, ...]
    refusals: tuple[Refusal, ...]
    already: int
    """Rows whose answers are recorded already."""
    open: int
    """Rows without an answer."""


def reckon(
    rows: Sequence[Row],
    read: Callable[[Row], Answered],
    clash: Callable[[Step, Step], bool],
) -> Reckoned:
    """Read every row; of rows that say the same the first counts, of rows that contradict each
    other none.

    Args:
        rows: of the sheet.
        read: what a row comes to; raises where it does not fit.
        clash: whether two steps are about the same thing.
    """
    steps: list[Step] = []
    refusals: dict[str, str] = {}
    already = left = 0
    for row in rows:
        try:
            answered = read(row)
        except (InputError, GateError) as error:
            refusals[row.place] = error.what
            continue
        already += answered.already
        left += answered == OPEN and bool(set(row.cells) - {"export"})
        steps += answered.steps
    for first, second in _doubled(steps, clash):
        if not _same(first, second):
            refusals[first.row] = f"contradicts {second.row}"
            refusals[second.row] = f"contradicts {first.row}"
    fitting = [step for step in steps if step.row not in refusals]
    kept = _once(fitting)
    already += len({step.row for step in fitting} - {step.row for step in kept})
    order = {row.place: at for at, row in enumerate(rows)}
    told = sorted(refusals.items(), key=lambda one: order[one[0]])
    return Reckoned(tuple(kept), tuple(Refusal(*one) for one in told), already, left)


def _doubled(
    steps: Iterable[Step], clash: Callable[[Step, Step], bool]
) -> Iterator[tuple[Step, Step]]:
    """Pairs of steps of two rows that are about the same thing."""
    by_turn: dict[tuple[str, int], list[Step]] = defaultdict(list)
    for step in steps:
        earlier = by_turn[step.transcript, step.turn]
        for other in earlier:
            if other.row != step.row and clash(other, step):
                yield other, step
        earlier.append(step)


def _same(one: Step, other: Step) -> bool:
    return replace(one, row="") == replace(other, row="")


def _once(steps: Iterable[Step]) -> list[Step]:
    found: dict[Step, Step] = {}
    for step in steps:
        found.setdefault(replace(step, row=""), step)
    return list(found.values())
