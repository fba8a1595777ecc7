"""The sample study against its gold: what is masked, what is lost, what is proposed.

    python benchmarks/sample.py                 # prints, and writes benchmarks/results/sample.md
    python benchmarks/sample.py --study PATH    # another study that has gold files

The study is copied and run twice, with its roster and without, and measured as `voices evaluate`
does. The sample was at hand while the rules were written: figures on interviews nobody has seen
are lower.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

from pipeline.identified.vault import KeyFile
from pipeline.measure.breakdown import FIRST, Dimension, Measure, break_down, overall
from pipeline.measure.shares import Estimate, Interval
from pipeline.run.evaluation import Evaluation, evaluate
from pipeline.run.runner import run
from pipeline.run.study import open_study

REPOSITORY = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results" / "sample.md"
WORDS = {
    Measure.DIRECT: "all direct mentions",
    Measure.QUASI: "all quasi mentions",
    Measure.ENTITIES: "direct entities, every mention",
    Measure.TRANSCRIPTS: "transcripts without a direct leak",
    Measure.REPLACEMENTS: "replacements that touch an identifier",
    Measure.LOST: "other words lost",
    Measure.FOUND: "quasi mentions masked or listed",
    Measure.LISTED: "listed finds, of all words",
    Measure.LISTED_RIGHT: "listed finds that touch an identifier",
    Measure.FIRST_RIGHT: f"the same of each transcript's first {FIRST}",
}
PREFIXES = {
    Measure.DIRECT: "direct",
    Measure.QUASI: "quasi",
    Measure.FOUND: "masked or listed, quasi",
    Measure.REPLACEMENTS: "right as",
    Measure.LISTED_RIGHT: "right of listed",
}


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--study", type=Path, default=REPOSITORY, help="folder of the study")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the figures are kept")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        with_roster = measure(arguments.study, Path(folder) / "with", roster=True)
        without = measure(arguments.study, Path(folder) / "without", roster=False)
    text = report(with_roster, without, open_study(arguments.study.absolute()).settings.names)
    arguments.out.parent.mkdir(exist_ok=True)
    arguments.out.write_text(text, "utf-8")
    print(text)


def measure(study: Path, root: Path, *, roster: bool) -> Evaluation:
    """Run a copy of `study` at `root` and hold it against its gold."""
    for part in ("config", "corpora"):
        shutil.copytree(study / part, root / part, ignore=shutil.ignore_patterns("__pycache__"))
    if not roster:
        for path in root.glob("corpora/*/roster.csv"):
            path.unlink()
    report = run(root, KeyFile(root / "vault" / "study.key"))
    for receipt in report.refused:
        print(f"refused: {receipt.notice}")
    found = evaluate(root)
    for notice in (*found.notices, *found.faults):
        print(f"note: {notice}")
    return found


TITLE = "The sample study against its gold"
ABOUT = (
    "`python benchmarks/sample.py`. The rules were written with these interviews at hand: expect\n"
    "less on others."
)


def report(
    with_roster: Evaluation,
    without: Evaluation,
    names: tuple[str, ...],
    *,
    title: str = TITLE,
    about: str = ABOUT,
) -> str:
    """Both measures as a Markdown page; `names` are the finders of names."""
    cold = dict(figures(without))
    nothing = Estimate(hits=0, total=0, low=None, high=None, interval=None)
    lines = [
        f"# {title}",
        "",
        about,
        "",
        f"Names found by: {', '.join(names)}. In brackets: the 95 % interval, by drawing whole",
        "transcripts anew (bootstrap) or, where it is wider, by Wilson's formula (\\*).",
        "",
        "| masked | with the roster | without |",
        "|---|---|---|",
        *(
            f"| {name} | {shown(one)} | {shown(cold.get(name, nothing))} |"
            for name, one in figures(with_roster)
        ),
        "",
        "Turns not measured, because they were read otherwise: "
        f"{sum(one.unaligned_turns for one in with_roster.leakages)}.",
        "",
        *coded(with_roster),
    ]
    return "\n".join(lines)


def figures(found: Evaluation) -> Iterator[tuple[str, Estimate]]:
    """Every row's name and figure: over all, then by kind."""
    for line in overall(found.leakages):
        yield WORDS[line.measure], line.estimate
    by_kind = break_down(found.leakages, Dimension.KIND)
    for measure, prefix in PREFIXES.items():
        for line in by_kind:
            if line.measure is measure:
                yield f"{prefix} {line.name}", line.estimate
    together = found.together
    yield "who is who: pairs of mentions, precision", together.pairs_precision
    yield "who is who: pairs of mentions, recall", together.pairs_recall
    yield "who is who: mentions (B-cubed, in thousandths), precision", together.mentions_precision
    yield "who is who: mentions (B-cubed, in thousandths), recall", together.mentions_recall


def coded(found: Evaluation) -> list[str]:
    """The table of codings."""
    if found.scores is None:
        return []
    one = found.scores
    return [
        "| codings (turn x code, present) | precision | recall | F1 |",
        "|---|---|---|---|",
        f"| with the roster | {shown(one.precision)} | {shown(one.recall)} | {shown(one.f1)} |",
        "",
    ]


def shown(one: Estimate) -> str:
    """A share as a percentage, as what it is of, and its interval."""
    if one.share is None:
        return "-"
    star = "\\*" if one.interval is Interval.WILSON else ""
    ends = "" if one.low is None or one.high is None else f" [{one.low:.1%}, {one.high:.1%}]{star}"
    return f"{one.share:.1%} ({one.hits}/{one.total}){ends}"


if __name__ == "__main__":
    main()
