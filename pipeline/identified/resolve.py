"""Who is who: which mentions mean the same person, place or thing.

One interview (all transcripts of one participant) is resolved by itself; what the roster gives to
the whole study holds everywhere. Two people in two interviews are never joined but by the roster or
a ruling: the same first name is common.

All names of an interview are met before anybody is made, the fullest first: the order of its
transcripts does not tell who is who.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.identified.fitting import Fit, Named, by_role, core, fit, nearest
from pipeline.identified.forms import Form, form_of
from pipeline.identified.person import RESOLVED, UNRELATED_HINTS, Person
from pipeline.identified.role_votes import voted
from pipeline.values.identifiers import (
    Identity,
    Kind,
    Known,
    Mention,
    Place,
    RosterEntry,
    Ruling,
)

__all__ = ["RESOLVED", "UNRELATED_HINTS", "Person", "Register"]


@dataclass
class _Sighting:
    """A name of an interview, and how it is used there."""

    participant: str
    named: Named = field(repr=False)
    first: Place
    hints: Counter[str] = field(default_factory=Counter, repr=False)

    def order(self) -> tuple[str, int, Form, bool, str]:
        named = self.named
        return self.participant, -len(core(named.form)), named.form, named.spelled, named.gender


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
        self._met: dict[tuple[object, ...], _Sighting] = {}
        for identity in known:
            self.made = max(self.made, int(identity.id[1:]))
            self._place_in_index(Person.of(identity))

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
        # Whoever was first met so is likelier meant than one who was also called so.
        same.sort(key=lambda one: next(iter(one.forms), ()) != main)
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

    def meet(
        self,
        participant: str,
        mentions: Sequence[Mention],
        transcript: str = "T",
        genders: Sequence[str] = (),
    ) -> None:
        """Take note of the names of one transcript, without saying yet whose they are.

        Args:
            participant: whose interview it is.
            mentions: of the transcript, in order.
            transcript: its id.
            genders: for each mention, 'man' or 'woman' by the title before it, or ''.
        """
        for index, mention in enumerate(mentions):
            if mention.kind not in RESOLVED:
                continue
            named = _named(mention, genders[index] if genders else "")
            key = participant, named.kind, named.form, named.spelled, named.gender
            key = (*key, named.sounds_like)  # type: ignore[assignment]
            place = Place(transcript=transcript, turn=mention.turn, span=mention.span)
            seen = self._met.setdefault(key, _Sighting(participant, named, place))
            if _order(place) < _order(seen.first):
                seen.first = place
            if mention.hint and mention.hint not in UNRELATED_HINTS:
                seen.hints[mention.hint] += 1

    def settle(self) -> None:
        """Say whose the names are that were met: those known already, else new people."""
        for seen in sorted(self._met.values(), key=_Sighting.order):
            named, where = seen.named, seen.participant
            if not any(named.form):
                continue
            hint = voted(seen.hints)
            found = fit(_with_hint(named, hint), self._candidates(where, named.kind), where)
            person = nearest(by_role(found.people, hint), 0, {}) if found.people else None
            if person is None:
                person = self._make(named.kind, where, "first met in this interview")
            self._learn_form(person, named, found, seen.first)
            if len(found.people) < 2:
                person.heard += seen.hints
                person.gender = person.gender or named.gender
        self._met.clear()
        for person in self.people.values():
            if person.kind is Kind.PERSON and not person.role:
                person.role = voted(person.heard)

    def resolve(
        self,
        participant: str,
        mentions: Sequence[Mention],
        transcript: str = "T",
        genders: Sequence[str] = (),
    ) -> list[str | None]:
        """The identity of each mention of one transcript (None for kinds without).

        Full names are placed before parts of names, so that 'Gareth' can find 'Gareth Pugh'
        whichever came first. Arguments as for `meet`.
        """
        self.meet(participant, mentions, transcript, genders)
        self.settle()
        found: dict[int, Person] = {}
        sizes = [len(core(form_of(one.words))) for one in mentions]
        order = sorted(range(len(mentions)), key=lambda i: (-sizes[i], i))
        for index in order:
            mention = mentions[index]
            if mention.kind in RESOLVED:
                named = _named(mention, genders[index] if genders else "")
                found[index] = self._place(participant, mention, named, index, found)
        return [found[index].id if index in found else None for index in range(len(mentions))]

    def join(self, identity: str, other: str, ruling: str) -> None:
        """A ruling: the two are one; the first one's role and replacement stay, unless only the
        other has a role."""
        if identity not in self.people or other not in self.people:
            return
        kept, joined = self.people[identity], self.people[other]
        if joined.role and not kept.role:
            kept.role, kept.replacement = joined.role, joined.replacement
        kept.forms |= {
            form: words for form, words in joined.forms.items() if form not in kept.forms
        }
        kept.met |= joined.met
        kept.merges = {**joined.merges, **kept.merges}
        kept.rulings |= joined.rulings
        kept.shaped_by |= {*joined.shaped_by, ruling}
        kept.also_roles |= {joined.role, *joined.also_roles} - {""}
        if "" in (kept.participant, joined.participant):  # the whole study's stays so
            kept.was_in, kept.participant = kept.participant or kept.was_in, ""
        kept.also_in |= {joined.participant, *joined.also_in} - {"", kept.participant}
        kept.known = min(kept.known, joined.known, key=list(Known).index)
        kept.why += f"; joined with {other} by a ruling"
        self._remove(joined)
        for participant in kept.interviews:
            if kept not in self._placed[kept.kind, participant]:
                self._placed[kept.kind, participant].append(kept)

    def put_apart(self, ruling: Ruling, participant: str, kind: Kind, words: str) -> None:
        """A ruling: in this participant's interviews, `words` are somebody else's name."""
        form = form_of(words)
        people = self._candidates(participant, kind)
        person = next((one for one in people if ruling.id in one.rulings), None)
        if person is None:
            person = self._make(kind, participant, f"kept apart by ruling {ruling.id}")
            person.rulings.add(ruling.id)
            person.apart_from.add(str(ruling.identity))
        person.add(words)
        for other in people:
            if other is not person and other.participant:
                other.lose(form)

    def release(self, in_force: Iterable[str]) -> None:
        """Let go of what rulings did that are not among those `in_force`: who was kept apart by
        them is placed anew; whom they joined, named or gave a role is found anew under its id."""
        ids = set(in_force)
        for person in list(self.people.values()):
            kept_apart = bool(person.rulings and person.apart_from)
            person.rulings &= ids
            if kept_apart and not person.rulings:
                self._remove(person)
            elif not person.shaped_by <= ids:
                person.shaped_by &= ids
                self._begin_anew(person)

    def _begin_anew(self, person: Person) -> None:
        for participant in person.interviews:
            self._placed[person.kind, participant].remove(person)
        person.begin_anew()
        self._place_in_index(person)

    def _place(
        self,
        participant: str,
        mention: Mention,
        named: Named,
        index: int,
        found: dict[int, Person],
    ) -> Person:
        candidates = self._candidates(participant, mention.kind)
        fitting = fit(named, candidates, participant)
        if fitting.people:
            people = by_role(fitting.people, mention.hint)
            person = nearest(people, index, found)
        else:
            person = self._make(mention.kind, participant, "first met in this interview")
        _remember(person, named)
        person.learn(mention)
        return person

    def _learn_form(self, person: Person, named: Named, found: Fit, first: Place) -> None:
        if found.like and person.kind is Kind.PERSON and named.form not in person.forms:
            words = "".join(named.form) if named.spelled else named.words
            person.merge(words, found.like, found.to, first)
            several = " (of several the likeliest)" if len(found.people) > 1 else ""
            how = f"{found.like.value}{several}"
            if how not in person.why:
                person.why = "; ".join(filter(None, (person.why, how)))
        _remember(person, named)

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
        for participant in person.interviews:
            self._placed[person.kind, participant].append(person)

    def _remove(self, person: Person) -> None:
        del self.people[person.id]
        for placed in self._placed.values():
            if person in placed:
                placed.remove(person)


def _named(mention: Mention, gender: str) -> Named:
    return Named.of(mention.kind, mention.words, mention.hint, gender, mention.sounds_like)


def _with_hint(named: Named, hint: str) -> Named:
    return Named(
        named.kind, named.words, named.form, hint, named.gender, named.spelled, named.sounds_like
    )


def _remember(person: Person, named: Named) -> None:
    """The form under which somebody is met; of a broken name the known form that it sounds like,
    and that only where nobody has it yet: words of talk are not looked for elsewhere."""
    if not named.sounds_like:
        person.add(named.words, spelled=named.spelled)
    elif not person.forms:
        person.add(" ".join(named.sounds_like))


def _order(place: Place) -> tuple[str, int, int]:
    return place.transcript, place.turn, place.span.start
