"""Whether two names may be one, misheard, misspelled or shortened. It is only ever 'perhaps': two
people of one family may be called Maria and Marie."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from enum import StrEnum
from functools import cache

import jellyfish

from pipeline.identified.forms import Form, form_of
from pipeline.identified.recognisers.word_classes import TITLES
from pipeline.identified.recognisers.word_lists import phrases_of
from pipeline.values.identifiers import Kind

SHORTEST_SOUND = 3
"""Letters of a name that is compared by its sound."""
SHORTEST_SPELLING = 5
"""Letters of a name that is compared letter by letter: 'Dan' and 'Ian' are two."""


class Likeness(StrEnum):
    """In what two names are alike, the surest first."""

    PART = "holds the same name"
    INITIAL = "an initial and the same surname"
    DIMINUTIVE = "a short form of it"
    SOUND = "sounds the same"
    SPELLING = "a letter or two apart"


ORDER = tuple(Likeness)


def likeness(words: str, listed: str, kind: Kind) -> Likeness | None:
    """In what `words` are like the `listed` ones; None where they are not.

    People's names are compared by their first and last words, blind to titles; where both have
    several, both ends must fit: 'Sarah Jones' is not 'Sarah Hughes'. Places and organisations are
    compared word by word, by sound and spelling alone. By sound means Metaphone (L. Philips 1990),
    by spelling one edit (Damerau 1964), or two after the same first letter.
    """
    if kind is not Kind.PERSON:
        return _of_things(form_of(words), form_of(listed))
    form, known = _without_titles(words), _without_titles(listed)
    if not (form and known):
        return None
    if len(form) > 1 and len(known) > 1:
        return _of_full_names(form, known)
    return best(_of_people(one, other) for one in _ends(form) for other in _ends(known))


def best(found: Iterable[Likeness | None]) -> Likeness | None:
    """The surest of several; None where there is none."""
    return min((one for one in found if one), key=ORDER.index, default=None)


def _of_full_names(form: Form, known: Form) -> Likeness | None:
    first, last = _of_people(form[0], known[0]), _of_words(form[-1], known[-1])
    if last is Likeness.PART and not first and _initial(form[0], known[0]):
        return Likeness.INITIAL
    if not (first and last):
        return None
    return max(first, last, key=ORDER.index)


def _of_people(one: str, other: str) -> Likeness | None:
    if one != other and _are_short_forms(one, other):
        return Likeness.DIMINUTIVE
    return _of_words(one, other)


def _of_things(form: Form, known: Form) -> Likeness | None:
    if len(form) != len(known):
        return None
    found = [_of_words(one, other) for one, other in zip(form, known, strict=True)]
    return max((one for one in found if one), key=ORDER.index) if found and all(found) else None


def _of_words(one: str, other: str) -> Likeness | None:
    if one == other:
        return Likeness.PART
    shorter = min(len(one), len(other))
    if shorter >= SHORTEST_SOUND and _sound(one) and _sound(one) == _sound(other):
        return Likeness.SOUND
    if shorter >= SHORTEST_SPELLING:
        edits = jellyfish.damerau_levenshtein_distance(one, other)
        if edits == 1 or (edits == 2 and one[0] == other[0]):
            return Likeness.SPELLING
    return None


@cache
def _sound(name: str) -> str:
    return str(jellyfish.metaphone(name))


def _initial(one: str, other: str) -> bool:
    return 1 in (len(one), len(other)) and one[0] == other[0]


def _ends(form: Form) -> Form:
    return (form[0], form[-1]) if len(form) > 1 else form


def _without_titles(words: str) -> Form:
    form = form_of(words)
    if "the" in form[1:]:  # 'Dil the Bus': a bus is not his name
        form = form[: form.index("the", 1)]
    return tuple(part for part in form if part not in TITLES) or form


def _are_short_forms(one: str, other: str) -> bool:
    """Whether one is a short form of the other, or both are of one name."""
    names = _names()
    return not names.get(one, frozenset({one})).isdisjoint(names.get(other, {other}))


@cache
def _names() -> dict[str, frozenset[str]]:
    """Each name and each short form -> itself, where it is a name, and what it may be short for."""
    found: dict[str, set[str]] = defaultdict(set)
    for line in phrases_of("diminutives"):
        name, _, short = line.partition(": ")
        for form in (name, *short.split()):
            found[form].add(name)
    return {form: frozenset(names) for form, names in found.items()}
