"""Words as somebody said or wrote them: with quotation marks or after 'he goes', 'it said'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.identified.insider.pieces import Words
from pipeline.identified.recognisers.words import vocabulary

LONGEST = 24
_THEY = vocabulary("he he's he'd hes hed she she's she'd shes they they'd they've who it him her")
_THINGS = vocabulary(
    "card note label message text letter email caption sign sticker tag envelope postcard banner "
    "one that this writing post comment voicemail reference receipt poem book"
)
_SAYING = vocabulary(
    "said says say saying goes go going went put puts wrote writes written texted texts reads "
    "read shouted shouts whispered whispers signed sang sings called calls calling tells told "
    "asked asks answered replied typed posted messaged emailed printed like"
)
_WRITTEN = vocabulary("saying reading that says said")
_BETWEEN = vocabulary("just only to me us them her him my and then always even was all had is")
_REPORTING = vocabulary("that if whether how about what why when where to")
"""After these words comes what was meant, not what was said."""
_OPENS = re.compile(r"(?:^|[\s(\[,:;–—-])[\"“‘'«]$")
_CLOSES = re.compile(r"[\"”’'»]")
_BREAK = re.compile(r"[,:;…—–-]+\s*[\"“‘'«]?$")
_ENDS = re.compile(r"[.?!…;\[\"”»]")


def reported(words: Words, first: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches of the piece ``first`` to ``end`` that are told as they were said."""
    index = first
    while index < end:
        stop = _quoted_end(words, index, end)
        if stop > index:
            yield index, stop
            index = stop
        else:
            index += 1


def _quoted_end(words: Words, index: int, end: int) -> int:
    gap = words.said.tokens[index].gap
    if _OPENS.search(gap):
        for stop in range(index + 1, min(end, index + LONGEST) + 1):
            behind = words.said.tokens[stop].gap if stop < len(words.said.tokens) else "'"
            if _CLOSES.search(behind):
                return stop
    if index > 0 and _BREAK.fullmatch(gap.strip() + (" " if gap.endswith(" ") else "")):
        return _said_end(words, index, end) if _is_said(words, index) else index
    if index > 0 and gap.isspace() and _is_said_without_sign(words, index):
        return _said_end(words, index, end)
    return index


def _is_said(words: Words, index: int) -> bool:
    """Whether somebody's saying it stands before: 'he says,', 'the card just said:'."""
    at = index - 1
    while at >= 0 and words.talk(at) in _BETWEEN:
        at -= 1
    if words.talk(at) not in _SAYING:
        return False
    return _has_speaker(words, at)


def _has_speaker(words: Words, verb: int) -> bool:
    near = [words.talk(at) for at in range(max(0, verb - 3), verb)]
    before = [words.stands[at] for at in range(max(0, verb - 2), verb)]
    return any(word in _THEY | _THINGS for word in near) or any(before)


def _is_said_without_sign(words: Words, index: int) -> bool:
    """'He goes you're mine', 'he put see you at the baths': a verb that takes words as they are,
    and words that turn to somebody."""
    verb = words.talk(index - 1)
    if verb not in ("goes", "put", "went", "says", "said", "texted", "wrote", "saying"):
        return False
    starts = words.talk(index)
    turned = starts in _TO_HER and starts not in _REPORTING
    return turned and _has_speaker(words, index - 1)


_TO_HER = vocabulary(
    "you your you're youre you'll you've i i'm i'll i've im ill don't dont see good nice hello hi "
    "morning evening night welcome ask tell come look wait remember guess happy enjoy sleep love "
    "we're we'll let my no yes what why where who how"
)


def _said_end(words: Words, index: int, end: int) -> int:
    stop = index + 1
    while stop < min(end, index + LONGEST):
        if _ENDS.search(words.said.tokens[stop].gap):
            break
        stop += 1
    return stop
