"""Who said it, as broadly as the study allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from pipeline.values.quotes import Participant

NOBODY = "Victim"
"""For a participant without a label: her role alone."""

_UNSAID = frozenset(("", "-", "?", "n/a", "na", "none", "unknown", "missing", "other")) | frozenset(
    ("not known", "not stated", "not given", "prefer not to say")
)
_VOWELS = "aeiou"


def attributions(
    participants: Sequence[Participant],
    whitelist: Sequence[str],
    minimum_cell: int,
    labels: Mapping[str, str],
) -> dict[str, str]:
    """What stands under the quotes of each participant: 'Victim 7, stalked by an ex-partner'.

    An attribute is used only where at least `minimum_cell` of `participants` share its value *and*
    the values used before it: a combination can be rare where each part is common.

    Args:
        participants: those interviewed; anyone else would make a cell look larger than it is.
        whitelist: attribute columns that may be used, the most useful first.
        minimum_cell: how many must share what is printed.
        labels: participant id -> 'Victim 7' or a pseudonym; without one she is 'Victim'.

    Returns:
        Attribution by participant id.
    """
    printed: dict[str, str] = {}
    for person in participants:
        alike, phrases = list(participants), [labels.get(person.id, NOBODY)]
        for attribute in whitelist:
            value = _value(person, attribute)
            sharing = [other for other in alike if _value(other, attribute) == value]
            if value not in _UNSAID and _people(sharing) >= minimum_cell:
                alike = sharing
                phrases.append(_phrase(attribute, value))
        printed[person.id] = ", ".join(phrases)
    return printed


def label_of(attribution: str) -> str:
    """The label alone: 'Victim 7'."""
    return attribution.partition(",")[0]


def _value(person: Participant, attribute: str) -> str:
    return " ".join(person.attributes.get(attribute, "").casefold().split())


def _people(participants: Sequence[Participant]) -> int:
    return len({person.id for person in participants})


def _phrase(attribute: str, value: str) -> str:
    if attribute == "relationship_to_stalker":
        article = "an" if value[0] in _VOWELS else "a"
        return f"stalked by {article} {value}"
    if attribute == "age_band":
        return f"in their {value}" if value.endswith("s") else f"aged {value}"
    return value
