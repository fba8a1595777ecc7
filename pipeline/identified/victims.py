"""What victims are called: a number drawn at random, an assumed name, or the name she chose."""

from __future__ import annotations

import random
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from pipeline.identified import pseudonyms
from pipeline.identified.forms import form_of
from pipeline.identified.person import Person
from pipeline.identified.pseudonyms import RealNames, Wanted
from pipeline.identified.vault import retired_mark
from pipeline.settings import Identifiers, Match
from pipeline.values.identifiers import Kind
from pipeline.values.quotes import Participant

SMALLEST_RANGE = 40
"""Numbers of victims are drawn from at least so many, so that interviews added one by one do not
come out in their order."""
GENDER, CULTURE, AGE = "gender", "culture", "age_band"
"""Columns of the participants' table."""


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


def is_victim(person: Person) -> bool:
    """Whether it is a participant who was stalked."""
    return person.role == "victim" and person.kind is Kind.PERSON


@dataclass(frozen=True)
class VictimNames:
    """Names victims.

    Args:
        policy: whether they are numbered or get names, and what names are matched to.
        participants: by id; with what she chose to be called.
        numbers: participant -> number.
        seed: the vault's.
        retired: `vault.retired_mark` of pseudonyms that nobody may be given.
    """

    policy: Identifiers
    participants: Mapping[str, Participant] = field(repr=False)
    numbers: Mapping[str, int]
    seed: str = field(repr=False)
    retired: Collection[str] = ()

    def drawn(self, person: Person, people: Collection[Person], real: RealNames) -> str:
        """What stands for a victim who chose nothing: a name drawn for her, or her label.

        Args:
            person: the victim.
            people: everybody in the study.
            real: their names.
        """
        label = self._label(person, people)
        if self.policy.victim == "number":
            return label
        pools = pseudonyms.pools(self._matched(person))
        free = ([one for one in pool if not self._is_retired(one)] for pool in pools)
        taken = self._taken(person, people)
        return pseudonyms.draw(self.seed, person.id, free, real, taken) or label

    def chosen(self, person: Person) -> str:
        """The name she chose, as the participants' table has it; '' where she did not."""
        participant = self.participants.get(person.participant)
        wanted = self.policy.victim == "pseudonym" and is_victim(person)
        return participant.pseudonym if participant and wanted else ""

    def vet(self, person: Person, name: str, people: Collection[Person], real: RealNames) -> str:
        """Why `person` cannot be called `name`; '' where she can."""
        if self._is_retired(name):
            return "somebody who withdrew was called so"
        return pseudonyms.vet(name, real, self._taken(person, people))

    def _label(self, person: Person, people: Collection[Person]) -> str:
        number = self.numbers.get(person.participant, 0)
        label = f"[{victim_label(number)}]" if number else "[victim]"
        if any(one.replacement == label for one in people if one is not person):
            return f"{label[:-1]}, second]"  # a second victim of the same interview
        return label

    def _is_retired(self, name: str) -> bool:
        return retired_mark(self.seed, name) in self.retired

    def _taken(self, person: Person, people: Collection[Person]) -> list[str]:
        """Names that others were given or chose."""
        given = [one.replacement for one in people if one is not person and is_victim(one)]
        others = [one for one in self.participants.values() if one.id != person.participant]
        return [*(one for one in given if one[:1].isalpha()), *(one.pseudonym for one in others)]

    def _matched(self, person: Person) -> Wanted:
        participant = self.participants.get(person.participant)
        if participant is None:
            return Wanted()
        wanted = self.policy.pseudonyms.match
        told = participant.attributes
        culture = self._shared(CULTURE, told) if Match.CULTURE in wanted else ""
        age = self._shared(AGE, told) if Match.AGE in wanted else ""
        return Wanted(
            gender=told.get(GENDER, "") if Match.GENDER in wanted else "",
            culture=pseudonyms.culture_of(culture),
            generation=pseudonyms.generation_of(age),
        )

    def _shared(self, column: str, told: Mapping[str, str]) -> str:
        everybody = [one.attributes.get(column, "") for one in self.participants.values()]
        smallest = self.policy.pseudonyms.smallest_group
        return pseudonyms.matchable(everybody, told.get(column, ""), smallest)


def names_of(people: Iterable[Person]) -> Iterator[str]:
    """Every form of all persons among `people`."""
    return (words for one in people if one.kind is Kind.PERSON for words in one.forms.values())


def collided(people: Collection[Person]) -> list[str]:
    """Victims whose assumed name has since turned up as a real one: for a person, without names."""
    named = [one for one in people if is_victim(one) and one.replacement[:1].isalpha()]
    parts = {part for words in names_of(people) for part in form_of(words)} if named else set()
    return [
        f"the pseudonym of {one.participant} has turned up as a real name in the study: give "
        f"another (voices rule replacement {one.id} NAME)"
        for one in named
        if parts.intersection(form_of(one.replacement))
    ]
