"""What is wrong in the YAML tree of a codebook, told as its author would look for it."""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterator, Mapping, Sequence

import yaml

from pipeline.anonymised.code_ids import LONGEST_ID, id_like, is_id
from pipeline.anonymised.codebook_lists import list_faults, lists_of
from pipeline.anonymised.codebook_nodes import (
    Fault,
    entries_of,
    items_of,
    keys_of,
    line_of,
    scalars_of,
    shown,
    value_of,
    words_of,
)
from pipeline.anonymised.cue_language import CueError, Lists, sides_of

MOST_CODES = 400
"""Nobody can hold more apart, and a coder cannot learn them."""
MOST_ITEMS = 1000
"""In one list of a code or flag."""
CODE_TEXTS: Mapping[str, int] = {
    "id": LONGEST_ID, "family": LONGEST_ID, "parent": LONGEST_ID, "name": 120,
    "definition": 2000, "include": 2000, "exclude": 2000,
}  # fmt: skip
"""Keys of a code that hold words, and how many characters they may have."""
CODE_LISTS: Mapping[str, int] = {
    "examples": 1000, "lookalikes": 1000, "cues": 1000, "neighbours": LONGEST_ID,
}  # fmt: skip
"""Keys of a code that hold lists, and how many characters each item may have."""
FLAG_TEXTS: Mapping[str, int] = {"id": LONGEST_ID, "meaning": 2000}
CUE_LISTS = ("cues", "lookalikes", "opens", "closes", "agreed")
FLAG_LISTS: Mapping[str, int] = dict.fromkeys(CUE_LISTS, 1000)
_STRING = "tag:yaml.org,2002:str"
_NULL = "tag:yaml.org,2002:null"
_MAY_BE_EMPTY = ("include", "exclude", "parent")


def faults_of(root: yaml.Node) -> list[Fault]:
    """All faults that can be told without the model of a codebook, by line."""
    codes, flags = items_of(value_of(root, "codes")), items_of(value_of(root, "flags"))
    lists = lists_of(value_of(root, "lists"))
    faults = [*_values(root), *_amount(value_of(root, "codes"), len(codes))]
    if unusable := list_faults(value_of(root, "lists")):
        return [*faults, *unusable]  # no cue can be read with these
    faults += _doubled([*codes, *flags])
    for code in codes:
        faults += _shapes(code, CODE_TEXTS, CODE_LISTS)
        faults += _unreadable_cues(items_of(value_of(code, "cues")), lists)
    for flag in flags:
        faults += _shapes(flag, FLAG_TEXTS, FLAG_LISTS)
        for key in CUE_LISTS:
            faults += _unreadable_cues(items_of(value_of(flag, key)), lists)
    return [*faults, *_names(value_of(root, "families"), codes), *_parents(codes)]


def _values(root: yaml.Node) -> Iterator[Fault]:
    for key in keys_of(root):
        if not isinstance(key, yaml.ScalarNode) or key.tag != _STRING:
            yield line_of(key), "what stands before ':' must be words: put it in quotation marks"
    for name, node in scalars_of(root):
        words = str(node.value)
        if node.tag == _NULL and name != "parent":
            yield line_of(node), f"nothing stands under '{shown(name)}'"
        elif node.tag not in (_STRING, _NULL):
            what = node.tag.rpartition(":")[2]
            yield (
                line_of(node),
                (f"'{shown(words)}' is read as {what}, not as words: put it in quotation marks"),
            )
        elif "\t" in words:
            yield line_of(node), "a tab stands in the words: put a blank there"
        elif any(unicodedata.category(char) in ("Cc", "Cs") for char in words if char != "\n"):
            yield line_of(node), "a sign that cannot be printed stands in the words"


def _amount(node: yaml.Node | None, count: int) -> Iterator[Fault]:
    if count > MOST_CODES:
        yield (
            line_of(node) if node else 1,
            (
                f"{count} codes: a codebook may have {MOST_CODES}. More than that nobody can hold "
                "apart: keep two codebooks, or put fine shades under one code"
            ),
        )
    elif isinstance(node, yaml.SequenceNode) and not count:
        yield line_of(node), "there are no codes"
    elif node is not None and not isinstance(node, yaml.SequenceNode):
        yield line_of(node), "'codes' must be a list, each code beginning with '- id: ...'"


def _doubled(owners: Sequence[yaml.Node]) -> Iterator[Fault]:
    seen: dict[str, int] = {}
    for owner in owners:
        node = words_of(owner, "id")
        if node is None or not node.value:
            continue
        if node.value in seen:
            known = seen[node.value]
            yield line_of(node), f"the id '{shown(node.value)}' stands in line {known} too"
        seen.setdefault(node.value, line_of(node))


