"""What a researcher may set: ``config/*.yaml`` into frozen, strict values."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from pipeline.values.base import Value
from pipeline.values.identifiers import INDIRECT_KINDS, Action, Kind, Score
from pipeline.values.local_model import LocalModel
from pipeline.values.quotes import Consent
from pipeline.values.themes import CodeId


class Engine(StrEnum):
    """Where the work of document stages is done; never changes a result."""

    IN_PROCESS = "in-process"
    PROCESSES = "processes"
    DASK = "dask"


class Review(StrEnum):
    """Whether people stand at the gates."""

    REQUIRED = "required"
    WAIVED = "waived"


class Audience(StrEnum):
    """For whom a study's outputs are made."""

    TEAM = "team"
    COMMISSIONER = "commissioner"
    PUBLIC = "public"


class KeyKind(StrEnum):
    """What opens the vault."""

    FILE = "file"
    PASSPHRASE = "passphrase"


def _listed(value: Any) -> Any:
    """One finder of names may stand without a list. A tuple in any case: once a validator has
    looked at it, JSON's list is none to pydantic."""
    if isinstance(value, str):
        return (value,)
    return tuple(value) if isinstance(value, list) else value


def _finders(names: tuple[str, ...]) -> tuple[str, ...]:
    whole = {"model", "gazetteer"}
    wrong = [one for one in names if one not in whole and not _NAMED_FINDER.fullmatch(one)]
    if wrong or not names or len(set(names)) < len(names):
        raise ValueError(
            "'names' is one or a list of 'model', 'gazetteer', 'spacy:NAME' and 'gliner:FOLDER'"
        )
    return names


_NAMED_FINDER = re.compile(r"(?:spacy|gliner):\S.*")
NameFinders = Annotated[tuple[str, ...], BeforeValidator(_listed), AfterValidator(_finders)]


class VaultSettings(Value):
    """Where the pseudonym key is kept, relative to the study."""

    path: str = "vault"
    key: KeyKind = KeyKind.FILE
    key_file: str = "vault/study.key"
    """Better on a custodian's stick than beside the vault: ``VOICES_KEY_FILE`` overrides it."""


class ProposedBy(StrEnum):
    """What proposes codings."""

    MODEL = "model"
    """The trained model of this installation, with the cues of the codebook."""
    CUES = "cues"
    """The cues alone."""


class CodingSettings(Value):
    """How codings are proposed."""

    by: ProposedBy = ProposedBy.MODEL
    lists_from: Score = 0.1
    """Passages below this confidence are not written down at all."""
    proposes_from: Score = 0.4
    """From this confidence a coding counts as proposed; what lies below is for a person who looks
    for more."""
    local_model: LocalModel | None = None
    """A language model on this machine that proposes codings too; none unless it is named."""

    @property
    def puts_from(self) -> float:
        """The confidence from which a coding is put to a person: those of cues alone, which are not
        calibrated, all are."""
        return self.proposes_from if self.by is ProposedBy.MODEL else 0.0

    @model_validator(mode="after")
    def _check(self) -> Self:
        if self.proposes_from < self.lists_from:
            raise ValueError("'proposes_from' is not below 'lists_from'")
        return self


class Study(Value):
    """``config/study.yaml``."""

    title: Annotated[str, Field(min_length=1)]
    corpus: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$")]
    """Folder under ``corpora/``."""
    synthetic: bool = False
    """Every word is invented; all exports say so."""
    consent: Consent = Consent.NONE
    """For participants whom ``participants.csv`` does not list."""
    audience: Audience = Audience.COMMISSIONER
    """For whom the outputs are made: the profile in ``identifiers.yaml`` that holds."""
    review: Review = Review.REQUIRED
    waived_because: str = ""
    waived_confidence: Score = 0.5
    """Where review is waived: proposed codings below this confidence stay proposals."""
    engine: Engine = Engine.PROCESSES
    workers: Annotated[int, Field(ge=0, le=512)] = 0
    """How many at once; 0 for one a processor, at most eight."""
    dask_scheduler: str = ""
    """Address of a Dask scheduler; empty starts one on this machine."""
    names: NameFinders = ("model",)
    """One or several: 'model' (the trained one of this installation), 'gazetteer' (word lists and
    capitals), 'spacy:NAME' (an installed pipeline), 'gliner:FOLDER' (a GLiNER model)."""
    coding: CodingSettings = CodingSettings()
    vault: VaultSettings = VaultSettings()

    @property
    def lists_alone(self) -> bool:
        """Whether names are found by word lists and capitals, without any trained model."""
        return self.names == ("gazetteer",)

    @model_validator(mode="after")
    def _check(self) -> Self:
        if (self.review is Review.WAIVED) != bool(self.waived_because.strip()) or (
            self.waived_because != self.waived_because.strip()
        ):
            raise ValueError("'review: waived' and its reason 'waived_because' go together")
        return self


