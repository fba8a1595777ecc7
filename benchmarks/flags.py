"""The flags of the codebook against hand-marked talk: how many are found, and what it costs.

    python benchmarks/flags.py                   # prints, and writes benchmarks/results/flags.md
    python benchmarks/flags.py --codebook PATH   # another codebook

The sets lie in `benchmarks/flags/`; its README says who wrote which of them, and when. What the
cues were read against is found far better than anything else: `last` stands for other interviews.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from pipeline.anonymised.codebook import parse_codebook
from pipeline.anonymised.flags import FlagRaiser
from pipeline.identified.vault import KeyFile
from pipeline.measure.shares import Share, add, estimate
from pipeline.quotable.holds import held_turns
from pipeline.run.files import read_value, read_values
from pipeline.run.runner import run
from pipeline.run.study import open_study
from pipeline.run.work.gates import admitted_transcript
from pipeline.values.quotes import QuoteBook
from pipeline.values.texts import DraftTurn, Role
from pipeline.values.themes import Codebook, RaisedFlag

REPOSITORY = Path(__file__).parents[1]
SETS = Path(__file__).parent / "flags"
RESULTS = Path(__file__).parent / "results" / "flags.md"
WHAT = {
    "tuning": "the cues were written on it",
    "test": "written before the cues by the same hand; its misses were read",
    "fresh": "written when the first cues stood; its misses were read",
    "last": "written when all cues stood; nobody looked at its misses",
}
FIRST = """\
First runs, before a miss was read (they cannot be repeated; the commands are those above):

| set | flags found |
|---|---|
| test, with the cues as they were before this work | 39 of 192 (20.3%) |
| test, first run of the new cues | 174 of 192 (90.6%) |
| fresh, first run | 11 of 71 (15.5%) |
| last, first run | 4 of 49 (8.2%) |

**`test` is no measure.** Who wrote the cues had written the set and remembered it. The next set,
just as indirect but written afterwards, shows what the cues are worth on talk they do not know.

For comparison, tried once and not shipped: MiniLM fine-tuned on the other three sets (958 turns;
mean of two trainings) found 41% of the flags in `last`, 91% of those raised right, with 12% of
other interview turns held. A model that reads whole sentences is the way to go on, with more lines
to learn from, written by several hands.
"""


@dataclass
class Counts:
    """Of one flag in one set, a share a voice."""

    found: list[Share] = field(default_factory=list)
    right: list[Share] = field(default_factory=list)


@dataclass(frozen=True)
class Turn:
    """A turn as marked and as found."""

    participant: bool
    marked: frozenset[str]
    raised: frozenset[str]


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    default = REPOSITORY / "config" / "codebook.yaml"
    parser.add_argument("--codebook", type=Path, default=default, help="its flags are measured")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the figures are kept")
    arguments = parser.parse_args()
    book = parse_codebook(arguments.codebook.read_text("utf-8"), arguments.codebook.name)
    parts = ["# Flags: what the cues find", "Command: `python benchmarks/flags.py`."]
    for name in WHAT:
        parts += [f"## {name}: {WHAT[name]}", table(book, read(SETS / f"{name}.jsonl", book))]
    parts += ["## Before anybody looked", FIRST.strip(), "## What it costs on the sample study"]
    text = "\n\n".join([*parts, cost(arguments.codebook)]) + "\n"
    arguments.out.write_text(text, "utf-8")
    print(text)


def read(path: Path, book: Codebook) -> list[list[Turn]]:
    """The turns of each voice of a set, marked and raised."""
    raiser = FlagRaiser(book)
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    voices = []
    for _, own in groupby(lines, key=lambda line: line["voice"]):
        marked = list(own)
        turns = [
            DraftTurn(number=number, speaker=line["speaker"], text=line["text"])
            for number, line in enumerate(marked, start=1)
        ]
        raised = raiser.raise_flags(turns, "T1")
        voices.append([
            Turn(
                turn.role is Role.PARTICIPANT,
                frozenset(line["flags"]),
                frozenset(flag.flag for flag in raised if flag.turn == turn.number),
            )
            for turn, line in zip(turns, marked, strict=True)
        ])  # fmt: skip
    return voices


def table(book: Codebook, voices: Sequence[Sequence[Turn]]) -> str:
    """Recall and precision of each flag, with 95 % intervals; and of all."""
    counts = {flag.id: Counts() for flag in book.flags}
    for turns in voices:
        for flag, count in counts.items():
            both = sum(flag in turn.marked & turn.raised for turn in turns)
            count.found.append(_share(both, sum(flag in turn.marked for turn in turns)))
            count.right.append(_share(both, sum(flag in turn.raised for turn in turns)))
    rows = ["| flag | found | 95 % | of those raised, right |", "|---|---|---|---|"]
    rows += [_row(flag, count.found, count.right) for flag, count in counts.items()]
    found = [add(count.found[at] for count in counts.values()) for at in range(len(voices))]
    right = [add(count.right[at] for count in counts.values()) for at in range(len(voices))]
    rows.append(_row("**all**", found, right))
    every = [turn for turns in voices for turn in turns]
    marked = [turn for turn in every if turn.marked]
    any_flag = _share(sum(bool(turn.raised) for turn in marked), len(marked))
    return "\n".join(rows) + f"\n\nMarked turns with any flag raised: {_told([any_flag])}."


def cost(codebook: Path) -> str:
    """Turns flagged and held, and codings withheld, in a run of the sample study."""
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder)
        for part in ("config", "corpora"):
            shutil.copytree(REPOSITORY / part, root / part)
        shutil.copy(codebook, root / "config" / "codebook.yaml")
        run(root, KeyFile(root / "vault" / "study.key"))
        return _cost_of(root)


def _cost_of(root: Path) -> str:
    places = open_study(root).places
    turns = flagged = held = 0
    for path in sorted(places.flags.glob("*.jsonl")):
        transcript = admitted_transcript(places, path.stem)
        flags = read_values(path, RaisedFlag)
        own = {t.number for t in transcript.turns if t.role is Role.PARTICIPANT}
        turns += len(own)
        flagged += len(own & {flag.turn for flag in flags})
        held += len(own & held_turns(transcript, flags).keys())
    withheld = read_value(places.book, QuoteBook).withheld
    codings = sum(one.reason.startswith("held") for one in withheld)
    return (
        f"Participants' turns: {turns}; flagged {flagged} ({flagged / turns:.1%}); held, with the "
        f"turns beside them, {held} ({held / turns:.1%}). Confirmed codings withheld for it: "
        f"{codings}.\n\nThe sample was at hand while cues that were too wide were narrowed: other "
        "studies will see more held."
    )


def _row(name: str, found: Sequence[Share], right: Sequence[Share]) -> str:
    whole = estimate(found)
    low = "" if whole.low is None or whole.high is None else f"{whole.low:.0%} to {whole.high:.0%}"
    return f"| {name} | {_told(found)} | {low} | {_told(right)} |"


def _told(shares: Sequence[Share]) -> str:
    whole = add(shares)
    return f"{whole.hits} of {whole.total}" + (
        f" ({whole.hits / whole.total:.1%})" if whole.total else ""
    )


def _share(hits: int, total: int) -> Share:
    return Share(hits=hits, total=total)


if __name__ == "__main__":
    main()
