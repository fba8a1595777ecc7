"""From what the network read to what is found: word lists and sounds weigh in, then the second
pass."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from pipeline.identified.misheard import Ear, KnownName, SoundAlike
from pipeline.identified.names_model.again import found_again
from pipeline.identified.names_model.decode import Found, decode
from pipeline.identified.names_model.handles import whole_handles
from pipeline.identified.names_model.labels import COUNT, begins, inside
from pipeline.identified.names_model.model import Read
from pipeline.identified.names_model.operating import Operating
from pipeline.identified.names_model.spared import spare
from pipeline.identified.recognisers.word_classes import PRONOUNS
from pipeline.identified.recognisers.word_lists import is_name, is_ordinary
from pipeline.language.folding import folded
from pipeline.values.identifiers import Kind, Mention, Status
from pipeline.values.spans import Span

_SHORTEST_HELD = 4
"""Letters of a name of the transcript that is listened for."""

_NO_NAME_AFTER = PRONOUNS | {
    "a",
    "an",
    "the",
    "this",
    "these",
    "those",
    "some",
    "any",
    "no",
    "every",
}
_MEANT = 0.4
"""How telling a likeness must be to say whose name it is that stands there anyhow."""
_PLAIN = 1.0
"""From this on a whole name is heard, whatever stands before it: 'did this column drake'."""
_MOST = 0.6
"""Of a find's letters, those that must sound like a known name for it to be taken for that."""

Evidence = tuple[Span, Kind, float]
"""Words, what they may be, and what is added to the log-probabilities of that."""


def find(
    reads: Sequence[Read],
    listed: Sequence[Sequence[Mention]],
    operating: Operating,
    *,
    second_pass: bool = True,
    known: Sequence[KnownName] = (),
) -> list[list[Found]]:
    """What stands in the turns of one transcript; within a pass no finds overlap.

    Args:
        reads: the turns, as the network read them.
        listed: for each turn, the names that word lists and capitals give away. They are evidence,
            not verdicts: a listed name that the network is certain is none stays.
        operating: leans and thresholds.
        second_pass: whether what is found once is looked for everywhere, and names of the
            transcript are listened for.
        known: names that a person listed for this transcript; what is spelled or sounds like one
            is evidence too.
    """
    lists = [list(_by_lists(names, operating)) for names in listed]
    first = [
        decode(read.probabilities, operating.leans(), _evidence(read, here))
        for read, here in zip(reads, lists, strict=True)
    ]
    names = (*known, *_held(reads, first, operating.known)) if second_pass else known
    found = _heard(reads, lists, first, Ear(names), operating) if names else first
    found = [whole_handles(read.words, here) for read, here in zip(reads, found, strict=True)]
    if not second_pass:
        return spare(reads, found, known)
    more = found_again(reads, found, operating.known, operating.again)
    both = [[*one, *other] for one, other in zip(found, more, strict=True)]
    return spare(reads, both, known)


def _by_lists(names: Iterable[Mention], operating: Operating) -> Iterator[Evidence]:
    for name in names:
        sure = name.status is Status.SURE
        yield name.span, name.kind, operating.listed if sure else operating.perhaps


def _held(
    reads: Sequence[Read], found: Sequence[Sequence[Found]], sure: float
) -> Iterator[KnownName]:
    """The people whom the transcript names for sure, in words that are no others."""
    for read, here in zip(reads, found, strict=True):
        for one in here:
            if one.kind is not Kind.PERSON or one.score < sure:
                continue
            words = [word.text for word in read.words[one.first : one.end] if word.text.isalpha()]
            told = [
                word for word in words if len(word) >= _SHORTEST_HELD and _is_no_word(folded(word))
            ]
            yield from (KnownName(word, Kind.PERSON, listed=False) for word in told)


def _is_no_word(word: str) -> bool:
    return is_name(word) and not is_ordinary(word)


def _heard(
    reads: Sequence[Read],
    lists: Sequence[Sequence[Evidence]],
    first: Sequence[Sequence[Found]],
    ear: Ear,
    operating: Operating,
) -> list[list[Found]]:
    """Decode again, with what sounds like a known name."""
    decoded = []
    for read, by_lists, before in zip(reads, lists, first, strict=True):
        alike = ear.hear(read.words)
        by_sound = list(_by_sound(read, alike, operating))
        if by_sound:
            evidence = _evidence(read, (*by_lists, *by_sound))
            found = decode(read.probabilities, operating.leans(), evidence)
        else:
            found = list(before)
        decoded.append([_named(read, one, alike, before) for one in found])
    return decoded


def _by_sound(read: Read, alike: Iterable[SoundAlike], operating: Operating) -> Iterator[Evidence]:
    """What sounds like a known name or is spelled like a listed one, and is no plain talk."""
    for one in alike:
        if one.spelled:
            weight = operating.spelled if one.name.listed else 0.0
        else:
            weight = operating.heard * one.telling * (1.0 if one.name.listed else operating.held)
        if weight and not _is_talk(read, one):
            yield one.span, one.name.kind, weight


def _is_talk(read: Read, alike: SoundAlike) -> bool:
    """Whether ordinary words follow one that no person's name follows: 'i hope', 'a column'."""
    if alike.name.kind is not Kind.PERSON or alike.telling > _PLAIN:
        return False
    first = next(at for at, word in enumerate(read.words) if word.end > alike.span.start)
    inside = [word for word in read.words[first:] if word.start < alike.span.end]
    before = folded(read.words[first - 1].text) if first else ""
    return before in _NO_NAME_AFTER and all(is_ordinary(folded(word.text)) for word in inside)


def _named(read: Read, found: Found, alike: Iterable[SoundAlike], before: Iterable[Found]) -> Found:
    """A find with the known name that it sounds like, where the words are nobody's own name."""
    words = [word for word in read.words[found.first : found.end] if word.text[0].isalnum()]
    if not words or all(is_name(folded(word.text)) for word in words):
        return found
    span = Span(start=words[0].start, end=words[-1].end)
    like = next((one for one in alike if one.name.kind is found.kind and _same(one, span)), None)
    new = not any(one.first < found.end and found.first < one.end for one in before)
    if like is None or like.spelled or (like.telling < _MEANT and not new):
        return found
    return replace(found, sounds_like=like.name.words, by_sound=new)


def _same(alike: SoundAlike, span: Span) -> bool:
    """Whether a sound-alike and a find are, for the most part, the same words."""
    shared = min(alike.span.end, span.end) - max(alike.span.start, span.start)
    return shared > _MOST * max(len(alike.span), len(span))


def _evidence(read: Read, told: Iterable[Evidence]) -> NDArray[np.float32] | None:
    """Words x labels: what is added to the log-probabilities; None where nothing is."""
    made: NDArray[np.float32] | None = None
    for span, kind, weight in told:
        under = [
            at
            for at, word in enumerate(read.words)
            if word.start < span.end and span.start < word.end
        ]
        if not under or not weight:
            continue
        if made is None:
            made = np.zeros((len(read.words), COUNT), dtype=np.float32)
        opening = (under[0], begins(kind))
        made[opening] = max(made[opening], weight)
        made[under, inside(kind)] = np.maximum(made[under, inside(kind)], weight)
    return made
