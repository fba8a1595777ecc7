"""Reading what a recogniser found, for the tables of cases."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.identified.recognisers.base import Recogniser
from pipeline.values.identifiers import Kind, Mention
from pipeline.values.texts import Turn


def turns(*texts: str) -> list[Turn]:
    """Turns of one speaker with these words."""
    return [Turn(number=number, speaker="P", text=text) for number, text in enumerate(texts, 1)]


def found(recogniser: Recogniser, text: str, kind: Kind) -> list[str]:
    """The words of all mentions of that kind in one turn, in order of their place."""
    mentions = [one for one in recogniser.find(turns(text)) if one.kind is kind]
    return [one.words for one in sorted(mentions, key=lambda one: one.span.start)]


def check_spans(mentions: Iterable[Mention], texts: list[str]) -> None:
    """Every mention points at its own words in its own turn."""
    for one in mentions:
        assert texts[one.turn - 1][one.span.start : one.span.end] == one.words
        assert one.words.strip()
