"""The words of a draft and of a transcript, as they are compared: blind to case, accents, curly
quotation marks, dashes and line breaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum, auto

from pipeline.language.folding import folded
from pipeline.quotable.heard import heard


def word_list(words: str) -> frozenset[str]:
    """The words of a list, for a module that looks words up."""
    return frozenset(words.split())


class Sort(Enum):
    """What a word of a text is."""

    WORD = auto()
    PLACEHOLDER = auto()
    """Of a transcript: '[town]', '[officer 1]'."""
    GAP = auto()
    """Of a draft: an ellipsis, with or without brackets."""
    ADDED = auto()
    """Of a draft: what an editor put into square brackets."""


@dataclass(frozen=True, slots=True)
class Token:
    """A word with its place in the text."""

    sort: Sort
    folded: str = field(repr=False)
    start: int
    end: int
    marked: bool = False
    """Whether an editor put some of its letters into brackets."""


_TOKEN = re.compile(
    r"(?P<gap>\[\s*(?:\.\s?){2,}\]|\[\s*…\s*\]|\(\s*(?:…|(?:\.\s?){3})\s*\)|…|\.(?:\s?\.){2,})"
    r"|(?P<bracket>\[[^\[\]]{1,120}\])"
    r"|(?P<number>\d+(?:[.,:]\d+)*(?:st|nd|rd|th|s)?)"
    r"|(?P<word>(?:[^\W\d_]|[\u0300-\u036f])+(?:['’‘ʼ](?:[^\W_]|[\u0300-\u036f])+)*)"
)
_LETTERS_IN_BRACKETS = re.compile(r"(?<=\w)\[(['’]?\w{1,6})\]|\[(\w{1,3})\](?=\w)")
_INVISIBLE = frozenset("\x00\u00ad\u200b\u200c\u200d\u2060\ufeff")


def draft_tokens(text: str) -> list[Token]:
    """The words of a quotation in a draft.

    A letter that an editor changed in brackets ('[H]e') belongs to its word; a transcriber's mark
    ('[laughs]') is none.
    """
    plain = _LETTERS_IN_BRACKETS.sub(_padded, text)
    return list(_tokens(plain, Sort.ADDED))


def source_tokens(text: str) -> list[Token]:
    """The words of a turn: placeholders are words of their own, pauses and marks are none."""
    found = _tokens(text, Sort.PLACEHOLDER)
    return [token for token in found if token.sort is not Sort.GAP]


def plain_words(text: str) -> list[str]:
    """The words of `text`, folded."""
    return [folded(found[0]) for found in re.finditer(r"[^\W_]+(?:['’][^\W_]+)*", text)]


def _padded(found: re.Match[str]) -> str:
    """The letters without their brackets, as long as before so that offsets hold."""
    return (found[1] or found[2]).center(len(found[0]), "\x00")


def _tokens(text: str, bracket: Sort) -> Iterator[Token]:
    marks = [mark.span for mark in heard(text)]
    places = [at for at, char in enumerate(text) if char not in _INVISIBLE]
    squeezed = "".join(text[at] for at in places)
    for found in _TOKEN.finditer(squeezed):
        start, end = places[found.start()], places[found.end() - 1] + 1
        if any(mark.start <= start < mark.end for mark in marks):
            continue
        if found["gap"]:
            yield Token(Sort.GAP, "…", start, end)
        elif found["bracket"]:
            yield Token(bracket, " ".join(folded(found[0]).split()), start, end)
        else:
            edited = "\x00" in text[start:end]
            yield Token(Sort.WORD, folded(found[0]), start, end, marked=edited)
