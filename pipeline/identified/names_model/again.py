"""The second pass: what was found once in a transcript is looked for all through it.

A name stands in one place where the model cannot miss it ('my sister Hope rang') and in another
where it can ('and Hope, she').
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.identified.names_model.decode import Found
from pipeline.identified.names_model.labels import NOTHING
from pipeline.identified.names_model.model import Read
from pipeline.identified.recognisers.word_classes import FUNCTION_WORDS, NEVER_NAMES
from pipeline.identified.recognisers.word_lists import identifies_nobody, is_ordinary
from pipeline.language.folding import folded
from pipeline.values.identifiers import Kind

_SOUGHT = (Kind.PERSON, Kind.LOCATION, Kind.ORGANISATION, Kind.HANDLE)
_LONGEST = 5
_SHORTEST = 3
"""Letters of a part of a name that is looked for alone."""

Form = tuple[str, ...]


def found_again(
    reads: Sequence[Read], found: Sequence[Sequence[Found]], sure: float, again: float
) -> list[list[Found]]:
    """What stands in the transcript undetected and is written like something found.

    Args:
        reads: the turns.
        found: in each turn, by the first pass.
        sure: the network's score from which a find is looked for elsewhere.
        again: the network's score that an ordinary word needs to be taken for the name again.

    Returns:
        For each turn, the further finds, none over one of `found`.
    """
    forms = dict(_forms(reads, found, sure))
    return [
        list(_in_turn(read, here, forms, again)) for read, here in zip(reads, found, strict=True)
    ]


def _forms(
    reads: Sequence[Read], found: Sequence[Sequence[Found]], sure: float
) -> Iterator[tuple[Form, Found]]:
    for read, here in zip(reads, found, strict=True):
        for one in here:
            sought = one.kind in _SOUGHT or one.pet
            if not sought or one.score < sure or one.by_sound:
                continue
            words = tuple(folded(word.text) for word in read.words[one.first : one.end])
            if any(_tells(word) for word in words):
                yield words, one
            if one.kind is Kind.PERSON and len(words) > 1:
                for word in words:
                    if _tells(word):
                        yield (word,), one


def _in_turn(
    read: Read, here: Sequence[Found], forms: dict[Form, Found], again: float
) -> Iterator[Found]:
    words = [folded(word.text) for word in read.words]
    taken = {at for one in here for at in range(one.first, one.end)}
    first = 0
    while first < len(words):
        end = min(first + _LONGEST, len(words))
        free = next((at for at in range(first, end) if at in taken), end)
        one = _longest(read, words, range(first, free), forms, again)
        if one:
            yield one
        first = one.end if one else first + 1


def _tells(word: str) -> bool:
    """Whether a word alone can be looked for: 'the' of 'the Crown' cannot."""
    common = word in FUNCTION_WORDS or word in NEVER_NAMES or identifies_nobody(word)
    return len(word) >= _SHORTEST and not common


def _longest(
    read: Read, words: Sequence[str], free: range, forms: dict[Form, Found], again: float
) -> Found | None:
    """The longest form that begins with the first of the `free` words."""
    first = free.start
    for end in range(free.stop, first, -1):
        model = forms.get(tuple(words[first:end]))
        if model is None:
            continue
        score = float((1 - read.probabilities[first:end, NOTHING]).mean())
        if not _ordinary(words[first:end]):
            return Found(first, end, model.kind, max(score, model.score), pet=model.pet)
        # 'i hope' is nobody; after 'the' nicknames stand.
        talk = model.kind is Kind.PERSON and first > 0 and words[first - 1] == "i"
        if score >= again and not talk:
            return Found(first, end, model.kind, score, pet=model.pet)
    return None


def _ordinary(words: Sequence[str]) -> bool:
    return all(is_ordinary(word) or not _tells(word) for word in words)
