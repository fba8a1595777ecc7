"""SubRip captions (.srt)."""

from __future__ import annotations

import re

from pipeline.errors import InputError
from pipeline.identified.readers.base import Reading
from pipeline.identified.readers.characters import decode, plain
from pipeline.identified.readers.cues import Cue, utterances_of
from pipeline.identified.readers.times import seconds
from pipeline.values.texts import Removed

NAME = "srt"

_STAMP = r"\d{1,2}:\d{2}:\d{2}[,.]\d{1,3}"
_TIMING = re.compile(rf"\s*(?P<start>{_STAMP})\s*-->\s*{_STAMP}(?:\s+[XY]\d:.*)?\s*")
_TIMING_BYTES = re.compile(rf"{_STAMP}\s*-->\s*{_STAMP}".encode())
_SAVE = "Export the captions again, or save them as text."


def fits(data: bytes, ending: str) -> bool:
    """Whether a number and a timing line come first."""
    start = data[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe").replace(b"\x00", b"").strip()
    if start.startswith(b"WEBVTT"):
        return False
    timed = any(_TIMING_BYTES.match(line.strip()) for line in start.split(b"\n", 2)[:2])
    return timed or (ending == ".srt" and bool(_TIMING_BYTES.search(start)))


def read(data: bytes) -> Reading:
    """The talk of a SubRip file; raises ``InputError`` where captions are broken or cut short."""
    decoded = decode(data)
    cues = _cues(plain(decoded.text).split("\n"))
    removed = (Removed(what="caption times", count=len(cues)),) if cues else ()
    return Reading(utterances_of(cues), removed, decoded.notices)


def _cues(lines: list[str]) -> list[Cue]:
    """Each timing line with the lines up to the next one's number."""
    timings = [number for number, line in enumerate(lines) if "-->" in line]
    cues: list[Cue] = []
    for place, number in enumerate(timings):
        match = _TIMING.fullmatch(lines[number])
        end = timings[place + 1] if place + 1 < len(timings) else len(lines)
        text = [line for line in lines[number + 1 : end] if line.strip()]
        if text and end < len(lines) and text[-1].strip().isdecimal():
            text.pop()
        if match is None or (end == len(lines) and not text):
            raise InputError("some captions are broken or cut short", next_step=_SAVE)
        cues.append(Cue(seconds(match["start"]), tuple(text)))
    return cues
