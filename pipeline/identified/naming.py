"""What stands for each identity: given once, kept in the vault, numbered if there are several."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from pipeline.identified import generalise
from pipeline.identified.person import Person
from pipeline.identified.pseudonyms import RealNames
from pipeline.identified.resolve import Register
from pipeline.identified.roles import person_label
from pipeline.identified.victims import VictimNames, is_victim, names_of
from pipeline.settings import Identifiers
from pipeline.values.identifiers import Kind, Ruling, RulingKind
from pipeline.values.quotes import Participant

_NUMBERED = re.compile(r"^\[(?P<label>.+?)(?: (?P<number>\d+))?\]$")


def name_everybody(
    register: Register,
    victims: VictimNames,
    rulings: Sequence[Ruling],
    seen: Iterable[str] = (),
) -> list[str]:
    """Give every identity that has none its replacement.

    Old replacements never change but by a ruling, or where a participant chose a name. Several new
    ones of one label in one interview are numbered from one in the order in which they are first
    named; later ones count on.

    Args:
        register: everybody.
        victims: names victims, by the policy.
        rulings: those in force.
        seen: the ids in the order in which the study names them; whoever is not among them comes
            last.

    Returns:
        Names that victims were not given, and why: for a person, without the names.
    """
    everybody = register.people.values()
    real = RealNames(names_of(everybody))
    refused = [*_ruled(register, victims, rulings, real), *_chosen(everybody, victims, real)]
    place = {id: number for number, id in enumerate(seen)}
    nameless = sorted(
        (person for person in register.people.values() if not person.replacement),
        key=lambda person: (place.get(person.id, len(place)), person.id),
    )
    for person in filter(is_victim, nameless):
        person.replacement = victims.drawn(person, everybody, real)
    _label_others([one for one in nameless if not is_victim(one)], register, victims)
    return refused


def _ruled(
    register: Register, victims: VictimNames, rulings: Sequence[Ruling], real: RealNames
) -> Iterator[str]:
    people = register.people
    ruled = {
        one.identity: (one.replacement, one.id)
        for one in rulings
        if one.ruling is RulingKind.REPLACEMENT and one.identity in people
    }
    for id, (words, ruling) in ruled.items():
        person = people[str(id)]
        person.shaped_by.add(ruling)
        named = is_victim(person) and not words.startswith("[")
        because = victims.vet(person, words, people.values(), real) if named else ""
        if because:
            yield f"the replacement ruled for {person.id} is refused: {because}"
        else:
            person.replacement = words


def _chosen(people: Collection[Person], victims: VictimNames, real: RealNames) -> Iterator[str]:
    for person in people:
        name = victims.chosen(person)
        if not name:
            continue
        because = victims.vet(person, name, people, real)
        if because:
            yield f"the pseudonym that {person.participant} chose is refused: {because}"
        else:
            person.replacement = name


def _label_others(nameless: Sequence[Person], register: Register, victims: VictimNames) -> None:
    labelled: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in nameless:
        label = _label(person, victims.policy, victims.participants)
        labelled[person.participant, label].append(person)
    used = _highest_numbers(register)
    # Those that several interviews share come first: their number counts in each.
    for (_, label), people in sorted(labelled.items(), key=lambda item: not _shared(item[1])):
        for person in people:
            taken = max(used[where, label] for where in _where(person, used))
            alone = taken == 0 and len(people) == 1
            person.replacement = f"[{label}]" if alone else f"[{label} {taken + 1}]"
            for where in (person.participant, *person.also_in):
                used[where, label] = max(taken + 1, used[where, label])


def _shared(people: Sequence[Person]) -> bool:
    return any(not person.participant or person.also_in for person in people)


def _where(person: Person, used: Counter[tuple[str, str]]) -> set[str]:
    """The interviews in which a person's label must be unlike every other's."""
    if not person.participant:
        return {where for where, _ in used} | {""}
    return {"", person.participant, *person.also_in}


def _label(person: Person, policy: Identifiers, participants: Mapping[str, Participant]) -> str:
    if person.kind is not Kind.PERSON:
        kind = policy.kinds[person.kind]
        return generalise.type_name(person.hint or person.role, kind)
    return person_label(person, policy, participants)


def _highest_numbers(register: Register) -> Counter[tuple[str, str]]:
    used: Counter[tuple[str, str]] = Counter()
    for person in register.people.values():
        match = _NUMBERED.match(person.replacement)
        if match:
            for where in (person.participant, *person.also_in):
                key = where, match["label"]
                used[key] = max(used[key], int(match["number"] or 1))
    return used
