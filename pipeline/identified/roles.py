"""What a role is called in a placeholder: 'sister', "ex-partner's brother", 'his mother'.

A role is a word of the policy ('sister'), or such a word with whose it is: ``his sister``, ``her
friend``, ``stalker's brother``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from pipeline.identified.forms import Form, form_of
from pipeline.identified.person import Person
from pipeline.settings import Identifiers
from pipeline.values.quotes import Participant

RELATIONSHIP = "relationship_to_stalker"
STALKERS = "stalker's"
"""Whose relative it is, where the stalker is known to be meant."""
FAMILY = "family"
"""The role of a whole family: 'the Hendersons'."""
_OWNED = re.compile(r"(?P<whose>his|her|their|stalker's) (?P<role>.+)")
_NUMBER = re.compile(r"(?: \d+)?\]$")


def owner_and_role(role: str) -> tuple[str, str]:
    """``his sister`` -> ('his', 'sister'); ('', role) where it is the participant's own."""
    match = _OWNED.fullmatch(role)
    return (match["whose"], match["role"]) if match else ("", role)


def is_listed(role: str, policy: Identifiers) -> bool:
    """Whether the policy has words for a role: a roster's free text is never printed."""
    return owner_and_role(role)[1] in policy.roles


def label_of(role: str, policy: Identifiers, relationship: str = "") -> str:
    """What stands in the brackets for a role; the policy's `unknown_person` where it lists none.

    Args:
        role: as described at the head of this module.
        policy: the study's.
        relationship: of the participant to the stalker, as the participants' table has it.
    """
    whose, role = owner_and_role(role)
    if role not in policy.roles and role != "stalker":
        return policy.unknown_person
    stalker = policy.roles.get(policy.stalker.get(relationship, "stalker"), policy.unknown_person)
    label = stalker if role == "stalker" else policy.roles[role]
    if whose == STALKERS:
        return policy.of_the_stalker.format(stalker=stalker, role=label)
    return policy.of_another.format(whose=whose, role=label) if whose else label


def person_label(
    person: Person, policy: Identifiers, participants: Mapping[str, Participant]
) -> str:
    """The label of a person, by her role and the participant's relationship to the stalker."""
    participant = participants.get(person.participant)
    relationship = participant.attributes.get(RELATIONSHIP, "") if participant else ""
    if person.role == FAMILY and not all(_is_plural(form) for form in person.forms):
        return policy.unknown_person  # the Hendersons' name is also one Henderson's
    return label_of(person.role, policy, relationship)


def _is_plural(form: Form) -> bool:
    return len(form) == 1 and form[0].endswith("s")


def says(replacement: str, role: str, policy: Identifiers) -> bool:
    """Whether a replacement says `role`, so that the words for it beside the name may go.

    'his sister' is said by '[his sister 2]' and "[ex-partner's sister]", 'my sister' by '[sister]'
    alone.
    """
    label = _NUMBER.sub("", replacement.removeprefix("["))
    whose, own = owner_and_role(role)
    if own == FAMILY:
        return label.endswith(label_of(FAMILY, policy))
    if not whose:
        return is_listed(role, policy) and label == label_of(role, policy)
    heads = {label_of(one, policy, kind) for one in (f"{STALKERS} {own}", f"{whose} {own}")
             for kind in ("", *policy.stalker)}  # fmt: skip
    return own in policy.roles and label in heads


def family_of(replacement: str, policy: Identifiers) -> str:
    """What stands for the family of whoever `replacement` stands for: "[neighbour's family]"."""
    family = label_of(FAMILY, policy)
    is_one = _NUMBER.sub("", replacement).endswith(family)
    return replacement if is_one else f"{replacement[:-1]}'s {family}]"


def is_stalker(role: str) -> bool:
    """Whether a role is the stalker's, by whatever relation."""
    return role in ("stalker", "ex-partner")


def name_parts(words: str) -> set[str]:
    """The parts of a name that it may be called by alone, folded."""
    return {part for part in form_of(words) if len(part) > 2}
