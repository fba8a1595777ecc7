"""What rulings on a few interviews of a study are worth for the others.

    python benchmarks/learning.py   # prints, and writes benchmarks/results/learning.md

The twelve unseen interviews. A reviewer is simulated by the gold: on the interviews that she has
read she accepts and rejects every proposal down to the listed confidence, and adds every passage
that was missed. The others are then coded with what was learnt. Who codes in truth differs from
the gold here and there: read it as an upper bound.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.anonymised.coders.combined import CombinedCoder
from pipeline.anonymised.coders.cues import CueCoder
from pipeline.anonymised.learning import Judged, learn
from pipeline.anonymised.learnt import NOTHING_LEARNT, Learnt
from pipeline.anonymised.scoring import Scored
from pipeline.anonymised.themes_model.model import ThemesModel, shipped_model
from pipeline.settings import CodingSettings
from pipeline.values.spans import Span
from pipeline.values.themes import Codebook, Polarity
from training.themes.data import codebook, interviews
from training.themes.evaluate import Found, measure
from training.themes.marked import Marked

RESULTS = Path(__file__).parent / "results" / "learning.md"
READ = 4


def main() -> None:
    """Measure and write."""
    model, book = shipped_model(), codebook()
    found = [*interviews("unseen"), *interviews("unseen-2")]
    threshold = CodingSettings().proposes_from
    lines = [
        "# What rulings are worth",
        "",
        "`python benchmarks/learning.py`: on four of the twelve unseen interviews a reviewer",
        "(simulated by the gold) rules on all that is listed and adds what was missed; the figures",
        "are of the other eight.",
        "",
        "| read | F1 before | F1 after | average precision before | after |",
        "|---|---|---|---|---|",
    ]
    for first in range(0, len(found), READ):
        read = found[first : first + READ]
        others = [one for one in found if one not in read]
        before = measure(model, book, others, threshold)
        after = measure(model, book, others, threshold, _learnt(model, book, read))
        lines.append(_row(read, before, after, threshold))
        print(lines[-1])
    RESULTS.write_text("\n".join(lines) + "\n", "utf-8")


def _row(read: Sequence[Marked], before: Found, after: Found, threshold: float) -> str:
    ids = " ".join(one.id for one in read)
    f1 = f"{before.f1(threshold)[2]:.3f} | {after.f1(threshold)[2]:.3f}"
    return f"| {ids} | {f1} | {before.average_precision():.3f} | {after.average_precision():.3f} |"


def _learnt(model: ThemesModel, book: Codebook, read: Sequence[Marked]) -> Learnt:
    coder = CombinedCoder(model, book, CueCoder(book), NOTHING_LEARNT, CodingSettings().lists_from)
    lessons = []
    for one in read:
        scored = coder.score(one.turns)
        lessons.append((scored, _rulings(coder, scored, one)))
    return learn([code.id for code in book.codes], lessons)


def _rulings(coder: CombinedCoder, scored: Sequence[Scored], one: Marked) -> list[Judged]:
    rulings, found = [], set()
    for coding in coder.codings(scored, one.turns, one.id):
        if coding.polarity is Polarity.PRESENT:
            right = one.has(coding.turn, coding.code)
            rulings.append(Judged(coding.turn, coding.span, coding.code, right))
            found.add((coding.turn, coding.code))
    for turn, passages in one.codes.items():
        for passage in passages:
            for code in passage.names:
                if passage.polarity is Polarity.PRESENT and (turn, code) not in found:
                    span = Span(start=passage.start, end=passage.end)
                    rulings.append(Judged(turn, span, code, accepted=True))
    return rulings


if __name__ == "__main__":
    main()
