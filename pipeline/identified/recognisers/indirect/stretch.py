"""What the rules for indirect identifiers hand on, and what several of them ask of a turn."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import NamedTuple

from pipeline.identified.recognisers.found_names import TurnWords
from pipeline.identified.recognisers.rarity import RARE, rarity
from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind

BEING = vocabulary(
    "i'm im am was he's hes she's shes is as become became be been were are they're both we're"
)
ARTICLES = vocabulary("a an the")
OWNERS = vocabulary("my our his her their your me us")
JOINING = vocabulary("of with in for")
"""What may go on inside a thing's description: 'a box of kalojam'."""
CLAUSES = vocabulary(
    "and but so because cos when while who which that if then or i he she they we it you i'm he's "
    "she's they're we're it's he'd she'd they'd i'd i've was were is are had has have said says"
)
"""What begins something new."""


class Stretch(NamedTuple):
    """Words ``tokens[first:end]`` of a turn."""

    first: int
    end: int
    kind: Kind
    hint: str = ""
    listed: bool = True
    """Whether it is only listed for a person; else it is replaced."""
    score: float = 0.3
    """How often such a find is right, roughly: measured on our own talk."""


def phrase_end(words: TurnWords, first: int, most: int, stops: Collection[str] = CLAUSES) -> int:
    """Where the words that belong together from `first` on end: at a sign, or at a word of `stops`,
    after `most` words at the latest."""
    end = first
    while end < len(words.tokens) and end - first < most:
        if end > first and (not words.tokens[end].joined or words.word(end) in stops):
            break
        end += 1
    while end > first and words.word(end - 1) in FUNCTION_WORDS:
        end -= 1
    return end


def thing_end(words: TurnWords, first: int, most: int = 9) -> int:
    """Where the description of a thing ends that begins with its article at `first`: 'a box of
    kalojam' | 'on the step'."""
    return phrase_end(words, first, most, CLAUSES | _BEHIND)


_BEHIND = vocabulary(
    "on at to from through by outside off under behind over into onto round next every after "
    "before at until again there here up down out back now just"
)


def match_end(words: TurnWords, first: int, pattern: re.Pattern[str], most: int) -> int:
    """The index behind the words from `first` on that `pattern` matches, which must end with a
    word; `first` where it matches none. No sign stands between them."""
    end = first + 1
    while end < min(first + most, len(words.tokens)) and words.tokens[end].joined:
        end += 1
    said = " ".join(token.folded + "'s" * token.possessive for token in words.tokens[first:end])
    found = pattern.match(said)
    return first + found[0].count(" ") + 1 if found else first


def has_rare_word(words: TurnWords, first: int, end: int, above: float = RARE) -> bool:
    """Whether one of the words is rare in talk."""
    return any(rarity(words.word(at)) >= above for at in range(first, end))
