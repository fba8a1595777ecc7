"""Whose name a form may be, of those who are known in an interview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import groupby

from pipeline.identified.forms import Form, form_of
from pipeline.identified.likeness import safe_likeness, without_titles
from pipeline.identified.person import SPELLED, Person, spelled_form
from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS
from pipeline.identified.recognisers.word_lists import (
    is_given,
    is_name,
    is_ordinary,
    is_surname,
)
from pipeline.identified.role_votes import contradict, gender_of_role, gender_of_title, voted
from pipeline.values.identifiers import Kind, Known, Likeness

_TRUST = (
    frozenset({Likeness.PART}),
    frozenset({Likeness.DIMINUTIVE}),
    frozenset({Likeness.INITIAL}),
    frozenset({Likeness.SPELLING, Likeness.SOUND}),
)
"""Likenesses in the order in which one goes before another. Spelling and sound are of one rank: who
sounds like it and who is spelled like it may be two."""


@dataclass(frozen=True)
class Named:
    """A name as it stands somewhere: what decides whose it is."""

    kind: Kind
    words: str = field(repr=False)
    form: Form = field(repr=False)
    hint: str = field(default="", repr=False)
    gender: str = ""
    """By the title before it."""
    spelled: bool = False
    sounds_like: Form = field(default=(), repr=False)

    @classmethod
    def of(
        cls, kind: Kind, words: str, hint: str, gender: str = "", sounds_like: str = ""
    ) -> Named:
        """From a mention's words; letters said one by one are the word that they spell."""
        form = form_of(words)
        spelled = hint == SPELLED or (len(form) > 2 and all(len(part) == 1 for part in form))
        spelled = spelled and kind is Kind.PERSON
        if spelled:
            form = spelled_form(words)
        if kind is Kind.PERSON and len(form) > 1:
            gender = gender or gender_of_title(form[0])
        return cls(kind, words, form, hint, gender, spelled, form_of(sounds_like))


@dataclass(frozen=True)
class Fit:
    """Whose the form may be; several where it may be several people's name."""

    people: tuple[Person, ...] = ()
    like: Likeness | None = None
    """None: it is one of their forms already."""
    to: Form = field(default=(), repr=False)
    """The form that it is like."""


def fit(named: Named, candidates: Sequence[Person], participant: str) -> Fit:
    """Whose name it may be: whose form it is, whose name it is a part of, and, for people, the one
    person whose name it is safely like. Nobody where two are equally like it.

    Args:
        named: the name.
        candidates: who is known in the interview, of its kind.
        participant: whose interview it is.
    """
    form = named.form
    exact = [one for one in candidates if form in one.forms]
    ruled = [one for one in exact if one.rulings and participant in one.interviews]
    if ruled:
        return Fit((ruled[0],))
    if named.kind is not Kind.PERSON:
        meant = named.sounds_like
        return Fit(
            tuple(one for one in candidates if meant in one.forms) if meant else tuple(exact)
        )
    possible = [one for one in candidates if not _other_gender(named, one)]
    if named.sounds_like:
        return _misheard(named, possible)
    exact = [one for one in exact if one in possible]
    if exact and len(form) > 1:
        return Fit(tuple(exact))
    parts = [one for one in possible if one not in exact and _holds(form, one)]
    if len(form) == 1 and len(form[0]) == 1 and not exact:
        return _by_initial(form[0], possible)
    if exact or parts:
        people = (*exact, *parts)
        like = Likeness.LETTERS if named.spelled else Likeness.PART
        return Fit(people, None if exact else like, _whole(form, people[0]))
    return _alike(named, possible)


def nearest(people: Sequence[Person], index: int, found: Mapping[int, Person]) -> Person:
    """Of several that fit, the one mentioned last before `index`, else the first that the roster
    lists, else the one mentioned next, else one that the order of the transcripts does not tell: by
    the form first met."""
    places = [at for at in found if found[at] in people]
    before = [at for at in places if at < index]
    if before:
        return found[max(before)]
    likeliest = min(people, key=_standing)
    return found[min(places)] if places and likeliest.known is not Known.LISTED else likeliest


def by_role(people: Sequence[Person], hint: str) -> Sequence[Person]:
    """Of several, those who have the role that the finder names; all where nobody has."""
    return [one for one in people if hint and hint in (one.role, *one.also_roles)] or people


def part_of(form: Form, known: Form) -> bool:
    """Whether one is the beginning or the end of the other, or both begin and end alike."""
    shorter, longer = sorted((form, known), key=len)
    if len(shorter) == len(longer):
        return len(form) > 1 and form[1:] == known[1:] and _initial(form[0], known[0])
    size = len(shorter)
    if size > 1 and (shorter[0], shorter[-1]) == (longer[0], longer[-1]):
        return True
    return shorter in (longer[:size], longer[-size:])


