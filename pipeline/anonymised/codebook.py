"""``config/codebook.yaml`` into a codebook, every fault by its line."""

from __future__ import annotations

import difflib

import yaml

from pipeline import strict_yaml
from pipeline.anonymised.cue_language import CueError, Lists, sides_of
from pipeline.errors import SettingsError
from pipeline.values.themes import Codebook

CUES = ("cues", "lookalikes", "opens", "closes", "agreed")
"""Keys of a code or flag that hold cues."""


def parse_codebook(text: str, where: str) -> Codebook:
    """The codebook that `text` describes.

    Args:
        text: the file's content.
        where: its path relative to the study, for messages.

    Raises:
        SettingsError: malformed YAML, a tab, an unknown key, a wrong type, no codes, an id twice,
            an unknown family or neighbour, or a cue with nothing in it to look for; each by line.
    """
    root = _compose(text)
    faults = _faults(root) if root is not None else []
    if faults:
        raise SettingsError(
            "\n".join(f"line {line}: {fault}" for line, fault in sorted(faults)),
            where=where,
            next_step=f"correct {where} and run the command again",
        )
    return strict_yaml.parse(text, Codebook, where)


def _compose(text: str) -> yaml.Node | None:
    """The YAML tree, or None where `strict_yaml` will say what is wrong."""
    try:
        return yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
    except (yaml.YAMLError, ValueError):
        return None


def _faults(root: yaml.Node) -> list[tuple[int, str]]:
    codes = _items(_value(root, "codes"))
    flags = _items(_value(root, "flags"))
    families = _value(root, "families")
    listed = families.value if isinstance(families, yaml.MappingNode) else []
    known_families = [str(key.value) for key, _ in listed]
    known = [str(node.value) for code in codes if (node := _scalar(code, "id"))]
    faults = _doubled([*codes, *flags])
    for code in codes:
        family = _scalar(code, "family")
        if family and known_families:
            faults += _unknown(family, known_families, "family")
        for neighbour in _items(_value(code, "neighbours")):
            faults += _unknown(neighbour, known, "neighbour")
    lists = _lists(_value(root, "lists"))
    for owner in [*codes, *flags]:
        for key in CUES:
            faults += _unreadable_cues(_items(_value(owner, key)), lists)
    return faults


def _doubled(owners: list[yaml.Node]) -> list[tuple[int, str]]:
    seen: dict[str, int] = {}
    faults = []
    for owner in owners:
        node = _scalar(owner, "id")
        if node is None:
            continue
        line = node.start_mark.line + 1
        if node.value in seen:
            faults.append((line, f"the id '{node.value}' stands in line {seen[node.value]} too"))
        seen.setdefault(node.value, line)
    return faults


def _unknown(node: yaml.Node, known: list[str], what: str) -> list[tuple[int, str]]:
    name = str(node.value)
    if not isinstance(node, yaml.ScalarNode) or name in known:
        return []
    near = difflib.get_close_matches(name, known, n=1)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    return [(node.start_mark.line + 1, f"unknown {what} '{name}'{hint}")]


def _unreadable_cues(cues: list[yaml.Node], lists: Lists) -> list[tuple[int, str]]:
    faults = []
    for cue in cues:
        if isinstance(cue, yaml.ScalarNode):
            try:
                sides_of(cue.value, lists)
            except CueError as error:
                faults.append((cue.start_mark.line + 1, str(error)))
    return faults


def _lists(node: yaml.Node | None) -> dict[str, list[str]]:
    """The word lists; what is malformed in them is told by `strict_yaml`."""
    if not isinstance(node, yaml.MappingNode):
        return {}
    return {
        str(key.value): [str(item.value) for item in _items(value)] for key, value in node.value
    }


def _value(node: yaml.Node | None, name: str) -> yaml.Node | None:
    if not isinstance(node, yaml.MappingNode):
        return None
    return next((value for key, value in node.value if key.value == name), None)


def _items(node: yaml.Node | None) -> list[yaml.Node]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _scalar(node: yaml.Node, name: str) -> yaml.ScalarNode | None:
    value = _value(node, name)
    return value if isinstance(value, yaml.ScalarNode) else None
