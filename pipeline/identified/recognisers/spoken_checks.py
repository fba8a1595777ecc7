"""Check digits: a number that is called an NHS number and cannot be one is masked, and looked at.

A wrong check digit is a misheard or mistyped number, or one of another kind: it identifies all the
same. Sources: NHS Data Dictionary (modulus 11), ISO/IEC 7812-1 (Luhn; bank cards) and 3GPP TS
23.003 (the same for an IMEI), HMRC's National Insurance Manual, NIM39110 (prefixes and suffix).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_NI_PREFIX_NOT = frozenset({"BG", "GB", "KN", "NK", "NT", "TN", "ZZ"})


@dataclass(frozen=True, slots=True)
class _Checked:
    """A kind of number that can be checked."""

    name: str
    cue: re.Pattern[str]
    fits: Callable[[str], str]
    """What is wrong with the number, '' where nothing is."""


def number_hint(before: str, chars: str) -> tuple[str, bool]:
    """What a number is by the words before it, with what is wrong with it, and whether it is right.

    Args:
        before: the words before the number, in lower case.
        chars: the number, capitals and figures alone.

    Returns:
        ('nhs number', True), ('nhs number: the check digit does not fit', False), or ('', True)
        where the words name no number that can be checked.
    """
    named = [(match.end(), one) for one in _CHECKED for match in one.cue.finditer(before)]
    if not named:
        return "", True
    _, checked = max(named, key=lambda pair: pair[0])
    wrong = checked.fits(chars)
    return (f"{checked.name}: {wrong}", False) if wrong else (checked.name, True)


def is_nhs_number(digits: str) -> bool:
    """Whether ten digits carry the right check digit (modulus 11)."""
    total = sum(
        int(digit) * weight for digit, weight in zip(digits, range(10, 1, -1), strict=False)
    )
    return len(digits) == 10 and digits.isdecimal() and (11 - total % 11) % 11 == int(digits[9])


def is_luhn(digits: str) -> bool:
    """Whether the digits carry the right check digit (Luhn)."""
    if not digits.isdecimal():
        return False
    values = [int(digit) for digit in reversed(digits)]
    doubled = [sum(divmod(2 * value, 10)) for value in values[1::2]]
    return (sum(values[::2]) + sum(doubled)) % 10 == 0


def _nhs(chars: str) -> str:
    if not re.fullmatch(r"\d{10}", chars):
        return "not ten digits"
    return "" if is_nhs_number(chars) else "the check digit does not fit"


def _insurance(chars: str) -> str:
    if not re.fullmatch(r"[A-Z]{2}\d{6}[A-D]?", chars):
        return "not two letters, six digits and a letter from A to D"
    bad = set(chars[:2]) & set("DFIQUV") or chars[1] == "O" or chars[:2] in _NI_PREFIX_NOT
    return "these letters are not given out" if bad else ""


def _card(chars: str) -> str:
    if len(chars) < 12:  # the last four, as people give them
        return ""
    return "" if is_luhn(chars) else "the check digit does not fit"


def _imei(chars: str) -> str:
    if not re.fullmatch(r"\d{15}", chars):
        return "not fifteen digits"
    return "" if is_luhn(chars) else "the check digit does not fit"


_CHECKED = (
    _Checked("nhs number", re.compile(r"\bnhs\b"), _nhs),
    _Checked("insurance number", re.compile(r"\b(?:national insurance|ni|n i|nino)\b"), _insurance),
    _Checked("bank card", re.compile(r"\b(?:credit|debit|bank|long) card\b|\bcard number"), _card),
    _Checked("imei", re.compile(r"\b(?:imei|i m e i)\b"), _imei),
)