class KindPolicy(Value):
    """What is done with mentions of one kind."""

    action: Action
    placeholder: str = ""
    """What stands in the text; '{type}' is the kind of place, employer ... where it is known."""
    types: Annotated[dict[str, str], Field(default_factory=dict)]
    """From what a recogniser knows ('police station') to what '{type}' says."""
    otherwise: str = ""
    """What '{type}' says where nothing is known."""
    keep: tuple[str, ...] = ()
    """Types that identify too little to be replaced ('country', 'year')."""
    years: bool = True
    """Of dates: whether the year stays beside '{type}'."""
    dates: Literal["type", "relative"] = "type"
    """Of dates: what stands for them. 'relative' says how long before or after the first date of
    the interviews they are, and keeps no year."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        replaces = self.action in (Action.REMOVE, Action.GENERALISE)
        if replaces and not (self.placeholder.startswith("[") and self.placeholder.endswith("]")):
            raise ValueError("a placeholder stands in square brackets")
        return self


_WORDS = r"[^\[\]{}\d]*"
_KIN_OF_STALKER = rf"^(?:{_WORDS}|\{{stalker\}}|\{{role\}})+$"
_KIN_OF_ANOTHER = rf"^(?:{_WORDS}|\{{whose\}}|\{{role\}})+$"


class AudiencePolicy(Value):
    """What is done otherwise for one audience."""

    only_listed: tuple[Kind, ...] = ()
    """Kinds of which everything is left in the text and listed, but for what a person named."""
    generalise_from: Score | None = None
    """Listed finds that narrow down this much are generalised too."""
    withhold_from: Score | None = None
    """A passage with a listed find that narrows down this much is not quoted until a person has
    ruled on it."""
    never_keep: tuple[str, ...] = ()
    """Types that are replaced although their kind's `keep` names them: 'country', 'year'."""

    @model_validator(mode="after")
    def _check(self) -> Self:
        direct = [kind.value for kind in self.only_listed if kind not in INDIRECT_KINDS]
        if direct:
            raise ValueError(f"{', '.join(direct)} cannot be only listed: it is not indirect")
        return self


def _audiences() -> dict[Audience, AudiencePolicy]:
    return {
        Audience.TEAM: AudiencePolicy(only_listed=INDIRECT_KINDS),
        Audience.COMMISSIONER: AudiencePolicy(),
        Audience.PUBLIC: AudiencePolicy(
            generalise_from=0.15, withhold_from=0.08, never_keep=("country", "year")
        ),
    }


class Match(StrEnum):
    """What an assumed name may be matched to, by columns of the participants' table."""

    GENDER = "gender"
    CULTURE = "culture"
    AGE = "age"


class PseudonymPolicy(Value):
    """How names are drawn for victims."""

    match: tuple[Match, ...] = (Match.GENDER,)
    smallest_group: Annotated[int, Field(ge=2)] = 3
    """Culture and age are matched where at least so many participants share them: matched for one
    alone, the name would single her out."""


