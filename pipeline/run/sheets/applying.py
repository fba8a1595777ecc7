"""Recording what a sheet comes to, by the same functions as commands and pages use."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Sequence
from functools import partial
from pathlib import Path

from pipeline.errors import VoicesError
from pipeline.run.checking import check_decisions
from pipeline.run.judging import add_coding, change_coding, judge_codings
from pipeline.run.listed import accept_proposals
from pipeline.run.memos import add_memo
from pipeline.run.review import rule_on_passage
from pipeline.run.sheets.steps import CodingStep, Does, IdentifierStep, Step
from pipeline.values.identifiers import RulingKind

Act = Callable[[], object]


def record(root: Path, steps: Sequence[Step], by: str) -> Counter[str]:
    """Record all steps; returns how many of each sort.

    Raises:
        VoicesError: something came in between. What was recorded before is recorded, and it says
            how much: the same sheet may be taken in again.
    """
    done: Counter[str] = Counter()
    for does, count, act in _acts(root, steps, by):
        try:
            act()
        except VoicesError as error:
            raise _broken_off(error, done) from None
        done[does.value] += count
    return done


def _acts(root: Path, steps: Sequence[Step], by: str) -> Iterator[tuple[Does, int, Act]]:
    codings = [step for step in steps if isinstance(step, CodingStep)]
    yield from _coding_acts(root, codings, by)
    yield from _identifier_acts(root, [s for s in steps if isinstance(s, IdentifierStep)], by)


def _coding_acts(
    root: Path, steps: Sequence[CodingStep], by: str
) -> Iterator[tuple[Does, int, Act]]:
    for does in (Does.ACCEPT, Does.REJECT):
        if ids := [step.id for step in steps if step.does is does]:
            reject = does is Does.REJECT
            yield does, len(ids), partial(judge_codings, root, ids, by, reject=reject)
    for step in steps:
        if step.does is Does.CHANGE:
            change = partial(change_coding, code=step.code, polarity=step.polarity)
            yield step.does, 1, partial(change, root, step.id, by)
        elif step.does is Does.ADD:
            place = (step.transcript, step.turn, step.span)
            yield step.does, 1, partial(add_coding, root, *place, step.code, by, step.polarity)
    for step in steps:  # last: a memo may be on a coding that was just added
        if step.does is Does.MEMO:
            yield step.does, 1, partial(add_memo, root, step.memo, by, coding=step.id)


def _identifier_acts(
    root: Path, steps: Sequence[IdentifierStep], by: str
) -> Iterator[tuple[Does, int, Act]]:
    agreed: dict[str, dict[str, str]] = defaultdict(dict)
    for step in steps:
        if step.does is Does.AGREE:
            agreed[step.transcript][step.id] = step.mark
    for transcript, marks in agreed.items():
        yield Does.AGREE, len(marks), partial(check_decisions, root, transcript, marks, by)
    for step in steps:
        if step.does in (Does.KEEP, Does.IDENTIFIES, Does.ADD):
            yield step.does, 1, partial(_rule, root, step, by)
    if ids := [step.id for step in steps if step.does is Does.ACCEPT_PROPOSAL]:
        yield Does.ACCEPT_PROPOSAL, len(ids), partial(accept_proposals, root, ids, by)


def _rule(root: Path, step: IdentifierStep, by: str) -> object:
    rules = RulingKind.KEEP if step.does is Does.KEEP else RulingKind.IDENTIFIES
    place = (step.transcript, step.turn, step.span)
    return rule_on_passage(root, rules, *place, by, step.kind, step.role)


def _broken_off(error: VoicesError, done: Counter[str]) -> VoicesError:
    """The same error, with what was recorded before it."""
    if not done:
        return error
    return type(error)(
        f"{error.what}; {done.total()} answers of the sheet were recorded before that",
        where=error.where,
        next_step="type the same command again: nothing is recorded twice",
    )
