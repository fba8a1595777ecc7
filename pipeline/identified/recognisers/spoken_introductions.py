"""Names that people give themselves, where they say that they do: 'I go by', 'he was on there as'.

Also the three words of a what3words address, which are said the same way.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.identified.recognisers.spoken_handles import PLACES
from pipeline.identified.recognisers.spoken_mail import STOPS, Stretch
from pipeline.identified.recognisers.words import Word, keys, vocabulary

_ON_IT = r"(?:on (?:there|it|here|that|the (?:app|site|game|forum|chat|server|page|group))|online)"
_STRONG = re.compile(
    rf"(?:name {_ON_IT} (?:was|is|were)|{_ON_IT} (?:i|he|she|they) (?:was|is|were|am)"
    rf"|{_ON_IT} (?:i'm|he's|she's|they're)"
    rf"|{_ON_IT} as|{_ON_IT} under|log(?:s|ged|ging)? (?:in|on) as|sign(?:s|ed)? in as"
    r"|(?:my|his|her|their) (?:game |gamer ?)?tag (?:was|is)|user ?names? (?:was|is|were)"
    r"|(?:screen|display|profile|account|player) name (?:was|is)"
    r"|under the (?:user ?name|nickname|alias|handle)(?: of)?)$"
)
_WEAK = re.compile(
    r"(?:\b(?:go|goes|went|going) by(?: the name(?: of)?)?|under the name(?: of)?"
    r"|(?:calls|called|calling) (?:himself|herself|themselves|myself)|known as"
    r"|(?:posts|posted|posting|plays|played|playing|messaged|messaging|came up"
    r"|comes up) (?:as|under)"
    r"|nick ?name (?:was|is))$"
)
_AND_HE_WAS = re.compile(r"\band (?:i|he|she|they) (?:was|were)$")
_LAST_OF_A_CUE = vocabulary(
    """was is were am as by of under i'm he's she's they're name user username usernames nickname
    alias handle himself herself themselves myself"""
)
_FAR = 5
_REACH = 14
_LONGEST_CUE = 7
_LONGEST_NAME = 4
_ENDS = STOPS | vocabulary(
    """online there too then now when who which what where back like because cos so just again every
    each always both"""
)
_NO_NAME = _ENDS | vocabulary(
    """well usual normal myself himself herself themselves proof evidence soon long much far spelled
    spelt changed different blank wrong hidden visible listed taken used real really always never
    often sometimes every everyone nobody no-one someone what whatever how friends friend staff
    normally basically probably actually only not very more most less least two three four five
    hacked gone blocked fake private public mine yours lots loads"""
)
_THREE_WORDS = re.compile(
    r"\b(?:what ?(?:three|3) ?words?|what (?:three|3) words?|w 3 w|w3w|three words? address)$"
)
_SAYS_IT = frozenset({"is", "was", "it's", "its", "said", "at", "as", "words", "were", "like", "w"})


def find_introductions(words: Sequence[Word]) -> Iterator[Stretch]:
    """Handles behind words that introduce one."""
    last = -_FAR
    for at in range(2, len(words)):
        if words[at - 1].key not in _LAST_OF_A_CUE or set(words[at].gap) & set(".!?;"):
            continue
        before = " ".join(keys(words, at - _LONGEST_CUE, at))
        introduced = (
            _STRONG.search(before)
            or (_WEAK.search(before) and _is_online(words, at))
            or (at - last < _FAR and _AND_HE_WAS.search(before))
        )
        end = _end_of_name(words, at) if introduced else at
        if end > at and _is_name(words, at, end):
            last = end
            yield at, end


def _is_online(words: Sequence[Word], at: int) -> bool:
    around = " ".join(keys(words, at - _REACH, at + _REACH))
    return bool(PLACES.search(around) or re.search(rf"\b{_ON_IT}\b", around))


def _end_of_name(words: Sequence[Word], start: int) -> int:
    end = start + (words[start].key == "at" and words[start + 1 : start + 2] != [])
    while end < len(words) and end - start <= _LONGEST_NAME:
        if end > start and set(words[end].gap) & set(",;:!?.()–—"):
            break
        if words[end].key in _ENDS:
            behind = _over_of(words, start, end)
            if not behind:
                break
            end = behind
            continue
        end += 1
    return end


def _over_of(words: Sequence[Word], start: int, at: int) -> int:
    """The index behind 'of the manor' inside a name; 0 where nothing of the kind stands there."""
    if at == start or keys(words, at, at + 1) != ("of",):
        return 0
    noun = at + 1 + (keys(words, at + 1, at + 2) == ("the",))
    return noun + 1 if noun < len(words) and words[noun].key not in _ENDS else 0


def _is_name(words: Sequence[Word], start: int, end: int) -> bool:
    key = words[start].key
    if key == "at":
        return end > start + 1
    return key not in _NO_NAME and not key.endswith(("ing", "ly")) and len(key) + end - start > 2


def find_three_words(words: Sequence[Word]) -> Iterator[Stretch]:
    """The place that is said in three words, behind 'what three words'."""
    for at in range(1, len(words)):
        if not _THREE_WORDS.search(" ".join(keys(words, at - 3, at))):
            continue
        for start in range(at, min(at + 12, len(words) - 2)):
            if words[start - 1].key in _SAYS_IT and all(map(_is_free, words[start : start + 3])):
                yield start, start + 3
                break


def _is_free(word: Word) -> bool:
    return word.key not in STOPS and len(word.key) >= 3 and not set(word.gap) & set("?!;")
