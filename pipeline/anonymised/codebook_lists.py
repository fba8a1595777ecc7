"""The word lists of a codebook, and what makes them unusable."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

import yaml

from pipeline.anonymised.codebook_nodes import Fault, entries_of, items_of, line_of, shown

DEEPEST_LIST = 3
"""Lists that name lists that name lists; each level multiplies what a cue stands for."""
LONGEST_ITEM = 300
"""Characters."""
_NAMED = re.compile(r"<([^<>]*)>")


def lists_of(node: yaml.Node | None) -> dict[str, list[str]]:
    """The word lists under the key `lists`, by name."""
    return {
        str(key.value): [str(item.value) for item in items_of(value)]
        for key, value in entries_of(node)
    }


def list_faults(node: yaml.Node | None) -> list[Fault]:
    """Lists that name themselves, one that is not there, or too many within one another; and items
    that are too long."""
    lists = lists_of(node)
    named = {name: {one for item in items for one in _NAMED.findall(item)}
             for name, items in lists.items()}  # fmt: skip
    faults: list[Fault] = []
    for key, value in entries_of(node):
        faults += _faults(key, named)
        faults += [
            (line_of(item), f"a word of a list is longer than {LONGEST_ITEM} characters")
            for item in items_of(value)
            if isinstance(item, yaml.ScalarNode) and len(item.value) > LONGEST_ITEM
        ]
    return faults


def _faults(key: yaml.Node, named: Mapping[str, set[str]]) -> Iterator[Fault]:
    name = str(key.value)
    for other in sorted(named[name] - named.keys()):
        yield line_of(key), f"the list '{shown(name)}' names '{shown(other)}', which is not there"
    level: Sequence[str] = [name]
    for _ in range(DEEPEST_LIST):
        level = sorted({one for above in level for one in named.get(above, ())})
    if level:
        yield line_of(key), f"the list '{shown(name)}' names itself, or lists too deep within lists"