@cache
def core(form: Form) -> Form:
    """A person's form without titles, without words of the sentence that it runs on into ('Hope
    deferred', 'och Cahill') and without what was said twice ('Barry Barry'); never empty, and not
    'the' alone of 'the bishop'."""
    whole = [part for part, _ in groupby(without_titles(form))]
    parts = list(whole)
    while len(parts) > 1 and _is_talk(parts[-1]):
        parts.pop()
    while len(parts) > 1 and _is_talk(parts[0]):
        del parts[0]
    return tuple(whole if FUNCTION_WORDS.issuperset(parts) else parts)


def clash(form: Form, forms: Iterable[Form]) -> bool:
    """Whether a full name is another than all full names among `forms`."""
    plain = core(form)
    if not is_full(plain):
        return False
    full = [other for other in full_names(forms) if is_full(other)]
    return bool(full) and not any(_one_name(plain, other) for other in full)


def full_names(forms: Iterable[Form]) -> set[Form]:
    """Forms, and every given name among them with every surname: 'Midday' and 'Ayomide Ogunleye'
    are 'Midday Ogunleye' too."""
    plain = {core(form) for form in forms}
    surnames = {form[-1] for form in plain if is_full(form)}
    alone = {form[0] for form in plain if len(form) == 1} - surnames
    return plain | {(given, surname) for given in alone for surname in surnames}


def is_full(form: Form) -> bool:
    """Whether a form has a given name and a surname: 'Hope Garrity', but not 'Hope Marie'."""
    if len(form) < 2:
        return False
    return is_surname(form[-1]) or not is_given(form[-1])


def _is_talk(word: str) -> bool:
    return is_ordinary(word) and not is_name(word)


def _one_name(form: Form, known: Form) -> bool:
    return form == known or part_of(form, known) or bool(safe_likeness(form, known))


def _holds(form: Form, person: Person) -> bool:
    return not clash(form, person.forms) and any(_is_part(form, known) for known in person.forms)


def _is_part(form: Form, known: Form) -> bool:
    plain, other = core(form), core(known)
    return plain == other or any(
        part_of(one, whole) for one in {form, plain} for whole in {known, other}
    )


def _whole(form: Form, person: Person) -> Form:
    """The form of `person` of which `form` is a part."""
    fitting = (one for one in person.forms if _is_part(form, one))
    return next(fitting, next(iter(person.forms)))


def _by_initial(letter: str, candidates: Sequence[Person]) -> Fit:
    """The one person whose first name begins with the letter."""
    found = [
        (one, form)
        for one in candidates
        if (form := next((f for f in one.forms if f[0][0] == letter and len(f[0]) > 1), None))
    ]
    if len(found) != 1:
        return Fit()
    (person, form), *_ = found
    return Fit((person,), Likeness.INITIAL, form)


def _misheard(named: Named, candidates: Sequence[Person]) -> Fit:
    """Who has the form that a recogniser took the words for."""
    meant = named.sounds_like
    people = [one for one in candidates if meant in one.forms]
    people = people or [one for one in candidates if _holds(meant, one)]
    return Fit(tuple(people), Likeness.SOUND, meant)


def _alike(named: Named, candidates: Sequence[Person]) -> Fit:
    plain = core(named.form)
    found: list[tuple[Person, Likeness, Form]] = []
    for person in candidates:
        alike = [
            (like, known)
            for known in full_names(person.forms)
            if (like := safe_likeness(plain, known)) and like is not Likeness.PART
        ]
        if alike and not clash(plain, person.forms):
            like, known = min(alike, key=lambda one: (rank(one[0]), one[1]))
            found.append((person, like, known))
    if not found:
        return Fit()
    surest = min(rank(like) for _, like, _ in found)
    person, like, known = next(one for one in found if rank(one[1]) == surest)
    several = sum(rank(other) == surest for _, other, _ in found) > 1
    if several or contradict(named.hint, person.role or voted(person.heard)):
        return Fit()
    return Fit((person,), Likeness.LETTERS if named.spelled else like, known)


def rank(like: Likeness) -> int:
    """0 for the likeness that is trusted most."""
    return next((at for at, group in enumerate(_TRUST) if like in group), len(_TRUST))


def _other_gender(named: Named, person: Person) -> bool:
    genders = {person.gender, gender_of_role(person.role)} - {""}
    return bool(named.gender) and bool(genders) and named.gender not in genders


def _standing(person: Person) -> tuple[bool, str, Form]:
    listed = person.known is Known.LISTED
    return not listed, person.id if listed else "", next(iter(person.forms), ())


def _initial(one: str, other: str) -> bool:
    """Whether one is the initial of the other: 'D. Pugh' and 'Dilwyn Pugh'."""
    return 1 in (len(one), len(other)) and one[0] == other[0]
