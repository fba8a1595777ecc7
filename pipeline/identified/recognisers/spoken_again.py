"""Handles that were introduced, found again: 'my name on there was quiet storm' ... 'safe, quiet
storm' ... '@QuietStorm'."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.identified.recognisers.spoken_mail import Stretch
from pipeline.identified.recognisers.word_classes import NEVER_NAMES
from pipeline.identified.recognisers.word_lists import is_ordinary
from pipeline.identified.recognisers.words import Word

_SHORTEST = 5
_LONG_PART = 8
_WRITTEN = re.compile(r"@\w[\w.]+|(?<![\w@/.])\w+_\w+|(?<![\w@/.-])[a-zA-Z]{4,}\d{2,6}(?!\w)")
_MOST_WORDS = 6
_SIGNS = frozenset({"underscore", "dot", "dash", "hyphen", "at"})


@dataclass(frozen=True, slots=True)
class KnownHandles:
    """Handles without their spaces and signs, and all their beginnings."""

    whole: frozenset[str] = field(repr=False)
    begun: frozenset[str] = field(repr=False)


def known_handles(words: Iterable[str]) -> KnownHandles:
    """What is looked for everywhere: handles of five letters or more that are no everyday word."""
    whole = frozenset(form for one in words for form in _forms(one))
    begun = frozenset(one[:size] for one in whole for size in range(1, len(one) + 1))
    return KnownHandles(whole, begun)


def written_handles(text: str) -> list[str]:
    """What can only be a handle as it is written: '@sam', 'sam_k9', 'quietstorm77'."""
    return _WRITTEN.findall(text)


def _forms(words: str) -> Iterator[str]:
    """A handle whole, and the long words of which it is made: 'quietstorm' of 'quietstorm_k7'."""
    if whole := _distinctive(words):
        yield whole
    for part in re.findall(r"[a-z]+", words.lower()):
        if len(part) >= _LONG_PART and part != whole and _distinctive(part):
            yield part


def _distinctive(words: str) -> str:
    said = [one for one in re.findall(r"[a-z0-9]+", words.lower()) if one not in _SIGNS]
    squeezed = "".join(said)
    if len(squeezed) < _SHORTEST or (len(said) == 1 and is_ordinary(squeezed)):
        return ""
    return "" if set(said) <= NEVER_NAMES else squeezed


def find_again(words: Sequence[Word], known: KnownHandles) -> Iterator[Stretch]:
    """Every place where a known handle stands: 'quiet storm', 'quietstorm', 'quiet_storm'."""
    at = 0
    while at < len(words):
        end = _end(words, at, known) if known.whole else None
        if end:
            yield at, end
        at = end or at + 1


def _end(words: Sequence[Word], at: int, known: KnownHandles) -> int | None:
    """The index behind the longest known handle that starts at ``words[at]``."""
    squeezed, found = "", None
    for end in range(at, min(at + _MOST_WORDS, len(words))):
        key = words[end].key.removesuffix("'s")
        if end > at and set(words[end].gap) & set(",;:!?()"):
            break
        if end == at or key not in _SIGNS:
            squeezed += key
        if squeezed not in known.begun:
            break
        found = end + 1 if squeezed in known.whole else found
    return found
