"""Builds ``pipeline/measure/name_groups.txt``: which group of names a name belongs to.

Run ``python training/gazetteers/name_groups.py`` from the root of the repository; ``build.py``
runs it too. The groups are the headings of the lists of names written by hand, brought to one set
of words for given names and surnames.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from pipeline.language.folding import folded

BY_HAND = Path(__file__).parent / "by_hand"
TARGET = Path(__file__).parents[2] / "pipeline" / "measure" / "name_groups.txt"
LISTS = ("given_names.txt", "surnames.txt")
NEVER = "never_names.txt"

ENGLISH = "English"
WELSH = "Welsh, Cornish"
SCOTTISH = "Scottish, Ulster"
IRISH = "Irish"
TRAVELLER = "Traveller, Romany"
SOUTH_ASIAN = "South Asian"
AFRICAN = "African"
CARIBBEAN = "Caribbean"
POLISH = "Polish, Ukrainian, Russian, Baltic"
BALKAN = "Romanian, Hungarian, Balkan, Czech, Slovak"
ARABIC = "Arabic, Kurdish, Persian, Turkish"
EAST_ASIAN = "East and South-East Asian"
SOUTHERN = "Southern European, Latin American"
JEWISH = "Jewish"
NICKNAMES = "nicknames, diminutives"
NO_GROUP = ""

GROUPS: dict[str, str | tuple[str, ...]] = {
    "English, Victorian to present": ENGLISH,
    "English": ENGLISH,
    "Nicknames and diminutives": NICKNAMES,
    "Welsh": WELSH,
    "Scottish": SCOTTISH,
    "Welsh, Cornish, Scottish, Ulster": (WELSH, SCOTTISH),
    "Irish": IRISH,
    "Irish and Traveller": IRISH,
    "Travellers' and Romany favourites": TRAVELLER,
    "South Asian": SOUTH_ASIAN,
    "African": AFRICAN,
    "Caribbean": CARIBBEAN,
    "African and Caribbean": (AFRICAN, CARIBBEAN),
    "Polish, Ukrainian, Russian, Baltic": POLISH,
    "Romanian, Bulgarian, Hungarian, Albanian, former Yugoslavia, Czech, Slovak": BALKAN,
    "Arabic, Kurdish, Persian, Afghan, Turkish": ARABIC,
    "Chinese, Vietnamese, Filipino, Japanese, Korean, Thai": EAST_ASIAN,
    "Southern European, Latin American, Greek, Cypriot, Portuguese": SOUTHERN,
    "Jewish": (JEWISH, NO_GROUP),
    "Polish, Romanian, Baltic, Ukrainian, Balkan, Turkish, Arabic, Kurdish, Persian, Chinese, "
    "Vietnamese, Filipino, southern European, Jewish": (
        *(POLISH, BALKAN, POLISH, BALKAN),
        *(ARABIC, EAST_ASIAN, SOUTHERN, JEWISH),
    ),
}
"""Heading (up to a colon) -> the group of all its lines, or the groups of its lines in order."""


def lines_by_group(name: str) -> Iterator[tuple[str, list[str]]]:
    """Group and names of every line of a list.

    Raises:
        ValueError: a heading has no group, or other lines than `GROUPS` has groups for it.
    """
    _title, *blocks = (BY_HAND / name).read_text(encoding="utf-8").split("\n# ")
    for block in blocks:
        heading, *lines = block.strip().split("\n")
        groups = GROUPS.get(heading.partition(":")[0])
        if groups is None:
            raise ValueError(f"{name}: the heading '{heading}' has no group")
        each = (groups,) * len(lines) if isinstance(groups, str) else groups
        if len(each) != len(lines):
            raise ValueError(f"{name}: '{heading}' has {len(lines)} lines for {len(each)} groups")
        yield from ((group, line.split()) for group, line in zip(each, lines, strict=True))


def name_groups() -> dict[str, set[str]]:
    """Group -> folded names; a name may be of several groups."""
    never = {
        folded(name)
        for line in (BY_HAND / NEVER).read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
        for name in line.split()
    }
    found: dict[str, set[str]] = {}
    for name in LISTS:
        for group, names in lines_by_group(name):
            if group != NO_GROUP:
                found.setdefault(group, set()).update({folded(one) for one in names} - never)
    return found


def text() -> str:
    """The file: a line ``# group``, then its names, in order, several a line."""
    parts = [
        f"# {group}\n{textwrap.fill(' '.join(sorted(names)), 100, break_on_hyphens=False)}\n"
        for group, names in name_groups().items()
    ]
    return "".join(parts)


def main() -> None:
    """Write the file."""
    TARGET.write_text(text(), encoding="utf-8")


if __name__ == "__main__":
    main()
