"""Counts in a draft against the bases of the book: '14 of the 21', '43%' near a code's name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.values.drafts import DraftPiece, FindingKind, Grade
from pipeline.values.quotes import QuoteBook, Spread
from pipeline.values.spans import Span

_UNITS = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
    *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen"),
    "nineteen",
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WRITTEN = {
    **{word: number for number, word in enumerate(_UNITS)},
    **{word: 20 + 10 * number for number, word in enumerate(_TENS)},
    "none": 0,
    "no": 0,
    "both": 2,
    "dozen": 12,
}
_NUMBER = (
    rf"(?:\d{{1,4}}|(?:{'|'.join(_TENS)})[\s-](?:{'|'.join(_UNITS[1:10])})"
    rf"|{'|'.join([*_UNITS, *_TENS])})"
)
_PEOPLE = (
    r"(?:interviews?|participants?|victims?|interviewees?|respondents?|survivors?|wom[ae]n|men|people"
    r"|persons?|cases?|transcripts?)"
)
_OF = re.compile(
    rf"(?P<less>(?:fewer|less) than\s+)?\b(?P<count>{_NUMBER}|none|all)\s+"
    rf"(?:{_PEOPLE}\s+)?(?:(?:out\s+)?of\s+(?:the\s+|our\s+|all\s+|these\s+)*|/\s*)(?P<base>{_NUMBER})\b"
    rf"(?!\s*(?:%|per\b|weeks?|months?|years?|days?|hours?))(?P<unit>\s+(?:\w+\s+)?{_PEOPLE})?",
    re.IGNORECASE,
)
_ALL = re.compile(rf"\ball\s+(?P<base>{_NUMBER})\s+(?:\w+\s+)?{_PEOPLE}", re.IGNORECASE)
_PERCENT = re.compile(r"\b(?P<share>\d{1,3}(?:\.\d)?)\s*(?:%|per\s?cent\b)", re.IGNORECASE)
_TIED = 3
"""A count with at most so many characters between it and the one before is of the same."""
_CITES = re.compile(r"\([^()]*\b(?:19|20)\d\d[a-z]?\b[^()]*\)|\bet al\b")
_SENTENCE = re.compile(r"(?<=[.!?…])[\"”’)\]]*\s+(?=[\"“‘(]*[A-Z0-9])")


@dataclass(frozen=True)
class CountFinding:
    """A count that does not fit the book."""

    piece: int
    span: Span
    kind: FindingKind
    grade: Grade
    says: str


@dataclass(frozen=True, slots=True)
class _Stated:
    """A count as a draft states it."""

    start: int
    end: int
    count: int | None
    base: int | None
    less: bool = False
    share: float | None = None
    decimals: int = 0
    of_people: bool = False


def count_findings(pieces: Sequence[DraftPiece], book: QuoteBook) -> list[CountFinding]:
    """Every count near a code's name that is not the code's, and every one below the cell."""
    names = _names(book)
    spreads = {spread.code: spread for spread in book.spreads}
    bases = {spread.base for spread in book.spreads}
    row_codes = _codes_of_rows(pieces, names)
    found = []
    for number, piece in enumerate(pieces):
        if not piece.part.is_printed:
            continue
        for start, end in _sentences(piece.text):
            sentence = piece.text[start:end]
            stated = list(_stated(sentence, bases))
            places = list(_codes_in(sentence, names))
            for one in stated:
                code = _belonging(one, stated, places) or row_codes.get(piece.row, "")
                judged = _judge(one, spreads.get(code), bases, book.minimum_cell)
                if judged:
                    span = Span(start=start + one.start, end=start + one.end)
                    grade = Grade.NOTICE if _is_of_some(one, book) else Grade.FAULT
                    found.append(CountFinding(number, span, judged[0], grade, judged[1]))
    return found


def _is_of_some(one: _Stated, book: QuoteBook) -> bool:
    """Whether a count may be of those with another code: 'five of the 14': the book cannot tell."""
    others = {spread.participants for spread in book.spreads} - {book.spreads[0].base}
    return one.base in others and (one.count or 0) >= book.minimum_cell


def _judge(
    one: _Stated, spread: Spread | None, bases: set[int], cell: int
) -> tuple[FindingKind, str] | None:
    """What is wrong with a count; None where nothing is, or nothing is known of it."""
    if one.share is not None:
        return _share_fault(one, spread, cell) if spread else None
    if one.count is None or one.base is None:
        return None
    about_study = spread is not None or (one.base in bases and one.of_people)
    if about_study and not one.less and 0 < one.count < cell:
        return FindingKind.CELL, (
            f"a count below {cell} must not be printed: write 'fewer than {cell}'"
        )
    if spread is None:
        return None
    right = f"the book has {_as_printed(spread, cell)} for '{spread.code}'"
    if one.base != spread.base:
        return FindingKind.COUNT, f"the base is another one: {right}"
    if one.less:
        fits = spread.participants < one.count
    else:
        fits = one.count == spread.participants
    return None if fits else (FindingKind.COUNT, right)


def _share_fault(one: _Stated, spread: Spread, cell: int) -> tuple[FindingKind, str] | None:
    exact = 100 * spread.participants / spread.base if spread.base else 0.0
    if 0 < spread.participants < cell:
        return FindingKind.CELL, (
            f"the share of '{spread.code}' tells a count below {cell}: write 'fewer than {cell} of "
            f"{spread.base}'"
        )
    width = 0.5 if not one.decimals else 0.05
    if one.share is not None and abs(exact - one.share) <= width + 1e-9:
        return None
    return FindingKind.COUNT, f"the book has {_as_printed(spread, cell)} for '{spread.code}'"


def _as_printed(spread: Spread, cell: int) -> str:
    few = 0 < spread.participants < cell
    return f"{f'fewer than {cell}' if few else spread.participants} of {spread.base}"


def _stated(sentence: str, bases: set[int]) -> Iterator[_Stated]:
    """The counts in a sentence; of one that cites somebody, none."""
    if _CITES.search(sentence):
        return
    taken: list[tuple[int, int]] = []
    for found in _OF.finditer(sentence):
        base = _value(found["base"])
        if "/" in found[0] and base not in bases:
            continue  # '24/7', a date
        count = base if found["count"].casefold() == "all" else _value(found["count"])
        taken.append(found.span())
        people = bool(found["unit"]) or re.search(_PEOPLE, found[0], re.IGNORECASE) is not None
        yield _Stated(*found.span(), count, base, less=bool(found["less"]), of_people=people)
    for found in _ALL.finditer(sentence):
        if not _touches(found.span(), taken):
            base = _value(found["base"])
            yield _Stated(*found.span(), base, base, of_people=True)
    for found in _PERCENT.finditer(sentence):
        _, _, decimals = found["share"].partition(".")
        yield _Stated(
            *found.span(), None, None, share=float(found["share"]), decimals=len(decimals)
        )


def _touches(span: tuple[int, int], taken: Sequence[tuple[int, int]]) -> bool:
    return any(start < span[1] and span[0] < end for start, end in taken)


def _value(words: str) -> int:
    if words.isdecimal():
        return int(words)
    return sum(_WRITTEN[part] for part in re.split(r"[\s-]+", words.casefold()))


def _names(book: QuoteBook) -> dict[str, re.Pattern[str]]:
    """Code -> how a draft may name it: by its name or its id, in any case, hyphens or blanks."""
    return {
        id: re.compile(
            rf"\b(?:{_loose(name)}|{_loose(id.replace('-', ' '))})(?:s|es)?\b", re.IGNORECASE
        )
        for id, (_, name, _) in book.codes.items()
    }


def _loose(name: str) -> str:
    return r"[\s\-–]+".join(re.escape(part) for part in re.split(r"[\s\-–]+", name) if part)


def _codes_in(sentence: str, names: dict[str, re.Pattern[str]]) -> Iterator[tuple[int, int, str]]:
    for code, pattern in names.items():
        for found in pattern.finditer(sentence):
            yield found.start(), found.end(), code


def _codes_of_rows(
    pieces: Sequence[DraftPiece], names: dict[str, re.Pattern[str]]
) -> dict[int, str]:
    """Row of a table -> the one code that a cell of it names."""
    found: dict[int, set[str]] = {}
    for piece in pieces:
        if piece.row:
            codes = found.setdefault(piece.row, set())
            codes |= {code for code, p in names.items() if p.fullmatch(piece.text.strip())}
    return {row: next(iter(codes)) for row, codes in found.items() if len(codes) == 1}


def _belonging(
    one: _Stated, stated: Sequence[_Stated], places: Sequence[tuple[int, int, str]]
) -> str:
    """The code that a count is of: the one named before it, or behind it where the sentence begins
    with a count, with no other count between; else the nearest."""
    outer = [
        place
        for place in places
        if not any(
            other is not place and other[0] <= place[0] and place[1] <= other[1]
            for other in places
            if other[1] - other[0] > place[1] - place[0]
        )
    ]
    if not outer:
        return ""
    earlier = [other for other in stated if other.end <= one.start <= other.end + _TIED]
    if earlier:  # '14 of 21 (67%)'
        return _belonging(earlier[-1], stated, places)
    before = [place for place in outer if place[1] <= one.start]
    behind = [place for place in outer if place[0] >= one.end]
    near = max(before, default=None), min(behind, default=None)
    free = [
        place
        for place in near
        if place and not any(_between(other, one, place) for other in stated if other is not one)
    ]
    if len(free) == 2 and stated[0].start < min(outer)[0]:
        return free[1][2]
    if free:
        return free[0][2]
    return min(outer, key=lambda place: _gap(one, place))[2]


def _between(other: _Stated, one: _Stated, place: tuple[int, int, str]) -> bool:
    low, high = min(one.end, place[1]), max(one.start, place[0])
    return low <= other.start and other.end <= high


def _gap(one: _Stated, place: tuple[int, int, str]) -> int:
    return max(place[0] - one.end, one.start - place[1], 0)


def _sentences(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for found in _SENTENCE.finditer(text):
        yield start, found.start()
        start = found.end()
    yield start, len(text)
