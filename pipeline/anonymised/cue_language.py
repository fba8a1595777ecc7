"""What a cue of the codebook asks for: runs of words, with choices and gaps.

changed the locks      these words, whatever their inflection
moved * miles          '*': up to three words between
(rang|texted) me       one of these; '(just|)' may be missing
took <child>           one of a word list of the codebook, `lists: {child: [son, daughter]}`
I =leave               exactly this form: 'leave', not 'left' or 'leaving'
at =#.##               a word of that shape, '#' standing for a digit
knife & <recent>       both in one sentence, in any order
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import product

from pipeline.anonymised.sentences import bases_of

GAP_WORDS = 3
DIGIT = "#"
MOST_RUNS = 2000
"""Runs of words that one side of a cue may stand for."""
_SIGNS = re.compile(r"(\*|\((?:[^()]|\([^()]*\))*\)|<[^<>]*>|=[^\s()<>*&|=]+)")
_OR = re.compile(r"\|(?![^(]*\))")
"""Between the options of a choice, not of a choice within it."""
_TOGETHER = " & "


@dataclass(frozen=True, slots=True)
class Choice:
    """One word of a run: any of these."""

    words: frozenset[str]
    exact: bool = False
    """Whether `words` are forms as spoken, not base forms."""


GAP = Choice(frozenset())
"""Up to `GAP_WORDS` words, whatever they are."""
Run = tuple[Choice, ...]
Lists = Mapping[str, Sequence[str]]


class CueError(ValueError):
    """A cue that asks for nothing, or for a list that is not there; the message says which."""


def sides_of(cue: str, lists: Lists) -> list[list[Run]]:
    """Each side of a cue that stands for runs of words that must be in one sentence.

    Args:
        cue: as written in the codebook.
        lists: the word lists of the codebook, by name.

    Raises:
        CueError: nothing is left to look for on a side, or beside a '*'; or it cannot be read.
    """
    return [_runs(side, lists, cue) for side in cue.split(_TOGETHER)]


def _runs(side: str, lists: Lists, cue: str) -> list[Run]:
    steps = list(_steps(side, lists))
    if _count(steps) > MOST_RUNS:
        raise CueError(f"'{cue}' stands for too many runs of words")
    runs = list(dict.fromkeys(sum(chosen, ()) for chosen in product(*steps)))
    if not runs or any(_hollow(run) for run in runs):
        raise CueError(f"nothing to look for on one side of the cue '{cue}'")
    return runs


def _steps(text: str, lists: Lists) -> Iterable[list[Run]]:
    """What may stand at each place of `text`, in order."""
    for part in _SIGNS.split(text):
        if part == "*":
            yield [(GAP,)]
        elif part.startswith("=") and len(part) > 1:
            yield [(Choice(frozenset({part[1:].lower()}), exact=True),)]
        elif part.startswith(("(", "<")) and part.endswith((")", ">")):
            options = _listed(part[1:-1], lists) if part[0] == "<" else _OR.split(part[1:-1])
            if found := _one_of(options, lists):
                yield found
        elif set("()<>|&=") & set(part):
            raise CueError(f"'{part.strip()}' cannot be read as a cue")
        else:
            for base in bases_of(part):
                yield [(Choice(frozenset({base})),)]


def _one_of(options: Iterable[str], lists: Lists) -> list[Run]:
    """The runs of several options; options of a single word become one choice."""
    single: set[str] = set()
    longer: list[Run] = []
    for option in options:
        steps = list(_steps(option, lists))
        if option.strip() and not steps:
            continue  # an auxiliary or an article: the talk is not compared on it either
        if _count(steps) > MOST_RUNS:
            raise CueError("a choice within a cue stands for too many runs of words")
        for chosen in product(*steps):
            run: Run = sum(chosen, ())
            if len(run) == 1 and run[0] is not GAP and not run[0].exact:
                single |= run[0].words
            else:
                longer.append(run)
    return [*([(Choice(frozenset(single)),)] if single else []), *longer]


def _listed(name: str, lists: Lists) -> Sequence[str]:
    if name not in lists:
        raise CueError(f"there is no list '{name}' in 'lists'")
    return lists[name]


def _count(steps: Sequence[Sequence[Run]]) -> int:
    count = 1
    for step in steps:
        count *= len(step)
    return count


def _hollow(run: Run) -> bool:
    """Whether there is nothing to compare, or nothing beside a gap."""
    if not run or run[0] is GAP or run[-1] is GAP:
        return True
    return any(one is GAP and run[at + 1] is GAP for at, one in enumerate(run[:-1]))
