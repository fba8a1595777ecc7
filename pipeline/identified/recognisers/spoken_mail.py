"""E-mail and web addresses as they are spoken: 'sarah dot k at example dot com'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.identified.recognisers.spoken_numbers import DIGITS, TENS
from pipeline.identified.recognisers.words import Word, keys, vocabulary

_LONGEST_WEB = 9
Stretch = tuple[int, int]
"""Indices of words, half-open."""
STOPS = vocabulary(
    """a an the and or but so then i he she it they we you his her its it's my mine our their your
    was is were are be been being am i'm im he's hes she's that's thats there's theres this
    that these those which who what when where why how to from on in at of with for as by if
    because cos cause like just only called named says said say saying goes went go got get
    had has have made make used use put sent send wrote write did do does not no yes yeah um
    er erm uh me him them us email mail e address account profile username handle one another
    other some about also still up out off into over under again all mine's mines his's hers
    would could should can will even calling anyway after before until while now here there
    next first last old new looking saw see seen came come comes coming picture dots spaces
    caps letters ends ending together own"""
)
_NUMBERS = frozenset(DIGITS) | frozenset(TENS) | {"oh"}
_TLDS = vocabulary("""com org net uk co ac gov info io me tv edu eu ie scot wales app online""")
_PROVIDERS = vocabulary(
    """gmail googlemail hotmail outlook yahoo icloud aol btinternet protonmail proton ymail"""
)


def is_dot(words: Sequence[Word], at: int) -> int:
    """How many words say 'dot' at ``words[at]``: none where it is written as a point."""
    key = words[at].key if at < len(words) else ""
    if key in ("dot", "point"):
        return 1
    return 2 if key == "full" and keys(words, at, at + 2) == ("full", "stop") else 0


def _domain(words: Sequence[Word], at: int) -> int | None:
    """The index behind a domain that starts at ``words[at]``."""
    for label in range(1, 4):
        behind = _endings(words, at + label)
        if behind:
            return behind
        if at + label < len(words) and words[at + label].key in STOPS:
            return None
    return None


def _endings(words: Sequence[Word], at: int) -> int | None:
    """The index behind 'dot com', 'dot co dot uk', 'dot police dot uk' at ``words[at]``."""
    end: int | None = None
    for _ in range(4):
        dot = is_dot(words, at)
        written = at < len(words) and words[at].gap == "."
        if at + dot >= len(words) or not (dot or written):
            break
        at += dot
        known = words[at].key in _TLDS
        at += 1
        end = at if known else end
    return end


def find_emails(words: Sequence[Word]) -> Iterator[Stretch]:
    """Everything with 'at' and a domain or a well-known provider behind it."""
    for at, word in enumerate(words):
        if word.key != "at" and "@" not in word.gap:
            continue
        start = at + 1 if word.key == "at" else at
        end = _domain(words, start) if start < len(words) else None
        if end is None and keys(words, start, start + 1) and words[start].key in _PROVIDERS:
            end = start + 1
        if end is not None:
            yield _local_part(words, at), end


def _local_part(words: Sequence[Word], at: int) -> int:
    """The index of the first word of what stands before 'at'."""
    at = first = _before_spelling(words, at)
    while first > 0 and at - first < 14 and not _is_boundary(words, first, at):
        first -= 1
    if keys(words, first, first + 1) and words[first].key in ("dot", "underscore"):
        return max(first - 1, 0)
    chain = [i for i in range(first, at) if words[i].key in ("dot", "underscore", "dash", "hyphen")]
    if chain:
        return _start_of_chunk(words, chain[0])
    return max(first, at - 5) if first < at else max(at - 1, 0)


_SPELLINGS = re.compile(
    r"(?:\b(?:all |as )?one word|\ball (?:lower case|together|small|caps|small letters)"
    r"|\bno (?:dots?|spaces?|caps|capitals)|\bwith (?:a|an|the|two|no) \w+|\blower case)"
    r"(?: apart from the \w+)?$"
)
"""What is said about the spelling and is no part of the address."""


def _before_spelling(words: Sequence[Word], at: int) -> int:
    """The index before remarks on the spelling that stand before ``words[at]``."""
    while found := _SPELLINGS.search(" ".join(keys(words, at - 8, at))):
        behind = at - len(found[0].split())
        if behind < 1:
            break
        at = behind
    return at


def _is_boundary(words: Sequence[Word], first: int, at: int) -> bool:
    """Whether the local part cannot go further left than ``words[first]``."""
    before = words[first - 1]
    in_chain = first < at and (
        words[first].key in ("dot", "underscore", "dash", "hyphen")
        or before.key in ("dot", "underscore", "dash", "hyphen")
    )
    if in_chain:
        return False
    spelled = words[first].is_letter and before.key.startswith(words[first].key)
    marks = set("!?.") if spelled and words[first].gap.strip() == "," else set(",;:!?.")
    punctuated = first < at and bool(set(words[first].gap) & marks)
    counted = before.key == "one" and bool({*keys(words, first - 2, first - 1)} & _NUMBERS)
    stops = before.key in STOPS and before.key not in ("all", "first") and not counted
    return stops or punctuated


def _start_of_chunk(words: Sequence[Word], sign: int) -> int:
    """The first word of what stands before the sign at ``words[sign]``: letters and one word."""
    first = max(sign - 1, 0)
    while first > 0 and words[first].gap.strip() in ("", "-"):
        before = words[first - 1]
        if not (before.is_letter and before.key not in ("a", "i")):
            break
        first -= 1
    return first


def find_webs(words: Sequence[Word]) -> Iterator[Stretch]:
    """Domains without an 'at' before them."""
    for at, word in enumerate(words):
        if word.key == "www" or not is_dot(words, at) or at == 0:
            continue
        end = _endings(words, at)
        if end and words[at - 1].key not in STOPS and not is_dot(words, at - 1):
            yield _web_start(words, at), end


def _web_start(words: Sequence[Word], dot: int) -> int:
    """The first word of the web address whose ending begins at ``words[dot]``."""
    first = dot - 1
    if not is_dot(words, dot) or words[dot].key not in ("dot", "point", "full"):
        return first
    while first > 0 and dot - first < _LONGEST_WEB:
        before = words[first - 1]
        if before.key in STOPS or set(words[first].gap) & set(",;:!?"):
            break
        first -= 1
    return first
