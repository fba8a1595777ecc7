"""What a person should look at before relying on who is who."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from pipeline.identified.fitting import clash
from pipeline.identified.likeness import best, likeness
from pipeline.identified.person import Person
from pipeline.identified.resolve import Register
from pipeline.identified.role_votes import doubted
from pipeline.values.identifiers import Identity, Kind, Known, Likeness, Question


def asked(register: Register) -> tuple[Identity, ...]:
    """Everybody and everything that the study names now, with the questions that are open.

    Asked is whether two people of one interview are one whose names are alike, though not so surely
    that they were joined, and whether a person's role is right where the talk names another that
    contradicts it. Nobody is asked about two whom the roster lists, whose full names differ, or
    whom a ruling keeps apart.
    """
    found = register.current()
    people = [register.people[one.id] for one in found]
    questions: dict[str, list[Question]] = defaultdict(list)
    for id, question in (*_alike(people), *_roles(people)):
        questions[id].append(question)
    return tuple(one.model_copy(update={"questions": tuple(questions[one.id])}) for one in found)


def _alike(people: Sequence[Person]) -> Iterator[tuple[str, Question]]:
    by_interview: dict[str, list[Person]] = defaultdict(list)
    for person in people:
        if person.kind is Kind.PERSON:
            for participant in person.interviews:
                by_interview[participant].append(person)
    shared = by_interview.pop("", [])
    told: set[tuple[str, str]] = set()
    for own in (*by_interview.values(), shared):
        for one, other in combinations([*own, *(p for p in shared if p not in own)], 2):
            pair = one.id, other.id
            if pair not in told and (like := _perhaps_one(one, other)):
                told.add(pair)
                yield one.id, Question(other=other.id, like=like)
                yield other.id, Question(other=one.id, like=like)


def _perhaps_one(one: Person, other: Person) -> Likeness | None:
    listed = one.known is Known.LISTED and other.known is Known.LISTED
    if listed or other.id in one.apart_from or one.id in other.apart_from:
        return None
    if any(clash(form, other.met) for form in one.met):
        return None
    alike = best(
        likeness(one.forms[form], other.forms[known], Kind.PERSON)
        for form in one.met
        for known in other.met
    )
    return None if alike is Likeness.PART else alike


def _roles(people: Sequence[Person]) -> Iterator[tuple[str, Question]]:
    for person in people:
        for role, times in sorted(doubted(person.role, person.heard).items()):
            yield person.id, Question(role=role, times=times)
