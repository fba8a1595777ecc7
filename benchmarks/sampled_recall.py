"""Does the interval that `voices sample estimate` gives hold the true recall?

    python benchmarks/sampled_recall.py                # prints, writes results/sampled_recall.md
    python benchmarks/sampled_recall.py --study PATH   # a study that was run already, with gold

Of the sample study, and of interviews that nothing was tuned on. The reader of each sample is the
gold: in every turn drawn it finds each mention that is not wholly masked. True recall is what
`voices evaluate` measures: mentions that are wholly masked, of all.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import fmean

from benchmarks.unseen import made
from pipeline.identified.vault import KeyFile
from pipeline.measure.drawing import draw
from pipeline.measure.pairing import pair
from pipeline.measure.sampled import Missing, Part, missing, right_ones
from pipeline.run.files import read_values
from pipeline.run.gold_codings import Aligned, align_pair
from pipeline.run.golds import read_golds
from pipeline.run.runner import run
from pipeline.run.sample_figures import FAMILY_OF, INDIRECT, NAMED
from pipeline.run.sampled_turns import frame_of
from pipeline.run.study import OpenStudy, open_study
from pipeline.values.identifiers import Kind, OffsetPair
from pipeline.values.samples import FramedTurn, TurnSort
from pipeline.values.spans import Span

REPOSITORY = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results" / "sampled_recall.md"
DRAWS = 1000
SIZES = (30, 60, 120, 240, 480)
Place = tuple[str, int]


@dataclass(frozen=True)
class Truth:
    """A study as its gold has it, turn by turn."""

    frame: Sequence[FramedTurn]
    masked: Mapping[Kind, int]
    """Replacements, as a sample counts them."""
    standing: Mapping[Place, Sequence[Kind]]
    """Mentions that are not wholly masked."""
    right: Mapping[Kind, int]
    """Mentions that are."""
    groups: Mapping[str, tuple[str, ...]]

    def recall(self, kinds: Collection[Kind]) -> float:
        """Masked mentions of all."""
        good = sum(count for kind, count in self.right.items() if kind in kinds)
        bad = sum(kind in kinds for found in self.standing.values() for kind in found)
        return good / (good + bad)


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--study", type=Path, help="a study that was run (default: two of ours)")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the figures are kept")
    arguments = parser.parse_args()
    if arguments.study:
        found = {"The study": truth(open_study(arguments.study.absolute()))}
    else:
        with tempfile.TemporaryDirectory() as folder:
            sample = _run_copy(Path(folder) / "sample")
            unseen = made(Path(folder) / "unseen", "unseen")
            run(unseen, KeyFile(unseen / "vault" / "study.key"))
            found = {
                "The sample study": truth(open_study(sample)),
                "Six interviews that the program was not tuned on": truth(open_study(unseen)),
            }
    lines = [*HEADING, *(line for name, one in found.items() for line in report(name, one))]
    text = "\n".join(lines) + "\n"
    arguments.out.write_text(text, "utf-8")
    print(text)


def truth(study: OpenStudy) -> Truth:
    """What the gold says of every turn of the drafts that it has with the same words."""
    golds = read_golds(study.places)
    sources = {id: one.participant.file for id, one in study.documents.items()}
    frame: list[FramedTurn] = []
    masked: Counter[Kind] = Counter()
    right: Counter[Kind] = Counter()
    standing: dict[Place, list[Kind]] = defaultdict(list)
    for one in pair(golds.by_id, sources).pairs:
        laid = align_pair(study, golds, one)
        if laid is None:
            continue
        turns, numbers = frame_of(study, one.transcript)
        read = {turn.number for turn in laid.alignment.turns.values()}
        frame += [turn for turn in turns if turn.turn in read]
        masked.update(numbers.masked)
        for number, kind, good in _mentions(study, laid):
            if good:
                right[kind] += 1
            else:
                standing[one.transcript, number].append(kind)
    groups = {id: tuple(one.participant.attributes.values()) for id, one in study.documents.items()}
    return Truth(frame, masked, standing, right, groups)


def _mentions(study: OpenStudy, laid: Aligned) -> Iterator[tuple[int, Kind, bool]]:
    """Turn, kind, and whether every letter and digit of it is masked."""
    path = study.places.offset_maps / f"{laid.transcript.id}.jsonl"
    replaced: dict[int, list[Span]] = defaultdict(list)
    for found in read_values(path, OffsetPair):
        replaced[found.turn].append(found.source)
    for turn in laid.gold.turns:
        there = laid.alignment.turns.get(turn.number)
        for entity in turn.entities if there else ():
            assert there is not None
            place = there.place(entity.span)
            if place:
                text = laid.transcript.turns[there.number - 1].text
                yield there.number, entity.kind, _masked(text, place, replaced[there.number])


def _masked(text: str, place: Span, replaced: Sequence[Span]) -> bool:
    within = [at for at in range(place.start, place.end) if text[at].isalnum()]
    return all(any(one.start <= at < one.end for one in replaced) for at in within)


def report(study: str, found: Truth) -> Iterator[str]:
    """The figures of one study."""
    yield from ("", f"## {study}", "", *COLUMNS)
    for name, kinds in SORTS.items():
        for size in (one for one in SIZES if one < len(found.frame)):
            yield _line(name, found, kinds, size)
    yield from _only_untouched(found)


def _line(name: str, found: Truth, kinds: Collection[Kind], size: int) -> str:
    true = found.recall(kinds)
    missed = sum(kind in kinds for held in found.standing.values() for kind in held)
    recall: list[float] = []
    wide: list[float] = []
    inside: list[tuple[bool, bool, bool]] = []
    for one in _draws(found, kinds, size):
        low, high, least, most = (
            value or 0.0 for value in (one.low, one.high, one.missed_low, one.missed_high)
        )
        recall.append(one.recall or 0.0)
        wide.append(high - low)
        inside.append((least <= missed <= most, low <= true <= high, low <= true))
    held = " | ".join(f"{fmean(one):.1%}" for one in zip(*inside, strict=True))
    return f"| {name} | {true:.1%} | {size} | {fmean(recall):.1%} | {fmean(wide):.1%} | {held} |"


def _draws(found: Truth, kinds: Collection[Kind], size: int) -> Iterator[Missing]:
    masked = {kind: count for kind, count in found.masked.items() if kind in kinds}
    held = {
        place: sum(kind in kinds for kind in standing) for place, standing in found.standing.items()
    }
    for seed in range(DRAWS):
        turns = draw(found.frame, size, seed, found.groups)
        seen = [held.get((one.transcript, one.turn), 0) for one in turns]
        yield missing(Part("", len(found.frame), sum(masked.values()), right_ones(masked), seen))


def _only_untouched(found: Truth) -> Iterator[str]:
    """What a sample of turns with nothing replaced could see at best."""
    untouched = {
        (one.transcript, one.turn) for one in found.frame if one.sort is not TurnSort.REPLACED
    }
    yield ""
    yield "Turns with nothing replaced, all of them read:"
    yield ""
    yield "| kinds | missed | of these in turns with nothing replaced | recall they show | true |"
    yield "|---|---|---|---|---|"
    for name, kinds in SORTS.items():
        places = [place for place, held in found.standing.items() for kind in held if kind in kinds]
        inside = sum(place in untouched for place in places)
        right = sum(count for kind, count in found.right.items() if kind in kinds)
        shown = right / (right + inside)
        true = found.recall(kinds)
        yield f"| {name} | {len(places)} | {inside} | {shown:.1%} | {true:.1%} |"


def _run_copy(folder: Path) -> Path:
    for part in ("config", "corpora"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / part, folder / part, ignore=ignored)
    run(folder, KeyFile(folder / "vault" / "study.key"))
    return folder


SORTS = {
    "all": tuple(Kind),
    NAMED: tuple(kind for kind in Kind if FAMILY_OF[kind] == NAMED),
    INDIRECT: tuple(kind for kind in Kind if FAMILY_OF[kind] == INDIRECT),
}
HEADING = (
    "# Does the interval of a sample hold the true recall?",
    "",
    "`python benchmarks/sampled_recall.py`. The gold reads samples of turns, as a reader of",
    f"`voices sample` would: {DRAWS} samples of each size. How often (of 95 %) does the interval",
    "hold the true number of missed identifiers, and the true recall? (Recall also depends on how",
    "many replacements stand for an identifier; the interval allows for that, with least shares",
    "that were chosen with both studies at hand.) Width: of the interval of recall, on average.",
)
COLUMNS = (
    "| kinds | true recall | turns read | mean estimate | width | missed held | recall held "
    "| lower limit held |",
    "|---|---|---|---|---|---|---|---|",
)


if __name__ == "__main__":
    main()
