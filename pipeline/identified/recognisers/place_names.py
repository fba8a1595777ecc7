"""Finds the names of places, streets and organisations by lists and by their last words."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.identified.recognisers.found_names import Found, TurnWords
from pipeline.identified.recognisers.name_endings import (
    GENERIC,
    SURE_ORGANISATIONS,
    SURE_STREETS,
    ending_of,
)
from pipeline.identified.recognisers.tokens import Casing
from pipeline.identified.recognisers.word_classes import COMMON_VERBS, FUNCTION_WORDS
from pipeline.identified.recognisers.word_lists import (
    identifies_nobody,
    is_name,
    is_ordinary,
    is_word_too,
    organisations,
    places,
)
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind

AT = vocabulary("in at to from near round around towards outside into through past via off")
_WHERE = AT | vocabulary("on down up along over by across")
_LONGEST = 5
_UNNAMED = GENERIC | FUNCTION_WORDS | COMMON_VERBS


def places_and_organisations(words: TurnWords) -> list[Found]:
    """All that lists and endings give away, left to right, without overlaps."""
    found: list[Found] = []
    index = 0
    while index < len(words.tokens):
        best = max(_starting_at(words, index), key=lambda one: one.end, default=None)
        if best:
            found.append(best)
        index = best.end if best else index + 1
    return found


def _starting_at(words: TurnWords, first: int) -> Iterator[Found]:
    if words.word(first) in FUNCTION_WORDS and words.word(first) != "the":
        return
    for end in range(first + 1, min(first + _LONGEST, len(words.tokens)) + 1):
        if not words.joined(first, end):
            return
        listed = _listed(words, first, end)
        if listed:
            yield listed
        ended = _ended(words, first, end)
        if ended:
            yield ended


def _listed(words: TurnWords, first: int, end: int) -> Found | None:
    """A listed place of several words, or a listed organisation."""
    phrase = " ".join(token.folded for token in words.tokens[first:end]).replace("-", " ")
    capitals = all(
        words.capital(i) for i in range(first, end) if words.word(i) not in FUNCTION_WORDS
    )
    if words.casing is Casing.TRUSTED and not capitals:
        return None
    hint = places().get(phrase)
    if hint and " " in phrase and (capitals or _is_place_in_small(words, first, end)):
        return Found(first, end, Kind.LOCATION, hint, sure=True)
    hint = organisations().get(phrase)
    ordinary = all(is_ordinary(token.folded) for token in words.tokens[first:end])
    if hint and not (ordinary and not (capitals and words.casing is Casing.TRUSTED)):
        inside = not words.tokens[first].starts_sentence or not ordinary
        return Found(first, end, Kind.ORGANISATION, hint, sure=True) if inside else None
    return None


def _is_place_in_small(words: TurnWords, first: int, end: int) -> bool:
    ordinary = all(is_ordinary(token.folded) for token in words.tokens[first:end])
    return not ordinary or words.word(first - 1) in AT


def _ended(words: TurnWords, first: int, end: int) -> Found | None:
    """A name made by its last word: 'Acacia Road', 'Saint Mary's Primary School'."""
    parts = tuple(token.folded for token in words.tokens[first:end])
    ending = ending_of(parts)
    if end - first < 2 or not ending or parts[0] == "the":
        return None
    named = [i for i in range(first, end - 1) if _names_something(words, i)]
    if not named or named[0] != first:
        return None
    kind, hint = Kind(ending[0]), ending[1]
    last = end - 1
    if words.capital(first) and (words.casing is not Casing.NONE):
        if not _written_as_name(words, first, end):
            return None
    elif words.casing is Casing.TRUSTED or not _named_in_small(words, first, last, parts):
        return None
    return Found(first, end, kind, hint, sure=True)


def _names_something(words: TurnWords, index: int) -> bool:
    word = words.word(index)
    return not (word in _UNNAMED or identifies_nobody(word) or (ending_of((word,)) and index == 0))


def _written_as_name(words: TurnWords, first: int, end: int) -> bool:
    """Whether the capitals of a phrase with an ending make it a name."""
    last = end - 1
    inner = range(first + 1, last)
    if not all(words.capital(i) or words.word(i) in ("of", "and", "the") for i in inner):
        return False
    if words.casing is Casing.ERRATIC and is_ordinary(words.word(first)):
        return words.capital(last) or words.word(last) in SURE_STREETS | SURE_ORGANISATIONS
    inside = (
        words.capital_inside(first) or words.capital(last) or not is_ordinary(words.word(first))
    )
    return inside and (words.capital(last) or words.word(last) in SURE_STREETS | SURE_ORGANISATIONS)


def _named_in_small(words: TurnWords, first: int, last: int, parts: tuple[str, ...]) -> bool:
    """Whether a phrase with an ending is a name although nothing is capitalised."""
    if parts[-1] not in SURE_STREETS | SURE_ORGANISATIONS and parts[-1] not in ("court", "station"):
        return False
    if last - first > 3 or any(part in FUNCTION_WORDS | COMMON_VERBS for part in parts[:-1]):
        return False
    if _is_proper(parts[0]) or " ".join(parts[:-1]) in places():
        return True
    return last - first == 1 and parts[-1] in SURE_STREETS and words.word(first - 1) in _WHERE


def _is_proper(word: str) -> bool:
    listed = is_name(word) or word in places()
    return not is_ordinary(word) or (listed and not is_word_too(word))
