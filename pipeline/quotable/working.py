"""A copy under edit that remembers, for every character of the original, what became of it."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby
from typing import NamedTuple

from pipeline.values.quotes import Edit
from pipeline.values.spans import Span


class Change(NamedTuple):
    """Replace ``text[start:end]`` of the working text, never empty, by `after`."""

    start: int
    end: int
    after: str = ""


class Working:
    """The text so far, and the way back to the original.

    Each character of the original has a slot: what is shown in its place, and the rule that first
    touched it. Later rules may change a slot again; the edits are read off at the end.
    """

    def __init__(self, original: str) -> None:
        self._shown = list(original)
        self._rules = [""] * len(original)

    @property
    def text(self) -> str:
        """The text as edited so far."""
        return "".join(self._shown)

    def apply(self, changes: Iterable[Change], rule: str) -> bool:
        """Make `changes` (in order, not overlapping); returns whether there were any."""
        backwards = sorted(changes, reverse=True)
        places = self._places() if backwards else []
        for change in backwards:
            self._make(change, rule, places[change.start : change.end])
        return bool(backwards)

    def gaps(self) -> set[int]:
        """Offsets in the text right before which something of the original was taken out."""
        found, length, gone = set(), 0, False
        for shown in self._shown:
            if shown and gone:
                found.add(length)
            gone = not shown
            length += len(shown)
        return found

    def edits(self) -> tuple[Edit, ...]:
        """What changed, in order: neighbouring slots of one rule make one edit."""
        edits, start = [], 0
        for rule, slots in groupby(
            zip(self._rules, self._shown, strict=True), lambda slot: slot[0]
        ):
            shown = [slot[1] for slot in slots]
            if rule:
                span = Span(start=start, end=start + len(shown))
                edits.append(Edit(span=span, rule=rule, after="".join(shown)))
            start += len(shown)
        return tuple(edits)

    def _places(self) -> list[tuple[int, int]]:
        """For each character of the text: its slot, and where in the slot it stands."""
        return [(slot, at) for slot, shown in enumerate(self._shown) for at in range(len(shown))]

    def _make(self, change: Change, rule: str, places: list[tuple[int, int]]) -> None:
        for number, (slot, at) in reversed(list(enumerate(places))):
            shown = self._shown[slot]
            here = change.after if number == 0 else ""
            self._shown[slot] = shown[:at] + here + shown[at + 1 :]
            self._rules[slot] = self._rules[slot] or rule
