"""The columns of the two sorts of sheet: a contract (docs/file-formats.md)."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Use(StrEnum):
    """What a column is for."""

    SHOWN = "shown"
    """Something to read and to sort by."""
    TALK = "talk"
    """Words of the interview."""
    AROUND = "around"
    """What is said before and after them."""
    ANSWER = "answer"
    """To be filled in."""
    OURS = "ours"
    """By which the program knows the row again; to be left as it is."""


@dataclass(frozen=True)
class Column:
    """A column of a sheet."""

    name: str
    use: Use
    width: int
    """In characters, where the sheet is a workbook."""
    meaning: str
    """For the page that explains the sheet."""


@dataclass(frozen=True)
class Sort:
    """What a sheet is about, and its columns."""

    name: str
    noun: str
    """What a row shows, as people call it."""
    id: str
    """The column that names what a row is about; a row in which it is empty adds something."""
    columns: tuple[Column, ...]
    added: tuple[Column, ...]
    """Of rows that add something; in a workbook they have a page of their own."""
    unchanged: tuple[str, ...]
    """Columns that an answer depends on: whoever typed into one meant something by it."""

    @property
    def table(self) -> tuple[Column, ...]:
        """All columns, where there is one table: those of `added` by which nothing is shown come
        before the program's own."""
        known = {column.name for column in self.columns}
        more = tuple(one for one in self.added if not {one.name, f"new {one.name}"} & known)
        ours = tuple(one for one in self.columns if one.use is Use.OURS)
        return (*(one for one in self.columns if one not in ours), *more, *ours)

    @property
    def needed(self) -> tuple[str, ...]:
        """Without one of these a table cannot be read."""
        read = (one.name for one in self.columns if one.use in (Use.ANSWER, Use.OURS))
        return (_TRANSCRIPT.name, _TURN.name, *read)

    @property
    def needed_to_add(self) -> tuple[str, ...]:
        """The same of a page with nothing but rows to add."""
        return tuple(one.name for one in self.added if one.name not in OPTIONAL)


WHICH = "which"
"""Which of several occurrences of the words in the turn is meant, counted from 1."""
OPTIONAL = (WHICH, "memo", "export")
"""A page of rows to add may do without these."""

_TRANSCRIPT = Column("transcript", Use.SHOWN, 10, "the interview")
_TURN = Column("turn", Use.SHOWN, 6, "the number of the turn in the interview")
_SPEAKER = Column(
    "speaker", Use.SHOWN, 9, "I is the interviewer, P the participant, O somebody else"
)
_BEFORE = Column("before", Use.AROUND, 30, "what is said just before")
_AFTER = Column("after", Use.AROUND, 24, "what is said just after")
_CONFIDENCE = Column("confidence", Use.SHOWN, 11, "how sure the program is, from 0 to 1")
_WHICH = Column(
    WHICH, Use.ANSWER, 9, "where the turn holds the words several times: which one, from 1"
)
_MARK = Column("mark", Use.OURS, 14, "tells whether what the row shows is still so")
_EXPORT = Column("export", Use.OURS, 20, "which study this is, and when it was written")
_MEMO = Column("memo", Use.ANSWER, 26, "a note to keep with the coding; name nobody in it")

