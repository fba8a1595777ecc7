"""Short and pet forms of given names: listed ones, and endings that make them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipeline.identified.recognisers.word_lists import is_given, is_name, is_ordinary, phrases_of

SHORTEST_STEM = 3
_ENDINGS = ("ers", "ie", "ey", "y", "s", "o")
_Z_ENDINGS = ("zza", "zzer", "za", "z")


class _Names(NamedTuple):
    """What a form may be short for: itself, where it is a name, and others."""

    surely: frozenset[str]
    perhaps: frozenset[str]


_NONE = _Names(frozenset(), frozenset())


def is_short_for(one: str, other: str) -> bool:
    """Whether one is a short form, a pet form or another spelling of the other, and hardly a name
    of its own: 'Dave' and 'David', 'Nas' and 'Nasreen', but not 'Jack' and 'John'.

    Args:
        one: a folded given name.
        other: another.
    """
    return _is_short(one, other) or _is_short(other, one)


def may_be_one(one: str, other: str) -> bool:
    """The same, and also where both are forms of one name ('Lizzie' and 'Beth'), or one is a name
    of its own."""
    if is_short_for(one, other):
        return True
    ours, theirs = _of(one), _of(other)
    return not (ours.surely | ours.perhaps).isdisjoint(theirs.surely | theirs.perhaps)


def _is_short(short: str, name: str) -> bool:
    return short != name and (name in _of(short).surely or _made_from(short, name))


def _made_from(short: str, name: str) -> bool:
    """By rule, of forms that are neither listed names nor words: 'Kezza' of 'Keri', 'Deano' of
    'Dean', 'Nazn' of 'Naznin'."""
    if short in _names() or is_name(short) or is_ordinary(short) or not is_given(name):
        return False
    cut = len(short) >= SHORTEST_STEM and name.startswith(short) and len(name) > len(short) + 1
    return cut or any(name.startswith(stem) for stem in _stems(short))


def _stems(short: str) -> Iterator[str]:
    for ending in _ENDINGS:
        stem = short.removesuffix(ending)
        if stem != short and len(stem) >= SHORTEST_STEM:
            yield stem
            if stem[-1] == stem[-2] and len(stem) > SHORTEST_STEM:
                yield stem[:-1]
    for ending in _Z_ENDINGS:  # 'Gaz' and 'Gazza' of 'Gary', 'Daz' of 'Darren'
        stem = short.removesuffix(ending)
        if stem != short and len(stem) >= SHORTEST_STEM - 1:
            yield f"{stem}r"


def _of(form: str) -> _Names:
    return _names().get(form, _NONE)


@cache
def _names() -> dict[str, _Names]:
    surely: dict[str, set[str]] = defaultdict(set)
    perhaps: dict[str, set[str]] = defaultdict(set)
    for line in phrases_of("diminutives"):
        name, _, forms = line.partition(": ")
        surely[name].add(name)
        for form in forms.split():
            (perhaps if form.endswith("?") else surely)[form.removesuffix("?")].add(name)
    return {
        form: _Names(frozenset(surely[form]), frozenset(perhaps[form]))
        for form in {*surely, *perhaps}
    }
