"""Who said it, as broadly as the study allows."""

from __future__ import annotations

import hashlib
import hmac
from collections import Counter
from collections.abc import Collection, Mapping, Sequence

from pipeline.values.quotes import Participant

NOBODY = "Victim"
"""For a participant without a label: her role alone."""

Broader = Mapping[str, Mapping[str, str]]
"""Attribute -> value -> the broader value that may stand for it."""

_UNSAID = frozenset(("", "-", "?", "n/a", "na", "none", "unknown", "missing", "other")) | frozenset(
    ("not known", "not stated", "not given", "prefer not to say")
)
_VOWELS = "aeiou"
_FIRST, _NUMBERS = 1000, 9000
"""Labels of single quotes are 'Victim 1000' to 'Victim 9999': no participant's number is so high,
and none looks like a count."""


def attributions(
    participants: Sequence[Participant],
    whitelist: Sequence[str],
    minimum_cell: int,
    labels: Mapping[str, str],
    broader: Broader | None = None,
) -> dict[str, str]:
    """What stands under the quotes of each participant: 'Victim 7, stalked by an ex-partner'.

    An attribute is used only where at least `minimum_cell` of `participants` share its value *and*
    the values used before it: a combination can be rare where each part is common.

    Args:
        participants: those interviewed; anyone else would make a cell look larger than it is.
        whitelist: attribute columns that may be used, the most useful first.
        minimum_cell: how many must share what is printed.
        labels: participant id -> 'Victim 7' or a pseudonym; without one she is 'Victim'.
        broader: what may stand for a value that too few share.

    Returns:
        Attribution by participant id.
    """
    values = shared_values(participants, whitelist, minimum_cell, broader)
    return {
        person.id: credit(labels.get(person.id, NOBODY), values[person.id])
        for person in participants
    }


def credit(label: str, told: Mapping[str, str]) -> str:
    """A label and what is told of her, as it is printed."""
    return ", ".join([label, *(_phrase(attribute, value) for attribute, value in told.items())])


def shared_values(
    participants: Sequence[Participant],
    whitelist: Sequence[str],
    minimum_cell: int,
    broader: Broader | None = None,
) -> dict[str, dict[str, str]]:
    """What may be told of each participant: participant id -> attribute -> value, in the order of
    the whitelist. Arguments and the rule as in `attributions`."""
    shared: dict[str, dict[str, str]] = {}
    for person in participants:
        alike, told = list(participants), dict[str, str]()
        for attribute in whitelist:
            cells = _cells(alike, attribute, minimum_cell, (broader or {}).get(attribute, {}))
            if value := cells.get(person.id):
                alike = [other for other in alike if cells.get(other.id) == value]
                told[attribute] = value
        shared[person.id] = told
    return shared


def label_of(attribution: str) -> str:
    """The label alone: 'Victim 7'."""
    return attribution.partition(",")[0]


def own_labels(quotes: Collection[str], secret: str) -> dict[str, str]:
    """A label for every single quote, so that the quotes of one person cannot be joined by it.

    Args:
        quotes: their ids.
        secret: known in the study alone: without it, who knows the ids of the transcripts could
            work out which quotes belong together.

    Returns:
        Quote id -> 'Victim 4711'. A label stays while others come and go, but for the rare case
        that two are drawn alike.
    """
    labels: dict[str, str] = {}
    taken: set[int] = set()
    for quote in sorted(quotes):
        number = _drawn(secret, quote)
        while number in taken:
            number = _FIRST + (number + 1 - _FIRST) % _NUMBERS
        taken.add(number)
        labels[quote] = f"{NOBODY} {number}"
    return labels


def _drawn(secret: str, quote: str) -> int:
    mac = hmac.new(secret.encode(), quote.encode(), hashlib.sha256).digest()
    return _FIRST + int.from_bytes(mac[:8], "big") % _NUMBERS


def _cells(
    alike: Sequence[Participant], attribute: str, minimum_cell: int, broader: Mapping[str, str]
) -> dict[str, str]:
    """Participant -> the narrowest value of hers that at least `minimum_cell` of `alike` share.

    Where one value gives way to a broader one, so does every other that the broader one covers:
    'under 40' beside '30s' would say that she is not in her thirties.
    """
    up = {_folded(value): _folded(wider) for value, wider in broader.items()}
    values = {person.id: _value(person, attribute) for person in alike}
    while True:
        counts = Counter(values.values())
        rare = [one for one in sorted(counts) if counts[one] < minimum_cell and one in up]
        if not rare:
            break
        wider = up[rare[0]]
        values = {
            id: wider if wider in _above(value, up) else value for id, value in values.items()
        }
    return {
        id: value
        for id, value in values.items()
        if value not in _UNSAID and counts[value] >= minimum_cell
    }


def _above(value: str, up: Mapping[str, str]) -> list[str]:
    """The ever broader values that may stand for one."""
    found: list[str] = []
    while value in up and up[value] not in found:
        value = up[value]
        found.append(value)
    return found


def _value(person: Participant, attribute: str) -> str:
    return _folded(person.attributes.get(attribute, ""))


def _folded(value: str) -> str:
    return " ".join(value.casefold().split())


def _phrase(attribute: str, value: str) -> str:
    if attribute == "relationship_to_stalker":
        article = "an" if value[0] in _VOWELS else "a"
        return f"stalked by {article} {value}"
    if attribute == "age_band":
        return f"in their {value}" if value.endswith("s") else f"aged {value}"
    return value
