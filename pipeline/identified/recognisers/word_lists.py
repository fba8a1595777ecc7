"""The packaged word lists, read on first use; all entries are folded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

_ENDINGS = (
    *(("s", ""), ("es", ""), ("ies", "y"), ("ed", ""), ("ed", "e"), ("ied", "y"), ("d", "")),
    *(("ing", ""), ("ing", "e"), ("er", ""), ("er", "e"), ("ers", ""), ("ers", "e")),
    *(("est", ""), ("est", "e"), ("ly", ""), ("ily", "y"), ("ness", ""), ("iness", "y")),
    ("ings", ""),
)
"""Regular endings and what stands instead in the plain form; the list of ordinary words is kept
without the forms they make."""


@cache
def words_of(name: str) -> frozenset[str]:
    """The words of a list without explanations ('given_names'), one or several a line."""
    return frozenset(word for line in _lines(name) for word in line.split())


@cache
def phrases_of(name: str) -> frozenset[str]:
    """The lines of a list that holds phrases ('health')."""
    return frozenset(_lines(name))


@cache
def places() -> dict[str, str]:
    """Place name, its parts joined by single blanks -> town, county, area, country ..."""
    return {_blanks(place): hint for place, hint in map(_pair, _lines("places"))}


@cache
def organisations() -> dict[str, str]:
    """Names of organisations known everywhere -> what they are."""
    return {
        _blanks(one): hint for names, hint in map(_pair, _lines("organisations"))
        for one in names.split()
    }  # fmt: skip


@cache
def peoples() -> dict[str, bool]:
    """Nationalities, peoples and languages -> whether only a capital makes them one."""
    words = words_of("nationalities")
    return {word.rstrip("*"): word.endswith("*") for word in words}


@cache
def is_ordinary(word: str) -> bool:
    """Whether a folded word is an English word that is written small, or a word of talk."""
    known = words_of("ordinary_words")
    if (
        word in known
        or word in words_of("spoken_words")
        or any(stem in known for stem in stems(word))
    ):
        return True
    parts = [part for part in re.split("['-]", word) if part]
    return len(parts) > 1 and all(len(part) < 3 or is_ordinary(part) for part in parts)


def is_given(word: str) -> bool:
    """Whether a folded word is a listed given name or nickname, alone or as part of 'Ann-Marie'."""
    return any(part in words_of("given_names") for part in (word, *word.split("-")))


def is_surname(word: str) -> bool:
    """Whether a folded word, or a part of it between hyphens, is a listed surname."""
    return any(part in words_of("surnames") for part in (word, *word.split("-")))


def is_name(word: str) -> bool:
    """Whether a folded word is a listed name of people."""
    return is_given(word) or is_surname(word)


def is_word_too(word: str) -> bool:
    """Whether a folded word that may be a name is an ordinary word as well ('will', 'reading')."""
    return word in words_of("names_that_are_words") or word in words_of("spoken_words")


def identifies_nobody(word: str) -> bool:
    """Whether a capitalised word is known to identify nobody ('Facebook', 'Christmas')."""
    return word in words_of("identifies_nobody")


def stems(word: str) -> Iterator[str]:
    """What `word` may be a regular form of ('hoped': 'hop', 'hope'), without looking it up."""
    for ending, instead in _ENDINGS:
        stem = word.removesuffix(ending) + instead
        if word.endswith(ending) and 2 < len(stem) < len(word):
            yield stem
            if len(stem) > 3 and stem[-1] == stem[-2]:
                yield stem[:-1]


def _lines(name: str) -> list[str]:
    path = files("pipeline.identified") / "gazetteers" / f"{name}.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def _pair(line: str) -> tuple[str, str]:
    name, _, hint = line.partition(" | ")
    return name, hint


def _blanks(name: str) -> str:
    return name.replace("-", " ")
