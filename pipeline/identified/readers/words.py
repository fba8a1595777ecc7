"""Closed vocabularies, written as running text."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, divided by white space."""
    return frozenset(text.split())
