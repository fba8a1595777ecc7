"""Which turn of a transcript is which turn of its gold, and where its characters stand there.

The same talk is written in several ways: '…' or '...', ‘’ or '', an em dash or two hyphens, accents
in one character or two. Turns are compared in a plain form that forgets these differences; every
character of it knows where it came from, so that offsets lead from one text to the other.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, field
from difflib import SequenceMatcher

from pipeline.values.gold import GoldTranscript
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛`´ʼ′", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–—―−⁃", "-"),
        **dict.fromkeys("\u00ad\u200b\u200c\u200d\u2060\ufeff", None),
        "⁄": "/",
    }
)
_ONCE = frozenset(" -")
"""In the plain form, a run of these is one."""


@dataclass(frozen=True)
class Plain:
    """A text in the form in which it is compared."""

    text: str = field(repr=False)
    places: tuple[int, ...] = field(repr=False)
    """For every character of `text`: where in the written text it came from."""

    @classmethod
    def of(cls, written: str) -> Plain:
        """The plain form: compatible characters taken apart (NFKD), quotation marks and dashes
        made alike, what has no width left out, runs of blanks or hyphens made one."""
        characters: list[str] = []
        places: list[int] = []
        last = " "
        for place, one in enumerate(written):
            for plain in unicodedata.normalize("NFKD", one.translate(_ALIKE)).translate(_ALIKE):
                character = " " if plain.isspace() else plain
                if character != last or character not in _ONCE:
                    characters.append(character)
                    places.append(place)
                last = character
        if characters and characters[-1] == " ":
            del characters[-1], places[-1]
        return cls("".join(characters), tuple(places))

    def place(self, span: Span, other: Plain) -> Span | None:
        """Where a `span` of this one's written text stands in the `other`'s, whose plain form is
        the same; None where nothing of it is left in the plain form.

        A character that answers to several, of which `span` holds some, is taken whole.
        """
        inside = [at for at, place in enumerate(self.places) if span.start <= place < span.end]
        if not inside:
            return None
        return Span(start=other.places[inside[0]], end=other.places[inside[-1]] + 1)


@dataclass(frozen=True)
class AlignedTurn:
    """A turn of the transcript that holds the words of a gold turn."""

    number: int
    """Of the transcript's turn."""
    gold: Plain
    source: Plain

    def place(self, span: Span) -> Span | None:
        """A span of the gold turn in the transcript's turn."""
        return self.gold.place(span, self.source)


@dataclass(frozen=True)
class Alignment:
    """Gold turn -> the transcript's turn, where there is one with the same words."""

    turns: dict[int, AlignedTurn]
    unaligned: int
    """Turns of the gold that the transcript has otherwise, or not."""
    extra: int
    """Turns of the transcript that the gold has otherwise, or not."""


def align(gold: GoldTranscript, transcript: Transcript) -> Alignment:
    """Find for every gold turn the transcript's turn with the same words, in order.

    A turn that was split, joined or read wrongly leaves the others aligned.
    """
    truth = [Plain.of(turn.text) for turn in gold.turns]
    read = [Plain.of(turn.text) for turn in transcript.turns]
    matcher = SequenceMatcher(
        None, [one.text for one in truth], [one.text for one in read], autojunk=False
    )
    turns = {
        block.a + step + 1: AlignedTurn(
            block.b + step + 1, truth[block.a + step], read[block.b + step]
        )
        for block in matcher.get_matching_blocks()
        for step in range(block.size)
    }
    return Alignment(turns, len(truth) - len(turns), len(read) - len(turns))
