"""What a researcher may set: ``config/*.yaml`` into frozen, strict values."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BeforeValidator, Field, model_validator

from pipeline.values.base import Value
from pipeline.values.identifiers import Action, Kind, Score
from pipeline.values.quotes import Consent


class Engine(StrEnum):
    """Where the work of document stages is done; never changes a result."""

    IN_PROCESS = "in-process"
    PROCESSES = "processes"
    DASK = "dask"


class Review(StrEnum):
    """Whether people stand at the gates."""

    REQUIRED = "required"
    WAIVED = "waived"


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


class Study(Value):
    """``config/study.yaml``."""

    title: Annotated[str, Field(min_length=1)]
    corpus: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]+$")]
    """Folder under ``corpora/``."""
    synthetic: bool = False
    """Every word is invented; all exports say so."""
    consent: Consent = Consent.NONE
    """For participants whom ``participants.csv`` does not list."""
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

    @model_validator(mode="after")
    def _check(self) -> Self:
        replaces = self.action in (Action.REMOVE, Action.GENERALISE)
        if replaces and not (self.placeholder.startswith("[") and self.placeholder.endswith("]")):
            raise ValueError("a placeholder stands in square brackets")
        return self


class Identifiers(Value):
    """``config/identifiers.yaml``: the policy of anonymisation."""

    version: str
    victim: Literal["pseudonym", "number"] = "pseudonym"
    roles: dict[str, str]
    """Role -> what stands for such a person; several in one study are numbered."""
    unknown_person: str
    surname: str
    """For a victim's surname standing alone."""
    spelled: str
    """For a name spelled out letter by letter."""
    stalker: Annotated[dict[str, str], Field(default_factory=dict)]
    """From the participants' attribute ``relationship_to_stalker`` to the stalker's role."""
    kinds: dict[Kind, KindPolicy]

    @model_validator(mode="after")
    def _check(self) -> Self:
        missing = [kind.value for kind in Kind if kind not in self.kinds and kind != Kind.PERSON]
        if missing:
            raise ValueError(f"no policy for {', '.join(missing)}: say 'keep' if it is to stay")
        return self


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

    @model_validator(mode="after")
    def _check_lengths(self) -> Self:
        if not self.minimum_words <= self.target_words <= self.maximum_words:
            raise ValueError("minimum_words, target_words, maximum_words must be in that order")
        return self


class Quotes(QuotePolicy):
    """``config/quotes.yaml``: what may be quoted, and the formats it is written in."""

    formats: tuple[Literal["csv", "xlsx", "md", "docx", "html"], ...] = (
        "csv",
        "xlsx",
        "md",
        "docx",
        "html",
    )
