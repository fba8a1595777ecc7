"""Interviews that nobody had seen when the rules were written, against their gold.

    python benchmarks/unseen.py     # prints, and writes benchmarks/results/unseen.md

Twelve whole interviews, written by hand after the rules, by people who had seen neither the rules
nor any other interview, in voices of their own (corpora/unseen-2, unseen-3). Nothing is tuned on
them, and nobody has read what is missed in them. The transcripts are made from the gold files: one
turn a line, the tags taken out. `--corpus unseen` measures six older ones, whose misses were read.
"""

from __future__ import annotations

import argparse
import re
import shutil
import tempfile
from pathlib import Path

from benchmarks.sample import measure, report
from pipeline.run.study import open_study

REPOSITORY = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results" / "unseen.md"
UNREAD = ("unseen-2", "unseen-3")
_TAG = re.compile(r"</?[ec](?: [^>]*)?>")
_TITLE = "Unseen interviews against their gold"
_ABOUT = (
    "`python benchmarks/unseen.py`: twelve interviews written after the rules by hands that had\n"
    "seen neither the rules nor another interview; nothing was tuned on them, and nobody has read\n"
    "what is missed in them. The roster has the people by their full names and nothing else."
)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the figures are kept")
    parser.add_argument("--corpus", nargs="+", default=UNREAD, help="folders under corpora/")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        study = made(Path(folder) / "study", *arguments.corpus)
        with_roster = measure(study, Path(folder) / "with", roster=True)
        without = measure(study, Path(folder) / "without", roster=False)
        names = open_study(study).settings.names
    text = report(with_roster, without, names, title=_TITLE, about=_ABOUT)
    arguments.out.write_text(text, "utf-8")
    print(text)


def made(root: Path, *corpora: str) -> Path:
    """A study at `root` of the interviews of one corpus or several, made from their gold."""
    shutil.copytree(REPOSITORY / "config", root / "config")
    settings = root / "config" / "study.yaml"
    settings.write_text(
        settings.read_text("utf-8").replace("corpus: sample", f"corpus: {corpora[0]}"), "utf-8"
    )
    place = root / "corpora" / corpora[0]
    (place / "gold").mkdir(parents=True)
    (place / "transcripts").mkdir()
    rows, roster = ["participant,file,consent"], ["participant,kind,words,role,also"]
    for corpus in corpora:
        source = REPOSITORY / "corpora" / corpus
        for gold in sorted((source / "gold").glob("*.gold.txt")):
            id = gold.name.removesuffix(".gold.txt")
            shutil.copyfile(gold, place / "gold" / gold.name)
            (place / "transcripts" / f"{id}.txt").write_text(talk(gold.read_text("utf-8")), "utf-8")
            rows.append(f"{id},{id}.txt,anonymised quote")
        if (source / "roster.csv").exists():
            roster += (source / "roster.csv").read_text("utf-8").splitlines()[1:]
    (place / "participants.csv").write_text("\n".join(rows) + "\n", "utf-8")
    (place / "roster.csv").write_text("\n".join(roster) + "\n", "utf-8")
    return root


def talk(gold: str) -> str:
    """The talk of a gold file: its turns without tags, one a line."""
    lines = (line for line in gold.splitlines() if line.strip() and not line.startswith("#"))
    return "\n".join(_TAG.sub("", line) for line in lines) + "\n"


if __name__ == "__main__":
    main()
