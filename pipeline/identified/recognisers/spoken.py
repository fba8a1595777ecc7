"""Identifiers as they are spoken: telephone numbers, references, plates, postcodes and names
spelled out, in digits, words and letters, with fillers between, over several turns.

Works on lower-case text without punctuation too: nothing here depends on capitals.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.identified.recognisers import shapes
from pipeline.identified.recognisers.found import mention, without_contained
from pipeline.identified.recognisers.spoken_again import find_again, known_handles, written_handles
from pipeline.identified.recognisers.spoken_checks import number_hint
from pipeline.identified.recognisers.spoken_kinds import (
    Judged,
    judge,
    judge_by_sound,
    setting,
)
from pipeline.identified.recognisers.spoken_names import find_names
from pipeline.identified.recognisers.spoken_runs import HUNDREDS, Element, Run, Sort, read_runs
from pipeline.identified.recognisers.spoken_turns import find_chains_over_turns
from pipeline.identified.recognisers.words import Word, keys, split_words
from pipeline.values.identifiers import Kind, Mention, Status
from pipeline.values.spans import Span
from pipeline.values.texts import Turn

_REMEMBERED_TURNS = 3
_GOES_ON = 0.55
_WHOLE_PHONE = 11
_A_FEW_WORDS = 6
_AGAIN = 0.6
_UNFIT = 0.55
"""Below `found.SURE_FROM`: what does not fit its check digit is masked and looked at."""


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
    version: str = "2"

    def find(self, turns: Sequence[Turn]) -> list[Mention]:
        """All spoken PHONE, ID_NUMBER, VEHICLE, POSTCODE, ADDRESS, EMAIL, HANDLE and spelled
        PERSON."""
        words = [split_words(turn.text) for turn in turns]
        numbers = self._numbers(turns, words)
        names: list[Mention] = []
        for turn, said in zip(turns, words, strict=True):
            spans = [one.span for one in numbers if one.turn == turn.number]
            names += self._names(turn, said, spans)
        handles = [one for one in names if one.kind is Kind.HANDLE]
        again = self._again(turns, words, handles)
        return without_contained([*numbers, *names, *again])

    def _numbers(self, turns: Sequence[Turn], words: Sequence[Sequence[Word]]) -> list[Mention]:
        runs = [read_runs(said, sounds=False) for said in words]
        whole = {
            (part.turn, element.first): chain.judged
            for chain in find_chains_over_turns(words, runs)
            for part in chain.parts
            for element in part.run.elements
        }
        found: list[Mention] = []
        recent: _Recent | None = None
        previous = ""
        for index, (turn, said) in enumerate(zip(turns, words, strict=True)):
            of_chains = {first: judged for (at, first), judged in whole.items() if at == index}
            look = _Look(said, runs[index], previous, of_chains, turn.number)
            for run, judged in _judged_runs(look, recent):
                found.append(self._mention(turn, said, run, judged, previous))
                if judged.hint != "spelled":
                    recent = _remember(recent, run, judged, turn.number)
            previous = " ".join(keys(said, len(said) - 10, len(said)))
        return found

    def _names(
        self, turn: Turn, words: Sequence[Word], numbers: Sequence[Span]
    ) -> Iterator[Mention]:
        for start, end, kind, score in find_names(words):
            name = mention(
                turn, *_whole_name(turn.text, start, end), kind, detector=self.name, score=score
            )
            if name.status is Status.SURE or not any(map(name.span.overlaps, numbers)):
                yield name

    def _again(
        self,
        turns: Sequence[Turn],
        words: Sequence[Sequence[Word]],
        handles: Sequence[Mention],
    ) -> Iterator[Mention]:
        """Handles that were introduced, wherever they are said."""
        written = [one for turn in turns for one in written_handles(turn.text)]
        known = known_handles([*written, *(one.words for one in handles)])
        for turn, said in zip(turns, words, strict=True):
            for first, last in find_again(said, known):
                start, end = said[first].start, said[last - 1].end
                yield mention(turn, start, end, Kind.HANDLE, detector=self.name, score=_AGAIN)

    def _mention(
        self, turn: Turn, words: Sequence[Word], run: Run, judged: Judged, previous: str
    ) -> Mention:
        start, end = whole_words(turn.text, words[run.first].start, words[run.last - 1].end)
        score, hint = judged.score, judged.hint
        if judged.kind is Kind.ID_NUMBER:
            named, right = number_hint(setting(words, run, previous).before, run.chars.upper())
            score, hint = score if right else min(score, _UNFIT), named or hint
        return mention(turn, start, end, judged.kind, detector=self.name, score=score, hint=hint)


@dataclass(frozen=True, slots=True)
class _Look:
    """A turn whose runs are to be judged."""

    words: Sequence[Word] = field(repr=False)
    runs: Sequence[Run] = field(repr=False)
    previous: str = field(repr=False)
    """The last words of the turn before."""
    of_chains: Mapping[int, Judged]
    """First word of an element of a number over several turns -> what the whole is."""
    turn: int


def _whole_name(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch widened over what touches it in writing ('sam.k91' from 'sam')."""
    before = re.search(r"[\w.+-]*$", text[:start])
    behind = re.match(r"(?:[\w-]|\.(?=\w))*", text[end:])
    return start - len(before[0] if before else ""), end + len(behind[0] if behind else "")


def whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    """The stretch widened so that it cuts through no word or number ('4pm', 'abc12')."""
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end


def _judged_runs(look: _Look, recent: _Recent | None) -> Iterator[tuple[Run, Judged]]:
    words, before = look.words, recent
    ended: int | None = None
    for run in _with_opening_noughts(look):
        around = setting(words, run, look.previous)
        judged = (
            look.of_chains.get(run.first)
            or judge(run, around)
            or _going_on(run, words, before, look.turn)
            or _soon_after(run, before, ended)
        )
        if judged:
            if judged.hint != "spelled":
                before = _remember(before, run, judged, look.turn)
                ended = run.last
            yield run, judged
    for run in read_runs(words, sounds=True):
        judged = judge_by_sound(run, setting(words, run, look.previous))
        if judged:
            yield run, judged


def _with_opening_noughts(look: _Look) -> Sequence[Run]:
    """The turn's runs; a 'hundred' that opens it is one where it goes on with a number."""
    opens = bool(look.words) and look.words[0].key in HUNDREDS and 0 in look.of_chains
    if not opens:
        return look.runs
    noughts = Element(0, 1, HUNDREDS[look.words[0].key], Sort.NUMBER)
    first = look.runs[0] if look.runs else None
    if first and first.first == 1 and first.first in look.of_chains:
        return [Run((noughts, *first.elements)), *look.runs[1:]]
    return [Run((noughts,)), *look.runs]


def _soon_after(run: Run, recent: _Recent | None, ended: int | None) -> Judged | None:
    """Three digits or more, said one by one, a few words behind an identifier of the same turn."""
    if recent is None or ended is None or run.first - ended > _A_FEW_WORDS or run.letters:
        return None
    singly = all(element.sort in (Sort.DIGIT, Sort.EITHER) for element in run.elements)
    if not singly or len(run.chars) < 3 or shapes.is_counting(run.chars):
        return None
    if shapes.is_public_number(run.chars):
        return None
    return Judged(recent.kind, _GOES_ON, recent.hint)


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
