"""Names that were heard and written as something else: 'the meaner' for Tahmina.

Every window of neighbouring words is compared, by its sound, with the names that are known. What is
found is evidence and no verdict: 'he beat her up' sounds like Beata as well.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby, islice, product

from pipeline.identified.names_model.words import Word
from pipeline.identified.recognisers.word_classes import NEVER_NAMES
from pipeline.identified.recognisers.word_lists import is_ordinary
from pipeline.identified.sounds import VOWELS, alike, readings_of, said, weight
from pipeline.language.folding import folded
from pipeline.values.identifiers import Kind
from pipeline.values.spans import Span

_LOOSEST, _STRICTEST = 0.6, 0.75
"""Likeness from which a window sounds like a name with much to hear, and like one with little."""
_FAINTLY = 0.4
"""Of what a perfect likeness tells, what one tells that is just enough."""
_ONE_WORD = 0.6
"""The same for a single word: many ordinary words sound like a name, few pairs of words do."""
_LOUD = 3.0
"""With so much to hear, a likeness tells a whole name ('Tahmina'; 'Dean' has less)."""
_LOUDEST = 1.5
"""What it tells at most, with half as much again to hear ('cob been a mensa': Kwabena Mensah)."""
_ACROSS = 0.7
"""What is left of it over a full stop: recognisers set false ones ('Row. An' for Rowan)."""
_WHOLE = 0.2
"""Likeness that a name of several words may lack beside one of its parts."""
_AUDIBLE = 1.2
"""A name with less to hear ('Jo', 'Al') sounds like half the language: it is found as spelled."""
_MOST_READINGS, _MOST_OF_WORD = 12, 3
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_APOSTROPHES, _HYPHENS = frozenset("'’‘ʼ"), frozenset("-‐‑")
_CLASSES = {
    **dict.fromkeys("pbfv", "P"),
    **dict.fromkeys("tdT", "T"),
    **dict.fromkeys("szSCJ", "S"),
    **dict.fromkeys("kgx", "K"),
    **dict.fromkeys("mnN", "M"),
    "l": "L",
}
"""Consonants that no mishearing loses, by the classes in which it exchanges them."""


@dataclass(frozen=True)
class KnownName:
    """A name to listen for."""

    words: str = field(repr=False)
    """As it is compared: a whole name, or a part of one."""
    kind: Kind
    listed: bool = True
    """Whether a person listed it; otherwise the transcript itself holds it."""


@dataclass(frozen=True)
class SoundAlike:
    """A stretch of a turn that sounds like a known name."""

    span: Span
    name: KnownName
    likeness: float
    """Up to 1: spelled like it, or sounding the same."""
    telling: float
    """From 0 to 1.5: what the likeness says, which is more of a name with much to hear, and of one
    that takes several words."""
    spelled: bool
    """Whether it is spelled like the name."""


@dataclass(frozen=True)
class _Heard:
    """A word of a turn, and what it may sound like."""

    start: int
    end: int
    folded: str = field(repr=False)
    sounds: tuple[str, ...] = field(repr=False)
    stopped: bool
    """Whether a full stop parts it from the word before."""


@dataclass(frozen=True)
class _Sounding:
    """One way to say a known name."""

    name: KnownName
    sounds: str = field(repr=False)
    weight: float
    syllables: int
    least: float


@dataclass(frozen=True)
class _Hit:
    name: KnownName
    likeness: float
    telling: float
    spelled: bool


class Ear:
    """Listens for known names.

    Args:
        names: whole names and parts; those that come first win where two are equally alike.
    """

    def __init__(self, names: Iterable[KnownName]) -> None:
        self._spelled: dict[str, KnownName] = {}
        self._sounding: dict[str, list[_Sounding]] = defaultdict(list)
        self._hits: dict[tuple[str, ...], _Hit | None] = {}
        self._widest = 0
        for name in names:
            key = _key(name.words)
            if key and key not in self._spelled:
                self._spelled[key] = name
                self._learn(name)

    def _learn(self, name: KnownName) -> None:
        words = [readings_of(word) for word in _WORD.findall(name.words)]
        for sounds in islice(product(*words), _MOST_READINGS):
            whole = "".join(sounds)
            loud = weight(whole)
            if loud < _AUDIBLE:
                continue
            syllables = sum(sound in VOWELS for sound in whole)
            self._widest = max(self._widest, syllables)
            one = _Sounding(name, whole, loud, syllables, _least(loud))
            for key in _keys(_skeleton(whole)):
                self._sounding[key].append(one)

    def hear(self, words: Sequence[Word]) -> list[SoundAlike]:
        """What sounds like a name in one turn; of windows that overlap the likest stays.

        A window crosses no punctuation other than apostrophes, hyphens and one full stop, and one
        of words that are never names ('and I', 'her the') is listened to by nobody.
        """
        found = [one for run in _runs(words) for one in self._in_run(run)]
        found.sort(key=lambda one: (-_preferred(one), len(one.span), one.span.start))
        kept: list[SoundAlike] = []
        for one in found:
            if not any(one.span.overlaps(other.span) for other in kept):
                kept.append(one)
        return sorted(kept, key=lambda one: one.span.start)

    def _in_run(self, run: Sequence[_Heard]) -> Iterator[SoundAlike]:
        for first in range(len(run)):
            for end in range(first + 1, min(first + max(1, self._widest), len(run)) + 1):
                window = run[first:end]
                stops = sum(word.stopped for word in window[1:])
                hit = self._hit(window) if stops < 2 else None
                if hit:
                    several = 1.0 if len(window) > 1 else _ONE_WORD
                    yield SoundAlike(
                        span=Span(start=window[0].start, end=window[-1].end),
                        name=hit.name,
                        likeness=hit.likeness,
                        telling=hit.telling * several * (_ACROSS if stops else 1.0),
                        spelled=hit.spelled and not stops,
                    )

    def _hit(self, window: Sequence[_Heard]) -> _Hit | None:
        words = tuple(word.folded for word in window)
        if words not in self._hits:
            self._hits[words] = self._compared(words, window)
        return self._hits[words]

    def _compared(self, words: tuple[str, ...], window: Sequence[_Heard]) -> _Hit | None:
        spelled = self._spelled.get(_key(" ".join(words)))
        if spelled:
            return _Hit(spelled, 1.0, _LOUDEST, spelled=True)
        if all(word in NEVER_NAMES for word in words):
            return None
        best: _Hit | None = None
        for sounds in islice(product(*(word.sounds for word in window)), _MOST_READINGS):
            whole = "".join(sounds)
            for one in self._near(whole, len(words)):
                likeness = alike(whole, one.sounds, max(one.least, best.likeness if best else 0))
                if likeness >= one.least and (best is None or likeness > best.likeness):
                    best = _Hit(one.name, likeness, _telling(one, likeness), spelled=False)
        return best

    def _near(self, whole: str, words: int) -> Iterator[_Sounding]:
        """Names that may be alike, by their consonants and by how much there is to hear."""
        loud = weight(whole)
        seen: set[str] = set()
        for key in _keys(_skeleton(whole)):
            for one in self._sounding.get(key, ()):
                close = abs(loud - one.weight) <= (1 - one.least) * (loud + one.weight) / 2
                if close and words <= one.syllables and one.sounds not in seen:
                    seen.add(one.sounds)
                    yield one


def _preferred(one: SoundAlike) -> float:
    """Its likeness; a whole name is preferred to the parts of which it is made."""
    return one.likeness + (_WHOLE if " " in one.name.words else 0.0)


def _runs(words: Sequence[Word]) -> Iterator[list[_Heard]]:
    """Words with nothing but blanks, hyphens and single full stops between them."""
    run: list[_Heard] = []
    stopped = False
    for word in _whole(words):
        if word.text[0].isalnum():
            run.append(_heard(word, stopped=stopped))
            stopped = False
        elif word.text == "." and not stopped:
            stopped = True
        elif word.text not in _HYPHENS:
            yield run
            run, stopped = [], False
    yield run


def _whole(words: Sequence[Word]) -> Iterator[Word]:
    """Words with what an apostrophe joins to them: 'who's'."""
    waiting: Word | None = None
    for at, word in enumerate(words):
        joins = waiting is not None and waiting.end == word.start and (
            (word.text in _APOSTROPHES and at + 1 < len(words) and words[at + 1].start == word.end)
            or waiting.text[-1] in _APOSTROPHES
        )  # fmt: skip
        if waiting and joins:
            waiting = Word(waiting.start, word.end, waiting.text + word.text)
            continue
        if waiting:
            yield waiting
        waiting = word
    if waiting:
        yield waiting


