"""The YAML tree of a codebook, looked into by name; what is not there gives nothing."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

Fault = tuple[int, str]
"""A line, counted from 1, and what is wrong there."""


def line_of(node: yaml.Node) -> int:
    """The line that a node begins in, counted from 1."""
    return int(node.start_mark.line) + 1


def value_of(node: yaml.Node | None, name: str) -> yaml.Node | None:
    """What stands under the key `name` of a mapping."""
    return next((value for key, value in entries_of(node) if key.value == name), None)


def entries_of(node: yaml.Node | None) -> list[tuple[yaml.Node, yaml.Node]]:
    """Keys and values of a mapping."""
    return list(node.value) if isinstance(node, yaml.MappingNode) else []


def items_of(node: yaml.Node | None) -> list[yaml.Node]:
    """The items of a list."""
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def words_of(node: yaml.Node | None, name: str) -> yaml.ScalarNode | None:
    """What stands under the key `name`, where it is words."""
    value = value_of(node, name)
    return value if isinstance(value, yaml.ScalarNode) else None


def scalars_of(node: yaml.Node, key: str = "") -> Iterator[tuple[str, yaml.ScalarNode]]:
    """Every single value below `node`, with the key it stands under."""
    if isinstance(node, yaml.ScalarNode):
        yield key, node
    for name, value in entries_of(node):
        yield from scalars_of(value, str(name.value))
    for item in items_of(node):
        yield from scalars_of(item, key)


def keys_of(node: yaml.Node) -> Iterator[yaml.Node]:
    """Every key of every mapping at or below `node`."""
    for key, value in entries_of(node):
        yield key
        yield from keys_of(value)
    for item in items_of(node):
        yield from keys_of(item)


def shown(words: str) -> str:
    """`words` as a message shows them: one line, not too long."""
    line = " ".join(words.split())
    return f"{line[:39]}…" if len(line) > 40 else line
