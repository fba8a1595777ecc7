"""Talk with times: what every format is rendered from."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from pipeline.values.gold import GoldTranscript

_WORDS_A_SECOND = 2.7


@dataclass(frozen=True)
class Interview:
    """What a raw file says about its interview besides the talk."""

    id: str
    """Of the gold transcript."""
    file: str = field(repr=False)
    """Name of the raw file."""
    tags: dict[str, str] = field(repr=False)
    """What the file calls the speakers: I, P, P2 -> tag or display name."""
    participant: str = field(repr=False)
    """Her name as a title or cover block gives it."""
    interviewer: str = field(repr=False)
    recorded: datetime
    minutes: int
    """Length of the recording."""


@dataclass(frozen=True)
class Said:
    """A turn of the gold transcript without its tags, and when it was said (seconds)."""

    speaker: str
    text: str = field(repr=False)
    starts: float
    ends: float

    def at(self, share: float) -> float:
        """The time at which that share (0 to 1) of the turn was said."""
        return self.starts + share * (self.ends - self.starts)


def timed_talk(gold: GoldTranscript, minutes: int) -> list[Said]:
    """The turns of `gold`, spread over a recording of `minutes`; same id, same times."""
    chance = random.Random(gold.id)
    speaking = [len(turn.text.split()) / _WORDS_A_SECOND for turn in gold.turns]
    silence = max(60 * minutes - sum(speaking), 0.0)
    weights = [chance.uniform(0.2, 1.8) for _ in gold.turns]
    clock = 0.0
    talk: list[Said] = []
    for turn, length, weight in zip(gold.turns, speaking, weights, strict=True):
        clock += silence * weight / sum(weights) if talk else 2.0
        talk.append(Said(turn.speaker, turn.text, clock, clock + length))
        clock += length
    return talk


def chopped(
    said: Said, least: int, cap: tuple[int, int], chance: random.Random
) -> Iterator[tuple[str, float, float]]:
    """The turn in pieces as a machine cuts it, each with its times.

    Args:
        said: the turn.
        least: from this many words on a piece ends where a sentence ends.
        cap: fewest and most words after which it ends anyhow.
        chance: decides within `cap`.
    """
    words = said.text.split()
    done = 0
    while done < len(words):
        size = _size(words[done:], least, chance.randint(*cap))
        text = " ".join(words[done : done + size])
        yield text, said.at(done / len(words)), said.at((done + size) / len(words))
        done += size


def _size(words: list[str], least: int, most: int) -> int:
    for count, word in enumerate(words[:most], start=1):
        if count >= least and word.endswith((".", "?", "!")):
            return count
    return min(most, len(words))


def h_mm_ss(seconds: float) -> str:
    """'0:09', '12:40', '1:02:03': as Teams and Otter write times."""
    minutes, second = divmod(int(seconds), 60)
    hours, minute = divmod(minutes, 60)
    return f"{hours}:{minute:02d}:{second:02d}" if hours else f"{minute}:{second:02d}"


def hh_mm_ss(seconds: float, point: str) -> str:
    """'00:12:40.250', with `point` before the milliseconds."""
    millis = round(seconds * 1000)
    minutes, rest = divmod(millis, 60_000)
    hours, minute = divmod(minutes, 60)
    return f"{hours:02d}:{minute:02d}:{rest // 1000:02d}{point}{rest % 1000:03d}"


def as_typed(text: str) -> str:
    """With the curly quotes and ellipses that word processors make of typed ones."""
    typed = []
    for before, sign in zip(" " + text, text, strict=False):
        opens = before.isspace() or before in "(["
        curly = {"'": "‘’", '"': "“”"}.get(sign)
        typed.append(curly[0 if opens else 1] if curly else sign)
    return "".join(typed).replace("...", "…")
