"""Cars by colour and make, and pets by name."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.identified.recognisers.found_names import TurnWords
from pipeline.identified.recognisers.indirect.stretch import Stretch
from pipeline.identified.recognisers.word_classes import NEVER_NAMES
from pipeline.identified.recognisers.word_lists import (
    identifies_nobody,
    is_name,
    is_ordinary,
    words_of,
)
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind

_COLOURS = vocabulary(
    "white black silver grey gray red blue green yellow orange purple gold golden brown "
    "beige maroon cream burgundy bronze pink turquoise navy lilac"
)
_VEHICLES = vocabulary("car van truck lorry motorbike pickup estate hatchback taxi 4x4")
_SHADES = vocabulary("dark light bright pale metallic old new big little battered")
_PETS = vocabulary(
    "dog cat puppy kitten pup rabbit horse pony hamster parrot budgie tortoise "
    "greyhound labrador lab spaniel collie terrier corgi staffie whippet lurcher poodle "
    "dachshund alsatian"
)
_OWNERS = vocabulary("my our his her their the a")


def find_vehicle(words: TurnWords, index: int) -> Iterator[Stretch]:
    """'a dark blue Vauxhall Corsa', 'a red van', and makes and models alone."""
    first = index
    while words.word(first) in _SHADES:
        first += 1
    coloured = words.word(first) in _COLOURS
    first += coloured
    end = first
    while (
        end < len(words.tokens)
        and words.joined(max(index, end - 1), end + 1)
        and _is_make(words, end, coloured or end > first)
    ):
        end += 1
    if coloured and end == first and words.word(end) in _VEHICLES:
        end += 1
    if end > first and (coloured or first == index) and not _goes_on(words, index):
        yield Stretch(index, end, Kind.VEHICLE, "car", listed=False, score=0.5)


def find_pet(words: TurnWords, index: int) -> Iterator[Stretch]:
    """'my dog, Biscuit', 'a cat called Biscuit'."""
    before = index - 1
    if words.word(before) in ("called", "named", "name"):
        before -= 1
    animal = words.word(before) in _PETS and words.word(before - 1) in _OWNERS
    nearer = before == index - 1 and words.tokens[index].gap.strip() not in ("", ",")
    if animal and not nearer and _pet_name(words, index, called=before < index - 1):
        yield Stretch(index, index + 1, Kind.OTHER, "pet", listed=False, score=0.5)


def _goes_on(words: TurnWords, index: int) -> bool:
    """Whether the stretch was begun by the word before."""
    left = words.word(index - 1)
    return left in _COLOURS | _SHADES or _is_make(words, index - 1, sure=False)


def _is_make(words: TurnWords, index: int, sure: bool) -> bool:
    word = words.word(index)
    listed = words_of("vehicles")
    if f"{word}*" in listed:
        return sure or (words.capital_inside(index) and words.word(index - 1) in _OWNERS)
    return word in listed


def _pet_name(words: TurnWords, index: int, *, called: bool) -> bool:
    word = words.word(index)
    if word in NEVER_NAMES or identifies_nobody(word):
        return False
    if words.capital_inside(index) or called:
        return True
    return not words.capital(index) and (is_name(word) and not is_ordinary(word))
