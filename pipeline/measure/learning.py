"""How well proposals did, by what people said of them in the order in which they said it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.values.base import Value
from pipeline.values.records import Verdict

STRETCH = 20
"""So many decisions in a row make a point of the curve, and a figure for a code."""
PERSON = "person"


class Stretch(Value):
    """Decisions on proposals in a row."""

    first: int
    """Counts from 1."""
    last: int
    accepted: int
    share: float
    """Accepted of decided: the precision of what was proposed."""


class OfCode(Value):
    """What became of the proposals of a code."""

    code: str
    decided: int
    accepted: int
    lately: int | None
    """How many of the last 20 were accepted; None before there were 20."""


class Learning(Value):
    """What people said of codings so far. Every coding counts once, by the last word on it."""

    people: int
    """How many ruled."""
    accepted: int
    """Proposals that were accepted."""
    rejected: int
    """Proposals that were rejected, those that were changed included."""
    added: int
    """Codings that a person added or changed, and that hold."""
    curve: tuple[Stretch, ...]
    """Proposals in the order of the last word on them, 20 by 20; the last may be fewer."""
    codes: tuple[OfCode, ...]
    """By id; verdicts of old journals, which name no code, are not among them."""


def learning(verdicts: Iterable[Verdict]) -> Learning:
    """Figures from the verdicts that count, oldest first.

    A changed coding is a refused proposal and an added coding, also where only its polarity was
    changed and it keeps its id.
    """
    given = list(verdicts)
    last: dict[tuple[str, str, bool], Verdict] = {}
    for verdict in given:
        key = _key(verdict)
        last.pop(key, None)  # the order is that of the last word
        last[key] = verdict
    on_proposals = [verdict for (_, _, added), verdict in last.items() if not added]
    accepted = sum(not verdict.rejected for verdict in on_proposals)
    return Learning(
        people=len({verdict.by for verdict in given}),
        accepted=accepted,
        rejected=len(on_proposals) - accepted,
        added=sum(added and not verdict.rejected for (_, _, added), verdict in last.items()),
        curve=tuple(_curve(on_proposals)),
        codes=tuple(_of_codes(on_proposals)),
    )


def _key(verdict: Verdict) -> tuple[str, str, bool]:
    """Coding, polarity, and whether a person added it."""
    place = verdict.place
    if place is None:
        return verdict.coding, "", False
    return verdict.coding, place.polarity, place.coder == PERSON


def _curve(verdicts: Sequence[Verdict]) -> Iterable[Stretch]:
    for start in range(0, len(verdicts), STRETCH):
        part = verdicts[start : start + STRETCH]
        accepted = sum(not one.rejected for one in part)
        yield Stretch(
            first=start + 1,
            last=start + len(part),
            accepted=accepted,
            share=accepted / len(part),
        )


def _of_codes(verdicts: Sequence[Verdict]) -> Iterable[OfCode]:
    by_code: dict[str, list[bool]] = defaultdict(list)
    for verdict in verdicts:
        if verdict.place:
            by_code[verdict.place.code].append(not verdict.rejected)
    for code, accepted in sorted(by_code.items()):
        lately = sum(accepted[-STRETCH:]) if len(accepted) >= STRETCH else None
        yield OfCode(code=code, decided=len(accepted), accepted=sum(accepted), lately=lately)
