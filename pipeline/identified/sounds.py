"""How words sound, and how alike two sounds are.

Names reach a transcript through ears, human or a recogniser's: 'Tahmina' as 'the meaner'. A
spelling is read aloud by rules (`sound_rules`) or by the table of what is not read as it is
spelled; two sequences of sounds are aligned, and every difference is paid for by how easily it is
heard: the idea of ALINE (G. Kondrak, A new algorithm for the alignment of phonetic sequences,
2000), with coarser sounds and prices of our own. Libraries for codes like Metaphone keep no
vowels, and those with sounds know American words from a dictionary, and few names.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from importlib.resources import files
from itertools import accumulate
from math import hypot, inf

from pipeline.identified.sound_rules import english, readings
from pipeline.language.folding import folded

VOWELS = frozenset("aAeEiIoOuVYWQ@")
SOUNDS = VOWELS | frozenset("pbtdkgfvszmnlrwyhTSCJNx")
_EDGE = 1e-9
LONGEST = 40
"""Letters of a word that are read: no name has more."""

_PLACES: Mapping[str, tuple[float, float]] = {
    **{"a": (0.1, 0.4), "A": (0.0, 0.7), "e": (0.5, 0.2), "E": (0.65, 0.05), "i": (0.85, 0.25)},
    **{"I": (1.0, 0.0), "o": (0.25, 1.0), "O": (0.5, 0.8), "u": (0.95, 0.9), "V": (0.35, 0.6)},
    **{"Y": (0.35, 0.2), "W": (0.3, 0.8), "Q": (0.55, 0.65), "@": (0.5, 0.5)},
}
"""Where a vowel is made: height of the tongue (0 low), and how far back; after the IPA's chart."""
_NEAR: Mapping[str, float] = {
    **{"pb": 0.2, "td": 0.2, "kg": 0.2, "fv": 0.2, "sz": 0.15, "CJ": 0.2, "SC": 0.3, "SJ": 0.3},
    **{"sS": 0.3, "zS": 0.4, "zJ": 0.45, "sC": 0.5, "Tt": 0.3, "Td": 0.3, "Tf": 0.3, "Tv": 0.35},
    **{"Ts": 0.4, "Tz": 0.45, "mn": 0.4, "nN": 0.2, "mN": 0.45, "lr": 0.5, "lw": 0.5, "rw": 0.4},
    **{"kx": 0.2, "gx": 0.35, "hx": 0.25, "vw": 0.3, "bv": 0.4, "bm": 0.65, "pf": 0.5, "yJ": 0.5},
    **{"tC": 0.45, "dJ": 0.45, "dn": 0.6, "tk": 0.7, "dg": 0.75, "pt": 0.75, "pk": 0.75},
    **{"bd": 0.75, "nl": 0.6, "fs": 0.7, "yI": 0.15, "yi": 0.15, "wu": 0.15, "wO": 0.25},
    **{"hw": 0.4, "hy": 0.4, "wW": 0.3, "yE": 0.3, "bg": 0.8, "fh": 0.5, "dl": 0.7, "gN": 0.5},
}
"""The price of one sound for another, of which one letter is first; other consonants cost 1."""
_LOST: Mapping[str, float] = {
    **{"@": 0.15, "i": 0.3, "h": 0.25, "y": 0.25, "w": 0.35, "r": 0.45, "t": 0.7, "d": 0.7},
    **{"n": 0.75, "N": 0.75, "l": 0.75, "x": 0.6},
}
"""The price of a sound that the other lacks; other vowels cost 0.4, other consonants 0.9."""


@lru_cache(maxsize=1 << 15)
def said(word: str) -> tuple[str, ...]:
    """The sounds of an ordinary English word: by the table, or else as it is spelled."""
    plain = _letters(word)
    return _irregular().get(plain) or (english().read(plain),)


@lru_cache(maxsize=1 << 12)
def readings_of(word: str) -> tuple[str, ...]:
    """The ways in which a name may be said: as an Englishman reads it, and as its language does."""
    plain = _letters(word)
    spelled = unicodedata.normalize("NFC", word[:LONGEST]).lower()
    found = list(_irregular().get(plain, ()))
    found.append(english().read(plain))
    found += [
        one.read(spelled if "ł" in spelled else _softened(spelled, one.rules.pattern))
        for one in readings()
        if one.when.search(spelled)
    ]
    return tuple(dict.fromkeys(one for one in found if one))


def _softened(word: str, known: str) -> str:
    """`word` without the accents that the rules of a reading do not know."""
    return "".join(one if one in known else folded(one) for one in word)


def _letters(word: str) -> str:
    return folded(word[:LONGEST])


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    path = files("pipeline.identified") / "gazetteers" / "pronunciations.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    rows = [line.split() for line in lines if line and not line.startswith("#")]
    return {word: tuple(sounds) for word, *sounds in rows}


@lru_cache(maxsize=1 << 15)
def weight(sounds: str) -> float:
    """How much there is to hear: what it would cost to lose all of it."""
    return sum(map(_lost, sounds))


def alike(one: str, other: str, least: float = 0.0) -> float:
    """How alike two sequences of sounds are, from 0 to 1; 1 for equal ones.

    One less what the cheapest alignment costs, of what there is to hear in both (in the mean).

    Args:
        one: sounds.
        other: sounds.
        least: the likeness that is looked for: where it is not reached, 0 may be given instead.
    """
    if one == other:
        return 1.0
    heard = (weight(one) + weight(other)) / 2
    cost = _cost(one, other, (1 - least) * heard)
    return max(0.0, 1 - cost / heard)


def _cost(one: str, other: str, most: float) -> float:
    """The cheapest alignment (Needleman and Wunsch 1970); infinite where it is above `most`."""
    losses = [_lost(sound) for sound in other]
    row = [0.0, *accumulate(losses)]
    for sound in one:
        lost = _lost(sound)
        swaps = _swaps(sound)
        left = row[0] + lost
        below = [left]
        for at, against in enumerate(other):
            swapped, dropped = row[at] + swaps[against], row[at + 1] + lost
            left += losses[at]
            if dropped < left:
                left = dropped
            if swapped < left:
                left = swapped
            below.append(left)
        if min(below) > most + _EDGE:
            return inf
        row = below
    return row[-1]


@cache
def _swaps(sound: str) -> dict[str, float]:
    return {other: _swap(sound, other) for other in SOUNDS}


@cache
def _lost(sound: str) -> float:
    return _LOST.get(sound, 0.4 if sound in VOWELS else 0.9)


@cache
def _swap(one: str, other: str) -> float:
    if one == other:
        return 0.0
    near = _NEAR.get(one + other, _NEAR.get(other + one))
    if near is not None:
        return near
    if one in VOWELS and other in VOWELS:
        if "@" in (one, other):
            return 0.12
        (high, back), (far_high, far_back) = _PLACES[one], _PLACES[other]
        return min(0.4, 0.1 + 0.4 * hypot(high - far_high, back - far_back))
    return 1.0 if one not in VOWELS and other not in VOWELS else 1.3