def _heard(word: Word, *, stopped: bool) -> _Heard:
    """A word as it is heard; the 's of a possessive is not part of it."""
    plain = folded(word.text)
    own = plain[:-2] if plain.endswith("'s") else plain
    sounds = said(own) if is_ordinary(own) else readings_of(own)[:_MOST_OF_WORD]
    return _Heard(word.start, word.end - (len(plain) - len(own)), own, sounds, stopped)


def _least(loudness: float) -> float:
    """Likeness from which something sounds like a name with so much to hear."""
    return min(_STRICTEST, max(_LOOSEST, 0.9 - 0.1 * loudness))


def _telling(name: _Sounding, likeness: float) -> float:
    closeness = (likeness - name.least) / (1 - name.least)
    return (_FAINTLY + (1 - _FAINTLY) * closeness) * min(_LOUDEST, name.weight / _LOUD)


def _key(words: str) -> str:
    return "".join(one for one in folded(words) if one.isalnum())


def _skeleton(sounds: str) -> str:
    """The classes of its consonants, each once where several stand together."""
    classes = "".join(_CLASSES.get(sound, "") for sound in sounds)
    return "".join(one for one, _ in groupby(classes))


def _keys(skeleton: str) -> Iterator[str]:
    """What two skeletons share that differ in one class, or one by another (as deletions)."""
    yield skeleton
    if len(skeleton) > 3:
        for at in range(len(skeleton)):
            yield skeleton[:at] + skeleton[at + 1 :]
