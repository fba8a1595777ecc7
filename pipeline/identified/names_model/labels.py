"""What the model may call a word: a kind of identifier's beginning or inside, or nothing."""

from __future__ import annotations

from pipeline.values.identifiers import Kind

KINDS = (
    *(Kind.PERSON, Kind.LOCATION, Kind.ORGANISATION, Kind.DATETIME, Kind.AGE, Kind.PHONE),
    *(Kind.EMAIL, Kind.HANDLE, Kind.POSTCODE, Kind.ADDRESS, Kind.ID_NUMBER, Kind.VEHICLE),
    *(Kind.OCCUPATION, Kind.HEALTH, Kind.DEMOGRAPHIC, Kind.FAMILY, Kind.OTHER),
)
"""The kinds that are learned; their order is the order of the model's outputs."""

PET = len(KINDS)
"""After the kinds, the names of animals: they are of the kind OTHER, and written like people's."""

NOTHING = 0
COUNT = 1 + 2 * (len(KINDS) + 1)
"""Labels: nothing, then beginning and inside of every kind and of pets' names (BIO)."""
OPENINGS = range(1, COUNT, 2)
"""The labels of beginnings; that of the inside is the next."""


def kind_of(label: int) -> Kind:
    """The kind that a label other than `NOTHING` tells of."""
    return Kind.OTHER if is_pet(label) else KINDS[(label - 1) // 2]


def is_pet(label: int) -> bool:
    """Whether a label tells of a pet's name."""
    return (label - 1) // 2 == PET


def begins(kind: Kind, *, pet: bool = False) -> int:
    """The label of a mention's first word."""
    return 1 + 2 * (PET if pet else KINDS.index(kind))


def inside(kind: Kind, *, pet: bool = False) -> int:
    """The label of a mention's further words."""
    return begins(kind, pet=pet) + 1