def _shapes(owner: yaml.Node, texts: Mapping[str, int], lists: Mapping[str, int]) -> list[Fault]:
    faults: list[Fault] = []
    for name, most in texts.items():
        if (node := value_of(owner, name)) is not None:
            faults += _text(node, name, most)
    for name, most in lists.items():
        node = value_of(owner, name)
        if node is not None and not isinstance(node, yaml.SequenceNode):
            faults.append(
                (line_of(node), f"'{name}' must be a list, each line with '- ' before it")
            )
        if len(items_of(node)) > MOST_ITEMS:
            faults.append((line_of(owner), f"more than {MOST_ITEMS} items under '{name}'"))
        for item in items_of(node):
            faults += _text(item, name, most)
    if isinstance(owner, yaml.ScalarNode):
        faults.append((line_of(owner), f"'{shown(owner.value)}' must have 'id: ' before it"))
    return faults


def _text(node: yaml.Node, name: str, most: int) -> Iterator[Fault]:
    if isinstance(node, yaml.MappingNode):
        yield (
            line_of(node),
            (
                f"a line under '{name}' is no string: ': ' within it makes it a table; put it in "
                "quotation marks"
            ),
        )
    elif not isinstance(node, yaml.ScalarNode):
        yield line_of(node), f"'{name}' must be words, not a list"
    elif not node.value.strip() and node.tag == _STRING and name not in (*_MAY_BE_EMPTY, "cues"):
        yield line_of(node), f"nothing stands under '{name}'"
    elif name == "id" and not is_id(node.value):
        yield line_of(node), _no_id(node.value)
    elif len(node.value) > most:
        yield line_of(node), f"'{name}' is longer than {most} characters"


def _no_id(words: str) -> str:
    near = id_like(words)
    hint = f": '{near}' would be one" if near else ""
    return (
        f"'{shown(words)}' is no id (small letters, digits and '-', at most {LONGEST_ID}, a letter "
        f"first){hint}"
    )


def _names(families: yaml.Node | None, codes: Sequence[yaml.Node]) -> Iterator[Fault]:
    """Families and codes that are named and are not there."""
    known_families = [str(key.value) for key, _ in entries_of(families)]
    for key, _ in entries_of(families):
        if isinstance(key, yaml.ScalarNode) and not is_id(key.value):
            yield line_of(key), _no_id(key.value)
    known = [node.value for code in codes if (node := words_of(code, "id")) is not None]
    for code in codes:
        family, parent = words_of(code, "family"), words_of(code, "parent")
        if family is not None and known_families:
            yield from _unknown(family, known_families, "family")
        if parent is not None and parent.tag != _NULL:
            yield from _unknown(parent, known, "parent")
        for neighbour in items_of(value_of(code, "neighbours")):
            yield from _unknown(neighbour, known, "neighbour")


def _unknown(node: yaml.Node, known: Sequence[str], what: str) -> Iterator[Fault]:
    if not isinstance(node, yaml.ScalarNode) or node.value in known:
        return
    near = difflib.get_close_matches(node.value[:LONGEST_ID], known, n=1)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    yield line_of(node), f"unknown {what} '{shown(node.value)}'{hint}"


def _parents(codes: Sequence[yaml.Node]) -> Iterator[Fault]:
    """Parents of another family, or in a circle."""
    family, above = {}, {}
    for code in codes:
        id, parent = words_of(code, "id"), words_of(code, "parent")
        if id is not None:
            family[id.value] = one.value if (one := words_of(code, "family")) is not None else ""
            if parent is not None and parent.tag != _NULL:
                above[id.value] = parent
    for id, parent in above.items():
        if parent.value in family and family[parent.value] != family[id]:
            yield (
                line_of(parent),
                (f"the parent '{shown(parent.value)}' is of another family than '{shown(id)}'"),
            )
        if id in _line_above(id, above):
            yield line_of(parent), f"'{shown(id)}' would be its own parent: the parents go round"


def _line_above(id: str, above: Mapping[str, yaml.ScalarNode]) -> list[str]:
    """The parents of `id`, the nearest first, until one comes again."""
    seen: list[str] = []
    while id in above and above[id].value not in seen:
        id = above[id].value
        seen.append(id)
    return seen


def _unreadable_cues(cues: Sequence[yaml.Node], lists: Lists) -> Iterator[Fault]:
    for cue in cues:
        if isinstance(cue, yaml.ScalarNode) and cue.tag == _STRING:
            try:
                sides_of(cue.value, lists)
            except CueError as error:
                yield line_of(cue), str(error)
