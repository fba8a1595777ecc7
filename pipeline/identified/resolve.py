"""Who is who: which mentions mean the same person, place or thing.

One interview (all transcripts of one participant) is resolved by itself; what the roster gives to
the whole study holds everywhere. Two people in two interviews are never joined but by the roster or
a ruling: the same first name is common.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.identified.forms import Form, form_of
from pipeline.values.identifiers import Identity, Kind, Known, Mention, RosterEntry, Status

RESOLVED = frozenset({Kind.PERSON, Kind.LOCATION, Kind.ORGANISATION})
"""Kinds with identities; the others are replaced mention by mention."""

UNRELATED_HINTS = frozenset({"spelled", "ordinary word"})
"""Hints that say nothing about who or what it is."""


@dataclass
class Person:
    """An identity in the making (a person, or a place or organisation)."""

    id: str
    kind: Kind
    participant: str
    also_in: set[str] = field(default_factory=set)
    """Other participants whose interviews name the same one, by a ruling."""
    role: str = ""
    also_roles: set[str] = field(default_factory=set)
    """Roles of those that a ruling joined to this one."""
    hint: str = ""
    """For places and organisations: the type that the first sure finder knew."""
    replacement: str = ""
    why: str = ""
    known: Known = Known.GUESSED
    forms: dict[Form, str] = field(default_factory=dict, repr=False)
    """Every form under which it was ever met."""
    met: set[Form] = field(default_factory=set, repr=False)
    """Those of them that stand in the study, or on its lists, now."""

    def add(self, words: str, *, spelled: bool = False) -> None:
        """Remember a form under which it was met."""
        parts = form_of(words)
        if spelled:  # kept as the word it spells, so that it reads the same from the vault
            words = "".join(parts)
            parts = (words,)
        if any(parts):
            self.forms.setdefault(parts, words)
            self.met.add(parts)

    def remembered(self) -> Identity:
        """The identity with all its forms, for the vault: it keeps its id and replacement even
        while nothing in the study names it."""
        return self._with(self.forms)

    def current(self) -> Identity | None:
        """The identity with the forms that are met now; None where there are none."""
        forms = {form: words for form, words in self.forms.items() if form in self.met}
        return self._with(forms) if forms else None

    def _with(self, forms: Mapping[Form, str]) -> Identity:
        return Identity(
            id=self.id,
            kind=self.kind,
            participant=self.participant,
            also_in=tuple(sorted(self.also_in)),
            role=self.role,
            also_roles=tuple(sorted(self.also_roles)),
            forms=tuple(forms.values()),
            replacement=self.replacement,
            known=self.known,
            why=self.why,
        )


class Register:
    """All identities of a study; grows as transcripts are resolved, renumbers nobody."""

    def __init__(self, known: Iterable[Identity], made: int = 0) -> None:
        """Take up the work where it was left.

        Args:
            known: the identities remembered.
            made: how many were ever made: the id of one that was joined is not given again, since
                rulings name it.
        """
        self.people: dict[str, Person] = {}
        self.made = made
        self._placed: dict[tuple[Kind, str], list[Person]] = defaultdict(list)
        for identity in known:
            person = Person(
                id=identity.id,
                kind=identity.kind,
                participant=identity.participant,
                also_in=set(identity.also_in),
                role=identity.role,
                also_roles=set(identity.also_roles),
                replacement=identity.replacement,
                why=identity.why,
            )
            self.made = max(self.made, int(identity.id[1:]))
            person.forms = {form_of(words): words for words in identity.forms}
            self._place_in_index(person)

    def current(self) -> list[Identity]:
        """Everybody and everything that the study names now."""
        return [one for person in self.people.values() if (one := person.current())]

    def enrol(self, entry: RosterEntry, *, by_role: bool = False) -> Person:
        """The identity of a roster entry, made where it is new.

        With `by_role`, whoever has that role in that interview is the one, by whatever name: a
        file may call its participant otherwise than the roster does.
        """
        person = self._enrolled(entry, by_role=by_role)
        if person is None:
            person = self._make(entry.kind, entry.participant, "listed in the roster")
        if entry.role and entry.role not in (person.role, *person.also_roles):
            person.role, person.replacement = entry.role, ""
        person.known = Known.LISTED
        for form in entry.forms:
            person.add(form)
        return person

    def _enrolled(self, entry: RosterEntry, *, by_role: bool) -> Person | None:
        candidates = self._candidates(entry.participant, entry.kind)
        main = form_of(entry.words)
        forms = {form_of(form) for form in entry.forms}
        same = [one for one in candidates if entry.role in ("", one.role, *one.also_roles)]
        fitting = [
            *(one for one in same if main in one.forms),
            *(one for one in candidates if main in one.forms and not one.role),
            # The roster's own word on a role that it, or a recogniser, had otherwise before.
            *(one for one in candidates if main in one.forms and one.known is not Known.LISTED),
            *(one for one in candidates if forms & one.forms.keys() and one in same),
            *(one for one in candidates if forms & one.forms.keys() and not one.role),
        ]
        if not fitting and by_role:
            alike = [one for one in candidates if entry.role and one.role == entry.role]
            # With two victims in one interview, a strange name may be either's.
            fitting = alike if len(alike) == 1 else []
        return fitting[0] if fitting else None

    def resolve(self, participant: str, mentions: Sequence[Mention]) -> list[str | None]:
        """The identity of each mention of one transcript (None for kinds without).

        Full names are placed before parts of names, so that 'Gareth' can find 'Gareth Pugh'
        whichever came first.
        """
        found: dict[int, Person] = {}
        order = sorted(range(len(mentions)), key=lambda i: (-len(form_of(mentions[i].words)), i))
        for index in order:
            mention = mentions[index]
            if mention.kind in RESOLVED:
                found[index] = self._place(participant, mention, index, found)
        return [found[index].id if index in found else None for index in range(len(mentions))]

    def join(self, identity: str, other: str) -> None:
        """A ruling: the two are one; the first one's role and replacement stay."""
        if identity not in self.people or other not in self.people:
            return
        kept, joined = self.people[identity], self.people[other]
        kept.forms = {**joined.forms, **kept.forms}
        kept.met |= joined.met
        kept.also_roles |= {joined.role, *joined.also_roles} - {""}
        if "" in (kept.participant, joined.participant):  # the whole study's stays so
            kept.participant = ""
        kept.also_in |= {joined.participant, *joined.also_in} - {"", kept.participant}
        kept.known = min(kept.known, joined.known, key=list(Known).index)
        kept.why += f"; joined with {other} by a ruling"
        del self.people[other]
        for placed in self._placed.values():
            if joined in placed:
                placed[placed.index(joined)] = kept

    def _place(
        self, participant: str, mention: Mention, index: int, found: dict[int, Person]
    ) -> Person:
        form = form_of(mention.words)
        if mention.hint == "spelled":
            form = ("".join(form),)
        candidates = self._candidates(participant, mention.kind)
        person, why = _best(form, mention.hint, candidates, index, found)
        if person is None:
            person = self._make(mention.kind, participant, "first met in this transcript")
        elif form not in person.forms:
            person.why = "; ".join(filter(None, (person.why, why)))
        person.add(mention.words, spelled=mention.hint == "spelled")
        if mention.hint and mention.hint not in UNRELATED_HINTS:
            if mention.kind is Kind.PERSON:
                person.role = person.role or mention.hint
            else:
                person.hint = person.hint or mention.hint
        if mention.detector.startswith("ruling "):
            person.known = Known.LISTED
        # A place that one interview names is no secret of another; a person's name is.
        sure = mention.kind is Kind.PERSON and mention.status is Status.SURE
        if sure and person.known is Known.GUESSED:
            person.known = Known.SURE
        return person

    def _candidates(self, participant: str, kind: Kind) -> list[Person]:
        own = self._placed[kind, participant] if participant else []
        return [*self._placed[kind, ""], *own]

    def _make(self, kind: Kind, participant: str, why: str) -> Person:
        self.made += 1
        person = Person(id=f"E{self.made:05d}", kind=kind, participant=participant, why=why)
        self._place_in_index(person)
        return person

    def _place_in_index(self, person: Person) -> None:
        self.people[person.id] = person
        for participant in {person.participant, *person.also_in}:
            self._placed[person.kind, participant].append(person)


