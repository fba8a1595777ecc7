"""The parser of gold files: tagged lines into values, every fault by line and column.

The format: header lines (``#id:``, ``#style:``, ``#participant:``, ``#roster:``), then a turn a
line. ``<e t="KIND" id="x" k="direct|quasi">`` marks an identifier, ``<c id="code,code"
pol="present|denied|considered">`` a coded passage. Anything else in angle brackets
(``<name 00:12:44>``) is the transcriber's and part of the talk; there are no escapes.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from pipeline.errors import InputError
from pipeline.measure.gold_tags import LineError, parse_turn
from pipeline.values.gold import GoldTranscript, GoldTurn
from pipeline.values.identifiers import Kind

_HEADER = re.compile(r"#\s*([a-z]+):(.*)")
_HEADERS = ("id", "style", "participant", "roster")
_TURN = re.compile(r"(I|P|P2):(?: +(.*))?")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,39}")
_ROLE = re.compile(r"[a-z]+(?:-[a-z]+)*")


def parse_gold(text: str, where: str) -> GoldTranscript:
    """The gold transcript that `text` (a gold file's content) describes.

    Args:
        text: the file's content; blank lines are skipped.
        where: the file's place, for messages.

    Raises:
        InputError: with every faulty line: an unknown or doubled header, a line without a speaker,
            a tag that is malformed, unclosed, nested or crossing, an unknown kind or attribute,
            an id used for two kinds. No message holds words of the file.
    """
    lines = _Lines()
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        lines.take(number, line.strip())
    lines.finish()
    if lines.faults:
        raise InputError(
            "\n".join(lines.faults),
            where=where,
            next_step="correct these lines; the format is described in docs/file-formats.md",
        )
    return GoldTranscript(
        id=lines.headers["id"],
        style=lines.headers.get("style", ""),
        participant=lines.headers.get("participant", ""),
        roster=tuple(_people(lines.headers.get("roster", ""))),
        turns=tuple(lines.turns),
    )


@dataclass
class _Lines:
    """What the lines so far have said."""

    headers: dict[str, str] = field(default_factory=dict, repr=False)
    turns: list[GoldTurn] = field(default_factory=list, repr=False)
    kinds: dict[str, Kind] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)

    def take(self, number: int, line: str) -> None:
        if not line:
            return
        try:
            if line.startswith("#"):
                self._header(line)
            else:
                self._turn(line)
        except LineError as fault:
            column = f", column {fault.column + 1}" if fault.column is not None else ""
            self.faults.append(f"line {number}{column}: {fault.what}")

    def finish(self) -> None:
        if "id" not in self.headers:
            self.faults.append("the header '#id:' is missing")
        if not self.turns and not self.faults:
            self.faults.append("there is no turn")

    def _header(self, line: str) -> None:
        match = _HEADER.fullmatch(line)
        if match is None or match[1] not in _HEADERS:
            raise LineError(
                f"not a header; known are {', '.join(f'#{name}:' for name in _HEADERS)}"
            )
        name, value = match[1], match[2].strip()
        if self.turns:
            raise LineError("a header after the first turn")
        if name in self.headers:
            raise LineError(f"'#{name}:' stands twice")
        self.headers[name] = value
        if name == "id" and not _ID.fullmatch(value):
            raise LineError("an id is made of letters, digits, '-' and '_', 40 at most")
        if name == "roster":
            list(_people(value))

    def _turn(self, line: str) -> None:
        match = _TURN.fullmatch(line)
        if match is None:
            raise LineError("a turn begins with 'I: ', 'P: ' or 'P2: '")
        turn = parse_turn(len(self.turns) + 1, match[1], match[2] or "", match.start(2))
        self.turns.append(turn)
        for entity in turn.entities:
            if self.kinds.setdefault(entity.id, entity.kind) is not entity.kind:
                raise LineError("the id of an <e> is used for two kinds")


def _people(roster: str) -> Iterator[tuple[str, str]]:
    for item in _filled(roster.split(";")):
        name, _, role = (part.strip() for part in item.partition("="))
        if not name or not _ROLE.fullmatch(role):
            raise LineError("the roster is written 'Full Name=role; Other Name=role'")
        yield name, role


def _filled(items: Iterable[str]) -> Iterator[str]:
    return (item.strip() for item in items if item.strip())
