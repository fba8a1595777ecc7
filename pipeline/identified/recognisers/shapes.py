"""The shapes of British postcodes, number plates and telephone numbers.

Sources: Royal Mail's list of postcode areas; DVLA's description of registration formats (2001 on,
1983-2001, 1963-1983, Northern Ireland, dateless); Ofcom's national numbering plan.
"""

from __future__ import annotations

import re
from itertools import pairwise

from pipeline.identified.recognisers.words import vocabulary

AREAS = vocabulary(
    """AB AL B BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY E
    EC EH EN EX FK FY G GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY L LA LD
    LE LL LN LS LU M ME MK ML N NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM S SA SE SG
    SK SL SM SN SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB W WA WC WD WF WN WR WS WV YO
    ZE"""
)
"""Letters a British postcode can begin with."""

_POSTCODE = re.compile(r"([A-Zo]{1,2})[0-9o][0-9A-Zo]?[0-9o][A-Z]{2}")
_PLATES = (
    re.compile(r"[A-Zo]{2}[0-9o]{2}[A-Zo]{3}"),
    re.compile(r"[A-Zo][0-9o]{1,3}[A-Zo]{3}"),
    re.compile(r"[A-Zo]{3}[0-9o]{1,3}[A-Zo]"),
    re.compile(r"[A-Zo]{1,3}[IZ][A-Zo]?[0-9o]{3,4}"),
)
_PUBLIC = {
    "999", "112", "111", "101", "911", "119", "116", "123", "100", "105", "118", "1471", "141",
    "118118", "116123", "247", "007", "911911", "999999", "9111", "619",
}  # fmt: skip


def is_postcode(chars: str) -> bool:
    """Whether `chars` is a whole postcode of a real area.

    Here and below `chars` are capitals and figures without spaces, and 'o' for what may be the
    letter or nought.
    """
    match = _POSTCODE.fullmatch(chars)
    return match is not None and match[1].upper() in AREAS


def holds_postcode(chars: str) -> bool:
    """Whether a whole postcode stands anywhere in `chars`."""
    return any(match[1].upper() in AREAS for match in _POSTCODE.finditer(chars))


def is_part_of_postcode(chars: str) -> bool:
    """Whether `chars` is a postcode's beginning: area, district and perhaps one figure more."""
    match = re.fullmatch(r"([A-Zo]{1,2})[0-9o]{1,3}", chars) or re.fullmatch(
        r"([A-Zo]{1,2})[0-9][A-Z][0-9o]?", chars
    )
    return match is not None and match[1].upper() in AREAS


def is_plate(chars: str) -> bool:
    """Whether `chars` is a whole number plate of a dated or Northern Irish format."""
    return any(plate.fullmatch(chars) for plate in _PLATES)


def begins_plate(chars: str) -> bool:
    """Whether `chars` begins as a plate given out since 2001 does: two letters, and two figures
    that say the half-year (02 to 29, 51 to 79)."""
    return re.match(r"[A-Z]{2}(?:0[2-9]|1\d|2\d|5[1-9]|6\d|7\d)", chars) is not None


def holds_plate(chars: str) -> bool:
    """Whether a number plate stands anywhere in `chars`."""
    return any(plate.search(chars) for plate in _PLATES)


def is_public_number(chars: str) -> bool:
    """Whether `chars` is a number everybody knows: 999, 101, 1471."""
    return chars in _PUBLIC or re.fullmatch(r"(?:999|101|111|911|112)+", chars) is not None


def is_counting(chars: str) -> bool:
    """Whether the digits only count up or down ('123', '54321')."""
    steps = {ord(b) - ord(a) for a, b in pairwise(chars)}
    return chars.isdigit() and len(chars) >= 2 and steps in ({1}, {-1})
