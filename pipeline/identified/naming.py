"""What stands for each identity: given once, kept in the vault, numbered if there are several."""

from __future__ import annotations

import random
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from pipeline.identified import generalise, pseudonyms
from pipeline.identified.resolve import Person, Register
from pipeline.identified.vault import retired_mark
from pipeline.settings import Identifiers
from pipeline.values.identifiers import Kind, Ruling, RulingKind
from pipeline.values.quotes import Participant

_NUMBERED = re.compile(r"^\[(?P<label>.+?)(?: (?P<number>\d+))?\]$")
RELATIONSHIP = "relationship_to_stalker"
SMALLEST_RANGE = 40
"""Numbers of victims are drawn from at least so many, so that interviews added one by one do not
come out in their order."""


def name_everybody(
    register: Register,
    policy: Identifiers,
    participants: Mapping[str, Participant],
    rulings: Sequence[Ruling],
    victims: Mapping[str, int],
    seed: str,
    retired: Collection[str] = (),
) -> None:
    """Give every identity that has none its replacement, in the order of their ids.

    Old replacements never change but by a ruling. Several new ones of one label in one interview
    are numbered from one; later ones count on.

    Args:
        retired: `vault.retired_mark` of pseudonyms that nobody may be given.
    """
    for ruling in rulings:
        if ruling.ruling is RulingKind.REPLACEMENT and ruling.identity in register.people:
            register.people[ruling.identity].replacement = ruling.replacement
    nameless = [person for person in register.people.values() if not person.replacement]
    labelled: dict[tuple[str, str], list[Person]] = defaultdict(list)
    for person in nameless:
        if person.role == "victim" and person.kind is Kind.PERSON:
            person.replacement = _victim(
                person, register, policy, participants, victims, seed, retired
            )
        else:
            labelled[person.participant, _label(person, policy, participants)].append(person)
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


def _victim(
    person: Person,
    register: Register,
    policy: Identifiers,
    participants: Mapping[str, Participant],
    victims: Mapping[str, int],
    seed: str,
    retired: Collection[str],
) -> str:
    number = victims.get(person.participant, 0)
    label = f"[{victim_label(number)}]" if number else "[victim]"
    people = [other for other in register.people.values() if other.kind is Kind.PERSON]
    given = [other.replacement for other in people if other.replacement]
    if label in given:  # a second victim of the same interview
        label = f"{label[:-1]}, second]"
    if policy.victim == "number":
        return label
    participant = participants.get(person.participant)
    gender = participant.attributes.get("gender", "") if participant else ""
    drawn = pseudonyms.draw(
        seed,
        person.id,
        [one for one in pseudonyms.pool(gender) if retired_mark(seed, one) not in retired],
        taken=[words for words in given if words[:1].isalpha()],
        names=[words for other in people for words in other.forms.values()],
    )
    return drawn or label


def number_victims(
    numbers: Mapping[str, int],
    participants: Iterable[str],
    seed: str,
    retired: Collection[str] = (),
) -> dict[str, int]:
    """The number of each participant's label: old ones stay, new ones are drawn from those free and
    not `retired`.

    At random by the vault's secret seed, so that a number says nothing about the order of the
    interviews.
    """
    new = sorted(set(participants) - numbers.keys())
    most = max(SMALLEST_RANGE, 2 * (len(numbers) + len(new) + len(retired)))
    free = [
        number
        for number in sorted(set(range(1, most + 1)) - set(numbers.values()))
        if retired_mark(seed, victim_label(number)) not in retired
    ]
    random.Random(f"{seed}/victims/{len(numbers)}").shuffle(free)
    return {**numbers, **dict(zip(new, free, strict=False))}


def victim_label(number: int) -> str:
    """How a victim is called where no pseudonym is: 'Victim 7'."""
    return f"Victim {number}"


def _label(person: Person, policy: Identifiers, participants: Mapping[str, Participant]) -> str:
    if person.kind is not Kind.PERSON:
        kind = policy.kinds[person.kind]
        return generalise.type_name(person.hint or person.role, kind)
    role = person.role
    if role == "stalker" and person.participant in participants:
        relationship = participants[person.participant].attributes.get(RELATIONSHIP, "")
        role = policy.stalker.get(relationship, role)
    return policy.roles.get(role, policy.unknown_person)


def _highest_numbers(register: Register) -> Counter[tuple[str, str]]:
    used: Counter[tuple[str, str]] = Counter()
    for person in register.people.values():
        match = _NUMBERED.match(person.replacement)
        if match:
            for where in (person.participant, *person.also_in):
                key = where, match["label"]
                used[key] = max(used[key], int(match["number"] or 1))
    return used
