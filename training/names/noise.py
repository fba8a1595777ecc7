"""Talk as machines and typists leave it: without capitals, without stops, with false stops."""

from __future__ import annotations

import random
import re
from collections.abc import Callable
from dataclasses import replace

from pipeline.identified.names_model.words import has_capitals
from training.names.talk import Document, Segment, Turn, text_of

_STOPS = re.compile(r"[.,?!;:\"“”()…]|(?:\s[–—-]\s)|[–—]")
_KEPT_IN_KINDS = re.compile(r"[,?!;:\"“”()…]")
_BLANKS = re.compile(r"\s+")
_APOSTROPHES = re.compile(r"['’]")
_WORD = re.compile(r"[^\W\d_][\w'’]*")


def noisy(document: Document, dice: random.Random) -> Document:
    """`document` in one of the ways that transcripts come, as often as it is; one in two as is."""
    luck = dice.random()
    if not has_capitals(map(text_of, document.turns)):
        return document
    if luck < 0.22:
        return _each(document, _without_stops_and_capitals(dice))
    if luck < 0.34:
        return _each(document, lambda segment: replace(segment, text=segment.text.lower()))
    if luck < 0.44:
        return _each(document, _captions(dice))
    if luck < 0.47:
        return _each(document, lambda segment: replace(segment, text=segment.text.upper()))
    if luck < 0.6:
        return _each(document, _small_names(dice))
    return document


def _each(document: Document, change: Callable[[Segment], Segment]) -> Document:
    turns = (_tidy(tuple(map(change, turn))) for turn in document.turns)
    return replace(document, turns=tuple(turn for turn in turns if text_of(turn).strip()))


def _tidy(turn: Turn) -> Turn:
    """Without double blanks and empty mentions."""
    kept = []
    for segment in turn:
        text = _BLANKS.sub(" ", segment.text)
        if segment.kind is not None:
            text = text.strip()
        if text:
            kept.append(replace(segment, text=text))
    return tuple(kept)


def _without_stops_and_capitals(dice: random.Random) -> Callable[[Segment], Segment]:
    apostrophes = dice.random() < 0.6

    def change(segment: Segment) -> Segment:
        text = segment.text.lower()
        text = (_STOPS if segment.kind is None else _KEPT_IN_KINDS).sub(" ", text)
        if not apostrophes:
            text = _APOSTROPHES.sub("", text)
        if segment.kind is None:
            text = f" {text.strip()} " if text[:1].isspace() or text[-1:].isspace() else text
        return replace(segment, text=text)

    return change


def _captions(dice: random.Random) -> Callable[[Segment], Segment]:
    """False full stops with capitals after them, and names without theirs."""

    def word(found: re.Match[str]) -> str:
        luck = dice.random()
        if luck < 0.04:
            return f"{found[0]}."
        if luck < 0.08:
            return found[0][:1].upper() + found[0][1:]
        return found[0]

    def change(segment: Segment) -> Segment:
        if segment.kind is not None:
            return replace(segment, text=segment.text.lower()) if dice.random() < 0.3 else segment
        return replace(segment, text=_WORD.sub(word, segment.text))

    return change


def _small_names(dice: random.Random) -> Callable[[Segment], Segment]:
    """One mention in four without its capitals, in talk that has them."""

    def change(segment: Segment) -> Segment:
        if segment.kind is not None and dice.random() < 0.25:
            return replace(segment, text=segment.text.lower())
        return segment

    return change