class Identifiers(Value):
    """``config/identifiers.yaml``: the policy of anonymisation."""

    version: str
    victim: Literal["pseudonym", "number"] = "pseudonym"
    pseudonyms: PseudonymPolicy = PseudonymPolicy()
    roles: dict[str, str]
    """Role -> what stands for such a person; several in one study are numbered."""
    of_the_stalker: Annotated[str, Field(pattern=_KIN_OF_STALKER)] = "{stalker}'s {role}"
    """For a relative, friend ... of the stalker; ``{stalker}`` and ``{role}`` are what stands for
    these."""
    of_another: Annotated[str, Field(pattern=_KIN_OF_ANOTHER)] = "{whose} {role}"
    """The same for somebody else's; ``{whose}`` is 'his', 'her' or 'their'."""
    unknown_person: str
    surname: str
    """For a victim's surname standing alone."""
    spelled: str
    """For a name spelled out letter by letter."""
    stalker: Annotated[dict[str, str], Field(default_factory=dict)]
    """From the participants' attribute ``relationship_to_stalker`` to the stalker's role."""
    kinds: dict[Kind, KindPolicy]
    audiences: Annotated[dict[Audience, AudiencePolicy], Field(default_factory=_audiences)]

    def made_for(self, audience: Audience) -> Self:
        """The policy with what is kept of types and years as `audience` has it."""
        never = self.audiences[audience].never_keep
        kinds = {
            kind: policy.model_copy(
                update={
                    "keep": tuple(one for one in policy.keep if one not in never),
                    "years": policy.years and "year" not in never,
                }
            )
            for kind, policy in self.kinds.items()
        }
        return self.model_copy(update={"kinds": kinds})

    @model_validator(mode="after")
    def _check(self) -> Self:
        absent = [one.value for one in Audience if one not in self.audiences]
        if absent:
            raise ValueError(f"no profile for the audience {', '.join(absent)}")
        missing = [kind.value for kind in Kind if kind not in self.kinds and kind != Kind.PERSON]
        if missing:
            raise ValueError(f"no policy for {', '.join(missing)}: say 'keep' if it is to stay")
        return self


class Label(StrEnum):
    """By what a participant is told from the others under her quotes."""

    NUMBER = "number"
    PSEUDONYM = "pseudonym"
    ROLE = "role"
    """By nothing: 'Victim' alone, with what the attributes tell."""
    NONE = "none"
    """Nothing stands under a quote."""


class QuotePolicy(Value):
    """What may be quoted. Lengths in words of the presented copy; cells in participants."""

    minimum_words: Annotated[int, Field(ge=1)] = 8
    """A shorter passage is grown by whole sentences; one that stays shorter is withheld."""
    target_words: Annotated[int, Field(ge=1)] = 60
    """Growing stops here."""
    maximum_words: Annotated[int, Field(ge=1)] = 100
    """A longer passage is withheld."""
    minimum_cell: Annotated[int, Field(ge=1)] = 3
    """An attribute, or a combination, that fewer participants share is never printed."""
    attributes: tuple[str, ...] = ("relationship_to_stalker",)
    """The only attribute columns an attribution may use, in the order they are printed."""
    per_code_and_participant: Annotated[int, Field(ge=1)] = 2
    """So that one eloquent participant does not speak for all."""
    context: bool = True
    """Whether the question a quote answers goes with it."""
    insider_ranks: Annotated[int, Field(ge=0)] = 10
    """Of how many passages of an interview that somebody who knows the story would recognise first,
    a quote carries a check."""
    label: Label = Label.NUMBER
    """What stands under a quote before the attributes."""
    label_per_quote: bool = False
    """Whether every quote has a number of its own, so that nobody can join those of one person."""
    broader: dict[str, dict[str, str]] = Field(default_factory=dict)
    """Attribute -> value -> the broader value that stands for it where too few share it."""
    opposites: tuple[tuple[CodeId, CodeId], ...] = ()
    """Pairs of codes that speak against each other: what is quoted for one is a case against a
    finding on the other."""

    @model_validator(mode="after")
    def _check_lengths(self) -> Self:
        if not self.minimum_words <= self.target_words <= self.maximum_words:
            raise ValueError("minimum_words, target_words, maximum_words must be in that order")
        return self

    @model_validator(mode="after")
    def _check_labels(self) -> Self:
        if self.label_per_quote and self.label is not Label.NUMBER:
            raise ValueError("'label_per_quote' needs 'label: number'")
        unused = [name for name in self.broader if name not in self.attributes]
        if unused:
            raise ValueError(f"'broader' names {unused[0]}, which 'attributes' does not")
        if any(_goes_round(values) for values in self.broader.values()):
            raise ValueError("a value under 'broader' leads back to itself")
        return self


def _goes_round(broader: dict[str, str]) -> bool:
    """Whether a value has itself, in whatever capitals, among its broader ones."""
    up = {
        " ".join(k.casefold().split()): " ".join(v.casefold().split()) for k, v in broader.items()
    }
    for value in up:
        seen = {value}
        while value in up:
            value = up[value]
            if value in seen:
                return True
            seen.add(value)
    return False


class Quotes(QuotePolicy):
    """``config/quotes.yaml``: what may be quoted, and the formats it is written in."""

    formats: tuple[Literal["csv", "xlsx", "md", "docx", "json", "html"], ...] = (
        "csv",
        "xlsx",
        "md",
        "docx",
        "html",
    )
