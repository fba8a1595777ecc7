"""What the first page of a workbook says: to somebody who has never seen the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from pipeline.run.sheets.columns import CODINGS, IDENTIFIERS, Sort, Use
from pipeline.run.sheets.sheet import Sheet


class Style(StrEnum):
    """How a line of the page looks."""

    TITLE = "title"
    WARNING = "warning"
    HEADING = "heading"
    PLAIN = "plain"


@dataclass(frozen=True)
class Line:
    """A line: a word on the left, what is to be said of it on the right."""

    style: Style
    left: str = ""
    right: str = ""


PAGES = {CODINGS.name: "Codings", IDENTIFIERS.name: "Identifiers"}
TITLES = {CODINGS.name: "Codings to review", IDENTIFIERS.name: "Anonymisation to review"}
WARNING = (
    "THIS FILE HOLDS REAL NAMES. Keep it where only those who may know the participants can read "
    "it, give it back to nobody but who gave it to you, and delete your copy then."
)


def page_of_additions(sort: Sort) -> str:
    """The name of the page for rows to add."""
    return f"Add {PAGES[sort.name].lower()}"


def lines(sheet: Sheet) -> Iterator[Line]:
    """The page, from top to bottom."""
    sort = sheet.sort
    yield Line(Style.TITLE, TITLES[sort.name])
    yield Line(Style.PLAIN, "Study", sheet.study)
    yield Line(Style.PLAIN, "Written", f"{sheet.time[:10]}, {sheet.time[11:16]} UTC")
    yield Line(Style.PLAIN, "Rows", f"{len(sheet.rows)} on the page '{PAGES[sort.name]}'")
    if sort is IDENTIFIERS:
        yield Line(Style.WARNING, WARNING)
    yield Line(Style.HEADING, "What to do")
    for number, step in enumerate(_STEPS[sort.name], start=1):
        yield Line(Style.PLAIN, str(number), step)
    yield Line(Style.HEADING, "Answers")
    for choice in sheet.choices["answer"]:
        yield Line(Style.PLAIN, choice.word, choice.meaning)
    yield Line(Style.PLAIN, "(empty)", "nothing is recorded: the row stays as it is")
    yield from (Line(Style.PLAIN, left, right) for left, right in _CORRECTIONS[sort.name])
    yield Line(Style.HEADING, "Good to know")
    yield from (Line(Style.PLAIN, left, right) for left, right in _KNOW)
    yield Line(Style.HEADING, "Columns")
    for column in sort.columns:
        ours = " (leave as it is)" if column.use is Use.OURS else ""
        yield Line(Style.PLAIN, column.name, column.meaning + ours)


_STEPS = {
    CODINGS.name: (
        "Go to the page 'Codings'. Read the passage in 'words' with what stands before and after.",
        "Answer in the yellow columns. Click into a cell to choose from its list.",
        "Where the page 'Interviews' has a theme that nobody proposed, add a row on 'Add codings'. "
        "The page 'Lists' says what each theme means.",
        "Save the file as it is (.xlsx) and give it back.",
    ),
    IDENTIFIERS.name: (
        "Go to the page 'Identifiers'. Each row is a stretch of an interview that may give "
        "somebody away, and what is done about it.",
        "Could somebody tell from what is left who this is? Somebody who knows the story, too? "
        "Answer in the yellow columns. Click into a cell to choose from its list.",
        "Read the page 'Interviews' from beginning to end: what was missed stands in no row. Copy "
        "its words to a row of 'Add identifiers'.",
        "Save the file as it is (.xlsx) and give it back to whoever gave it to you.",
    ),
}
_CORRECTIONS = {
    CODINGS.name: (
        ("new code", "the right theme, where it is another: the row's coding is replaced"),
        ("new polarity", "the right polarity, where it is another"),
        ("memo", "a note that is kept with the coding, whatever you answer. Name nobody in it"),
        (
            "other words",
            "to code more or fewer words: reject the row, and add the right passage on 'Add "
            "codings'. A passage begins and ends with a word",
        ),
    ),
    IDENTIFIERS.name: (
        ("new kind", "the right kind, where it is another: the words are replaced as that"),
        (
            "role",
            "who or what it is, in a word of the page 'Lists' (his sister, stalker's brother are "
            "understood too). Never a name: it stays in the study's records for good",
        ),
        (
            "other words",
            "where the stretch is too long or too short: add the right words on 'Add identifiers'. "
            "Leave the row's answer empty",
        ),
    ),
}
_KNOW = (
    ("Sorting, filters", "Sort, filter, hide and move what you like, and delete rows: a row that "
     "is gone is a row without an answer. Keep 'transcript', 'turn', the yellow and grey columns."),
    ("Words", "Copy words from the page 'Interviews' rather than typing them. If a turn holds them "
     "several times, 'which' says which is meant: 1 for the first."),
    ("Formulas", "are refused, and so are merged cells. To type words that begin with = + - or @, "
     "put an apostrophe before them: '=like this."),
    ("Own columns", "may be added. They are not read."),
    ("Others", "If somebody ruled on a row after this file was written, or its words changed, your "
     "answer is not taken: you are told which rows, and why."),
)  # fmt: skip
