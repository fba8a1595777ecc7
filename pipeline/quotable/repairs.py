"""False starts and immediate repetitions in running talk.

The first, abandoned try goes and the second stays, as in the repairs of conversation analysis
(Schegloff, Jefferson and Sacks 1977: reparandum, cut-off, repair). Emphasis ('very, very', 'never,
never', 'rang and rang') is not a repair and stays.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from enum import Enum, auto
from typing import NamedTuple

from pipeline.quotable.speech import GRAMMAR, LINKS, OPENERS, SUBJECTS, plain, protected
from pipeline.quotable.working import Change

_WORD = re.compile(r"\[[^\[\]]*\]|[^\W_]+(?:['’\-][^\W_]+)*")
_LONGEST = 5
_PHRASE_LEADS = frozenset(("and", "but", "so", "because"))


class _Break(Enum):
    """What stands between one word and the next."""

    BLANK = auto()
    COMMA = auto()
    DOTS = auto()
    CUT = auto()
    """The word before was cut off: 'go- I'."""
    END = auto()
    """Anything else: no repair reaches over it."""


_BREAKS = (
    (_Break.BLANK, re.compile(r"\s+")),
    (_Break.COMMA, re.compile(r",\s*")),
    (_Break.DOTS, re.compile(r"\s*(?:\.{2,}|…),?\s*")),
    (_Break.CUT, re.compile(r"(?:-,?\s+|--\s*|\s+--\s*)")),
)


class _Word(NamedTuple):
    words: str
    start: int
    after: _Break


_Test = Callable[[list[_Word], int, int], bool]
"""Whether the words from that place, so many, are the first try of a repair."""


def repetitions(text: str) -> Iterator[Change]:
    """'I, I was' -> 'I was'; 'it was, it was' -> 'it was'."""
    yield from _repairs(text, _says_twice)


def false_starts(text: str) -> Iterator[Change]:
    """'I go- I get' -> 'I get'; 'wor- work' -> 'work'; 'it was- it was' -> 'it was'."""
    yield from _repairs(text, _starts_again)


def _repairs(text: str, is_repair: _Test) -> Iterator[Change]:
    words = _words(text)
    at = 0
    while at < len(words) - 1:
        lengths = range(1, min(_LONGEST, len(words) - at - 1) + 1)
        length = next((n for n in lengths if is_repair(words, at, n)), 0)
        if length:
            yield Change(words[at].start, words[at + length].start)
        at += length or 1


def _words(text: str) -> list[_Word]:
    found = list(_WORD.finditer(text))
    words = []
    for number, this in enumerate(found, start=1):
        gap = text[this.end() : found[number].start()] if number < len(found) else ""
        kind = next((kind for kind, fits in _BREAKS if fits.fullmatch(gap)), _Break.END)
        words.append(_Word(plain(this[0]), this.start(), kind))
    return words


def _says_twice(words: list[_Word], at: int, length: int) -> bool:
    if words[at].words != words[at + length].words:
        return False
    said = [word.words for word in words[at : at + length]]
    again = [word.words for word in words[at + length : at + 2 * length]]
    if said != again or not _runs_on(words, at, length):
        return False
    judge = _TWICE.get(words[at + length - 1].after)
    return judge is not None and judge(words, at, said)


def _twice_after_comma(words: list[_Word], at: int, said: list[str]) -> bool:
    if len(said) == 1:
        opener = said[0] in OPENERS and _opens(words, at)
        return said[0] in SUBJECTS | LINKS or opener
    return said[0] in SUBJECTS | LINKS | OPENERS and all(word in GRAMMAR for word in said)


def _twice_after_blank(words: list[_Word], at: int, said: list[str]) -> bool:
    if len(said) == 1:
        return said[0] in SUBJECTS | LINKS
    led = _opens(words, at) or words[at - 1].words in _PHRASE_LEADS
    return led and all(word in GRAMMAR for word in said)


_TWICE: dict[_Break, Callable[[list[_Word], int, list[str]], bool]] = {
    _Break.COMMA: _twice_after_comma,
    _Break.DOTS: _twice_after_comma,
    _Break.BLANK: _twice_after_blank,
}


def _starts_again(words: list[_Word], at: int, length: int) -> bool:
    if words[at + length - 1].after is not _Break.CUT or not _runs_on(words, at, length):
        return False
    said = [word.words for word in words[at : at + length]]
    again = [word.words for word in words[at + length : at + 2 * length]]
    if _says_again(said, again):
        return length > 1 or not protected(said[0])
    if length == 1 or any(protected(word) for word in said):
        return False
    return said[:1] == again[:1] and said[0] in GRAMMAR


def _says_again(said: list[str], again: list[str]) -> bool:
    """Whether nothing is lost with the first try: 'I never m- I never met'."""
    same = len(said) == len(again) and said[:-1] == again[:-1]
    return same and again[-1].startswith(said[-1])


def _runs_on(words: list[_Word], at: int, length: int) -> bool:
    """Whether nothing but blanks stands inside the first try."""
    return all(word.after is _Break.BLANK for word in words[at : at + length - 1])


def _opens(words: list[_Word], at: int) -> bool:
    """Whether the word is the first of its sentence."""
    return at == 0 or words[at - 1].after is _Break.END
