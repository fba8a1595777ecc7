"""Identifiers as they are spoken: telephone numbers, references, plates, postcodes and names
spelled out, in digits, words and letters, with fillers between, over several turns.

Works on lower-case text without punctuation too: nothing here depends on capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.identified.recognisers import shapes
from pipeline.identified.recognisers.found import mention, without_contained
from pipeline.identified.recognisers.spoken_kinds import (
    Judged,
    judge,
    judge_by_sound,
    setting,
)
from pipeline.identified.recognisers.spoken_names import find_names
from pipeline.identified.recognisers.spoken_runs import Run, read_runs
from pipeline.identified.recognisers.words import Word, keys, split_words
from pipeline.values.identifiers import Kind, Mention, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Turn

_REMEMBERED_TURNS = 3
_GOES_ON = 0.55
_WHOLE_PHONE = 11


@dataclass(frozen=True, slots=True)
class _Recent:
    """An identifier said a moment ago, which a stray run may go on with or repeat."""

    kind: Kind
    chars: str = field(repr=False)
    turn: int
    hint: str


@dataclass(frozen=True, slots=True)
class SpokenRecogniser:
    """Finds spoken identifiers; a ``Recogniser``."""

    name: str = "spoken"
    version: str = "1"

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All spoken PHONE, ID_NUMBER, VEHICLE, POSTCODE, EMAIL, HANDLE and spelled PERSON."""
        found: list[Mention] = []
        recent: _Recent | None = None
        previous = ""
        for turn in turns:
            words = split_words(turn.text)
            for run, judged in _judged_runs(words, previous, recent, turn.number):
                found.append(self._mention(turn, words, run, judged))
                if judged.hint != "spelled":
                    recent = _remember(recent, run, judged, turn.number)
            runs = [one for one in found if one.turn == turn.number]
            for start, end, kind, score in find_names(words):
                name = mention(
                    turn, *_whole_name(turn.text, start, end), kind, detector=self.name, score=score
                )
                if name.status is Status.SURE or not any(map(name.span.overlaps, _spans(runs))):
                    found.append(name)
            previous = " ".join(keys(words, len(words) - 10, len(words)))
        return without_contained(found)

    def _mention(self, turn: Turn, words: Sequence[Word], run: Run, judged: Judged) -> Mention:
        start, end = whole_words(turn.text, words[run.first].start, words[run.last - 1].end)
        return mention(
            turn, start, end, judged.kind, detector=self.name, score=judged.score, hint=judged.hint
        )


def _whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch widened over what touches it in writing ('sam.k91' from 'sam')."""
    before = re.search(r"[\w.+-]*$", text[:start])
    behind = re.match(r"(?:[\w-]|\.(?=\w))*", text[end:])
    return start - len(before[0] if before else ""), end + len(behind[0] if behind else "")


def _spans(mentions: list[Mention]) -> list[Span]:
    return [one.span for one in mentions]


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch widened so that it cuts through no word or number ('4pm', 'abc12')."""
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _judged_runs(
    words: Sequence[Word], previous: str, recent: _Recent | None, turn: int
) -> Iterator[tuple[Run, Judged]]:
    for run in read_runs(words, sounds=False):
        around = setting(words, run, previous)
        judged = judge(run, around) or _going_on(run, words, recent, turn)
        if judged:
            if judged.hint != "spelled":
                recent = _remember(recent, run, judged, turn)
            yield run, judged
    for run in read_runs(words, sounds=True):
        judged = judge_by_sound(run, setting(words, run, previous))
        if judged:
            yield run, judged


def _remember(recent: _Recent | None, run: Run, judged: Judged, turn: int) -> _Recent:
    same = recent is not None and recent.kind is judged.kind and judged.score <= _GOES_ON
    before = recent.chars if recent and same else ""
    return _Recent(judged.kind, before + run.chars, turn, judged.hint)


def _going_on(run: Run, words: Sequence[Word], recent: _Recent | None, turn: int) -> Judged | None:
    """A short run soon after an identifier that repeats part of it or makes it whole."""
    if recent is None or turn - recent.turn > _REMEMBERED_TURNS or len(run.chars) < 2:
        return None
    if shapes.is_public_number(run.chars) or re.fullmatch(r"(?:19|20)\d\d", run.chars):
        return None
    if run.letters and not run.digits:
        return None
    repeats = len(run.chars) >= 3 and run.chars in recent.chars
    wanting = recent.kind is Kind.PHONE and len(recent.chars) + len(run.chars) <= _WHOLE_PHONE
    if not repeats and not (wanting and len(run.elements) >= 2 and not run.letters):
        return None
    return Judged(recent.kind, _GOES_ON, recent.hint)
