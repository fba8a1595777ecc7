"""YAML that people edit by hand, into a checked value: every fault by line, with a hint."""

from __future__ import annotations

import difflib
import json
from collections.abc import Sequence
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from pipeline.errors import SettingsError

Model = TypeVar("Model", bound=BaseModel)
Path = Sequence[str | int]
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""The same loader in C where it is there: a codebook is long."""


def parse(text: str, model: type[Model], where: str) -> Model:
    """The `model` that `text` (YAML) describes.

    Args:
        text: the file's content.
        model: a pydantic model that forbids unknown fields.
        where: the file's path relative to the study, for messages.

    Raises:
        SettingsError: malformed YAML, a key twice, an unknown key (with the nearest known one), or
            a value that the model refuses; each with its line.
    """
    root = _compose(text, where)
    if root is None:
        raise SettingsError("the file is empty", where=where, next_step="fill it in")
    _refuse_doubled_keys(root, where)
    data = json.dumps(yaml.load(text, Loader=LOADER), default=str)
    try:
        return model.model_validate_json(data)
    except ValidationError as error:
        faults = error.errors(include_url=False, include_input=False)
        raise SettingsError(
            "\n".join(_describe(fault["loc"], fault, root, model) for fault in faults),
            where=where,
            next_step=f"correct {where} and run the command again",
        ) from None


def _compose(text: str, where: str) -> yaml.Node | None:
    try:
        for event in yaml.parse(text, Loader=LOADER):
            if isinstance(event, yaml.AliasEvent):  # nobody needs one; a few make a bomb
                mark = event.start_mark
                line = 1 if mark is None else mark.line + 1
                raise SettingsError(f"line {line}: '*' references are not allowed", where=where)
        root = yaml.compose(text, Loader=LOADER)
        yaml.load(text, Loader=LOADER)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line = mark.line + 1 if mark else 1
        problem = error.problem or "not YAML"
        if "\t" in "".join(text.splitlines()[line - 1 : line]):
            problem = "a tab stands where YAML wants blanks"
        raise SettingsError(
            f"line {line}: {problem}", where=where, next_step=f"correct {where}"
        ) from None
    except (yaml.YAMLError, ValueError):
        raise SettingsError("not readable as YAML", where=where) from None
    return root


def _refuse_doubled_keys(node: yaml.Node, where: str) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key, value in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise SettingsError(f"line {line}: the key '{key.value}' stands twice", where=where)
            seen.add(key.value)
            _refuse_doubled_keys(value, where)
    elif isinstance(node, yaml.SequenceNode):
        for value in node.value:
            _refuse_doubled_keys(value, where)


def _describe(path: Path, fault: Any, root: yaml.Node, model: type[BaseModel]) -> str:
    line = _line_of(path, root)
    name = ".".join(str(step) for step in path if not str(step).startswith("function-"))
    if fault["type"] != "extra_forbidden":
        message = str(fault["msg"]).removeprefix("Value error, ")
        return f"line {line}: {name}: {message}" if name else f"line {line}: {message}"
    near = difflib.get_close_matches(str(path[-1]), _known_keys(model), n=1)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    return f"line {line}: unknown key '{name}'{hint}"


def _line_of(path: Path, node: yaml.Node) -> int:
    line = node.start_mark.line + 1
    for step in path:
        child = _child(node, step)
        if child is None:
            continue
        line, node = child
    return line


def _child(node: yaml.Node, step: str | int) -> tuple[int, yaml.Node] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == str(step):
                return key.start_mark.line + 1, value
    elif isinstance(node, yaml.SequenceNode) and isinstance(step, int) and step < len(node.value):
        value = node.value[step]
        return value.start_mark.line + 1, value
    return None


def _known_keys(model: type[BaseModel]) -> list[str]:
    schema = model.model_json_schema()
    parts = [schema, *schema.get("$defs", {}).values()]
    return sorted({key for part in parts for key in part.get("properties", {})})
