"""Which group of names a person's name belongs to: whether all are found alike.

The groups are the headings of the lists of names that were written by hand
(``training/gazetteers/name_groups.py`` makes ``name_groups.txt`` of them).
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files

WORD_TOO = "a name that is a word too"
SPELLED = "letter by letter, initials"
UNGROUPED = "in a list, of no group"
UNLISTED = "in no list (nicknames, misheard)"
OUTSIDE = (WORD_TOO, SPELLED, UNGROUPED, UNLISTED)
"""Groups of names that no heading tells, in the order of a report."""

_NAME = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")


@dataclass(frozen=True)
class NameGroups:
    """Tells the groups of a name.

    Args:
        listed: folded name -> its groups.
        folded: makes a word what it is listed as.
        is_word_too: whether a folded name is an ordinary word as well.
        is_name: whether a folded word is in any list of names.
    """

    listed: Mapping[str, tuple[str, ...]] = field(repr=False)
    folded: Callable[[str], str]
    is_word_too: Callable[[str], bool]
    is_name: Callable[[str], bool]

    def of(self, words: str) -> tuple[str, ...]:
        """The groups of a mention.

        A name all of whose words are ordinary words ('Will', 'Grace Constable') is of that group
        alone. Else the words that are not speak for it: with the groups they share, or, where they
        share none, with all of theirs. Most mentions are of one group, some of several.
        """
        names = [self.folded(word) for word in _NAME.findall(words)]
        if names and all(len(name) == 1 for name in names):
            return (SPELLED,)
        telling = [name for name in names if not self.is_word_too(name)]
        if names and not telling:
            return (WORD_TOO,)
        of_each = [set(found) for name in telling if (found := self.listed.get(name))]
        if not of_each:
            return (UNGROUPED,) if any(map(self.is_name, telling)) else (UNLISTED,)
        return tuple(sorted(set.intersection(*of_each) or set.union(*of_each)))


@cache
def listed_groups() -> Mapping[str, tuple[str, ...]]:
    """Folded name -> its groups, in the order of the file."""
    text = (files("pipeline.measure") / "name_groups.txt").read_text(encoding="utf-8")
    found: dict[str, list[str]] = defaultdict(list)
    group = ""
    for line in text.splitlines():
        if line.startswith("# "):
            group = line.removeprefix("# ")
        else:
            for name in line.split():
                found[name].append(group)
    return {name: tuple(groups) for name, groups in found.items()}
