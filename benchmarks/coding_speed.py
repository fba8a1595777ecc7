"""How fast themes are proposed, on one core, beside the cues alone.

    python benchmarks/coding_speed.py   # prints, and writes benchmarks/results/coding_speed.md

Both in one process, over the same interviews, after a first interview that is not counted (it
loads the networks). Only the ratio carries over to another machine.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from pathlib import Path

from pipeline.anonymised.coders.combined import CombinedCoder
from pipeline.anonymised.coders.cues import CueCoder
from pipeline.anonymised.learnt import NOTHING_LEARNT
from pipeline.anonymised.themes_model.model import shipped_model
from training.themes.data import codebook, interviews
from training.themes.marked import Marked

RESULTS = Path(__file__).parent / "results" / "coding_speed.md"


def main() -> None:
    """Measure and write."""
    book = codebook()
    cues = CueCoder(book)
    combined = CombinedCoder(shipped_model(), book, cues, NOTHING_LEARNT, 0.1)
    found = [*interviews("unseen"), *interviews("unseen-2")]
    words = sum(len(turn.text.split()) for one in found[1:] for turn in one.turns)
    rows = {
        "the two encoders": _seconds(found, lambda one: combined.score(one.turns)),
        "cues alone": _seconds(found, lambda one: cues.propose(one.turns, one.id)),
        "all: encoders, cues, passages": _seconds(
            found, lambda one: combined.propose(one.turns, one.id)
        ),
    }
    least = min(rows.values())
    lines = [
        "# Speed of proposing themes",
        "",
        f"`python benchmarks/coding_speed.py`: {len(found) - 1} interviews, {words} words,",
        "one core.",
        "",
        "| | words a second | time, as a multiple of the fastest |",
        "|---|---|---|",
        *(
            f"| {name} | {words / seconds:.0f} | {seconds / least:.1f} |"
            for name, seconds in rows.items()
        ),
    ]
    RESULTS.write_text("\n".join(lines) + "\n", "utf-8")
    print("\n".join(lines))


def _seconds(found: Sequence[Marked], work: Callable[[Marked], object]) -> float:
    work(found[0])
    began = time.perf_counter()
    for one in found[1:]:
        work(one)
    return time.perf_counter() - began


if __name__ == "__main__":
    main()
