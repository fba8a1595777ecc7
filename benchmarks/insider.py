"""The insider check against gold: of what is left in the drafts, how much does it rank high?

    python benchmarks/insider.py                # prints, and writes benchmarks/results/insider.md
    python benchmarks/insider.py --study PATH   # a study that was run already, with gold files

Truth is what people tagged as ``OTHER``, quasi (unusual acts, gifts, phrases, odd numbers) and no
replacement touches. Chance is what as many words taken anywhere would touch. Of the tagged talk of
`training/names/turns` the weights were fitted to one part; the other part, by other voices, is
counted apart. The sample was not tuned on.
"""

from __future__ import annotations

import argparse
import shutil
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.identified.insider.check import left_in_draft, recognisable, study_of
from pipeline.identified.vault import KeyFile
from pipeline.measure.alignment import align
from pipeline.measure.pairing import pair
from pipeline.run.files import read_value, read_values
from pipeline.run.golds import read_golds
from pipeline.run.runner import run
from pipeline.run.study import OpenStudy, open_study
from pipeline.values.gold import Directness
from pipeline.values.identifiers import Decision, Kind, OffsetPair
from pipeline.values.recognisable import Recognisable
from pipeline.values.spans import Span
from pipeline.values.texts import Draft, Transcript
from training.insider.tagged import left_in, tagged_draft
from training.names.data import load
from training.names.talk import Document

REPOSITORY = Path(__file__).parents[1]
RESULTS = Path(__file__).parent / "results" / "insider.md"
TOPS = (10, 20)
Place = tuple[int, Span]
"""Turn and span, in a draft."""


@dataclass(frozen=True)
class Checked:
    """One transcript: what was found, and what a person tagged and is still there."""

    found: Sequence[Recognisable]
    truth: Sequence[Place]
    letters: int
    """Of the whole draft."""

    def hits(self, top: int) -> int:
        """How much of the truth the first `top` passages touch."""
        return sum(
            any(one.turn == turn and one.span.overlaps(span) for one in self.found[:top])
            for turn, span in self.truth
        )

    def read(self, top: int) -> float:
        """Which share of the draft these passages are."""
        return sum(len(one.span) for one in self.found[:top]) / self.letters


def main() -> None:
    """Measure and write."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--study", type=Path, help="a study that was run (default: the sample)")
    parser.add_argument("--out", type=Path, default=RESULTS, help="where the figures are kept")
    arguments = parser.parse_args()
    if arguments.study:
        sample = study(arguments.study.absolute())
    else:
        with tempfile.TemporaryDirectory() as folder:
            sample = study(_run_copy(Path(folder)))
    voices = load(None)
    lines = [
        *HEADING,
        *_row("sample, gold of twelve interviews", sample),
        *_row("own talk, voices fitted to", map(own, voices.training)),
        *_row("own talk, voices kept apart", map(own, voices.held_out)),
    ]
    text = "\n".join(lines) + "\n"
    arguments.out.write_text(text, "utf-8")
    print(text)


HEADING = (
    "# The insider check against gold",
    "",
    "`python benchmarks/insider.py`. Of the unusual acts, gifts, phrases and numbers that people",
    "tagged and that still stand in the drafts, the share touched by the first 10 and 20 passages",
    "of each transcript. In brackets: the share of the draft that these passages are, which is",
    "about what chance would touch. Own talk has fewer words a voice than an interview.",
    "",
    "| | tagged and left | first 10 | first 20 | all passages |",
    "|---|---|---|---|---|",
)


def study(root: Path) -> list[Checked]:
    """Every transcript of a study that has a gold and a draft."""
    opened = open_study(root)
    golds = read_golds(opened.places)
    sources = {id: one.participant.file for id, one in opened.documents.items()}
    pairs = pair(golds.by_id, sources).pairs
    drafts = {one.transcript: _draft(opened, one.transcript) for one in pairs}
    rare = study_of(drafts.values())
    checked = []
    for one in pairs:
        places, name = opened.places, f"{one.transcript}.jsonl"
        decisions = read_values(places.decisions / name, Decision)
        offsets = read_values(places.offset_maps / name, OffsetPair)
        transcript = read_value(places.transcripts / name, Transcript)
        alignment = align(golds.by_id[one.gold], transcript)
        tagged = [
            (found.number, span)
            for turn in golds.by_id[one.gold].turns
            if (found := alignment.turns.get(turn.number))
            for entity in turn.entities
            if entity.kind is Kind.OTHER and entity.directness is Directness.QUASI
            if (span := found.place(entity.span))
        ]
        draft = drafts[one.transcript]
        found_in = recognisable(draft, rare, left_in_draft(decisions, offsets))
        letters = sum(len(turn.text) for turn in draft.turns)
        checked.append(Checked(found_in, list(in_draft(tagged, offsets)), letters))
    return checked


def in_draft(tagged: Iterable[Place], offsets: Sequence[OffsetPair]) -> Iterable[Place]:
    """Tagged places of a source in its draft; without those that a replacement touches."""
    by_turn: dict[int, list[OffsetPair]] = defaultdict(list)
    for one in offsets:
        by_turn[one.turn].append(one)
    for turn, span in tagged:
        if any(one.source.overlaps(span) for one in by_turn[turn]):
            continue
        before = [one for one in by_turn[turn] if one.source.end <= span.start]
        shift = sum(len(one.output) - len(one.source) for one in before)
        yield turn, Span(start=span.start + shift, end=span.end + shift)


def own(document: Document) -> Checked:
    """A voice of our own talk, its other tags replaced."""
    draft = tagged_draft(document)
    letters = sum(len(turn.text) for turn in draft.turns)
    return Checked(recognisable(draft, study_of([draft])), left_in(document), letters)


def _draft(opened: OpenStudy, id: str) -> Draft:
    return read_value(opened.places.drafts / f"{id}.jsonl", Draft)


def _run_copy(folder: Path) -> Path:
    for part in ("config", "corpora"):
        ignored = shutil.ignore_patterns("__pycache__")
        shutil.copytree(REPOSITORY / part, folder / part, ignore=ignored)
    run(folder, KeyFile(folder / "vault" / "study.key"))
    return folder


def _row(name: str, checked: Iterable[Checked]) -> list[str]:
    found = [one for one in checked if one.truth]
    total = sum(len(one.truth) for one in found)
    cells = [_cell(found, total, top) for top in (*TOPS, 10**6)]
    return [f"| {name} | {total} in {len(found)} | {' | '.join(cells)} |"]


def _cell(found: Sequence[Checked], total: int, top: int) -> str:
    hits = sum(one.hits(top) for one in found)
    chance = sum(one.read(top) * len(one.truth) for one in found) / max(1, total)
    return f"{hits / max(1, total):.0%} ({chance:.0%})"


if __name__ == "__main__":
    main()
