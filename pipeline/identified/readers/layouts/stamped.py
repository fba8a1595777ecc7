"""'Priya  0:06' on a line of its own and the talk below it: Otter, Teams, Word, Rev, Zoom text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.identified.readers.base import Utterance
from pipeline.identified.readers.layouts.base import Laid
from pipeline.identified.readers.tags import Vetted, cleaned, is_name, key, sense, vet
from pipeline.identified.readers.times import CLOCK, SPELLED, seconds

_TIME = rf"[\[(]?[ ]?(?P<time>{CLOCK}|{SPELLED})[ ]?[\])]?"
_TAG = r"(?P<tag>\S(?:.{0,58}?\S)??)"
_NAME_FIRST = re.compile(rf"{_TAG}(?P<gap>\s{{0,9}}[-–—,|]?[\s\[(]{{1,9}}){_TIME}\s?:?")
_TIME_FIRST = re.compile(rf"{_TIME}(?P<gap>\s{{0,9}}[-–—|]?\s{{1,9}}){_TAG}\s?:?")
_TIME_ALONE = re.compile(_TIME)
_LONGEST = 120


@dataclass(frozen=True)
class Heading:
    """A line that may name who speaks next, and when."""

    tag: str = field(repr=False)
    starts_at: float
    wide: bool
    """Whether more than a space keeps name and time apart: chance does not do that."""
    first: int
    """The line it begins on: the one before the time where it takes two."""


@dataclass(frozen=True)
class Stamped:
    """Headings of name and time, each followed by lines of talk."""

    name: str = "stamped"

    def lay(self, lines: Sequence[str]) -> Laid:
        """The talk in `lines`; see ``Layout``."""
        headings = _headings(lines)
        vetted = vet([one.tag for one in headings.values()], len(lines), names_once=True)
        kept = {
            number: heading
            for number, heading in headings.items()
            if _is_speaker(heading, vetted, follows_blank=_follows_blank(lines, heading.first))
        }
        return _gathered(lines, kept)


def _is_speaker(heading: Heading, vetted: Vetted, *, follows_blank: bool) -> bool:
    if key(heading.tag) in vetted.keys:
        return True
    return is_name(heading.tag) and heading.wide and follows_blank


def _follows_blank(lines: Sequence[str], number: int) -> bool:
    return number == 0 or not lines[number - 1].strip()


def _headings(lines: Sequence[str]) -> dict[int, Heading]:
    found: dict[int, Heading] = {}
    for number, line in enumerate(lines):
        bare = line.strip()
        match = _NAME_FIRST.fullmatch(bare) or _TIME_FIRST.fullmatch(bare)
        if match is None or len(bare) > _LONGEST:
            continue
        tag = cleaned(match["tag"])
        if tag and (sense(tag) or is_name(tag) or tag == tag.casefold()):
            wide = len(match["gap"]) > 1
            found[number] = Heading(tag, seconds(match["time"]), wide, number)
    return found or _on_two_lines(lines)


def _on_two_lines(lines: Sequence[str]) -> dict[int, Heading]:
    """The name on one line, the time alone on the next: keyed by the line of the time."""
    found: dict[int, Heading] = {}
    for number in range(1, len(lines)):
        match = _TIME_ALONE.fullmatch(lines[number].strip())
        tag = cleaned(lines[number - 1])
        if match and (sense(tag) or is_name(tag)):
            found[number] = Heading(tag, seconds(match["time"]), True, number - 1)
    return found


def _gathered(lines: Sequence[str], headings: dict[int, Heading]) -> Laid:
    echoes = _echoes(lines, headings)
    leading: list[str] = []
    turns: list[tuple[Heading, list[str]]] = []
    for number, line in enumerate(lines):
        if number in headings:
            turns.append((headings[number], []))
        elif number not in echoes:
            (turns[-1][1] if turns else leading).append(line)
    return Laid(
        utterances=tuple(
            Utterance(heading.tag, "\n".join(texts), heading.starts_at) for heading, texts in turns
        ),
        leading=tuple(leading),
        tagged=len(turns),
        stamps=len(turns),
    )


def _echoes(lines: Sequence[str], headings: dict[int, Heading]) -> set[int]:
    """Lines above a heading that say its name or time once more, as copied Teams pages do."""
    echoes: set[int] = set()
    for number, heading in headings.items():
        above = number - 1
        while above >= 0 and above not in headings and _says_again(lines[above], heading):
            echoes.add(above)
            above -= 1
    return echoes


def _says_again(line: str, heading: Heading) -> bool:
    return bool(_TIME_ALONE.fullmatch(line.strip())) or key(line) == key(heading.tag)
