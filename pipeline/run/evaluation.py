"""A study's outputs held against its gold files."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.identified.recognisers.word_lists import is_name, is_word_too
from pipeline.language.folding import folded
from pipeline.measure.clusters import Clusters, Together, measure_clusters, together
from pipeline.measure.coding.places import Coded, CodedTranscript, coded
from pipeline.measure.coding.scores import Scores, overall
from pipeline.measure.leakage import Leakage, measure_leakage
from pipeline.measure.name_groups import NameGroups, listed_groups
from pipeline.measure.pairing import Pair, Pairing, pair
from pipeline.run.files import read_values
from pipeline.run.gold_codings import Aligned, align_pair, coded_transcript, families_of
from pipeline.run.golds import Golds, read_golds
from pipeline.run.standing import Step, standing
from pipeline.run.study import OpenStudy
from pipeline.values.identifiers import Decision, OffsetPair

_MEASURED = ("read", "detect", "decide", "replace", "code")
"""The stages whose outputs are measured."""


@dataclass(frozen=True)
class Measured:
    """A transcript that was held against its gold."""

    pair: Pair
    leakage: Leakage
    coded: CodedTranscript | None
    """None: the transcript was not coded yet."""
    clusters: Clusters
    """Who was taken for whom."""


@dataclass(frozen=True)
class Evaluation:
    """What came of it; holds no word of a transcript."""

    measured: tuple[Measured, ...]
    codings: Coded | None
    """None where no transcript was coded or no gold has a code."""
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
    def scores(self) -> Scores | None:
        """How well the codings agree with the gold, over all; None as with `codings`."""
        return overall(self.codings) if self.codings else None

    @property
    def together(self) -> Together:
        """How well the mentions of one person were brought together."""
        return together([one.clusters for one in self.measured])


def evaluate(root: Path, proposes_from: float | None = None) -> Evaluation:
    """Hold what the last run of the study at `root` wrote against its gold. Changes nothing.

    Args:
        root: the study's folder.
        proposes_from: from which confidence on a coding counts as proposed; None: as the study's
            settings say.

    Raises:
        InputError: there is no gold, or none that can be measured by; every reason is told.
    """
    study, steps = standing(root)
    study.refuse_destroyed()
    golds = read_golds(study.places)
    sources = {id: one.participant.file for id, one in study.documents.items()}
    confidence = study.settings.coding.proposes_from if proposes_from is None else proposes_from
    return _Evaluator(study, golds, pair(golds.by_id, sources)).evaluate(steps, confidence)


class _Evaluator:
    def __init__(self, study: OpenStudy, golds: Golds, pairing: Pairing) -> None:
        self.study = study
        self.golds = golds
        self.pairing = pairing
        self.groups = NameGroups(listed_groups(), folded, is_word_too, is_name)
        self.families = families_of(study)
        self.strangers: list[Pair] = []

    def evaluate(self, steps: Sequence[Step], proposes_from: float) -> Evaluation:
        ready = [one for one in self.pairing.pairs if self._is_ready(one.transcript)]
        measured = [found for one in ready if (found := self._measure(one))]
        not_ready = [one.transcript for one in self.pairing.pairs if one not in ready]
        golds = [*self.pairing.golds, *(one.gold for one in self.strangers)]
        transcripts = [*self.pairing.transcripts, *(one.transcript for one in self.strangers)]
        evaluation = Evaluation(
            measured=tuple(measured),
            codings=self._codings(measured, proposes_from),
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
        aligned = align_pair(self.study, self.golds, found)
        if aligned is None:
            self.strangers.append(found)
            return None
        places, name = self.study.places, f"{found.transcript}.jsonl"
        decisions = read_values(places.decisions / name, Decision)
        offsets = read_values(places.offset_maps / name, OffsetPair)
        return Measured(
            found,
            self._leakage(aligned, decisions, offsets),
            coded_transcript(self.study, aligned),
            measure_clusters(aligned.gold, decisions, aligned.alignment),
        )

    def _leakage(
        self, found: Aligned, decisions: Sequence[Decision], offsets: Sequence[OffsetPair]
    ) -> Leakage:
        by_id = {one.id: one for one in decisions}
        if not all(one.decision in by_id for one in offsets):
            raise InputError(
                "the offset map and the decisions are not of one run",
                where=f"transcript {found.transcript.id}",
                next_step="voices run",
            )
        return measure_leakage(
            found.gold, found.transcript, found.alignment, offsets, by_id, self.groups.of
        )

    def _codings(self, measured: Sequence[Measured], proposes_from: float) -> Coded | None:
        transcripts = [one.coded for one in measured if one.coded]
        if not any(one.truth() for one in transcripts):
            return None
        return coded(transcripts, self.families, proposes_from)

    def _notices(self, measured: Sequence[Measured], steps: Sequence[Step]) -> list[str]:
        notices = list(self.golds.notices)
        for one in self.strangers:
            notices.append(
                f"the gold {one.gold} has the number of transcript {one.transcript} but is not of "
                "it: fewer than half of its turns are alike"
            )
        if uncoded := [one.pair.transcript for one in measured if one.coded is None]:
            notices.append(f"not coded yet, so their codings are not measured: {_listed(uncoded)}")
        elif not any(one.coded and one.coded.truth() for one in measured):
            notices.append("the gold has no code that is present, so codings are not measured")
        if unknown := self._unknown_codes(measured):
            notices.append(f"{unknown} codes of the gold are not in the codebook: always missed")
        if any(step.stale for step in steps if step.stage in _MEASURED):
            notices.append("the outputs are not up to date: voices run, then measure again")
        return notices

    def _unknown_codes(self, measured: Sequence[Measured]) -> int:
        golds = [self.golds.by_id[one.pair.gold] for one in measured]
        turns = [turn for gold in golds for turn in gold.turns]
        return len(
            {code for turn in turns for one in turn.codes for code in one.codes}
            - self.families.keys()
        )


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