CODINGS = Sort(
    name="codings",
    noun="coding",
    id="coding",
    columns=(
        _TRANSCRIPT,
        _TURN,
        _BEFORE,
        Column("words", Use.TALK, 44, "the passage, anonymised"),
        _AFTER,
        Column("code", Use.SHOWN, 21, "the theme that is proposed"),
        Column("polarity", Use.SHOWN, 11, "present, denied or considered"),
        Column("answer", Use.ANSWER, 11, "accept or reject; empty leaves it open"),
        Column("new code", Use.ANSWER, 21, "the right theme, where it is another"),
        Column("new polarity", Use.ANSWER, 13, "the right polarity, where it is another"),
        _MEMO,
        Column("status", Use.SHOWN, 10, "open, accepted or rejected, when this was written"),
        Column("ruled by", Use.SHOWN, 11, "who accepted or rejected it"),
        Column("look at", Use.SHOWN, 20, "what to think of before you accept"),
        _CONFIDENCE,
        Column("coding", Use.OURS, 15, "the coding's id"),
        _MARK,
        _EXPORT,
    ),
    added=(
        _TRANSCRIPT,
        _TURN,
        Column("words", Use.TALK, 60, "the passage, exactly as the transcript has it"),
        _WHICH,
        Column("code", Use.ANSWER, 26, "the theme"),
        Column("polarity", Use.ANSWER, 13, "present unless you say otherwise"),
        _MEMO,
        _EXPORT,
    ),
    unchanged=("transcript", "turn", "words", "code", "polarity"),
)

IDENTIFIERS = Sort(
    name="identifiers",
    noun="decision",
    id="decision",
    columns=(
        _TRANSCRIPT,
        _TURN,
        _BEFORE,
        Column("words", Use.TALK, 20, "what was said: REAL NAMES"),
        _AFTER,
        Column("kind", Use.SHOWN, 15, "what sort of identifier it was taken for"),
        Column("replacement", Use.SHOWN, 20, "what stands in the text instead; empty where kept"),
        Column("proposed", Use.SHOWN, 18, "of what was left for you: what could stand instead"),
        Column("status", Use.SHOWN, 8, "check: the program asks for your eyes"),
        Column("answer", Use.ANSWER, 16, "agree, keep, identifies or accept proposal"),
        Column("new kind", Use.ANSWER, 15, "the right kind, where it is another"),
        Column("role", Use.ANSWER, 16, "who or what it is, in a word of the list"),
        Column("reviewed", Use.SHOWN, 14, "who agreed with it or ruled on it before"),
        Column("action", Use.SHOWN, 12, "what is done about it"),
        Column("reason", Use.SHOWN, 26, "why"),
        Column("detector", Use.SHOWN, 13, "what found it"),
        _CONFIDENCE,
        _SPEAKER,
        Column("characters", Use.OURS, 12, "where in the turn"),
        Column("decision", Use.OURS, 14, "the decision's id"),
        _MARK,
        _EXPORT,
    ),
    added=(
        _TRANSCRIPT,
        _TURN,
        Column("words", Use.TALK, 40, "the identifier, exactly as the source has it"),
        _WHICH,
        Column("kind", Use.ANSWER, 18, "what sort of identifier it is"),
        Column("role", Use.ANSWER, 20, "who or what it is, in a word of the list"),
        _EXPORT,
    ),
    unchanged=(
        "transcript",
        "turn",
        "characters",
        "words",
        "kind",
        "action",
        "replacement",
        "proposed",
    ),
)

INTERVIEW = "anonymised"
SOURCE = "source"
TURNS = {
    CODINGS.name: (_TRANSCRIPT, _TURN, _SPEAKER, Column(INTERVIEW, Use.TALK, 110, "what is said")),
    IDENTIFIERS.name: (
        _TRANSCRIPT,
        _TURN,
        _SPEAKER,
        Column(SOURCE, Use.TALK, 70, "what was said: REAL NAMES"),
        Column(INTERVIEW, Use.TALK, 70, "what stands instead"),
    ),
}
"""Columns of the page, in a workbook, that has the interviews to read and to copy from."""

SORTS = (CODINGS, IDENTIFIERS)


class CodingAnswer(StrEnum):
    """What may be answered about a coding."""

    ACCEPT = "accept"
    REJECT = "reject"


class IdentifierAnswer(StrEnum):
    """What may be answered about a decision."""

    AGREE = "agree"
    KEEP = "keep"
    IDENTIFIES = "identifies"
    ACCEPT_PROPOSAL = "accept proposal"