def _best(
    form: Form, hint: str, candidates: Sequence[Person], index: int, found: dict[int, Person]
) -> tuple[Person | None, str]:
    exact = [person for person in candidates if form in person.forms]
    person_names = bool(candidates) and candidates[0].kind is Kind.PERSON
    if exact and (len(form) > 1 or not person_names):
        return _nearest(exact, index, found), "same name"
    if not person_names:
        return None, ""
    # One word may be several people's name: whoever has the role that the finder names, else
    # whoever was named last.
    parts = [one for one in candidates if any(_part_of(form, known) for known in one.forms)]
    fitting = exact + [one for one in parts if one not in exact]
    if not fitting:
        return None, ""
    why = "a part of the name"
    if len(fitting) > 1:
        fitting = [one for one in fitting if hint and one.role == hint] or fitting
        why = "a part of several names: the nearest earlier one was taken"
    return _nearest(fitting, index, found), why


def _nearest(people: Sequence[Person], index: int, found: dict[int, Person]) -> Person:
    """Of several that fit, the one mentioned last before `index`, else the first known."""
    before = [i for i in found if i < index and found[i] in people]
    return found[max(before)] if before else people[0]


def _part_of(form: Form, known: Form) -> bool:
    """Whether one is the beginning or the end of the other, or both begin and end alike."""
    shorter, longer = sorted((form, known), key=len)
    if len(shorter) == len(longer):
        return len(form) > 1 and form[1:] == known[1:] and _initial(form[0], known[0])
    size = len(shorter)
    if size > 1 and (shorter[0], shorter[-1]) == (longer[0], longer[-1]):
        return True
    return shorter in (longer[:size], longer[-size:])


def _initial(one: str, other: str) -> bool:
    """Whether one is the initial of the other: 'D. Pugh' and 'Dilwyn Pugh'."""
    return 1 in (len(one), len(other)) and one[0] == other[0]
