"""A report's draft as it is read, and what its check against the study found."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from pipeline.values.base import ItemId, Value, Words
from pipeline.values.spans import Span


class DraftPart(StrEnum):
    """Where in a draft a piece of text stands: what can be printed, and what travels along."""

    TEXT = "text"
    """Running text, headings, tables, text boxes."""
    NOTE = "note"
    """Footnotes and endnotes."""
    MARGIN = "margin"
    """Page headers and footers."""
    COMMENT = "comment"
    DELETED = "deleted"
    """Struck out under review, and still in the file."""
    METADATA = "metadata"
    HIDDEN = "hidden"
    """Alternative texts, link addresses, scripts, hidden text: what no reader of print sees."""
    MARKUP = "markup"
    """Attributes and packed parts: searched for known names alone, their figures mean nothing."""

    @property
    def is_printed(self) -> bool:
        """Whether quotations and counts are looked for in it."""
        return self in (DraftPart.TEXT, DraftPart.NOTE, DraftPart.MARGIN)


class DraftPiece(Value):
    """A paragraph of a draft, or whatever else of it holds text."""

    where: str
    """For a person: 'paragraph 12', 'footnote 3', 'metadata: author'. No word of the draft."""
    part: DraftPart
    text: Words
    block: bool = False
    """Whether it is set as a block quote."""
    heading: bool = False
    row: Annotated[int, Field(ge=0)] = 0
    """Cells of one row of a table share a number; 0 for what stands in no table."""


class Verdict(StrEnum):
    """What a quotation of a draft is, held against the study."""

    VERBATIM = "verbatim"
    """The words of a released quote, or a part of them, as transcribed."""
    PRESENTED = "presented"
    """The same as the presented copy has them."""
    ALTERED = "altered"
    JOINED = "joined"
    """From two places, as if said in one."""
    BEYOND = "beyond"
    """More than the released quote holds."""
    NOT_RELEASED = "not released"
    """Words of a participant that are no quote of the book."""
    INTERVIEWER = "interviewer"
    NOT_OURS = "not ours"
    """Words of no interview."""


class FindingKind(StrEnum):
    """What is wrong with a draft, or has to be looked at."""

    ALTERED = "altered"
    SENSE = "sense"
    """An alteration that touches a negation, a hedge, an amount or who is spoken of."""
    CUT = "cut"
    """Words left out without '[…]'."""
    HIDDEN_CUT = "hidden cut"
    """What '[…]' or the beginning leaves out changes the sense."""
    PLACEHOLDER = "placeholder"
    """Something else stands where a placeholder stood for what identifies."""
    JOINED = "joined"
    BEYOND = "beyond"
    NOT_RELEASED = "not released"
    INTERVIEWER = "interviewer"
    NOT_OURS = "not ours"
    UNMARKED = "unmarked"
    """Words of an interview in the running text, without quotation marks."""
    CONSENT = "consent"
    APPROVAL = "approval"
    FLAG = "flag"
    CHECK = "check"
    """What the quote's own checks ask for before it is printed."""
    LABEL = "label"
    """Attributed to somebody else."""
    DETAIL = "detail"
    """The attribution says more than was approved."""
    TOO_OFTEN = "too often"
    TWICE = "twice"
    NAME = "name"
    """A name or number that the study knows."""
    TYPED = "typed"
    """An identifier by its shape: telephone number, e-mail address, postcode, number plate..."""
    COUNT = "count"
    CELL = "cell"
    """A count below the minimum cell size."""


class Grade(StrEnum):
    """Whether a finding keeps the draft from being clean."""

    FAULT = "fault"
    NOTICE = "notice"


class DraftFinding(Value):
    """One thing to look at in a draft."""

    kind: FindingKind
    grade: Grade
    piece: Annotated[int, Field(ge=0)]
    """Which piece of the draft it stands in, from 0."""
    where: str
    span: Span | None = None
    """In the piece's text; None where it is the whole piece."""
    quotation: Annotated[int, Field(ge=1)] | None = None
    quotes: tuple[ItemId, ...] = ()
    identity: str = ""
    """Whose name it is, by id."""
    says: Words
    """What is wrong and what to do, in a sentence; of the draft at most differing words, none of
    them a known name."""
    words: Words = ""
    """The name or number itself: only where somebody asked for it, on record."""


class Attributed(StrEnum):
    """How a quotation of a draft is attributed."""

    NOT = "not"
    APPROVED = "as approved"
    WRONG = "to somebody else"
    MORE = "more than approved"
    UNKNOWN = "cannot be told"


class DraftQuotation(Value):
    """A quotation of a draft and what it was found to be."""

    number: Annotated[int, Field(ge=1)]
    piece: Annotated[int, Field(ge=0)]
    where: str
    span: Span
    """In the piece's text, without its quotation marks."""
    words: Annotated[int, Field(ge=1)]
    verdict: Verdict
    quotes: tuple[ItemId, ...] = ()
    """Ids of the released quotes whose words it has."""
    participant: str = ""
    transcript: str = ""
    turn: Annotated[int, Field(ge=0)] = 0
    attributed: Attributed = Attributed.NOT
    consent: str = ""
    """Of the participant, as it is now."""
    approved: bool | None = None
    """Whether every approval behind the quotes still stands; None where there is no quote."""
    flags: tuple[str, ...] = ()
    """What holds the passage now."""
    checks: tuple[str, ...] = ()
    """What the quotes ask to be looked at before printing."""


class DraftCheck(Value):
    """All that the check of a draft found."""

    format: str
    pieces: Annotated[int, Field(ge=0)]
    names_from: str
    """What the known names were taken from: 'roster and vault', 'roster alone' or 'nothing'."""
    quotations: tuple[DraftQuotation, ...]
    passed_over: Annotated[int, Field(ge=0)]
    """Stretches in quotation marks that are nothing to the study: terms, titles, scare quotes."""
    findings: tuple[DraftFinding, ...]
    notices: tuple[str, ...]

    @property
    def is_clean(self) -> bool:
        """Whether nothing was found but notices."""
        return not any(one.grade is Grade.FAULT for one in self.findings)
