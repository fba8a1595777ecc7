"""What the model may call a word: a kind of identifier's beginning or inside, or nothing."""

from __future__ import annotations

from pipeline.values.identifiers import Kind

KINDS = (
    *(Kind.PERSON, Kind.LOCATION, Kind.ORGANISATION, Kind.DATETIME, Kind.AGE, Kind.PHONE),
    *(Kind.EMAIL, Kind.HANDLE, Kind.POSTCODE, Kind.ADDRESS, Kind.ID_NUMBER, Kind.VEHICLE),
    *(Kind.OCCUPATION, Kind.HEALTH, Kind.DEMOGRAPHIC, Kind.FAMILY, Kind.OTHER),
)
"""The kinds that are learned; their order is the order of the model's outputs."""

NOTHING = 0
COUNT = 1 + 2 * len(KINDS)
"""Labels: nothing, then beginning and inside of every kind (BIO)."""


def kind_of(label: int) -> Kind:
    """The kind that a label other than `NOTHING` tells of."""
    return KINDS[(label - 1) // 2]


def begins(kind: Kind) -> int:
    """The label of a mention's first word."""
    return 1 + 2 * KINDS.index(kind)


def inside(kind: Kind) -> int:
    """The label of a mention's further words."""
    return 2 + 2 * KINDS.index(kind)
