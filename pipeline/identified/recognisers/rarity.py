"""How rare a word is in interview talk: inverse document frequency over voices."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from math import log

from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS
from pipeline.identified.recognisers.word_lists import is_ordinary, stems

RARE = 0.6
"""From here a word is one that few of a hundred people use in an interview."""


@cache
def rarity(word: str) -> float:
    """From 0 (everybody says it) to 1 (nobody did, and no dictionary has it).

    The inverse document frequency (Sparck Jones 1972, Journal of Documentation 28: 11-21), as a
    share of the highest: log((1 + voices) / (1 + those who say it)) / log(1 + voices). Of a word's
    regular forms the most widely said counts. A word of the dictionary that nobody said counts as
    said once.

    Args:
        word: folded.
    """
    if word in FUNCTION_WORDS:
        return 0.0
    voices, said = _talk()
    count = max((said.get(form, 0) for form in (word, f"{word}s", *stems(word))), default=0) or int(
        is_ordinary(word)
    )
    return log((1 + voices) / (1 + min(count, voices))) / log(1 + voices)


@cache
def _talk() -> tuple[int, dict[str, int]]:
    """How many voices, and how many of them say each word."""
    path = files("pipeline.identified") / "gazetteers" / "talk_words.txt"
    lines = path.read_text(encoding="utf-8").splitlines()
    counts = dict(_pair(line) for line in lines if not line.startswith("#"))
    return counts.pop("*"), counts


def _pair(line: str) -> tuple[str, int]:
    word, _, count = line.partition(" ")
    return word, int(count)
