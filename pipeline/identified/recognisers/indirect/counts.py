"""Odd counts and sums: neither round nor what everybody counts by. 'Sixty-one of them'."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.identified.recognisers.found_names import TurnWords
from pipeline.identified.recognisers.indirect.numbers import number_at
from pipeline.identified.recognisers.indirect.stretch import ARTICLES, Stretch, phrase_end
from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind

USUAL = frozenset((12, 15, 24, 25, 36, 48, 52, 72, 75, 99, 101, 111, 112, 999))
"""A dozen, hours, weeks, quarters, emergency numbers."""
SMALLEST = 11
_CLOCK = vocabulary(
    "o'clock oclock am pm minutes minute mins seconds hours hour hrs percent past to quarter half"
)
_SPANS = vocabulary("year years month months week weeks day days night nights")
_MONEY = vocabulary("pound pounds quid pence grand p euro euros")
_BEFORE = vocabulary("number line section page room flat chapter at age aged bus channel platform")


def find(words: TurnWords, index: int) -> Iterator[Stretch]:
    """A count that begins at `index`, with what is counted."""
    before = index - 1 - (words.word(index - 1) == "and")
    if number_at(words, before)[1] > before and words.joined(before, index + 1):
        return
    value, end = number_at(words, index)
    if end == index or words.word(index - 1) in _BEFORE or words.word(end) in _CLOCK:
        return
    if words.word(end) in _MONEY:
        yield from _sum(words, index, end, value)
    elif _odd(value) and words.joined(end - 1, end + 1) and _is_thing(words, end):
        score = 0.1 if words.word(end) in _SPANS else 0.3
        yield Stretch(index, _counted_end(words, end), Kind.OTHER, "count", score=score)


def _sum(words: TurnWords, first: int, end: int, value: int) -> Iterator[Stretch]:
    """'Four pound forty-four': with pence, or not round."""
    pence, behind = number_at(words, end + 1)
    exact = 0 < pence < 100 and words.joined(end, end + 2)
    first -= words.word(first - 1) in ARTICLES
    if exact or (_odd(value) and value % 5):
        yield Stretch(first, behind if exact else end + 1, Kind.OTHER, "count", score=0.3)


def _odd(value: int) -> bool:
    return value >= SMALLEST and value % 10 != 0 and value not in USUAL and not 1900 < value < 2100


def _is_thing(words: TurnWords, index: int) -> bool:
    word = words.word(index)
    return word == "of" or (word.isalpha() and word not in FUNCTION_WORDS and len(word) > 2)


def _counted_end(words: TurnWords, index: int) -> int:
    """'... of them in nine weeks', '... wee blue squares'."""
    end = phrase_end(words, index, 4)
    if words.word(end) in ("in", "for") and number_at(words, end + 1)[1] > end + 1:
        unit = number_at(words, end + 1)[1]
        return unit + (words.word(unit) in _SPANS)
    return max(end, index + 1)
