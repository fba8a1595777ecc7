"""Where quotation marks open and close in a paragraph.

Double or single, curly or straight, angled; nested ones belong to the outer quotation. An
apostrophe is told from a closing single mark by what stands around it, and where both may be, the
mark that closes last before the next opening one is taken.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPENS_DOUBLE = {"“": '”“"', "„": '“”"', "‟": '”"', "«": "»", "»": "«", '"': '"”', "＂": "＂"}
_OPENS_SINGLE = {"‘": "’'", "‚": "‘’", "‛": "’", "'": "'’", "‹": "›", "`": "'’"}
_BEFORE_OPENING = re.compile(r"[\s(\[{—–\-/:“„‘'\"«]")
_AFTER_CLOSING = re.compile(r"[\s)\]}.,;:!?—–\-/…”’\"'»*†‡\d\u00b9\u00b2\u00b3\u2070-\u2079]")
_ELIDED = re.compile(
    r"['‘](?:em|cause|cos|til|till|tis|twas|bout|ere|im|er|appen|course|round|n|\d0s|\d\ds?)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A stretch in quotation marks; offsets of what stands between them."""

    start: int
    end: int
    closed: bool = True

    @property
    def outer(self) -> tuple[int, int]:
        """With its marks."""
        return self.start - 1, self.end + (1 if self.closed else 0)


def marked(text: str) -> list[Marked]:
    """The outermost quotations of a paragraph, in order.

    One that is opened and not closed reaches to the end of the paragraph and says so.
    """
    if "``" in text:
        text = text.replace("``", " “").replace("''", "” ")
    return list(_marked(text))


def _marked(text: str) -> Iterator[Marked]:
    at = 0
    while at < len(text):
        found = _double(text, at) or _single(text, at)
        if found:
            yield found
            at = max(found.outer[1], at + 1)
        else:
            at += 1


def _double(text: str, at: int) -> Marked | None:
    sign = text[at]
    if sign not in _OPENS_DOUBLE or not _opens(text, at):
        return None
    if sign == "»" and "«" not in text[at:]:
        return None
    closers, depth = _OPENS_DOUBLE[sign], 0
    for place in range(at + 1, len(text)):
        char = text[place]
        if char == sign and sign in "“«„" and _opens(text, place) and not _closes(text, place):
            depth += 1
        elif char in closers and _closes(text, place):
            if not depth:
                return _filled(text, Marked(at + 1, place))
            depth -= 1
    last = _last_closing(text, at, closers) if depth else None
    return Marked(at + 1, last or len(text), closed=last is not None)


def _last_closing(text: str, at: int, closers: str) -> int | None:
    """Where inner marks are left open, the last closing one ends the outer quotation."""
    places = [p for p in range(at + 1, len(text)) if text[p] in closers and _closes(text, p)]
    return places[-1] if places else None


def _single(text: str, at: int) -> Marked | None:
    sign = text[at]
    if sign not in _OPENS_SINGLE or not _opens(text, at) or _ELIDED.match(text, at):
        return None
    places = list(_single_closings(text, at, _OPENS_SINGLE[sign]))
    sure = [place for place in places if not _may_be_apostrophe(text, place)]
    chosen = sure[0] if sure else (places[-1] if places else None)
    if chosen is None:
        return None
    return _filled(text, Marked(at + 1, chosen))


def _single_closings(text: str, at: int, closers: str) -> Iterator[int]:
    """Every mark that may close, before the next that opens."""
    for place in range(at + 1, len(text)):
        char = text[place]
        if char in "‘" or (char == "'" and _opens(text, place) and not _closes(text, place)):
            if not _ELIDED.match(text, place):
                return
        elif char in closers and _closes(text, place):
            yield place


def _may_be_apostrophe(text: str, place: int) -> bool:
    """'the girls’ voices', 'goin’ home': the word goes on without a stop."""
    before, after = text[place - 1], text[place + 1 : place + 3]
    return before in "sSnNzZxX" and re.match(r"\s\w", after) is not None


def _opens(text: str, place: int) -> bool:
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    return _BEFORE_OPENING.match(before) is not None and not after.isspace()


def _closes(text: str, place: int) -> bool:
    before = text[place - 1] if place else " "
    after = text[place + 1] if place + 1 < len(text) else " "
    return not before.isspace() and _AFTER_CLOSING.match(after) is not None


def _filled(text: str, found: Marked) -> Marked | None:
    return found if any(map(str.isalnum, text[found.start : found.end])) else None
