"""Runs: digits and letters said one after another, across pauses, fillers and false starts.

A run is the raw material of a spoken identifier. It says what was heard ('0', '7', '7', 'K');
``spoken_kinds`` decides what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.identified.recognisers.spoken_letters import (
    LETTER_NAMES,
    LETTER_SOUNDS,
    is_cluster,
    read_letter,
)
from pipeline.identified.recognisers.spoken_numbers import DIGITS, TEENS, TENS, read_below_hundred
from pipeline.identified.recognisers.words import Word, keys, vocabulary

_GAP = re.compile(r"[\s,.\-‐–—…:;/*'\"“”‘’()+]*")
_TIMES = {"double": 2, "triple": 3, "treble": 3, "quadruple": 4}
_SIGNS = {
    "stroke": "/", "slash": "/", "dash": "-", "hyphen": "-", "star": "*", "asterisk": "*",
    "plus": "+",
}  # fmt: skip
_HEARD_AS = {"to": "2", "too": "2", "for": "4", "won": "1", "ate": "8"}
_FILLERS = tuple(
    tuple(phrase.split())
    for phrase in (
        "and then it's a", "and then its a", "and then it was", "then it was", "then it's a",
        "then its a", "and then it's", "and then its", "then it's", "then its", "and then a",
        "let me think", "let me see", "was it", "is it", "i think it's", "i think it was",
        "i think",
        "you know", "hang on", "hold on", "wait a minute", "wait now", "oh no", "oh wait", "oh god",
        "oh hang on", "oh hold on", "oh sorry", "oh right", "oh well", "oh dear",
        "oh yeah", "no no", "no wait", "and then", "what was it", "what is it", "something like",
        "or is it", "or was it", "all one word", "lower case", "upper case", "big", "capital",
        "small", "um", "umm", "er", "err", "erm", "em", "uh", "uhm", "ah", "eh", "mm", "hmm", "so",
        "like", "then", "sorry", "wait", "right", "okay", "ok", "yeah", "yes", "no", "now", "well",
        "something", "space", "comma", "again", "forward", "back",
    )
)  # fmt: skip
_FILLERS_BY_WORD = {
    first: [phrase for phrase in _FILLERS if phrase[0] == first]
    for first in {phrase[0] for phrase in _FILLERS}
}
_AFTER_I = vocabulary(
    """said was had have think thought mean know don't dont can't cant could couldn't didn't did do
    am just never always will would wrote told got went says say spelled spelt"""
)
_HESITATIONS = vocabulary("um umm er err erm em uh uhm ah eh mm hmm")
_LONGEST_BRIDGE = 7
_FEW = 2


class Sort(StrEnum):
    """How an element was said."""

    DIGIT = "digit"
    NUMBER = "number"
    """Ten and above: 'nineteen', 'forty-two', 'nine hundred', '07700'."""
    LETTER = "letter"
    EITHER = "either"
    """'oh': nought or the letter."""
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Element:
    """One or more words that stand for one stretch of an identifier."""

    first: int
    last: int
    """Indices into the words, half-open."""
    chars: str = field(repr=False)
    sort: Sort
    certain: bool = True
    """False for a letter that might be an everyday word."""


@dataclass(frozen=True, slots=True)
class Run:
    """Elements that follow one another in a turn, with at most fillers between them."""

    elements: tuple[Element, ...]

    @property
    def chars(self) -> str:
        """What was said, as it would be written: '07700900123', 'LM63PoG', '16/14229/20'.

        An 'oh' among letters and digits stays a small 'o': it may be either.
        """
        heard = "".join(element.chars for element in self.elements)
        if self.letters and not self.digits:
            return heard.replace("o", "O")
        return heard if self.letters else heard.replace("o", "0")

    @property
    def digits(self) -> int:
        """How many digits were said ('oh' not counted)."""
        return sum(len(e.chars) for e in self.elements if e.sort in (Sort.DIGIT, Sort.NUMBER))

    @property
    def letters(self) -> int:
        """How many letters were said ('oh' not counted)."""
        return sum(len(e.chars) for e in self.elements if e.sort is Sort.LETTER)

    @property
    def signs(self) -> int:
        """How many strokes, dashes and stars were said."""
        return sum(e.sort is Sort.SIGN for e in self.elements)

    @property
    def first(self) -> int:
        """Index of the first word."""
        return self.elements[0].first

    @property
    def last(self) -> int:
        """Index behind the last word."""
        return self.elements[-1].last


def read_runs(words: Sequence[Word], *, sounds: bool) -> list[Run]:
    """All runs of a turn's words, in order, single elements included.

    With `sounds` the names and sound-alikes of letters count too ('ell you four'): such a run is
    good only for shapes that leave no doubt.
    """
    runs: list[Run] = []
    at = 0
    while at < len(words):
        run = _run_from(words, at, sounds)
        if run:
            runs.append(run)
        at = run.last if run else at + 1
    return runs


def _run_from(words: Sequence[Word], at: int, sounds: bool) -> Run | None:
    first = read_element(words, at, sounds)
    if first is None:
        return None
    elements = [first]
    while True:
        bridge = _bridge(words, elements[-1].last)
        if bridge and len(elements) < _FEW and not _hesitates(words, elements[-1].last, bridge):
            bridge = None
        ahead = (elements[-1].last, *((bridge,) if bridge else ()))
        following = next(filter(None, (_follow(words, elements, i, sounds) for i in ahead)), None)
        if following is None:
            return Run(_trimmed(words, elements))
        elements.append(following)


def _follow(
    words: Sequence[Word], elements: Sequence[Element], at: int, sounds: bool
) -> Element | None:
    if at >= len(words) or not all(map(_goes_on, words[elements[-1].last : at + 1])):
        return None
    if _is_interjection(words, at):
        return None
    return read_element(words, at, sounds) or _misheard(words, elements, at)


def _goes_on(word: Word) -> bool:
    """Whether a run may go on over what stands before `word`; a bare colon makes a time."""
    return word.gap != ":" and _GAP.fullmatch(word.gap) is not None


def _is_interjection(words: Sequence[Word], at: int) -> bool:
    """'oh no', 'oh wait' are fillers, not noughts."""
    interjections = {"no", "wait", "god", "yeah", "hang", "hold", "dear", "well", "sorry", "right"}
    return words[at].key == "oh" and bool({*keys(words, at + 1, at + 2)} & interjections)


def _misheard(words: Sequence[Word], elements: Sequence[Element], at: int) -> Element | None:
    """'to' and 'for' in the middle of a number are two and four."""
    char = _HEARD_AS.get(words[at].key)
    behind = read_element(words, at + 1, False) if at + 1 < len(words) else None
    spoken = [each for each in elements if each.sort is not Sort.NUMBER]
    if char is None or behind is None or len(spoken) < 4 or behind.sort is Sort.LETTER:
        return None
    return Element(at, at + 1, char, Sort.DIGIT)


def _hesitates(words: Sequence[Word], start: int, end: int) -> bool:
    return not set(keys(words, start, end)) - _HESITATIONS


def _bridge(words: Sequence[Word], at: int) -> int | None:
    """The index behind the fillers that start at ``words[at]``."""
    behind = at
    while behind - at < _LONGEST_BRIDGE:
        ahead = keys(words, behind, behind + 4)
        known = _FILLERS_BY_WORD.get(ahead[0], ()) if ahead else ()
        filler = next((phrase for phrase in known if ahead[: len(phrase)] == phrase), None)
        if filler is None:
            break
        behind += len(filler)
    return behind if behind > at else None


def _trimmed(words: Sequence[Word], elements: list[Element]) -> tuple[Element, ...]:
    while len(elements) > 1 and (
        elements[-1].sort is Sort.SIGN or _goes_on_as_talk(words, elements)
    ):
        elements.pop()
    return tuple(elements)


def _goes_on_as_talk(words: Sequence[Word], elements: Sequence[Element]) -> bool:
    """Whether the last letter is the word 'I' or 'a' of the next sentence."""
    last = elements[-1]
    if words[last.first].key not in ("i", "a") or last.last - last.first > 1:
        return False
    if last.last >= len(words) or words[last.last].gap.strip():
        return False
    return elements[-2].sort is not Sort.LETTER or words[last.last].key in _AFTER_I | {"started"}


def read_element(words: Sequence[Word], at: int, sounds: bool) -> Element | None:
    """The element that starts at ``words[at]``."""
    if at >= len(words):
        return None
    if words[at].key in _TIMES:
        return _repeated(words, at, sounds)
    return _digit(words, at) or _number(words, at) or _letter(words, at, sounds) or _sign(words, at)


def _repeated(words: Sequence[Word], at: int, sounds: bool) -> Element | None:
    if at + 1 >= len(words) or words[at + 1].key in _TIMES:
        return None
    if words[at + 1].key in ("u", "you") and words[at].key == "double":
        return Element(at, at + 2, "W", Sort.LETTER, certain=words[at + 1].key == "u")
    inner = read_element(words, at + 1, sounds)
    if inner is None or inner.sort in (Sort.NUMBER, Sort.SIGN) or len(inner.chars) != 1:
        return None
    return Element(at, inner.last, inner.chars * _TIMES[words[at].key], inner.sort, inner.certain)


def _digit(words: Sequence[Word], at: int) -> Element | None:
    word = words[at]
    if word.key in ("oh", "o") and not (word.key == "o" and _opens_example(words, at)):
        return Element(at, at + 1, "o", Sort.EITHER)
    if word.is_figures:
        return Element(at, at + 1, word.key, Sort.DIGIT if len(word.key) == 1 else Sort.NUMBER)
    if word.key not in DIGITS:
        return None
    if keys(words, at + 1, at + 2) in (("hundred",), ("thousand",)):
        noughts = "00" if words[at + 1].key == "hundred" else "000"
        return Element(at, at + 2, f"{DIGITS[word.key]}{noughts}", Sort.NUMBER)
    return Element(at, at + 1, str(DIGITS[word.key]), Sort.DIGIT)


def _opens_example(words: Sequence[Word], at: int) -> bool:
    letter = read_letter(words, at)
    return letter is not None and letter[2]


def _number(words: Sequence[Word], at: int) -> Element | None:
    if words[at].key not in TEENS and words[at].key not in TENS:
        return None
    read = read_below_hundred(words, at)
    return Element(at, read[1], str(read[0]), Sort.NUMBER) if read else None


def _letter(words: Sequence[Word], at: int, sounds: bool) -> Element | None:
    letter = read_letter(words, at)
    if letter:
        return Element(at, letter[1], letter[0], Sort.LETTER, certain=letter[2])
    word = words[at]
    if is_cluster(word):
        return Element(at, at + 1, word.key.upper(), Sort.LETTER, certain=word.raw.isupper())
    char = (LETTER_NAMES.get(word.key) or LETTER_SOUNDS.get(word.key)) if sounds else None
    return Element(at, at + 1, char, Sort.LETTER, certain=False) if char else None


def _sign(words: Sequence[Word], at: int) -> Element | None:
    sign = _SIGNS.get(words[at].key)
    return Element(at, at + 1, sign, Sort.SIGN) if sign else None
