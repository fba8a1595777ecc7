"""What a printed report is made of, whatever the format."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.measure.cells import Counted
from pipeline.measure.figures import Figure
from pipeline.measure.methods import People

NOT_SHOWN = "–"


@dataclass(frozen=True)
class Heading:
    """Of a section."""

    words: str


@dataclass(frozen=True)
class Notice:
    """What must be read first."""

    words: str


@dataclass(frozen=True)
class Text:
    """A paragraph."""

    words: str


@dataclass(frozen=True)
class Points:
    """A list."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """With a caption above it, a header row, and a note below."""

    caption: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """One of a single cell names what the rows below it have in common."""
    numbers: int
    """From which column on cells are numbers, set to the right."""
    widths: tuple[float, ...]
    """Of the columns, in centimetres of a page with 16."""
    note: str = ""
    sums: bool = False
    """Whether the last row adds up the others."""


Block = Heading | Notice | Text | Points | Table
Blocks = Iterator[Block]


def number(value: int) -> str:
    """'1,904'."""
    return f"{value:,}"


def many(value: int, one: str, more: str = "") -> str:
    """'1 turn', '240 turns', 'no turn'."""
    if not value:
        return f"no {one}"
    return f"{number(value)} {one if value == 1 else more or f'{one}s'}"


def percent(value: float | None, places: int = 0) -> str:
    """'86%'."""
    return NOT_SHOWN if value is None else f"{value:.{places}%}"


def share(part: int, whole: int) -> str:
    """'86%'; a dash of nothing."""
    return percent(part / whole if whole else None)


def shown(value: Counted) -> str:
    """'9', 'fewer than 3', 'none'."""
    if value.count is None:
        return f"fewer than {value.fewer_than}"
    return number(value.count) if value.count else "none"


def figure(value: Figure) -> str:
    """'0.71 (0.60–0.80)', '0.71' where there is no interval."""
    if value.value is None:
        return NOT_SHOWN
    if value.low is None or value.high is None:
        return two_places(value.value)
    return f"{two_places(value.value)} ({two_places(value.low)}–{two_places(value.high)})"


def two_places(value: float) -> str:
    """Without the sign of a zero."""
    return f"{round(value, 2) + 0.0:.2f}"


def who(people: People, noun: str = "person", more: str = "people") -> str:
    """'2 people', or '2 people (KL, MB)' where they may be named."""
    names = f" ({', '.join(people.names)})" if people.names else ""
    return f"{many(people.count, noun, more)}{names}"


def day(time: str | None) -> str:
    """The day of a time; '' of none."""
    return (time or "")[:10]


def listed(words: Sequence[str]) -> str:
    """'a, b and c'."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} and {words[-1]}"
