"""Real names among the speaker tags: identifiers to be looked for in the talk."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from pipeline.identified.readers.layouts.covers import CoverName, without_title
from pipeline.identified.readers.tags import is_name, sense
from pipeline.values.texts import SpeakerName

_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_DEVICE_OF = re.compile(r"^(.{2,40}?)['’]s?\s+\S.*$")
_DEVICE = re.compile(r"(?i)\b(?:iphone|ipad|galaxy|android|samsung|laptop|macbook|phone|pc)\b")
_SHORTEST_INITIALS = 4


def names_of(speakers: Mapping[str, str], cover: Sequence[CoverName]) -> tuple[SpeakerName, ...]:
    """The names in the tags (tag -> speaker) and in the cover block, each form once.

    'Roe, Jane' is also given as 'Jane Roe', and 'Jane's iPhone' as 'Jane'.
    """
    found: dict[str, SpeakerName] = {}
    for tag, speaker in speakers.items():
        for form in _forms(tag):
            found.setdefault(form.casefold(), SpeakerName(speaker=speaker, words=form))
    for one in cover:
        for form in _forms(one.words):
            found.setdefault(form.casefold(), SpeakerName(speaker=one.speaker, words=form))
    return tuple(found.values())


def same_person(tag: str, name: str) -> bool:
    """Whether `tag` is `name`, its first or last part, or its initials."""
    if not tag or sense(tag):
        return False
    this = sorted(_words(tag))
    that = _words(name)
    initials = "".join(word[0] for word in that)
    return (
        this == sorted(that)
        or (len(this) == 1 and this[0] in that)
        or "".join(_words(tag)).replace(".", "") == initials
    )


def _forms(tag: str) -> Iterator[str]:
    for name in _written(tag):
        if not is_name(name.title() if name.islower() else name) or _is_initials(name):
            continue
        yield name
        if without_title(name) not in ("", name):
            yield without_title(name)
        last, comma, first = name.partition(",")
        if comma and first.strip():
            yield f"{first.strip()} {last.strip()}"
        owner = _DEVICE_OF.match(name)
        if owner and _DEVICE.search(name):
            yield owner[1]


def _written(tag: str) -> Iterable[str]:
    meaning = sense(tag)
    if meaning:
        return (meaning.name,) if meaning.name else ()
    return (_BRACKETS.sub("", tag).strip(), *re.findall(r"[(\[]([^()\[\]]+)[)\]]", tag))


def _is_initials(name: str) -> bool:
    return name.isupper() and name.isalpha() and len(name) < _SHORTEST_INITIALS


def _words(name: str) -> list[str]:
    return [word.strip(",.").casefold() for word in name.split() if word.strip(",.")]
