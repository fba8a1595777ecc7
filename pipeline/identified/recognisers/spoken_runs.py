"""Runs: digits and letters said one after another, across pauses, fillers and false starts.

A run is the raw material of a spoken identifier. It says what was heard ('0', '7', '7', 'K');
``spoken_kinds`` decides what it is.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from pipeline.identified.recognisers.shapes import is_postcode
from pipeline.identified.recognisers.spoken_fillers import TIMES, bridge
from pipeline.identified.recognisers.spoken_letters import (
    LETTER_NAMES,
    LETTER_SOUNDS,
    RADIO,
    is_cluster,
    read_letter,
)
from pipeline.identified.recognisers.spoken_numbers import DIGITS, TEENS, TENS, read_below_hundred
from pipeline.identified.recognisers.words import Word, keys, vocabulary

_GAP = re.compile(r"[\s,.\-‐–—…:;/*'\"“”‘’()+]*")
HUNDREDS = {"hundred": "00", "thousand": "000"}
_SIGNS = {
    "stroke": "/", "slash": "/", "dash": "-", "hyphen": "-", "star": "*", "asterisk": "*",
    "plus": "+",
}  # fmt: skip
_HEARD_AS = {"to": "2", "too": "2", "for": "4", "won": "1", "ate": "8"}
_AFTER_I = vocabulary(
    """said was had have think thought mean know don't dont can't cant could couldn't didn't did do
    am just never always will would wrote told got went says say spelled spelt"""
)
_HESITATIONS = vocabulary("um umm er err erm em uh uhm ah eh mm hmm")
_LONGEST_CLUSTER = 3
_OPENERS = frozenset(
    {*TIMES, *_SIGNS, *DIGITS, *TEENS, *TENS, *RADIO, *LETTER_NAMES, *LETTER_SOUNDS}
)
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
        behind = bridge(words, elements[-1].last)
        halts = len(elements) < _FEW or _is_written(words, elements)
        if behind and halts and not _hesitates(words, elements[-1].last, behind):
            behind = None
        ahead = (elements[-1].last, *((behind,) if behind else ()))
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
    return (
        read_element(words, at, sounds)
        or _noughts(words, elements, at)
        or _postcode_end(words, elements, at)
        or _misheard(words, elements, at)
    )


def _noughts(words: Sequence[Word], elements: Sequence[Element], at: int) -> Element | None:
    """'hundred' and 'thousand' behind digits said one by one: 'oh double seven hundred'."""
    noughts = HUNDREDS.get(words[at].key)
    if noughts is None or elements[-1].sort not in (Sort.DIGIT, Sort.EITHER):
        return None
    return Element(at, at + 1, noughts, Sort.NUMBER)


def _postcode_end(words: Sequence[Word], elements: Sequence[Element], at: int) -> Element | None:
    """Two letters read as one that make a postcode whole, though they are an ending elsewhere:
    'cf ten three nd', 'ls six three xx'."""
    key = words[at].key
    if len(key) != 2 or not key.isalpha() or set(key) & set("aeiou"):
        return None
    whole = "".join(element.chars for element in elements) + key.upper()
    return Element(at, at + 1, key.upper(), Sort.LETTER) if is_postcode(whole) else None


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


def _is_written(words: Sequence[Word], elements: Sequence[Element]) -> bool:
    """Whether letters and figures touch: 'MG16' is written whole and goes on over no talk."""
    return any(words[element.first].gap == "" for element in elements[1:])


def _hesitates(words: Sequence[Word], start: int, end: int) -> bool:
    return not set(keys(words, start, end)) - _HESITATIONS


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
    if at >= len(words) or not _may_open(words[at]):
        return None
    if words[at].key in TIMES:
        return _repeated(words, at, sounds)
    return _digit(words, at) or _number(words, at) or _letter(words, at, sounds) or _sign(words, at)


def _may_open(word: Word) -> bool:
    """Whether an element can begin with `word`: almost no word of everyday talk."""
    return len(word.key) <= _LONGEST_CLUSTER or word.key in _OPENERS or word.is_figures


def _repeated(words: Sequence[Word], at: int, sounds: bool) -> Element | None:
    if at + 1 >= len(words) or words[at + 1].key in TIMES:
        return None
    if words[at + 1].key in ("u", "you") and words[at].key == "double":
        return Element(at, at + 2, "W", Sort.LETTER, certain=words[at + 1].key == "u")
    inner = _single_digit(words, at + 1) or read_element(words, at + 1, sounds)
    if inner is None or inner.sort in (Sort.NUMBER, Sort.SIGN) or len(inner.chars) != 1:
        return None
    return Element(at, inner.last, inner.chars * TIMES[words[at].key], inner.sort, inner.certain)


def _digit(words: Sequence[Word], at: int) -> Element | None:
    word = words[at]
    if word.key in ("oh", "o") and not (word.key == "o" and _opens_example(words, at)):
        return Element(at, at + 1, "o", Sort.EITHER)
    if word.is_figures:
        return Element(at, at + 1, word.key, Sort.DIGIT if len(word.key) == 1 else Sort.NUMBER)
    if word.key not in DIGITS:
        return None
    noughts = HUNDREDS.get(words[at + 1].key) if at + 1 < len(words) else None
    if noughts:
        return Element(at, at + 2, f"{DIGITS[word.key]}{noughts}", Sort.NUMBER)
    return _single_digit(words, at)


def _single_digit(words: Sequence[Word], at: int) -> Element | None:
    digit = DIGITS.get(words[at].key)
    return None if digit is None else Element(at, at + 1, str(digit), Sort.DIGIT)


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
