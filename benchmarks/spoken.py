"""Spoken and broken identifiers, hard cases: what is masked by kind, what is masked for nothing.

    python benchmarks/spoken.py                   # prints, writes benchmarks/results/spoken.md
    python benchmarks/spoken.py --missed dev      # the cases that failed, to work on

`spoken_cases/` holds turns written by hand, with the identifiers of these recognisers tagged and
no others. The rules were tuned on `dev`. `test` was written first, by the same hand, and put aside.
The training turns of the names model, in which every kind is tagged, say how often everyday talk
is masked for nothing. A mention is masked where each of its letters and digits is found, as
whatever kind; a false alarm is a find that touches no tagged mention.
"""

from __future__ import annotations

import argparse
import time
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.identified.recognisers.base import Recogniser
from pipeline.identified.recognisers.dates import DateRecogniser
from pipeline.identified.recognisers.spoken import SpokenRecogniser
from pipeline.identified.recognisers.uk_patterns import UkPatternRecogniser
from pipeline.measure.shares import Estimate, Share, estimate
from pipeline.values.identifiers import Kind, Mention
from training.names.talk import Document, Turn, as_read, interviews, text_of

HERE = Path(__file__).parent
CASES = HERE / "spoken_cases"
TALK = HERE.parent / "training" / "names" / "turns"
RESULTS = HERE / "results" / "spoken.md"
OTHER = (Kind.PERSON,)
"""Found by these recognisers too (names spelled out), and not tagged in the cases."""


@dataclass
class Counted:
    """What was counted in one set of cases."""

    masked: dict[Kind, list[Share]] = field(default_factory=lambda: defaultdict(list))
    alarms: list[Share] = field(default_factory=list)
    """Finds that touch no tagged mention, of so many words; one a case."""
    missed: list[tuple[str, Kind, str]] = field(default_factory=list, repr=False)
    false: list[tuple[str, Kind, str]] = field(default_factory=list, repr=False)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--missed", choices=("dev", "test", "talk"), help="print what failed")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the figures are kept")
    arguments = parser.parse_args()
    if arguments.missed:
        for case, what, words in shown_failures(measured(sets()[arguments.missed])):
            print(f"{case:8} {what:18} {words}")
        return
    text = report({name: measured(documents) for name, documents in sets().items()}, speeds())
    arguments.out.parent.mkdir(exist_ok=True)
    arguments.out.write_text(text, "utf-8")
    print(text)


def sets() -> dict[str, list[Document]]:
    """The cases, and everyday talk."""
    return {
        "test": interviews([CASES / "test.jsonl"]),
        "dev": interviews([CASES / "dev.jsonl"]),
        "talk": interviews(sorted(TALK.glob("*.jsonl"))),
    }


def recognisers() -> tuple[Recogniser, ...]:
    """Those of spoken and written identifiers and of dates."""
    return UkPatternRecogniser(), SpokenRecogniser(), DateRecogniser()


def measured(documents: Sequence[Document]) -> Counted:
    """Count over cases, each a document."""
    counted, looking = Counted(), recognisers()
    for document in documents:
        turns = as_read(document)
        found = [one for each in looking for one in each.find(turns)]
        words = sum(len(turn.text.split()) for turn in turns)
        false = 0
        for number, turn in enumerate(document.turns, start=1):
            here = [one for one in found if one.turn == number]
            count_masked(document.voice, turn, here, counted)
            alarms = list(false_alarms(turn, here))
            counted.false += [(document.voice, one.kind, one.words) for one in alarms]
            false += len(alarms)
        counted.alarms.append(Share(hits=false, total=words))
    return counted


def tagged_spans(turn: Turn) -> Iterator[tuple[int, int, Kind]]:
    """Start, end and kind of each tagged mention."""
    at = 0
    for segment in turn:
        if segment.kind:
            yield at, at + len(segment.text), segment.kind
        at += len(segment.text)


