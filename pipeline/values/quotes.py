"""Quotes: passages that passed both gates."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pipeline.values.base import ItemId, Value, Words
from pipeline.values.spans import Span
from pipeline.values.themes import CodeId, Polarity


class Consent(StrEnum):
    """What a participant agreed to, from least to most."""

    NONE = "none"
    PARAPHRASE = "paraphrase"
    QUOTE = "anonymised quote"
    CASE_STUDY = "case study"
    ARCHIVE = "archive"

    @property
    def allows_quotes(self) -> bool:
        """Whether her words may be printed."""
        return self in (Consent.QUOTE, Consent.CASE_STUDY, Consent.ARCHIVE)


class Participant(Value):
    """A row of the participants' table."""

    id: ItemId
    file: Annotated[str, Field(repr=False)]
    consent: Consent
    show_first: bool = False
    """She asked to see her quotes before they are printed."""
    pseudonym: Annotated[str, Field(repr=False)] = ""
    """What she chose to be called."""
    attributes: Annotated[dict[str, str], Field(default_factory=dict)]
    """Attribute columns: relationship_to_stalker, gender, age_band ..."""


class VictimNumbers(Value):
    """Which 'Victim 7' each participant is."""

    numbers: dict[ItemId, Annotated[int, Field(ge=1)]]


class Edit(Value):
    """One change between the verbatim and the presented words."""

    span: Span
    """In the verbatim text."""
    rule: str
    after: Words


class Quote(Value):
    """A passage a report may print, with all that must stand beside it."""

    id: ItemId
    transcript: ItemId
    participant: ItemId
    turns: Annotated[tuple[int, ...], Field(min_length=1)]
    span: Span
    """In the turn's anonymised text."""
    codes: Annotated[tuple[CodeId, ...], Field(min_length=1)]
    polarity: Polarity
    verbatim: Words
    text: Words
    """As presented: the verbatim words with `edits` applied."""
    edits: tuple[Edit, ...]
    context: Words
    """The question it answers, anonymised; empty where there is none."""
    attribution: str
    words: Annotated[int, Field(ge=1)]
    checks: tuple[str, ...]
    """What a person should look at before printing ('audio check: beside a pause')."""
    reviewed: bool
    """False where the study waives review: then every export says so."""


class Withheld(Value):
    """A confirmed passage that is not offered as a quote, and why."""

    transcript: ItemId
    turn: Annotated[int, Field(ge=1)]
    code: CodeId
    reason: str


class Spread(Value):
    """How widely a code is found: the base of any claim."""

    code: CodeId
    participants: Annotated[int, Field(ge=0)]
    """In how many participants' interviews the code is present and confirmed."""
    base: Annotated[int, Field(ge=0)]
    """Interviewed participants in the study."""
    passages: Annotated[int, Field(ge=0)]
    quotes: Annotated[int, Field(ge=0)]


class QuoteBook(Value):
    """All that the exporters write."""

    title: str
    synthetic: bool
    reviewed: bool
    families: dict[CodeId, str]
    codes: dict[CodeId, tuple[str, str, str]]
    """Per code: family, name, definition, in the codebook's order."""
    quotes: tuple[Quote, ...]
    spreads: tuple[Spread, ...]
    withheld: tuple[Withheld, ...]
    minimum_cell: int
    audience: str = "commissioner"
    """For whom it was made: team, commissioner or public."""
