"""Subtitles: WebVTT as Teams and Zoom write it, and SRT."""

from __future__ import annotations

import random
import textwrap
import uuid
from collections.abc import Sequence
from html import escape

from corpora.rendering.talk import Interview, Said, chopped, hh_mm_ss

_SRT_LINE = 42
_SRT_LINES = 2


def teams_vtt(interview: Interview, talk: Sequence[Said]) -> bytes:
    """Teams: voice tags, cue ids, an utterance split over cues."""
    chance = random.Random(interview.id)
    recording = uuid.UUID(int=chance.getrandbits(128), version=4)
    cues = [f'WEBVTT\n\nNOTE duration:"{hh_mm_ss(talk[-1].ends + 3, ".")}"\n\nNOTE language:en-gb']
    for number, said in enumerate(talk, start=1):
        for part, (text, starts, ends) in enumerate(chopped(said, 5, (8, 13), chance)):
            voice = f"<v {interview.tags[said.speaker]}>{escape(text, quote=False)}</v>"
            cues.append(f"{recording}/{number}-{part}\n{_arrow(starts, ends, '.')}\n{voice}")
    return ("\n\n".join(cues) + "\n").encode()


def zoom_vtt(interview: Interview, talk: Sequence[Said]) -> bytes:
    """Zoom: numbered cues, each with the display name in front."""
    chance = random.Random(interview.id)
    cues = ["WEBVTT"]
    for said in talk:
        for text, starts, ends in chopped(said, 7, (9, 18), chance):
            line = f"{interview.tags[said.speaker]}: {escape(text, quote=False)}"
            cues.append(f"{len(cues)}\n{_arrow(starts, ends, '.')}\n{line}")
    return ("\r\n\r\n".join(cue.replace("\n", "\r\n") for cue in cues) + "\r\n").encode()


def srt(interview: Interview, talk: Sequence[Said]) -> bytes:
    """SRT: two lines of 42 characters a cue, the speaker only where an utterance begins."""
    cues: list[str] = []
    for said in talk:
        lines = textwrap.wrap(
            f"{interview.tags[said.speaker]}: {said.text}",
            _SRT_LINE,
            break_long_words=False,
            break_on_hyphens=False,
        )
        for first in range(0, len(lines), _SRT_LINES):
            last = min(first + _SRT_LINES, len(lines))
            times = _arrow(said.at(first / len(lines)), said.at(last / len(lines)), ",")
            cues.append("\n".join([str(len(cues) + 1), times, *lines[first:last]]))
    return ("\n\n".join(cues) + "\n").encode("utf-8-sig")


def _arrow(starts: float, ends: float, point: str) -> str:
    return f"{hh_mm_ss(starts, point)} --> {hh_mm_ss(ends, point)}"