def count_masked(case: str, turn: Turn, found: Iterable[Mention], counted: Counted) -> None:
    """Add each tagged mention of the kinds that are looked for."""
    text = text_of(turn)
    covered = {at for one in found for at in range(one.span.start, one.span.end)}
    for start, end, kind in tagged_spans(turn):
        whole = all(at in covered for at in range(start, end) if text[at].isalnum())
        counted.masked[kind].append(Share(hits=int(whole), total=1))
        if not whole:
            counted.missed.append((case, kind, text[start:end]))


def false_alarms(turn: Turn, found: Iterable[Mention]) -> Iterator[Mention]:
    """What touches no tagged mention."""
    spans = list(tagged_spans(turn))
    for one in found:
        touched = any(start < one.span.end and one.span.start < end for start, end, _ in spans)
        if not touched and one.kind not in OTHER:
            yield one


def speeds() -> dict[str, float]:
    """Words a second of one core, over the training turns, of each recogniser and of all."""
    turns = [as_read(one) for one in interviews(sorted(TALK.glob("*.jsonl")))]
    words = sum(len(turn.text.split()) for one in turns for turn in one)
    seconds = {}
    for recogniser in recognisers():
        recogniser.find(turns[0])
        began = time.process_time()
        for one in turns:
            recogniser.find(one)
        seconds[recogniser.name] = time.process_time() - began
    return {
        **{name: words / spent for name, spent in seconds.items()},
        "together": words / sum(seconds.values()),
    }


def report(found: dict[str, Counted], speed: dict[str, float]) -> str:
    """The results as a Markdown page."""
    kinds = sorted(found["dev"].masked)
    shares = {name: {kind: one.masked[kind] for kind in kinds} for name, one in found.items()}
    lines = [
        "# Spoken and broken identifiers",
        "",
        "`python benchmarks/spoken.py`: hard cases written by hand. The rules were tuned on `dev`;",
        "`test` was written first, by the same hand, and put aside. Recognisers of written and",
        "spoken identifiers and of dates alone, no names model, no roster. In brackets: the 95 %",
        "interval.",
        "",
        "| masked | test | dev |",
        "|---|---|---|",
        *(
            f"| {kind} | {cell(shares['test'][kind])} | {cell(shares['dev'][kind])} |"
            for kind in kinds
        ),
        f"| all | {cell(all_of(shares['test']))} | {cell(all_of(shares['dev']))} |",
        "",
        "| false alarms | in 1,000 words |",
        "|---|---|",
        *(f"| {TITLES[name]} | {rate(one.alarms)} |" for name, one in found.items()),
        "",
        "| recogniser | words/s of one core |",
        "|---|---|",
        *(f"| {name} | {round(one, -2):,.0f} |" for name, one in speed.items()),
        "",
    ]
    return "\n".join(lines)


TITLES = {
    "test": "test (crowded with prices, times, doses and other decoys)",
    "dev": "dev (the same)",
    "talk": "training turns of the names model",
}


def all_of(shares: dict[Kind, list[Share]]) -> list[Share]:
    """All kinds as one."""
    return [one for each in shares.values() for one in each]


def cell(shares: Sequence[Share]) -> str:
    """A share in a table."""
    one = estimate(shares)
    return "-" if one.share is None else f"{one.share:.1%} ({one.hits}/{one.total}){ends(one, 100)}"


def rate(shares: Sequence[Share]) -> str:
    """Finds in a thousand words."""
    one = estimate(shares)
    return f"{1000 * (one.share or 0):.2f} ({one.hits}/{one.total:,}){ends(one, 1000)}"


def ends(one: Estimate, scale: int) -> str:
    """The interval in brackets."""
    if one.low is None or one.high is None:
        return ""
    figures = 1 if scale == 100 else 2
    return f" [{one.low * scale:.{figures}f}, {one.high * scale:.{figures}f}]"


def shown_failures(counted: Counted) -> Iterator[tuple[str, str, str]]:
    """Missed mentions, then false alarms."""
    yield from ((case, f"missed {kind}", words) for case, kind, words in counted.missed)
    yield from ((case, f"false {kind}", words) for case, kind, words in counted.false)


if __name__ == "__main__":
    main()
