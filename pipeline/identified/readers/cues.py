"""Captions to talk: what WebVTT and SubRip share."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.identified.readers.base import Utterance
from pipeline.identified.readers.layouts.chevrons import split_chevrons
from pipeline.identified.readers.layouts.tagged import COLON

_VOICE = re.compile(r"<v(?:\.[\w.-]+)?(?:\s+([^<>]*))?>")
_MARKUP = re.compile(
    r"</?(?:c|i|b|u|ruby|rt|v|lang|font)(?:[.\s][^<>]*)?>|<\d{1,2}:\d{2}(?::\d{2})?[.,]\d{3}>"
    r"|\{\\an?\d+\}"
)
_DASH = re.compile(r"^\s*[-–]\s+(?=\S)")


@dataclass(frozen=True)
class Cue:
    """A caption: when it begins, in seconds, and its lines as the file has them."""

    starts_at: float
    lines: tuple[str, ...] = field(repr=False)


@dataclass(frozen=True)
class Line:
    """A line of a caption with what is known of its speaker; None where it goes on."""

    tag: str | None = field(repr=False)
    text: str = field(repr=False)
    starts_at: float


def utterances_of(cues: Sequence[Cue]) -> tuple[Utterance, ...]:
    """The talk of `cues`: voice tags, else 'Name:' before the words, else '>>'.

    A cue that names nobody goes on with the speaker of the one before.
    """
    lines = [line for cue in cues for line in _voiced(cue)]
    lines = _prefixed(lines)
    if all(line.tag is None for line in lines):
        lines = _changing(lines)
    found: list[Utterance] = []
    tag = ""
    for line in lines:
        tag = tag if line.tag is None else line.tag
        if line.text.strip():
            found.append(Utterance(tag, line.text, line.starts_at))
    return tuple(found)


def _voiced(cue: Cue) -> Iterator[Line]:
    """The lines of a cue, each under the last voice tag before it."""
    parts = _VOICE.split("\n".join(cue.lines))
    for number in range(0, len(parts), 2):
        voice = parts[number - 1] if number else None
        tag = html.unescape(voice).strip() or None if voice else None
        for line in parts[number].split("\n"):
            if line.strip():
                yield Line(tag, html.unescape(_MARKUP.sub("", line)), cue.starts_at)


def _prefixed(lines: Sequence[Line]) -> list[Line]:
    pieces = COLON.pieces([line.text for line in lines], names_once=True)
    return [
        Line(piece.tag, piece.rest, line.starts_at) if piece and line.tag is None else line
        for line, piece in zip(lines, pieces, strict=True)
    ]


def _changing(lines: Sequence[Line]) -> list[Line]:
    turns = split_chevrons([line.text for line in lines])
    if not turns:
        return [Line(None, _DASH.sub("", line.text), line.starts_at) for line in lines]
    return [Line(turn.tag or None, turn.text, lines[turn.line].starts_at) for turn in turns]
