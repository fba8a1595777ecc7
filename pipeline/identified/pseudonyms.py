"""Assumed names for victims: random, recorded in the vault, never anyone's name in the study."""

from __future__ import annotations

import random
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

import jellyfish

from pipeline.identified.forms import fold, form_of
from pipeline.identified.recognisers.word_lists import words_of
from pipeline.identified.short_forms import may_be_one

POOL = "pseudonyms.txt"
ENOUGH = 8
"""Names from which one is drawn: of fewer, the real culture or age of one person would be told, or
the name guessed."""
_NAME = re.compile(r"[^\W\d_]+(?:[-'’ ][^\W\d_]+)?")
_LONGEST = 24
_GENDERS = {"woman": "f", "female": "f", "girl": "f", "man": "m", "male": "m", "boy": "m"}
_ANY_AGE = "any"


@dataclass(frozen=True)
class Listed:
    """A name of the pool."""

    name: str
    gender: str
    """f, m, or n for neutral."""
    culture: str
    generation: str
    """older, middle, younger or any."""


@dataclass(frozen=True)
class Wanted:
    """What an assumed name is matched to; '' is unknown or not to be matched."""

    gender: str = ""
    """As the participants' table says it: 'woman', 'male' ..."""
    culture: str = ""
    """One of `cultures()`."""
    generation: str = ""


@cache
def listed() -> tuple[Listed, ...]:
    """The pool, in the order of its file."""
    path = files("pipeline.identified").joinpath("gazetteers", POOL)
    return tuple(_read(path.read_text("utf-8")))


def culture_of(said: str) -> str:
    """The culture of the pool that the participants' table means by `said` ('Pakistani'); ''
    where the pool has no names of it."""
    wanted = " ".join(said.casefold().replace("british", "british ").split())
    words = set(re.findall(r"[^\W\d_]+", wanted))
    found = [culture for culture, meant in _CULTURES.items() if words & meant]
    return found[0] if len(found) == 1 else ""


_CULTURES = {
    name: frozenset(words.split())
    for name, words in {
        "scottish": "scottish scots scotland",
        "irish": "irish ireland",
        "welsh": "welsh wales",
        "muslim south asian": "pakistani bangladeshi muslim kashmiri pashtun",
        "hindu": "hindu gujarati tamil",
        "sikh": "sikh punjabi",
        "polish": "polish poland",
        "eastern european": "romanian bulgarian ukrainian russian czech slovak hungarian moldovan",
        "west african": "nigerian ghanaian yoruba igbo akan",
        "east african": "somali kenyan ethiopian eritrean",
        "caribbean": "caribbean jamaican trinidadian barbadian",
        "chinese": "chinese cantonese mandarin",
        "arab": "arab arabic syrian iraqi egyptian moroccan lebanese yemeni",
        "turkish or kurdish": "turkish kurdish",
        "iranian": "iranian persian",
        "jewish": "jewish",
        "southern european": "italian spanish portuguese greek cypriot",
    }.items()
}


def generation_of(age_band: str) -> str:
    """The generation of an age band: '50s', '35-44' or '67'; '' where it says none."""
    found = re.search(r"\d+", age_band)
    if "teen" in age_band.casefold():
        return "younger"
    if not found:
        return ""
    age = int(found[0])
    return "younger" if age < 30 else "middle" if age < 60 else "older"


def pools(wanted: Wanted) -> Iterator[list[str]]:
    """Names to draw from, the best fitting first: those of her culture and generation, of her
    culture, of her generation, of her gender alone; neutral ones where no gender is known."""
    gender = _GENDERS.get(wanted.gender.casefold(), "n")
    fitting = [one for one in listed() if one.gender == gender]
    own = [one for one in fitting if one.culture == wanted.culture]
    common = [one for one in fitting if one.culture == "british"]
    for candidates in (own, common) if own else (common,):
        if wanted.generation:
            yield [
                one.name for one in candidates if one.generation in (wanted.generation, _ANY_AGE)
            ]
        yield [one.name for one in candidates]


