"""From words of a presented copy back to their place in the verbatim words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.values.quotes import Edit
from pipeline.values.spans import Span

_PLAIN = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


class _Piece(NamedTuple):
    """A stretch of the copy and the stretch that it comes from."""

    start: int
    end: int
    source: Span
    edited: bool


def verbatim_span(
    verbatim: str, text: str, edits: Sequence[Edit], words: str, nth: int | None = None
) -> tuple[Span | None, int]:
    """Where in `verbatim` the `words` of its presented copy come from.

    Capitals and the shape of quotation marks make no difference. What the edits took out between
    two of the words lies inside the span, what they took out beside them does not.

    Args:
        verbatim: the words as transcribed.
        text: the copy.
        edits: what makes the one from the other.
        words: that are looked for in the copy: whole ones.
        nth: which of several, from 1; None where there must be one alone.

    Returns:
        The span, without blanks at its ends, and how often the words stand in the copy. No span
        where they do not, or where they do several times and `nth` was not said.
    """
    words = " ".join(words.split())
    starts = list(_places(_plain(text), _plain(words)))
    if not starts or (nth or 0) > len(starts):
        return None, 0
    if nth is None and len(starts) > 1:
        return None, len(starts)
    start = starts[(nth or 1) - 1]
    touched = [
        (max(start, piece.start), min(start + len(words), piece.end), piece)
        for piece in _pieces(verbatim, edits)
        if piece.start < start + len(words) and start < piece.end
    ]
    first, last = touched[0], touched[-1]
    span = _trimmed(verbatim, _source(*first).start, _source(*last).end)
    return span, len(starts)


def _source(start: int, end: int, piece: _Piece) -> Span:
    if piece.edited:
        return piece.source
    before = piece.source.start - piece.start
    return Span(start=start + before, end=end + before)


def _pieces(verbatim: str, edits: Sequence[Edit]) -> Iterator[_Piece]:
    at = done = 0
    for edit in edits:
        if edit.span.start > done:
            length = edit.span.start - done
            source = Span(start=done, end=edit.span.start)
            yield _Piece(at, at + length, source, edited=False)
            at += length
        if edit.after:
            yield _Piece(at, at + len(edit.after), edit.span, edited=True)
            at += len(edit.after)
        done = edit.span.end
    if done < len(verbatim):
        rest = Span(start=done, end=len(verbatim))
        yield _Piece(at, at + len(rest), rest, edited=False)


def _trimmed(text: str, start: int, end: int) -> Span:
    inside = text[start:end]
    lead = len(inside) - len(inside.lstrip())
    return Span(start=start + lead, end=start + len(inside.rstrip()))


def _places(text: str, words: str) -> Iterator[int]:
    at = text.find(words) if words else -1
    while at >= 0:
        end = at + len(words)
        if not _splits(text, at) and not _splits(text, end):
            yield at
        at = text.find(words, at + 1)


def _splits(text: str, at: int) -> bool:
    """Whether a word goes on at that place."""
    return text[at - 1 : at].isalnum() and text[at : at + 1].isalnum()


def _plain(text: str) -> str:
    """The text to compare by, every character in its place."""
    plain = text.translate(_PLAIN)
    return "".join(low if len(low := one.lower()) == 1 else one for one in plain)
