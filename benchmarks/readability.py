"""How the drafts of a study read: patterns of replacements that read badly, counted.

    python benchmarks/readability.py                 # a copy of the sample study is run
    python benchmarks/readability.py --study PATH    # the drafts that a study has
    python benchmarks/readability.py --before PATH   # beside the drafts of another run
    python benchmarks/readability.py --show          # with the places, words of the drafts included

The counts go to benchmarks/results/readability.md. They are signs, not faults: 'at [pub]' is what
'at Costa' becomes, and some of what is counted stood so in the talk.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.identified.vault import KeyFile
from pipeline.run.files import read_value, read_values
from pipeline.run.runner import run
from pipeline.run.study import open_study
from pipeline.values.identifiers import Decision
from pipeline.values.texts import Draft

REPOSITORY = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results" / "readability.md"
_PLACES = (
    "pub|club|gym|cafe|shop|bank|hotel|court|council|hospital|surgery|park|station|police station"
    "|police force|prison|organisation|place"
)
_VOWEL = r"(?:[aeio](?!n?e\b|u\b)|u(?!ni|se|su)|8|11\b|18\b)"
PATTERNS = {
    "one placeholder twice: '[x] [x]'": r"(\[[^\]]+\])[ ,]*\1",
    "two placeholders side by side: '[x] [y]', '[x][y]'": r"\][ ]?\[(?!\w* ?\d\d:|pause|laugh)",
    "a role said twice: 'my sister [sister]'": r"(?i)\b(mother|father|sister|brother|daughter"
    r"|son|wife|husband|partner|aunt|uncle|cousin|friend|neighbour|manager|solicitor|officer"
    r"|doctor)\b[,]? \[(?:\w+'?s? )?\1[ \d]*\]",
    "a title left before a placeholder: 'PC [officer]'": r"(?i)\b(?:pc|dc|ds|di|sgt|mr|mrs|miss|ms"
    r"|dr|auntie|uncle)\.? \[(?!surname)",
    "'a' before a vowel: 'a [employer]'": rf"(?i)(?<![\w'])a \[{_VOWEL}",
    "'an' before a consonant: 'an [pub]'": r"(?i)(?<!\w)an \[(?:[b-df-hj-np-tv-z]|uni|use|[1-79])"
    r"(?!onest|our)",
    "the article doubled: 'the the', 'a the'": r"(?i)\b(?:the|an?) (?:the|an?) \[",
    "no article: 'at [pub]'": rf"(?i)\b(?:at|in|to|from|outside|near) \[(?:{_PLACES})(?: \d+)?\]",
    "'my' before a pseudonymised relation: 'my [sister]'": r"(?i)\b(?:my|our) (?:\w+ )?\[(?:mother"
    r"|father|sister|brother|child|partner|husband|wife|ex-partner|friend|neighbour)[ \d]*\]",
    "a possessive adrift: \"[x]' s\", '[x] 's'": r"\](?:['’] s\b| ['’]s\b|['’](?=\s*\w+\s)(?!\w))",
    "glued to a word: 'at[town]'": r"\w\[(?=[a-z]+[ \d\]])|\](?=\w)(?!s\b)",
    "a number's '+44' left": r"(?:\+|00)\s?44\s*\[",
    "blanks doubled, or before a comma": r"\] +[,.;:?!](?!\.)|  \[|\]  ",
}


@dataclass(frozen=True)
class Found:
    """Something that reads badly."""

    pattern: str
    place: str
    """Transcript and turn."""
    words: str


@dataclass(frozen=True)
class Measured:
    """What was counted over the drafts of a study."""

    drafts: int
    replaced: int
    found: list[Found]
    changing: int


def main() -> None:
    """Count, write and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--study", type=Path, help="a study with drafts; default: run the sample")
    parser.add_argument("--before", type=Path, help="the same study as another version made it")
    parser.add_argument("--show", action="store_true", help="print the places with their words")
    parser.add_argument("--out", type=Path, help="where the counts are kept")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        study = arguments.study or anonymised(Path(folder))
        now = measured(study)
    before = measured(arguments.before) if arguments.before else None
    text = report(now, before)
    out = arguments.out or (None if arguments.study else RESULTS)
    if out:
        out.write_text(text, "utf-8")
    print(text)
    if arguments.show:
        print(*(f"{one.place}: {one.pattern}: {one.words}" for one in now.found), sep="\n")


def anonymised(root: Path) -> Path:
    """A copy of the sample study, run."""
    for part in ("config", "corpora"):
        shutil.copytree(REPOSITORY / part, root / part)
    run(root, KeyFile(root / "vault" / "study.key"))
    return root


def drafts_of(study: Path) -> list[Draft]:
    """The drafts that a study has, in the order of their ids."""
    folder = open_study(study.absolute()).places.drafts
    return [read_value(path, Draft) for path in sorted(folder.glob("*.jsonl"))]


def labels_that_change(study: Path) -> int:
    """How many identities have, in one transcript, several labels in brackets."""
    folder = open_study(study.absolute()).places.decisions
    count = 0
    for path in sorted(folder.glob("*.jsonl")):
        labels: dict[str, set[str]] = defaultdict(set)
        for one in read_values(path, Decision):
            match = re.search(r"\[[^\]]+\]", one.replacement)
            if one.identity and match and one.action.value == "role":
                labels[one.identity].add(re.sub(r" and partner\]|'s family\]", "]", match[0]))
        count += sum(len(one) > 1 for one in labels.values())
    return count


def look(draft: Draft) -> Iterator[Found]:
    """What reads badly in a draft, around its replacements."""
    for turn in draft.turns:
        for name, pattern in PATTERNS.items():
            for match in re.finditer(pattern, turn.text):
                beside = range(match.start() - 1, match.end() + 1)
                if any(one.span.start in beside or one.span.end in beside for one in turn.replaced):
                    words = turn.text[max(0, match.start() - 30) : match.end() + 20]
                    yield Found(name, f"{draft.id}/{turn.number}", words)


def measured(study: Path) -> Measured:
    """Look at all drafts of a study."""
    drafts = drafts_of(study)
    return Measured(
        drafts=len(drafts),
        replaced=sum(len(turn.replaced) for draft in drafts for turn in draft.turns),
        found=[one for draft in drafts for one in look(draft)],
        changing=labels_that_change(study),
    )


def report(now: Measured, before: Measured | None) -> str:
    """The counts as a Markdown page."""
    both = [one for one in (before, now) if one]
    counts = [Counter(found.pattern for found in one.found) for one in both]
    rows = [[name, *(str(one[name]) for one in counts)] for name in PATTERNS]
    rows += [
        ["one person, several labels in one transcript", *(str(one.changing) for one in both)],
        ["**all**", *(f"**{len(one.found) + one.changing}**" for one in both)],
        ["replacements looked at", *(str(one.replaced) for one in both)],
    ]
    heads = ["pattern", *(["before"] if before else []), "times"]
    return "\n".join(
        [
            "# How the drafts read",
            "",
            f"`python benchmarks/readability.py`: {now.drafts} drafts. Signs, not faults: see the",
            "head of the program.",
            "",
            f"| {' | '.join(heads)} |",
            f"|{'---|' * len(heads)}",
            *(f"| {' | '.join(row)} |" for row in rows),
            "",
        ]
    )


if __name__ == "__main__":
    main()
