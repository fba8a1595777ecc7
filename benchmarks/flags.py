"""The flags of the codebook against hand-marked talk: how many are found, and what it costs.

    python benchmarks/flags.py                   # prints, and writes benchmarks/results/flags.md
    python benchmarks/flags.py --codebook PATH   # another codebook

By the cues alone, and by cues and model together as a run raises them. The sets: `cold`, `last` and
`interviews` (`benchmarks/flags/`; nobody has read what is missed in them) and the interviews of the
voices kept apart from training, on which the model's thresholds are set.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from pipeline.anonymised.codebook import parse_codebook
from pipeline.anonymised.flags import FlagRaiser, with_model
from pipeline.anonymised.heard import hear
from pipeline.anonymised.learnt import NOTHING_LEARNT
from pipeline.anonymised.scoring import Scorer
from pipeline.anonymised.themes_model.model import ThemesModel, shipped_model
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
from training.themes.data import interviews

REPOSITORY = Path(__file__).parents[1]
SETS = Path(__file__).parent / "flags"
RESULTS = Path(__file__).parent / "results" / "flags.md"
WHAT = {
    "cold": "written by another hand when everything stood; nobody looked at its misses",
    "last": "written when all cues stood; nobody looked at its misses",
    "interviews": "six whole interviews (corpora/unseen-3); nobody looked at what is missed",
    "kept apart": "whole interviews of the voices kept apart; the thresholds were set on them",
}
BEFORE = """\
First run of the cues, before a miss was read: 11 of 71 (15.5%) on `fresh`, 4 of 49 (8.2%) on
`last`. Cues find what is said in words like theirs; the model reads whole sentences.
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
    raisers = {
        "Cues alone": Raiser(book, None),
        "Cues and model": Raiser(book, shipped_model()),
    }
    parts = ["# Flags: what is found", "Command: `python benchmarks/flags.py`."]
    for name, what in WHAT.items():
        parts.append(f"## {name}: {what}")
        for words, raiser in raisers.items():
            voices = kept_apart(raiser) if name == "kept apart" else read(name, raiser)
            parts += [f"{words}:", table(book, voices)]
    parts += ["## Before there was a model", BEFORE.strip(), "## What it costs on the sample study"]
    text = "\n\n".join([*parts, cost(arguments.codebook)]) + "\n"
    arguments.out.write_text(text, "utf-8")
    print(text)


class Raiser:
    """Raises the flags of a codebook, with a model or without."""

    def __init__(self, book: Codebook, model: ThemesModel | None) -> None:
        self._book = book
        self._model = model
        self._cues = FlagRaiser(book)
        self._scorer = Scorer(model, book, NOTHING_LEARNT) if model else None

    def turns(self, turns: Sequence[DraftTurn], truth: Mapping[int, frozenset[str]]) -> list[Turn]:
        """The turns of an interview, marked and raised."""
        raised = self._cues.raise_flags(turns, "T1")
        if self._model and self._scorer:
            scored = self._scorer.score(hear(turns))
            raised = with_model(raised, scored, self._book, self._model.operating, "T1")
        return [
            Turn(
                turn.role is Role.PARTICIPANT,
                truth.get(turn.number, frozenset()),
                frozenset(flag.flag for flag in raised if flag.turn == turn.number),
            )
            for turn in turns
        ]


def read(name: str, raiser: Raiser) -> list[list[Turn]]:
    """The turns of each voice of a set."""
    text = (SETS / f"{name}.jsonl").read_text("utf-8")
    lines = [json.loads(line) for line in text.splitlines()]
    voices = []
    for _, own in groupby(lines, key=lambda line: line["voice"]):
        marked = list(own)
        turns = [
            DraftTurn(number=number, speaker=line["speaker"], text=line["text"])
            for number, line in enumerate(marked, start=1)
        ]
        truth = {at: frozenset(line["flags"]) for at, line in enumerate(marked, start=1)}
        voices.append(raiser.turns(turns, truth))
    return voices


def kept_apart(raiser: Raiser) -> list[list[Turn]]:
    """The same of the interviews kept apart from training; a flag is of its turn."""
    marked = (one for one in interviews("held-out") if any(one.flags.values()))
    return [raiser.turns(one.turns, one.flags) for one in marked]


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
    others = [turn for turn in every if turn.participant and not turn.marked]
    needless = _share(sum(bool(turn.raised) for turn in others), len(others))
    return (
        "\n".join(rows)
        + f"\n\nMarked turns with any flag raised: {_told([any_flag])}. Of the participant's other "
        f"turns, flagged: {_told([needless])}."
    )


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
