"""A codebook as a person reads it: one code on a page, all codes as a tree."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.values.themes import Code, Codebook


@dataclass(frozen=True)
class Branch:
    """A code in its place in the tree."""

    code: Code
    depth: int
    """0 for a code that has no parent."""


def tree(codebook: Codebook) -> dict[str, list[Branch]]:
    """Every family with its codes, each after its parent; in the order of the codebook."""
    below: dict[str | None, list[Code]] = {}
    for code in codebook.codes:
        below.setdefault(code.parent, []).append(code)
    return {
        family: [
            branch
            for code in below.get(None, [])
            if code.family == family
            for branch in _branches(code, below)
        ]
        for family in codebook.families
    }


def _branches(top: Code, below: dict[str | None, list[Code]]) -> Iterator[Branch]:
    waiting = [Branch(top, 0)]
    while waiting:
        branch = waiting.pop()
        yield branch
        children = below.get(branch.code.id, [])
        waiting += [Branch(code, branch.depth + 1) for code in reversed(children)]


def sections(code: Code, codebook: Codebook) -> list[tuple[str, tuple[str, ...]]]:
    """What there is to say of a code, as headings and paragraphs; what is empty is left out."""
    children = tuple(one.id for one in codebook.codes if one.parent == code.id)
    above = (code.parent,) if code.parent else ()
    told = [
        ("Definition", (code.definition,)),
        ("Include", (code.include,)),
        ("Exclude", (code.exclude,)),
        ("Examples", code.examples),
        ("Looks like it and is none", code.lookalikes),
        ("Cues", code.cues),
        ("Easily confused with", code.neighbours),
        ("Part of", above),
        ("Its parts", children),
    ]
    return [(heading, texts) for heading, texts in told if any(text.strip() for text in texts)]
