"""What differs between two versions of a codebook, as a person would say it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from pipeline.anonymised.nearness import words_in
from pipeline.values.base import Value
from pipeline.values.themes import Code, Codebook

SAME_CODE = 0.6
"""Share of words of the entry from which on a new code is taken for a lost one renamed."""


class What(StrEnum):
    """What happened to a part of the codebook."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True)
class Change:
    """A difference between two versions."""

    part: str
    """code, flag, family, list, rules."""
    id: str
    """Of the code, flag, family or list; '' for the rules."""
    what: What
    how: tuple[str, ...] = ()
    """Of a change: each field, and what is new or gone in it."""


def changes(old: Codebook, new: Codebook) -> list[Change]:
    """All differences: codes, families, flags, lists, rules; in the order of the codebooks."""
    found = list(_of_items("code", {one.id: one for one in old.codes},
                           {one.id: one for one in new.codes}))  # fmt: skip
    found += _of_texts("family", old.families, new.families)
    found += _of_items("flag", {one.id: one for one in old.flags},
                       {one.id: one for one in new.flags})  # fmt: skip
    found += _of_texts("list", old.lists, new.lists)
    if old.rules != new.rules:
        found.append(Change("rules", "", What.CHANGED, (_list_difference(old.rules, new.rules),)))
    return found


def renamed(old: Codebook, new: Codebook) -> list[tuple[str, str]]:
    """Codes that are gone, each with the new code that says most nearly the same."""
    was, now = {one.id: one for one in old.codes}, {one.id: one for one in new.codes}
    added = [one for id, one in now.items() if id not in was]
    pairs = []
    for code in (one for id, one in was.items() if id not in now):
        shares = [(_share(code, other), other.id) for other in added]
        if shares and max(shares)[0] >= SAME_CODE:
            pairs.append((code.id, max(shares)[1]))
    return pairs


def _share(one: Code, other: Code) -> float:
    first, second = (
        words_in(" ".join([x.definition, x.include, *x.examples])) for x in (one, other)
    )
    return len(first & second) / len(first | second) if first or second else 0.0


def _of_items(part: str, old: Mapping[str, Value], new: Mapping[str, Value]) -> Iterator[Change]:
    for id, value in new.items():
        if id not in old:
            yield Change(part, id, What.ADDED)
        elif how := tuple(_fields(old[id], value)):
            yield Change(part, id, What.CHANGED, how)
    for id in old:
        if id not in new:
            yield Change(part, id, What.REMOVED)


def _of_texts(part: str, old: Mapping[str, object], new: Mapping[str, object]) -> Iterator[Change]:
    for id, value in new.items():
        if id not in old:
            yield Change(part, id, What.ADDED)
        elif old[id] != value:
            yield Change(part, id, What.CHANGED)
    for id in old:
        if id not in new:
            yield Change(part, id, What.REMOVED)


def _fields(old: Value, new: Value) -> Iterator[str]:
    for name in type(old).model_fields:
        was, now = getattr(old, name), getattr(new, name)
        if was == now:
            continue
        if isinstance(was, tuple):
            yield f"{name}: {_list_difference(was, now)}"
        else:
            yield name


def _list_difference(old: Sequence[str], new: Sequence[str]) -> str:
    more, fewer = len(set(new) - set(old)), len(set(old) - set(new))
    told = [f"{more} new"] * bool(more) + [f"{fewer} gone"] * bool(fewer)
    return ", ".join(told) or "in another order"
