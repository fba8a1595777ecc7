"""Spoken handles whole: 'aga no sugar all one word underscore nine'.

They are made of ordinary words, and the network is often sure of some of them alone. What was found
is widened to the words that belong to it: to the left as far as what introduces a name, to the
right to the end of the phrase, and over what people say of how it is written.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from pipeline.identified.names_model.decode import Found
from pipeline.identified.names_model.words import Word
from pipeline.identified.recognisers.spoken_numbers import DIGITS, TEENS, TENS
from pipeline.identified.recognisers.words import vocabulary
from pipeline.language.folding import folded
from pipeline.values.identifiers import Kind

_LEFT, _RIGHT = 4, 2
"""Words that a handle may have more than was found of it."""
_BEFORE = vocabulary(
    "was is am are were be been s m it its this that as called calls name named "
    "to off of from by under at on in and or but then so um uh er erm eh like "
    "said says saying put puts wrote made makes did "
    "i he she they we you me him her them us my his their your our the a an "
    "account page profile handle username user tag gamertag wifi network password instagram insta "
    "tiktok snapchat snap facebook twitter x youtube discord twitch reddit tinder"
)
"""Words after which a handle begins."""
_WRITTEN = (
    *(("all", one, word) for one in ("one", "wan", "a") for word in ("word", "wurd")),
    *(("all", "lower", "case"), ("all", "lowercase"), ("all", "small", "letters")),
    *((no, what) for no in ("no", "without") for what in ("spaces", "space", "capitals", "caps")),
)
"""What is said of how it is written."""
_OPEN = vocabulary("to no not the a an of for with by and your my")
"""Words with which no handle ends."""
_SIGNS = vocabulary("underscore dot dash hyphen")
_NUMBERS = frozenset({*DIGITS, *TEENS, *TENS, "double", "triple"})


def whole_handles(words: Sequence[Word], found: Sequence[Found]) -> list[Found]:
    """The finds of one turn, each spoken handle with all its words; other finds are not touched."""
    taken = {at for one in found for at in range(one.first, one.end)}
    return [_widened(words, one, taken) if one.kind is Kind.HANDLE else one for one in found]


def _widened(words: Sequence[Word], found: Found, taken: Collection[int]) -> Found:
    texts = [folded(word.text) for word in words]
    first, end = found.first, found.end
    if "@" in texts[first:end]:
        return found  # written, and whole as it stands
    while (
        found.first - first < _LEFT
        and _is_free(words, first - 1, taken)
        and texts[first - 1] not in _BEFORE
    ):
        first -= 1
    while texts[end - 1] in _OPEN and _is_free(words, end, taken):
        end += 1
    end = _to_the_sign(words, end, taken)
    return replace(found, first=first, end=_as_written(texts, end, taken))


def _is_free(words: Sequence[Word], at: int, taken: Collection[int]) -> bool:
    return 0 <= at < len(words) and at not in taken and words[at].text[0].isalnum()


def _to_the_sign(words: Sequence[Word], end: int, taken: Collection[int]) -> int:
    """Over the last words before a comma or a stop; where none is near, nothing more."""
    at = end
    while at - end < _RIGHT and _is_free(words, at, taken):
        at += 1
    closed = at < len(words) and at not in taken and words[at].text in ",.;?!"
    return at if closed else end


def _as_written(texts: Sequence[str], end: int, taken: Collection[int]) -> int:
    """Over 'all one word', and over the signs and numbers that follow."""
    at = end + (end < len(texts) and texts[end] == ",")
    told = next((one for one in _WRITTEN if tuple(texts[at : at + len(one)]) == one), ())
    end = at + len(told) if told else end
    while end < len(texts) and end not in taken and texts[end] in _SIGNS | _NUMBERS:
        end += 2 if texts[end] in _SIGNS else 1
    return min(end, len(texts))
