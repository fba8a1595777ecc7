"""Quotes: passages that passed both gates."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Annotated, Self

from pydantic import Field, model_validator

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
    pseudonyms: dict[ItemId, str] = Field(default_factory=dict)
    """What stands for those who have an assumed name."""
    label_seed: Annotated[str, Field(repr=False)] = ""
    """Secret, made from the vault's seed: what labels of single quotes are drawn with."""


class Edit(Value):
    """One change between the verbatim and the presented words."""

    span: Span
    """In the verbatim text."""
    rule: str
    after: Words


def presented(verbatim: str, edits: Sequence[Edit]) -> str:
    """`verbatim` with `edits` applied: the presented copy.

    Raises:
        ValueError: the edits are out of order, overlap, or reach beyond the words.
    """
    pieces, done = [], 0
    for edit in edits:
        if edit.span.start < done or edit.span.end > len(verbatim):
            raise ValueError("the edits of a quote are out of order or beyond its words")
        pieces += [verbatim[done : edit.span.start], edit.after]
        done = edit.span.end
    return "".join([*pieces, verbatim[done:]])


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

    @model_validator(mode="after")
    def _check(self) -> Self:
        if len(self.verbatim) != len(self.span):
            raise ValueError("the verbatim words of a quote must be as long as its span")
        if presented(self.verbatim, self.edits) != self.text:
            raise ValueError("the presented words of a quote are not its verbatim words, edited")
        return self


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


class Together(Value):
    """Two codes that are found in the same interviews."""

    codes: tuple[CodeId, CodeId]
    """In the codebook's order."""
    participants: Annotated[int, Field(ge=1)]
    """In how many participants' interviews both are found, counted as in `Spread`."""


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
    together: tuple[Together, ...] = ()
    """Pairs of codes that any interview has; none in books of version 2026.11 and before."""
