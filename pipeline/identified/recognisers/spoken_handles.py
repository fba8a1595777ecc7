"""Handles as they are spoken: 'sam underscore k ninety one', 'on snap he was kez haz two'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.identified.recognisers.spoken_mail import STOPS, Stretch, is_dot
from pipeline.identified.recognisers.spoken_runs import Sort, read_element
from pipeline.identified.recognisers.words import Word, keys, vocabulary

_NOT_BEFORE_UNDERSCORE = vocabulary("a an the no with has have had and")
PLACES = re.compile(
    r"\b(?:instagram|insta|snapchat|snaps?|tik ?toks?|twitter|facebook|face ?book|fb|messenger"
    r"|user ?names?|handles?|accounts?|profiles?|gamer ?tags?|kik|discord|telegram|tinder|hinge"
    r"|bumble|forums?|reddit|linkedin|xbox|psn|screen ?names?|log ?in|only ?fans|threads|youtube"
    r"|play ?station|steam|twitch|roblox|fortnite|minecraft|chat ?rooms?|gaming|games?|online)\b"
)
_OWN_NAME = re.compile(
    r"\b(?:instagram|insta|snapchat|snaps?|tik ?tok|facebook|fb|user ?name|handle|gamer ?tag"
    r"|screen ?name|kik|discord|xbox)$"
)
_ONE_WORD = (
    ("all", "one", "word"), ("no", "spaces"), ("no", "space"),
    ("all", "lower", "case"), ("no", "caps"), ("all", "small", "letters"),
    ("all", "together"),
)  # fmt: skip
_OPENS_ONE_WORD = frozenset(phrase[0] for phrase in _ONE_WORD)
_INTRODUCES = vocabulary("was is were called named under as its it's be by then")
_SOFTENERS = vocabulary(
    "only just like really actually basically some this called um er erm the my"
)
_NOT_A_HANDLE = vocabulary(
    """hacked gone deleted closed blocked locked private public fake suspended banned disabled full
    fine open mad awful horrible bad worse worst best great good always never already how
    what why where very too so quite because everything nothing something anything everywhere
    going getting being blowing pinging done set really supposed meant saying sending
    messaging following watching posting"""
)
_REACH = 14
_FAR_REACH = 45


def find_chains(words: Sequence[Word]) -> Iterator[Stretch]:
    """Names held together by 'underscore', or by 'dot' where a social network is named."""
    at = 0
    while at < len(words):
        size = _sign(words, at)
        if not size or at == 0 or not _opens_chain(words, at):
            at += 1
            continue
        end = _end_of_chain(words, at)
        yield _handle_start(words, at), end
        at = max(end, at + 1)


def _sign(words: Sequence[Word], at: int) -> int:
    if at < len(words) and words[at].key in ("underscore", "underscores"):
        return 1
    return 2 if keys(words, at, at + 2) == ("under", "score") else is_dot(words, at)


def _opens_chain(words: Sequence[Word], at: int) -> bool:
    before = words[at - 1].key
    if is_dot(words, at):
        around = " ".join(keys(words, at - _REACH, at))
        chain = "underscore" in keys(words, at - 1, at + 6)
        named = words[at].key == "point" or before in STOPS or before == "dot"
        return not named and bool(chain or PLACES.search(around) or _dots_ahead(words, at))
    return before not in _NOT_BEFORE_UNDERSCORE


def _dots_ahead(words: Sequence[Word], at: int) -> bool:
    return words[at].key == "dot" and "dot" in keys(words, at + 2, at + 6)


def _end_of_chain(words: Sequence[Word], at: int) -> int:
    """The index behind the last part of the chain whose first sign is at ``words[at]``."""
    end = at
    while size := _sign(words, end):
        end += size
        ahead = next((i for i in range(end, min(end + 5, len(words))) if _sign(words, i)), None)
        if ahead is not None and ahead > end and not _breaks(words, end, ahead):
            end = ahead
            continue
        end = _end_of_part(words, end)
    return end


def _breaks(words: Sequence[Word], start: int, end: int) -> bool:
    conjunctions = {"and", "then", "but", "which", "because", "with"}
    return bool(conjunctions & {*keys(words, start, end)})


def _end_of_part(words: Sequence[Word], at: int) -> int:
    """Behind letters and numbers, or behind one word and the number that follows it."""
    end = _end_of_elements(words, at)
    if end == at and at < len(words) and words[at].key not in STOPS:
        end = _end_of_elements(words, at + 1)
    return end


def _end_of_elements(words: Sequence[Word], at: int) -> int:
    while at < len(words):
        element = read_element(words, at, sounds=False)
        lonely = words[at].key in ("i", "a") and not _sign(words, at + 1)
        if element is None or element.sort is Sort.SIGN or lonely:
            break
        at = element.last
    return at


def _handle_start(words: Sequence[Word], at: int, limit: int = 4) -> int:
    """The first word of a handle that goes on at ``words[at]``."""
    first = at - 1
    while first > 0 and at - first < limit:
        punctuated = bool(set(words[first].gap) & set(",;:!?."))
        if punctuated or words[first - 1].key in STOPS or PLACES.search(words[first - 1].key):
            break
        first -= 1
    return first


def find_one_words(words: Sequence[Word]) -> Iterator[Stretch]:
    """What is said to be 'all one word'."""
    for at in range(1, len(words)):
        if words[at].key not in _OPENS_ONE_WORD:
            continue
        said = any(keys(words, at, at + len(phrase)) == phrase for phrase in _ONE_WORD)
        if said and words[at - 1].key not in STOPS:
            yield _handle_start(words, at, limit=5), at


def find_introduced(words: Sequence[Word]) -> Iterator[Stretch]:
    """What stands behind 'his snap was', 'an account called', 'on the forums he was'."""
    for at in range(1, len(words)):
        around = " ".join(keys(words, at - _REACH, at))
        if words[at].key not in _INTRODUCES or not PLACES.search(around):
            continue
        start = at + 1
        while start < len(words) and words[start].key in _SOFTENERS:
            start += 1
        end = _end_of_name(words, start)
        own = bool(_OWN_NAME.search(around)) or words[at].key in ("called", "named")
        if end > start and (
            (own and _may_be_name(words, start)) or _looks_made_up(words, start, end)
        ):
            yield start, end


def _end_of_name(words: Sequence[Word], start: int) -> int:
    end = start
    while end < len(words) and end - start < 5:
        broken = end > start and bool(set(words[end].gap) & set(",;:!?."))
        if words[end].key in STOPS or broken:
            break
        end += 1
    return end


def _may_be_name(words: Sequence[Word], start: int) -> bool:
    counts = read_element(words, start, sounds=False)
    number = counts is not None and counts.sort in (Sort.DIGIT, Sort.NUMBER)
    key = words[start].key
    return key not in _NOT_A_HANDLE and not key.endswith("ing") and not number


def _looks_made_up(words: Sequence[Word], start: int, end: int) -> bool:
    """Digits at the end, letters on their own, or capitals inside a word."""
    last = read_element(words, end - 1, sounds=False)
    numbered = last is not None and last.sort in (Sort.DIGIT, Sort.NUMBER) and end - start >= 2
    letters = any(word.is_letter and word.key not in "ai" for word in words[start:end])
    kisses = any(re.fullmatch(r"(?:xo)+|x{2,}", word.key) for word in words[start:end])
    camel = any(re.search(r"[a-z][A-Z]", word.raw) for word in words[start:end])
    return _may_be_name(words, start) and (numbered or letters or kisses or camel)


def find_numbered(words: Sequence[Word]) -> Iterator[Stretch]:
    """A word with digits behind it, said one by one, where accounts are being listed."""
    for at in range(1, len(words)):
        before = words[at - 1]
        if before.key in STOPS or words[at].gap.strip() or not _opens_digits(words, at):
            continue
        around = " ".join(keys(words, at - _FAR_REACH, at))
        if PLACES.search(around) and 2 <= _end_of_elements(words, at) - at <= 4:
            yield _handle_start(words, at), _end_of_elements(words, at)


def _opens_digits(words: Sequence[Word], at: int) -> bool:
    """Whether digits said one by one begin at ``words[at]``."""
    said = (Sort.DIGIT, Sort.EITHER)
    element = read_element(words, at, sounds=False)
    before = read_element(words, at - 1, sounds=False)
    begins = before is None or before.sort not in (*said, Sort.NUMBER)
    return begins and element is not None and element.sort in said
