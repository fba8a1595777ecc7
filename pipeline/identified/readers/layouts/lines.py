"""Lines as a page shows them to lines of talk: line numbers and page furniture taken out."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from pipeline.identified.readers.layouts.covers import cover_keys, is_field
from pipeline.identified.readers.tags import is_ordinary, sense
from pipeline.identified.readers.times import CLOCK
from pipeline.values.texts import Removed

_NUMBERED = re.compile(r"(?P<before>\s*)(?P<number>\d{1,5})(?P<after>[.)]?(?=\s|$))(?P<rest>.*)$")
_TURN_START = re.compile(r"\s*\S.{0,40}?(?::|\t|\s{2,})")
_PAGE = re.compile(
    r"\s*(?:[-–—|]\s*)?(?:page|p\.|pg\.?)\s*\d+(?:\s*(?:of|/)\s*\d+)?(?:\s*[-–—|])?\s*"
    r"|\s*[-–—]\s*\d+\s*[-–—]\s*|\s*\d+\s*\|\s*page\s*",
    re.IGNORECASE,
)
_COUNTER = re.compile(r"\s*(\d{1,3})(?:\s*(?:/|of)\s*\d{1,3})?\s*")
_HEADER_WORDS = re.compile(
    r"(?i)\b(?:transcript|transcription|interview|confidential|anonymi[sz]ed|version|project|study|"
    r"draft|restricted|sensitive|university|page)\b"
)
_MARKDOWN = re.compile(r"^(\s*)(?:\*\*|__)([^*_\n]{1,60}?)(?:\*\*|__)")
_HEADING = re.compile(r"^\s*#{1,6}\s+(?=\S)")
_START_STOP = re.compile(
    r"(?i)\s*(?:.{0,60}\b(?:started|stopped) transcription\.?|transcription ended after [\d:]+)\s*"
)
_CREDIT = re.compile(
    r"(?i)\s*(?:transcribed|transcription|transcript (?:created|produced|provided))\s+"
    r"(?:by|with)\b.{0,80}"
)
_END = re.compile(
    r"(?i)[\[(*=\-\s]*(?:end|finish)(?: of)?(?: the| this)?(?: (?:interview|recording|"
    r"transcript|transcription|audio|tape|file|session))?(?: at)?[\d:\s]*[\])*=\-\s.]*"
)
_SENTENCES = re.compile(r"[.?!] +\S")
_ENDS_IN_TIME = re.compile(rf"{CLOCK}[\])]?:?$")
_MOST_HEADER_WORDS = 12
_TAIL = 6
_FEWEST_NUMBERS = 4


@dataclass(frozen=True)
class Cleared:
    """Lines without furniture, and the furniture."""

    lines: tuple[str, ...] = field(repr=False)
    removed: tuple[Removed, ...] = ()


def cleared(lines: Sequence[str]) -> Cleared:
    """`lines` without line numbers, running headers, page numbers and closing credits."""
    pages = [number for number, line in enumerate(lines) if "\f" in line]
    flat = [_unmarked(line.replace("\f", "")) for line in lines]
    unnumbered, numbers = _without_numbers(flat)
    kept, furniture = _without_furniture(unnumbered, pages)
    removed = [Removed(what="line numbers", count=numbers)] if numbers else []
    return Cleared(tuple(kept), (*removed, *furniture))


def _unmarked(line: str) -> str:
    return _MARKDOWN.sub(r"\1\2", _HEADING.sub("", line))


def _without_numbers(lines: Sequence[str]) -> tuple[list[str], int]:
    found = {number: match for number, line in enumerate(lines) if (match := _NUMBERED.match(line))}
    chain = _chain(found)
    filled = sum(1 for line in lines if line.strip())
    fifths = all(int(found[one]["number"]) % 5 == 0 for one in chain)
    if len(chain) < min(_FEWEST_NUMBERS, max(2, filled)):
        chain = set()
    elif len(chain) < 0.6 * filled and not fifths:
        chain = {one for one in chain if _TURN_START.match(found[one]["rest"])}
        if len(chain) < 0.8 * len(_chain(found)):
            chain = set()
    cleaned = [
        _blanked(found[number]) if number in chain else line for number, line in enumerate(lines)
    ]
    return cleaned, len(chain)


def _chain(found: dict[int, re.Match[str]]) -> set[int]:
    """Lines whose number goes on from the one before or to the one after."""
    order = sorted(found)
    values = [int(found[one]["number"]) for one in order]
    linked: set[int] = set()
    for place in range(1, len(order)):
        step = values[place] - values[place - 1]
        if 1 <= step <= 3 or (step == 5 and values[place] % 5 == 0):
            linked.update((order[place - 1], order[place]))
    if linked:
        first, start = min(int(found[one]["number"]) for one in linked), min(linked)
        restarts = (one for one in order if one > start and first <= 5)
        linked.update(one for one in restarts if int(found[one]["number"]) == first)
    return linked


def _blanked(match: re.Match[str]) -> str:
    width = len(match["number"]) + len(match["after"])
    return f"{match['before']}{' ' * width}{match['rest']}".rstrip()


def _without_furniture(
    lines: Sequence[str], pages: Sequence[int]
) -> tuple[list[str], list[Removed]]:
    footers = _page_numbers(lines)
    headers = _running_headers(lines, footers, pages)
    closing = _closing(lines)
    taken = footers | headers | closing
    removed = [
        Removed(what=what, count=len(places), words=_words(lines, places))
        for what, places in (
            ("page header", headers),
            ("page footer", footers - headers),
            ("transcription notice", closing - headers - footers),
        )
        if places
    ]
    return [line for number, line in enumerate(lines) if number not in taken], removed


def _page_numbers(lines: Sequence[str]) -> set[int]:
    certain = {number for number, line in enumerate(lines) if _PAGE.fullmatch(line)}
    bare = {
        number: int(match[1])
        for number, line in enumerate(lines)
        if (match := _COUNTER.fullmatch(line)) and _stands_alone(lines, number)
    }
    values = list(bare.values())
    counting = len(values) > 1 and all(b - a == 1 for a, b in pairwise(values))
    return certain | (set(bare) if counting and values[0] <= 2 else set())


def _stands_alone(lines: Sequence[str], number: int) -> bool:
    before = lines[number - 1] if number else ""
    after = lines[number + 1] if number + 1 < len(lines) else ""
    return not before.strip() or not after.strip()


def _running_headers(lines: Sequence[str], footers: set[int], pages: Sequence[int]) -> set[int]:
    places: dict[str, list[int]] = {}
    for number, line in enumerate(lines):
        if len(line.split()) > 1 and number not in footers:
            places.setdefault(_pattern(line), []).append(number)
    breaks = footers | set(pages)
    headers: set[int] = set()
    for where in places.values():
        first = lines[where[0]]
        if len(where) < 2 or _is_talk(first):
            continue
        keyed = _has_keys(first, len(where))
        if keyed or _is_titled(lines, where) or _at_breaks(lines, where, breaks):
            headers.update(where)
    return headers


def _has_keys(line: str, times: int) -> bool:
    """Whether a line that comes so many times is a row of a cover block: 'INTERVIEW: 07   ...'."""
    return cover_keys(line) > 1 or (times > 2 and is_field(line))


def _is_titled(lines: Sequence[str], where: Sequence[int]) -> bool:
    """Whether a line that comes again and again reads like a title, with a number or on its own."""
    first = lines[where[0]]
    if len(where) < 3 or not _HEADER_WORDS.search(first) or _SENTENCES.search(first):
        return False
    if len(first.split()) > _MOST_HEADER_WORDS:
        return False
    return any(char.isdigit() for char in first) or all(_stands_alone(lines, n) for n in where)


def _at_breaks(lines: Sequence[str], where: Sequence[int], breaks: set[int]) -> bool:
    """Whether a line stands on its own at all page breaks but perhaps one."""
    if is_ordinary(lines[where[0]].split()[0]):
        return False
    near = {one + step for one in breaks for step in range(-2, 3)}
    beside = [one for one in where if one in near and _stands_alone(lines, one)]
    return len(beside) >= max(2, len(where) - 1)


def _is_talk(line: str) -> bool:
    bare = line.strip()
    if bare.endswith((".", "?", "!", ",", "…", "-")) or bare[:1].islower():
        return True
    tag, colon, _ = line.partition(":")
    tagged = bool(colon) and (sense(tag) is not None or not is_field(line))
    return (tagged or bool(_ENDS_IN_TIME.search(bare))) and cover_keys(line) < 2


def _closing(lines: Sequence[str]) -> set[int]:
    found = {number for number, line in enumerate(lines) if _START_STOP.fullmatch(line)}
    filled = [number for number, line in enumerate(lines) if line.strip()]
    for number in filled[-_TAIL:]:
        if _CREDIT.fullmatch(lines[number].strip()) or _END.fullmatch(lines[number].strip()):
            found.add(number)
    return found


def _pattern(line: str) -> str:
    return re.sub(r"\d+", "0", " ".join(line.split()).casefold())


def _words(lines: Sequence[str], places: set[int]) -> str:
    return "\n".join(Counter(lines[number].strip() for number in sorted(places)))
