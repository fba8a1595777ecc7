"""The codings of a study beside its gold: what both evaluation and agreement need."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pipeline import strict_yaml
from pipeline.anonymised.judged import PERSON
from pipeline.measure.alignment import Alignment, align
from pipeline.measure.coding.places import CodedTranscript, measure_codings
from pipeline.measure.pairing import Pair, PairedBy
from pipeline.run.files import read_value, read_values
from pipeline.run.golds import Golds
from pipeline.run.study import OpenStudy
from pipeline.values.gold import GoldTranscript
from pipeline.values.identifiers import OffsetPair
from pipeline.values.texts import Transcript
from pipeline.values.themes import Codebook, Coding


@dataclass(frozen=True, repr=False)
class Aligned:
    """A gold and the transcript that it is of, turn by turn."""

    pair: Pair
    gold: GoldTranscript
    transcript: Transcript
    alignment: Alignment


def align_pair(study: OpenStudy, golds: Golds, found: Pair) -> Aligned | None:
    """Read and align the two; None where they have nothing but a number in common: fewer than half
    of the gold's turns are in the transcript."""
    gold = golds.by_id[found.gold]
    path = study.places.transcripts / f"{found.transcript}.jsonl"
    transcript = read_value(path, Transcript)
    alignment = align(gold, transcript)
    if found.by is PairedBy.NUMBER and len(alignment.turns) < alignment.unaligned:
        return None
    return Aligned(found, gold, transcript, alignment)


def coded_transcript(study: OpenStudy, found: Aligned) -> CodedTranscript | None:
    """The codings of a transcript beside its gold; None where it was not coded yet."""
    places, name = study.places, f"{found.transcript.id}.jsonl"
    if not (places.codings / name).exists():
        return None
    return measure_codings(
        found.gold,
        found.transcript,
        [one for one in read_values(places.codings / name, Coding) if one.coder != PERSON],
        read_values(places.offset_maps / name, OffsetPair),
        found.alignment,
    )


def families_of(study: OpenStudy) -> Mapping[str, str]:
    """Code -> family, in the codebook's order."""
    # Not `study.codebook()`, which also tries every cue and takes seconds.
    codebook = strict_yaml.parse(study.codebook_text(), Codebook, "config/codebook.yaml")
    return {code.id: code.family for code in codebook.codes}
