"""``config/codebook.yaml`` into a codebook, every fault by its line."""

from __future__ import annotations

from collections.abc import Iterator

import yaml

from pipeline import strict_yaml
from pipeline.anonymised.codebook_faults import faults_of
from pipeline.anonymised.codebook_nodes import Fault
from pipeline.errors import SettingsError
from pipeline.values.themes import Codebook

LONGEST_FILE = 4_000_000
"""Characters."""
DEEPEST = 10
"""Lists and tables within one another; a codebook needs four."""
MOST_TOLD = 30
"""Faults told at once."""


def parse_codebook(text: str, where: str) -> Codebook:
    """The codebook that `text` describes.

    Args:
        text: the file's content.
        where: its path relative to the study, for messages.

    Raises:
        SettingsError: malformed YAML, a tab, an unknown key, a wrong type, no codes or too many, an
            id twice or that is none, an unknown family, neighbour or parent, a parent of another
            family or in a circle, a text that is too long, or a cue with nothing in it to look for;
            each by line.
    """
    _refuse(list(_unsafe(text)), where)
    root = _compose(text)
    _refuse(faults_of(root) if root is not None else [], where)
    return strict_yaml.parse(text, Codebook, where)


def _refuse(faults: list[Fault], where: str) -> None:
    if not faults:
        return
    told = [f"line {line}: {fault}" for line, fault in sorted(set(faults))]
    if len(told) > MOST_TOLD:
        told = [*told[:MOST_TOLD], f"and {len(told) - MOST_TOLD} more"]
    raise SettingsError(
        "\n".join(told), where=where, next_step=f"correct {where} and run the command again"
    )


def _unsafe(text: str) -> Iterator[Fault]:
    """What must not reach the reader of the YAML tree: it would run for ever, or fall over."""
    if len(text) > LONGEST_FILE:
        yield 1, f"the file is longer than {LONGEST_FILE:,} characters"
        return
    depth = 0
    try:
        for event in yaml.parse(text, Loader=strict_yaml.LOADER):
            line = 1 if event.start_mark is None else event.start_mark.line + 1
            depth += isinstance(event, yaml.CollectionStartEvent)
            depth -= isinstance(event, yaml.CollectionEndEvent)
            if depth > DEEPEST:
                yield line, "too many lists and tables within one another"
                return
            if isinstance(event, yaml.AliasEvent):  # nobody needs one; a few make a bomb
                yield (
                    line,
                    "'*' before a word refers back, which is not allowed: use quotation marks",
                )
                return
            if getattr(event, "tag", None) is not None:
                yield line, "'!' before a value is not allowed: put the value in quotation marks"
    except (yaml.YAMLError, ValueError):
        return  # `strict_yaml` says what it is


def _compose(text: str) -> yaml.Node | None:
    """The YAML tree, or None where `strict_yaml` will say what is wrong."""
    try:
        return yaml.compose(text, Loader=strict_yaml.LOADER)
    except (yaml.YAMLError, ValueError):
        return None
