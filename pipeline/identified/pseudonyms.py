"""Assumed names for victims: random, recorded in the vault, never anyone's name in the study."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from importlib.resources import files

import jellyfish

from pipeline.identified.forms import fold, form_of

POOL = "pseudonyms.txt"


def pool(gender: str) -> list[str]:
    """Candidate first names for a participant's stated gender ('' or unknown: neutral ones)."""
    text = files("pipeline.identified").joinpath("gazetteers", POOL).read_text("utf-8")
    wanted = {"woman": "f", "female": "f", "man": "m", "male": "m"}.get(gender.casefold(), "n")
    rows = (line.split() for line in text.splitlines() if line and not line.startswith("#"))
    return [name for name, kind in rows if kind == wanted]


def draw(
    seed: str, identity: str, candidates: Sequence[str], taken: Iterable[str], names: Iterable[str]
) -> str:
    """A name for `identity`, drawn by the vault's secret `seed`.

    Args:
        candidates: the pool to draw from.
        taken: pseudonyms already given.
        names: every name of a real person in the study; no name, part of a name or sound-alike
            (Metaphone, L. Philips 1990) of one is given.

    Returns:
        The name; '' where no candidate is left.
    """
    parts = {part for name in names for part in form_of(name)}
    refused = {fold(name) for name in taken} | parts
    sounds = {jellyfish.metaphone(name) for name in refused}
    free = [
        name
        for name in candidates
        if fold(name) not in refused and jellyfish.metaphone(fold(name)) not in sounds
    ]
    if not free:
        return ""
    # The seed is secret and the draw is recorded: the name says nothing about order or spelling.
    return random.Random(f"{seed}/{identity}").choice(sorted(free))
