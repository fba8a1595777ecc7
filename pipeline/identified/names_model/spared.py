"""Words that can be nobody's name, taken out of what was found: 'naebody', 'umm', 'the', 'my mum';
and numbers that everybody rings: '101', 'triple nine'.

Nothing is spared that sounds like a known name, that a person listed, or that the network is as
good as certain of.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.identified.forms import form_of
from pipeline.identified.misheard import KnownName
from pipeline.identified.names_model.decode import Found
from pipeline.identified.names_model.model import Read
from pipeline.identified.recognisers.relation_words import FAMILY_ROLE
from pipeline.identified.recognisers.tokens import Casing, casing_of, tokens_of
from pipeline.identified.recognisers.word_classes import (
    AUXILIARIES,
    DIALECT,
    FUNCTION_WORDS,
    TITLES,
)
from pipeline.identified.recognisers.word_lists import is_given, is_ordinary
from pipeline.identified.recognisers.words import vocabulary
from pipeline.language.folding import folded
from pipeline.values.identifiers import Kind

_CLOSED = (FUNCTION_WORDS - AUXILIARIES) | TITLES
"""Not the auxiliaries: 'Are Ben' may be how a recogniser heard a name."""
_CLOSED_BELOW = 0.35
_KIN_BELOW = 0.9
_SMALL_BELOW = 0.6
"""Scores of the network below which a find of the sort is spared; set on talk kept apart."""
_LOOSE = vocabulary("with of to for from by at and or but the a an my his her their our your its")
"""Words with which no description ends."""
_PUBLIC_LINES = frozenset(
    tuple(line.split())
    for line in (
        "101",
        "999",
        "111",
        "112",
        "one oh one",
        "one o one",
        "nine nine nine",
        "triple nine",
        "one one one",
    )
)
"""Police, emergencies, health advice (gov.uk/contact-police; nhs.uk)."""
_NUMBERS = frozenset({Kind.DATETIME, Kind.PHONE, Kind.ID_NUMBER, Kind.AGE})
_DESCRIBED = frozenset({Kind.OTHER, Kind.OCCUPATION, Kind.HEALTH, Kind.FAMILY, Kind.VEHICLE})


def spare(
    reads: Sequence[Read], found: Sequence[Sequence[Found]], known: Sequence[KnownName]
) -> list[list[Found]]:
    """What was found in each turn, without words that can be nobody's name.

    Args:
        reads: the turns.
        found: in each of them.
        known: names that a person listed: their words are never spared.
    """
    casing = casing_of([tokens_of(_text(read)) for read in reads])
    listed = {part for name in known for part in form_of(name.words)}
    return [
        list(_spared(read, here, listed, trusted=casing is Casing.TRUSTED))
        for read, here in zip(reads, found, strict=True)
    ]


def _spared(
    read: Read, found: Sequence[Found], listed: set[str], *, trusted: bool
) -> Iterator[Found]:
    edges = Counter(at for one in found for at in (one.first, one.end))
    for one in found:
        words = _words(read, one)
        if edges[one.first] + edges[one.end] > 2:  # a piece of something longer
            yield one
        elif one.kind is Kind.PERSON:
            held = one.sounds_like or one.by_sound or not words or listed & set(words)
            if held or not _is_nobody(one, words, small=trusted and _is_small(read, one)):
                yield one
        elif one.kind in _NUMBERS:
            if tuple(words) not in _PUBLIC_LINES:
                yield one
        elif one.kind in _DESCRIBED and not one.pet:
            yield from _without_loose_end(read, one)
        else:
            yield one


def _is_nobody(found: Found, words: Sequence[str], *, small: bool) -> bool:
    """Whether words that were taken for a person's name are none."""
    if all(word in DIALECT for word in words):
        return True
    if all(word in _CLOSED for word in words):
        return found.score < _CLOSED_BELOW
    if all(_is_kin(word) or word in _CLOSED for word in words):
        return found.score < _KIN_BELOW
    return small and found.score < _SMALL_BELOW and all(is_ordinary(word) for word in words)


def _is_kin(word: str) -> bool:
    return word in FAMILY_ROLE and not is_given(word)


def _without_loose_end(read: Read, found: Found) -> Iterator[Found]:
    """'a coffin with my' is 'a coffin'; of 'with the' nothing is left."""
    end = found.end
    while end > found.first and folded(read.words[end - 1].text) in _LOOSE:
        end -= 1
    if end > found.first:
        yield found if end == found.end else replace(found, end=end)


def _words(read: Read, found: Found) -> list[str]:
    spans = read.words[found.first : found.end]
    return [folded(word.text) for word in spans if word.text[0].isalnum()]


def _is_small(read: Read, found: Found) -> bool:
    """Whether all words stand in small letters."""
    return all(word.text == word.text.lower() for word in read.words[found.first : found.end])


def _text(read: Read) -> str:
    """The turn, every blank of it as one kind of blank."""
    text, end = [], 0
    for word in read.words:
        text += [" " * (word.start - end), word.text]
        end = word.end
    return "".join(text)
