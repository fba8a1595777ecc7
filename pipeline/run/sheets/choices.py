"""What the answers of a sheet may be, and what each means."""

from __future__ import annotations

from pipeline.run.sheets.columns import CodingAnswer, IdentifierAnswer
from pipeline.run.sheets.sheet import Choice
from pipeline.settings import Identifiers
from pipeline.values.identifiers import Kind
from pipeline.values.themes import Code, Codebook, Polarity

Choices = dict[str, tuple[Choice, ...]]
"""Answer column -> its words."""

_POLARITIES = {
    Polarity.PRESENT: "the theme is there",
    Polarity.DENIED: "she says that it was not so",
    Polarity.CONSIDERED: "she only thought of it",
}
_KINDS = {
    Kind.PERSON: "names of people, nicknames, initials",
    Kind.LOCATION: "towns, streets, areas, counties",
    Kind.ORGANISATION: "employers, schools, shops, courts, police forces",
    Kind.DATETIME: "dates, months, feasts",
    Kind.AGE: "ages in figures or words",
    Kind.PHONE: "telephone numbers",
    Kind.EMAIL: "e-mail addresses",
    Kind.HANDLE: "user names",
    Kind.URL: "web addresses",
    Kind.POSTCODE: "postcodes",
    Kind.ADDRESS: "house number and street",
    Kind.ID_NUMBER: "crime references, collar numbers, NHS and bank numbers",
    Kind.VEHICLE: "number plates, makes of car",
    Kind.OCCUPATION: "jobs",
    Kind.HEALTH: "conditions and treatments",
    Kind.DEMOGRAPHIC: "background: nationality, faith and the like",
    Kind.FAMILY: "details of a family",
    Kind.OTHER: "pets, gifts, acts, phrases",
}


def coding_choices(codebook: Codebook) -> Choices:
    """What the answers about codings may be."""
    codes = tuple(Choice(code.id, _told(code)) for code in codebook.codes)
    polarities = tuple(Choice(one.value, meaning) for one, meaning in _POLARITIES.items())
    answers = (
        Choice(CodingAnswer.ACCEPT, "the theme is there, in these words and with this polarity"),
        Choice(CodingAnswer.REJECT, "it is not there; it will not be proposed again"),
    )
    return {
        "answer": answers,
        "new code": codes,
        "code": codes,
        "new polarity": polarities,
        "polarity": polarities,
    }


def identifier_choices(policy: Identifiers) -> Choices:
    """What the answers about decisions may be."""
    kinds = tuple(Choice(kind.value, _KINDS[kind]) for kind in Kind)
    answers = (
        Choice(
            IdentifierAnswer.AGREE,
            "it may stay as it is: nobody need look at it again unless it changes",
        ),
        Choice(IdentifierAnswer.KEEP, "it identifies nobody: leave the words in the text"),
        Choice(IdentifierAnswer.IDENTIFIES, "it identifies somebody: replace it"),
        Choice(IdentifierAnswer.ACCEPT_PROPOSAL, "put in its place what stands in 'proposed'"),
    )
    return {"answer": answers, "new kind": kinds, "kind": kinds, "role": _roles(policy)}


def _roles(policy: Identifiers) -> tuple[Choice, ...]:
    """The words of the policy, each with the kinds that it goes with."""
    kinds: dict[str, list[str]] = {}
    for role in ("victim", *policy.roles):
        kinds.setdefault(role, []).append(Kind.PERSON.value)
    for kind, of_kind in policy.kinds.items():
        for type_ in of_kind.types:
            kinds.setdefault(type_, []).append(kind.value)
    return tuple(Choice(word, f"goes with {', '.join(told)}") for word, told in kinds.items())


def _told(code: Code) -> str:
    return f"{code.name}. {' '.join(code.definition.split())}"