class RealNames:
    """The names of real people in a study: nobody is called like any of them.

    Args:
        names: as they are written, every form of everybody.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = names

    # Most runs name nobody anew: then nothing of this is made.
    @cached_property
    def _parts(self) -> frozenset[str]:
        return frozenset(part for name in self._names for part in form_of(name))

    @cached_property
    def _sounds(self) -> frozenset[str]:
        return frozenset(map(jellyfish.metaphone, self._parts)) - {""}

    @cached_property
    def _long(self) -> list[str]:
        return sorted(part for part in self._parts if len(part) > 1)

    def why_not(self, name: str) -> str:
        """Why `name` may not be given; '' where it may. A sound-alike is one to Metaphone
        (L. Philips 1990); a letter away is one edit (Damerau 1964)."""
        words = form_of(name)
        if self._parts.intersection(words):
            return "it is a name, or part of one, in the study"
        if self._sounds.intersection(map(jellyfish.metaphone, words)):
            return "it sounds like a name in the study"
        near = [(word, part) for word in words for part in self._near(word)]
        if any(may_be_one(word, part) for word, part in near):
            return "it is a form of a name in the study"
        if any(_is_a_letter_apart(word, part) for word, part in near):
            return "it is a letter away from a name in the study"
        return ""

    def _near(self, word: str) -> Iterable[str]:
        if len(self._long) <= _MANY:
            return self._long
        return (part for part in self._long if part[0] == word[0])


_MANY = 400
"""Parts of names from which on only those of one initial are compared as short forms."""
_LONG_ENOUGH = 5
"""Letters of names that are compared letter by letter."""


def _is_a_letter_apart(one: str, other: str) -> bool:
    shortest = min(len(one), len(other))
    return shortest >= _LONG_ENOUGH and jellyfish.damerau_levenshtein_distance(one, other) < 2


def _why_not(name: str, real: RealNames, given: RealNames) -> str:
    words = form_of(name)
    if words_of("never_pseudonyms").intersection(words):
        return "it calls to mind somebody whose killing was widely reported"
    if given.why_not(name):
        return "somebody else in the study is called so, or much the same"
    return real.why_not(name)


def vet(choice: str, real: RealNames, taken: Iterable[str]) -> str:
    """Why a participant's own `choice` of name may not be used; '' where it may.

    Args:
        choice: as she wrote it.
        real: the names of the study.
        taken: assumed names that others were given or chose.
    """
    if not _NAME.fullmatch(choice) or not 2 <= len(choice) <= _LONGEST:
        return "it is not a single first name in letters"
    return _why_not(choice, real, RealNames(taken))


def draw(
    seed: str,
    identity: str,
    pools: Iterable[Iterable[str]],
    real: RealNames,
    taken: Iterable[str] = (),
) -> str:
    """A name for `identity`, drawn by the vault's secret `seed`.

    Args:
        seed: of the vault.
        identity: whose name it will be.
        pools: names to draw from, the best fitting first; one with fewer than `ENOUGH` free names
            is passed over unless it is the last.
        real: the names of the study.
        taken: assumed names already given.

    Returns:
        The name; '' where no candidate is left.
    """
    given = RealNames(taken)
    free: list[str] = []
    for candidates in pools:
        free = sorted({name for name in candidates if not _why_not(name, real, given)})
        if len(free) >= ENOUGH:
            break
    if not free:
        return ""
    # The seed is secret and the draw is recorded: the name says nothing about order or spelling.
    return random.Random(f"{seed}/{identity}").choice(free)


def matchable(values: Collection[str], value: str, smallest: int) -> str:
    """`value` if at least `smallest` of the study's `values` are the same, blind to case; else '':
    a culture that one participant alone has would single her out."""
    wanted = fold(value.strip())
    shared = [fold(one.strip()) for one in values].count(wanted) >= smallest
    return value if wanted and shared else ""


def _read(text: str) -> Iterator[Listed]:
    culture = gender = generation = ""
    for line in text.splitlines():
        if line.startswith("["):
            culture, gender, generation = (part.strip() for part in line.strip("[]").split(";"))
        elif line and not line.startswith("#"):
            for name in line.split():
                yield Listed(name, gender, culture, generation)
