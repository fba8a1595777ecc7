"""Whether two names may be one, misheard, misspelled or shortened. It is only ever 'perhaps': two
people of one family may be called Maria and Marie."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import jellyfish

from pipeline.identified.forms import Form, form_of
from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS, TITLES
from pipeline.identified.recognisers.word_lists import is_given, is_surname
from pipeline.identified.short_forms import is_short_for, may_be_one
from pipeline.values.identifiers import Kind, Likeness

SHORTEST_SOUND = 3
"""Letters of a name that is compared by its sound."""
SHORTEST_SPELLING = 5
"""Letters of a name that is compared letter by letter: 'Dan' and 'Ian' are two."""
SHORTEST_MISSPELLED = 4
"""Letters of a name that is taken for another, written wrongly."""
MOST_EDITS = 2
"""Letters in which the two may differ."""
LONG_SURNAME = 7
"""Letters from which on two listed surnames that sound alike are one."""


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
    form, known = without_titles(form_of(words)), without_titles(form_of(listed))
    if not (form and known):
        return None
    if len(form) > 1 and len(known) > 1:
        return _of_full_names(form, known)
    return best(_of_people(one, other) for one in _ends(form) for other in _ends(known))


def best(found: Iterable[Likeness | None]) -> Likeness | None:
    """The surest of several; None where there is none."""
    return min((one for one in found if one), key=ORDER.index, default=None)


def safe_likeness(form: Form, known: Form) -> Likeness | None:
    """In what two forms of people's names are alike so surely that one person has both.

    Stricter than `likeness`: a short form must be no name of its own ('Jack' may be another than
    John); of two names that sound alike one at least must be nobody's listed name ('Tamzyn'), since
    'Maria' and 'Marie' are sisters; only long surnames that sound and look alike may both be listed
    ('Thackray', 'Thackeray').

    Args:
        form: without titles.
        known: without titles.
    """
    if not (form and known):
        return None
    if len(form) > 1 and len(known) > 1:
        first, last = _safe(form[0], known[0]), _safe(form[-1], known[-1])
        if last is Likeness.PART and not first and _initial(form[0], known[0]):
            return Likeness.INITIAL
        return max(first, last, key=ORDER.index) if first and last else None
    return best(_safe(one, other) for one in _ends(form) for other in _ends(known))


def _safe(one: str, other: str) -> Likeness | None:
    if one != other and is_short_for(one, other):
        return Likeness.DIMINUTIVE
    alike = _of_words(one, other)
    if alike in (Likeness.SOUND, Likeness.SPELLING) and not _is_misspelled(one, other):
        return None
    return alike


def _is_misspelled(one: str, other: str) -> bool:
    """Whether one is likelier the other, written wrongly, than another name."""
    edits = jellyfish.damerau_levenshtein_distance(one, other)
    if min(len(one), len(other)) < SHORTEST_MISSPELLED or edits > MOST_EDITS:
        return False
    if not (_is_listed(one) and _is_listed(other)):
        return True
    surnames = all(is_surname(name) and not is_given(name) for name in (one, other))
    long = min(len(one), len(other)) >= LONG_SURNAME
    return surnames and long and one[0] == other[0] and _sound(one) == _sound(other)


def _is_listed(name: str) -> bool:
    return is_given(name) or is_surname(name)


def _of_full_names(form: Form, known: Form) -> Likeness | None:
    first, last = _of_people(form[0], known[0]), _of_words(form[-1], known[-1])
    if last is Likeness.PART and not first and _initial(form[0], known[0]):
        return Likeness.INITIAL
    if not (first and last):
        return None
    return max(first, last, key=ORDER.index)


def _of_people(one: str, other: str) -> Likeness | None:
    alike = _of_words(one, other)
    if alike not in (Likeness.PART, Likeness.SOUND) and may_be_one(one, other):
        return Likeness.DIMINUTIVE
    return alike


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


def without_titles(form: Form) -> Form:
    """A person's form without titles and without what a by-name calls it; never
    empty, nor words of the sentence alone: 'the bishop' stays whole."""
    if "the" in form[1:]:  # 'Dil the Bus': a bus is not his name
        form = form[: form.index("the", 1)]
    rest = tuple(part for part in form if part not in TITLES)
    return rest if any(part not in FUNCTION_WORDS for part in rest) else form
