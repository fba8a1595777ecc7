"""How recognisable a piece of talk is: a weighted sum of what was seen in it.

The weights were fitted (`training/insider/fit.py`: logistic regression without negative weights,
on the tagged talk of `training/names/turns`, without the voices kept apart) and rounded. Those of
acts, of things in a row and of details beside it are by judgement: too few are tagged.
"""

from __future__ import annotations

from math import exp

from pipeline.identified.insider.signs import Piece
from pipeline.values.identifiers import Score

RAREST, SECOND, THIRD = 1.7, 1.9, 1.5
"""Of its three rarest words, each by how rare it is."""
NAMED = 0.9
"""Of the rarest that stands with 'a', 'the', 'my' ..."""
VERBATIM = 0.9
PHRASE = 0.6
COUNT = 1.9
GIFT = 0.6
ACT = 0.3
SCENE = 0.4
"""Of an event with a place and a time; of one of them, half."""
IN_A_ROW = 0.2
ABOUT_SOMEBODY = 0.5
BESIDE = 0.5
"""Of a detail left in the text beside it, by how much it narrows down."""
START = -2.7


def score(piece: Piece) -> Score:
    """From 0 to 1: what counts is which of two pieces has more."""
    seen = (
        START
        + RAREST * piece.rare[0]
        + SECOND * piece.rare[1]
        + THIRD * piece.rare[2]
        + NAMED * piece.named
        + VERBATIM * bool(piece.quoted)
        + PHRASE * ("phrase" in piece.finds)
        + COUNT * ("count" in piece.finds)
        + GIFT * ("gift" in piece.finds)
        + ACT * ("act" in piece.finds)
        + SCENE * (piece.place + piece.time) / 2 * piece.event
        + IN_A_ROW * piece.in_a_row
        + ABOUT_SOMEBODY * piece.about_him
        + BESIDE * piece.beside
    )
    return round(1 / (1 + exp(-seen)), 4)
