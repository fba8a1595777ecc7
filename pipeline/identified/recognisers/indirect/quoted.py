"""Short quoted words that only who said them would say again: 'good evening, Headmistress'."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.identified.recognisers.found_names import TurnWords
from pipeline.identified.recognisers.indirect.stretch import Stretch
from pipeline.identified.recognisers.rarity import rarity
from pipeline.identified.recognisers.words import vocabulary
from pipeline.values.identifiers import Kind

_LONGEST = 14
_WRITING = vocabulary("put puts wrote writes written texted reads read signed printed saying")
_WRITTEN = vocabulary(
    "card note label message text letter email caption subject sign sticker tag it that one "
    "envelope postcard reference heading banner"
)
_SAYING = vocabulary("said says say goes go went")
_THEIRS = vocabulary("he he's he'd hes hed she she's she'd shes shed who they they'd it it's")
_ORDINARY = re.compile(
    r"(?:i'?m )?(?:so )?(?:sorry|please|hello|hi|no|yes|yeah|why|what|okay|right|look|well"
    r"|thank you"
    r"|come back|i love you|i miss you|i'll kill you|leave me alone|how are you|who is it"
    r"|i know where you (?:live|are)|you'?ll (?:be sorry|regret it)|are you (?:ok|okay|all right)"
    r"|ring me|call me|answer me|talk to me|where are you|who is he|you're mine)"
)
"""What is said in hundreds of such cases."""


def find(words: TurnWords, index: int) -> Iterator[Stretch]:
    """Quoted words that begin at `index`."""
    opened = words.tokens[index].gap
    if re.search(r"[\"“‘'«]$", opened):
        yield from _in_marks(words, index)
    elif index > 1 and re.fullmatch(r"[,:;.…]*\s+", opened):
        yield from _after_writing(words, index)


def _in_marks(words: TurnWords, first: int) -> Iterator[Stretch]:
    for end in range(first + 1, min(first + _LONGEST, len(words.tokens)) + 1):
        behind = words.tokens[end].gap if end < len(words.tokens) else ""
        if re.search(r"[\"”’'»]", behind) or end == len(words.tokens):
            yield from _phrase(words, first, end, 0.1)
            return


def _after_writing(words: TurnWords, first: int) -> Iterator[Stretch]:
    """'It says, see me.' 'He put, ask her where she was.' Said by him and short, or written."""
    comma = words.tokens[first].gap.strip() in (",", ":")
    verb, subject = words.word(first - 1), words.word(first - 2)
    written = (verb in _WRITING and subject in _THEIRS) or (verb in _SAYING and subject in _WRITTEN)
    said = verb in _SAYING and subject in _THEIRS and comma
    if not (written and comma) and not said:
        return
    end = first + 1
    while end < len(words.tokens) and end - first < _LONGEST:
        if re.search(r"[.?!;…\[\"”—–]", words.tokens[end].gap):
            break
        end += 1
    if end - first <= (_LONGEST - 1 if written else 7):
        yield from _phrase(words, first, end, 0.3 if written else 0.05)


def _phrase(words: TurnWords, first: int, end: int, score: float) -> Iterator[Stretch]:
    said = " ".join(words.word(at) for at in range(first, end))
    told = max((rarity(words.word(at)) for at in range(first, end)), default=0.0)
    if told < _TELLING and (end - first < 2 or score < _LEAST):
        return
    if not _ORDINARY.fullmatch(said):
        yield Stretch(
            first, end, Kind.OTHER, "phrase", score=round(score + 0.05 * (told >= _TELLING), 2)
        )


_TELLING = 0.6
_LEAST = 0.1
