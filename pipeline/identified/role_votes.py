"""Roles of one person against each other: which can go together, and which one is believed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from pipeline.identified.recognisers.words import vocabulary

_MEN = vocabulary("father brother son grandfather uncle nephew husband")
_WOMEN = vocabulary("mother sister daughter grandmother aunt niece wife")
_KIN = vocabulary(
    "mother father sister brother daughter son child baby grandchild grandmother grandfather "
    "aunt uncle cousin niece nephew relative"
)
_CHILDREN = vocabulary("daughter son child baby")
_PARTNERS = vocabulary("ex-partner partner husband wife stalker")
_AROUND = vocabulary("friend neighbour colleague manager client landlord")
_OFFICE = vocabulary(
    "officer solicitor judge doctor teacher advocate counsellor clergy victim interviewer"
)
_KNOWN = _KIN | _PARTNERS | _AROUND | _OFFICE
_LOOSE = _AROUND | {"relative"}
"""Roles that say least: anybody may be called a friend once."""
_TITLES = {
    **dict.fromkeys(("mr", "mister", "sir", "lord"), "man"),
    **dict.fromkeys(("mrs", "miss", "ms", "missus", "lady", "dame", "madam"), "woman"),
}


def gender_of_title(title: str) -> str:
    """'man' or 'woman' by a folded title ('mrs'); '' where it tells neither."""
    return _TITLES.get(title, "")


def gender_of_role(role: str) -> str:
    """'man' or 'woman' by a role ('brother'); '' where it tells neither."""
    return "man" if role in _MEN else "woman" if role in _WOMEN else ""


def contradict(one: str, other: str) -> bool:
    """Whether one person can hardly have both roles: son and father, friend and stalker.

    A role of any other name (free text of a roster, 'mother of the stalker') contradicts nothing,
    nor does none.
    """
    roles = {one, other}
    if len(roles) == 1 or not roles <= _KNOWN:
        return False
    genders = {gender_of_role(role) for role in roles} - {""}
    if len(genders) == 2:
        return True
    if roles <= _KIN:
        return "relative" not in roles and not roles <= _CHILDREN
    return not (roles <= _PARTNERS or roles <= _AROUND)


def voted(heard: Mapping[str, int]) -> str:
    """The role that most mentions name; of two named alike often, the one that says more, and then
    the first by the alphabet: the order of the mentions must not tell. '' where none is named."""
    return min(heard, key=lambda role: (-heard[role], role in _LOOSE, role), default="")


def doubted(role: str, heard: Mapping[str, int]) -> Counter[str]:
    """The roles in which the talk names somebody and that contradict the one believed."""
    return Counter({other: times for other, times in heard.items() if contradict(role, other)})
