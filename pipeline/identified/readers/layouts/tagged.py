"""'I: talk', 'P07<tab>talk', '[Interviewer] talk', 'Q. talk': a tag, a divider, and talk."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.identified.readers.base import Utterance
from pipeline.identified.readers.layouts.base import Laid
from pipeline.identified.readers.tags import Vetted, cleaned, key, sense, vet
from pipeline.identified.readers.times import CLOCK, leading_stamp, seconds

_OPENS, _CLOSES = r"[\[({<#]?[ ]?", r"(?:-\d)?[ ]?[\])}>#]?"
_BEFORE = rf"(?:{_OPENS}(?P<before>{CLOCK}){_CLOSES}\s{{0,9}}(?:[-–—]\s{{1,9}})?)?"
_AFTER = rf"(?:(?:,|\s)\s{{0,8}}{_OPENS}(?P<after>{CLOCK}){_CLOSES})?"
_FOLLOWED = r"(?:[ \t]|$|(?<=[A-Z0-9IPQ][:：])(?=[A-Z\[(]))"
_DEEPER = 2


@dataclass(frozen=True)
class Piece:
    """A line that may begin a turn."""

    tag: str = field(repr=False)
    rest: str = field(repr=False)
    indent: int
    starts_at: float | None
    stamped: bool


@dataclass(frozen=True)
class Tagged:
    """A layout in which a line that begins a turn matches `pattern` (groups ``tag``, ``rest``).

    Patterns see lines without the space around them; every repetition in them is bounded.
    """

    name: str
    pattern: re.Pattern[str]
    known_only: bool = True
    """Whether only known codes and roles count as tags, as the divider alone says little."""
    plain_divider: bool = True
    """Whether the divider is so common in talk that a few lines with it convince nobody."""
    every_line: bool = False
    """Whether every line must have a tag, as there is hardly a divider at all."""

    def lay(self, lines: Sequence[str]) -> Laid:
        """The talk in `lines`; see ``Layout``."""
        pieces = [self._piece(line) for line in lines]
        filled = sum(1 for line in lines if line.strip())
        vetted = self._vetted(pieces, filled, names_once=False)
        starts = _aligned(_kept(pieces, vetted))
        if self.plain_divider and not self._convincing(starts, filled):
            return Laid()
        return _gathered(lines, starts, vetted.doubtful)

    def pieces(self, lines: Sequence[str], *, names_once: bool = False) -> list[Piece | None]:
        """For each of `lines` the tag and the rest, or None where it begins no turn."""
        found = [self._piece(line) for line in lines]
        return _kept(found, self._vetted(found, len(lines), names_once=names_once))

    def _vetted(self, pieces: Sequence[Piece | None], filled: int, *, names_once: bool) -> Vetted:
        tags = [piece.tag for piece in pieces if piece]
        if self.known_only:
            tags = [tag for tag in tags if sense(tag)]
        return vet(tags, filled, names_once=names_once)

    def _convincing(self, starts: Sequence[Piece | None], filled: int) -> bool:
        found = [key(piece.tag) for piece in starts if piece]
        if self.every_line and len(found) < filled:
            return False
        return len(found) >= 3 and len(set(found)) >= 2

    def _piece(self, line: str) -> Piece | None:
        match = self.pattern.match(line.strip())
        if match is None:
            return None
        groups = match.groupdict()
        clock = groups.get("before") or groups.get("after")
        later, rest = leading_stamp(groups["rest"])
        return Piece(
            tag=cleaned(groups["tag"]),
            rest=rest,
            indent=len(line.expandtabs()) - len(line.expandtabs().lstrip()),
            starts_at=seconds(clock) if clock else later,
            stamped=bool(clock) or later is not None,
        )


def _kept(pieces: Sequence[Piece | None], vetted: Vetted) -> list[Piece | None]:
    return [piece if piece and key(piece.tag) in vetted.keys else None for piece in pieces]


def _aligned(starts: Sequence[Piece | None]) -> list[Piece | None]:
    """Drop unknown tags where continuation lines stand, and 'a:' among tags in capitals."""
    known = [piece for piece in starts if piece and sense(piece.tag)]
    if len(known) < 2:
        return list(starts)
    edge = sorted(piece.indent for piece in known)[len(known) // 2] + _DEEPER
    capitals = sum(1 for piece in known if piece.tag[:1].isupper()) > 0.8 * len(known)
    return [piece if piece and _fits(piece, edge, capitals) else None for piece in starts]


def _fits(piece: Piece, edge: int, capitals: bool) -> bool:
    if capitals and piece.tag[:1].islower():
        return False
    return bool(sense(piece.tag)) or piece.indent < edge


def _gathered(lines: Sequence[str], starts: Sequence[Piece | None], doubtful: int) -> Laid:
    leading: list[str] = []
    turns: list[tuple[Piece, list[str]]] = []
    stamps = 0
    for line, piece in zip(lines, starts, strict=True):
        if piece:
            turns.append((piece, [piece.rest]))
            stamps += piece.stamped
            continue
        stamp, rest = leading_stamp(line, bare=False)
        stamps += stamp is not None
        (turns[-1][1] if turns else leading).append(rest)
    return Laid(
        utterances=tuple(
            Utterance(piece.tag, "\n".join(texts), piece.starts_at) for piece, texts in turns
        ),
        leading=tuple(leading),
        tagged=len(turns),
        stamps=stamps,
        doubtful=doubtful,
    )


COLON = Tagged(
    "colon",
    re.compile(
        rf"{_BEFORE}(?P<tag>[^\s:：](?:[^:：\t]{{0,58}}?[^\s:：])??){_AFTER}\s{{0,9}}[:：]{_FOLLOWED}"
        r"(?P<rest>.*)$"
    ),
    known_only=False,
    plain_divider=False,
)
STYLES: tuple[Tagged, ...] = (
    COLON,
    Tagged(
        "tab",
        re.compile(rf"{_BEFORE}(?P<tag>[^\s:](?:[^\t:]{{0,58}}?[^\s:])??) {{0,9}}\t(?P<rest>.*)$"),
        known_only=False,
    ),
    Tagged("bracket", re.compile(r"[\[<(](?P<tag>[^\[\]<>()]{1,40})[\]>)]\s{0,9}:?(?P<rest>.*)$")),
    Tagged("dash", re.compile(r"(?P<tag>[^\s–—-][^–—-]{0,40}?)\s{1,9}[-–—]{1,2}\s(?P<rest>.*)$")),
    Tagged("dot", re.compile(r"(?P<tag>[A-Z]{1,3}\d{0,3})\.\s(?P<rest>.*)$")),
    Tagged("spaces", re.compile(r"(?P<tag>\S{1,30}(?: \S{1,30}){0,2})  (?P<rest>.*)$")),
    Tagged("alone", re.compile(r"(?P<tag>\S.{0,40})(?P<rest>)$")),
    Tagged("bare", re.compile(r"(?P<tag>[A-Za-z]{1,3}\d{0,3}) (?P<rest>.*)$"), every_line=True),
)
"""In order of trust: of two that fit equally well the first is taken."""
