"""A study's outputs held against its gold files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import strict_yaml
from pipeline.errors import InputError
from pipeline.identified.recognisers.folding import folded
from pipeline.identified.recognisers.word_lists import is_name, is_word_too
from pipeline.measure.alignment import Alignment, align
from pipeline.measure.clusters import Clusters, Together, measure_clusters, together
from pipeline.measure.codings import Agreement, Scores, measure_codings, score
from pipeline.measure.leakage import Leakage, measure_leakage
from pipeline.measure.name_groups import NameGroups, listed_groups
from pipeline.measure.pairing import Pair, PairedBy, Pairing, pair
from pipeline.run.files import read_value, read_values
from pipeline.run.golds import Golds, read_golds
from pipeline.run.standing import Step, standing
from pipeline.run.study import OpenStudy
from pipeline.values.gold import GoldTranscript
from pipeline.values.identifiers import Decision, OffsetPair
from pipeline.values.texts import Transcript
from pipeline.values.themes import Codebook, Coding

_MEASURED = ("read", "detect", "decide", "replace", "code")
"""The stages whose outputs are measured."""


@dataclass(frozen=True)
class Measured:
    """A transcript that was held against its gold."""

    pair: Pair
    leakage: Leakage
    agreement: Agreement | None
    """None: the transcript was not coded yet."""
    clusters: Clusters
    """Who was taken for whom."""


@dataclass(frozen=True)
class Evaluation:
    """What came of it; holds no word of a transcript."""

    measured: tuple[Measured, ...]
    scores: Scores | None
    """Of the codings; None where no transcript was coded or no gold has a code."""
    without_gold: tuple[str, ...]
    without_transcript: tuple[str, ...]
    """Ids of golds."""
    not_ready: tuple[str, ...]
    """Transcripts with a gold of which there is no draft yet."""
    notices: tuple[str, ...]
    faults: tuple[InputError, ...]
    """Gold files that could not be used."""

    @property
    def leakages(self) -> tuple[Leakage, ...]:
        """What anonymisation did in each transcript."""
        return tuple(one.leakage for one in self.measured)

    @property
    def together(self) -> Together:
        """How well the mentions of one person were brought together."""
        return together([one.clusters for one in self.measured])


def evaluate(root: Path) -> Evaluation:
    """Hold what the last run of the study at `root` wrote against its gold. Changes nothing.

    Raises:
        InputError: there is no gold, or none that can be measured by; every reason is told.
    """
    study, steps = standing(root)
    study.refuse_destroyed()
    golds = read_golds(study.places)
    sources = {id: one.participant.file for id, one in study.documents.items()}
    return _Evaluator(study, golds, pair(golds.by_id, sources)).evaluate(steps)


class _Evaluator:
    def __init__(self, study: OpenStudy, golds: Golds, pairing: Pairing) -> None:
        self.study = study
        self.golds = golds
        self.pairing = pairing
        self.groups = NameGroups(listed_groups(), folded, is_word_too, is_name)
        self.strangers: list[Pair] = []

    def evaluate(self, steps: Sequence[Step]) -> Evaluation:
        ready = [one for one in self.pairing.pairs if self._is_ready(one.transcript)]
        measured = [found for one in ready if (found := self._measure(one))]
        not_ready = [one.transcript for one in self.pairing.pairs if one not in ready]
        golds = [*self.pairing.golds, *(one.gold for one in self.strangers)]
        transcripts = [*self.pairing.transcripts, *(one.transcript for one in self.strangers)]
        evaluation = Evaluation(
            measured=tuple(measured),
            scores=self._scores(measured),
            without_gold=tuple(sorted(transcripts)),
            without_transcript=tuple(sorted(golds)),
            not_ready=tuple(not_ready),
            notices=tuple(self._notices(measured, steps)),
            faults=self.golds.faults,
        )
        if not measured:
            raise _nothing(evaluation)
        return evaluation

    def _is_ready(self, id: str) -> bool:
        places = self.study.places
        wanted = (places.transcripts, places.decisions, places.offset_maps)
        return all((folder / f"{id}.jsonl").exists() for folder in wanted)

    def _measure(self, found: Pair) -> Measured | None:
        places, name = self.study.places, f"{found.transcript}.jsonl"
        gold = self.golds.by_id[found.gold]
        transcript = read_value(places.transcripts / name, Transcript)
        alignment = align(gold, transcript)
        if found.by is PairedBy.NUMBER and _differs(alignment):
            self.strangers.append(found)
            return None
        decisions = read_values(places.decisions / name, Decision)
        offsets = read_values(places.offset_maps / name, OffsetPair)
        by_id = {one.id: one for one in decisions}
        if not all(one.decision in by_id for one in offsets):
            raise InputError(
                "the offset map and the decisions are not of one run",
                where=f"transcript {found.transcript}",
                next_step="voices run",
            )
        leakage = measure_leakage(gold, transcript, alignment, offsets, by_id, self.groups.of)
        agreement = self._agreement(gold, found.transcript, alignment)
        return Measured(found, leakage, agreement, measure_clusters(gold, decisions, alignment))

    def _agreement(self, gold: GoldTranscript, id: str, alignment: Alignment) -> Agreement | None:
        path = self.study.places.codings / f"{id}.jsonl"
        if not path.exists():
            return None
        return measure_codings(gold, read_values(path, Coding), alignment)

    def _scores(self, measured: Sequence[Measured]) -> Scores | None:
        agreements = [one.agreement for one in measured if one.agreement]
        return score(agreements) if any(one.gold for one in agreements) else None

    def _notices(self, measured: Sequence[Measured], steps: Sequence[Step]) -> list[str]:
        notices = list(self.golds.notices)
        for one in self.strangers:
            notices.append(
                f"the gold {one.gold} has the number of transcript {one.transcript} but is not of "
                "it: fewer than half of its turns are alike"
            )
        if uncoded := [one.pair.transcript for one in measured if one.agreement is None]:
            notices.append(f"not coded yet, so their codings are not measured: {_listed(uncoded)}")
        elif not any(one.agreement and one.agreement.gold for one in measured):
            notices.append("the gold has no code, so codings are not measured")
        if unknown := self._unknown_codes(measured):
            notices.append(f"{unknown} codes of the gold are not in the codebook: always missed")
        if any(step.stale for step in steps if step.stage in _MEASURED):
            notices.append("the outputs are not up to date: voices run, then measure again")
        return notices

    def _unknown_codes(self, measured: Sequence[Measured]) -> int:
        # Not `study.codebook()`, which also tries every cue and takes seconds.
        codebook = strict_yaml.parse(self.study.codebook_text(), Codebook, "config/codebook.yaml")
        known = {code.id for code in codebook.codes}
        golds = [self.golds.by_id[one.pair.gold] for one in measured]
        turns = [turn for gold in golds for turn in gold.turns]
        return len({code for turn in turns for one in turn.codes for code in one.codes} - known)


def _differs(alignment: Alignment) -> bool:
    return len(alignment.turns) < alignment.unaligned


def _nothing(evaluation: Evaluation) -> InputError:
    reasons = [str(fault) for fault in evaluation.faults]
    if evaluation.not_ready:
        reasons.append(f"not anonymised yet, or refused: {_listed(evaluation.not_ready)}")
    if evaluation.without_transcript:
        reasons.append(f"no transcript for the gold {_listed(evaluation.without_transcript)}")
    return InputError(
        "\n".join(("nothing can be measured", *reasons, *evaluation.notices)),
        next_step="voices run" if evaluation.not_ready else "voices status",
    )


def _listed(ids: Sequence[str]) -> str:
    return ", ".join(ids)
