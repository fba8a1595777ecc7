"""The stage that learns from a study's own rulings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.anonymised.heard import hear
from pipeline.anonymised.judged import judged_codings
from pipeline.anonymised.learning import Judged, learn
from pipeline.anonymised.learnt import NOTHING_LEARNT, Learnt
from pipeline.anonymised.scoring import Scored, Scorer
from pipeline.anonymised.themes_model.model import shipped_model
from pipeline.run.files import read_values, write_values
from pipeline.run.study import OpenStudy
from pipeline.run.work.base import Bench, Work
from pipeline.run.work.gates import admitted_transcript
from pipeline.settings import ProposedBy
from pipeline.values.records import Verdict
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import Polarity

_Lesson = tuple[Sequence[Scored], Sequence[Judged]]


def learn_study(bench: Bench, item: str) -> Work:
    """Learn from what people accepted and rejected in this study, and in no other."""
    study = bench.study
    learnt = NOTHING_LEARNT
    if study.settings.coding.by is ProposedBy.MODEL:
        learnt = _learnt(study, bench.items)
    path = study.places.learnt
    name = path.relative_to(study.places.outputs).as_posix()
    return Work(writes={name: write_values(path, [learnt])})


def _learnt(study: OpenStudy, transcripts: Sequence[str]) -> Learnt:
    rulings = {id: found for id in transcripts if (found := list(_judged(study, id)))}
    if not rulings:
        return NOTHING_LEARNT
    codebook = study.codebook()
    scorer = Scorer(shipped_model(), codebook, NOTHING_LEARNT)

    def lessons() -> Iterator[_Lesson]:
        for id, judged in rulings.items():
            yield scorer.score(hear(admitted_transcript(study.places, id).turns)), judged

    return learn([code.id for code in codebook.codes], lessons())


def _judged(study: OpenStudy, id: str) -> Iterator[Judged]:
    """The rulings on a transcript whose words still stand; what is denied or only considered is
    about the theme all the same, and teaches as it was judged."""
    verdicts = read_values(study.places.verdicts / f"{id}.jsonl", Verdict)
    own = [one for one in verdicts if not one.reopened]
    if not own:
        return
    admitted: AdmittedTranscript = admitted_transcript(study.places, id)
    rejected = {one.coding: one.rejected for one in own}
    for coding in judged_codings(admitted, own).values():
        present = coding.polarity is Polarity.PRESENT
        if present or not rejected[coding.id]:
            yield Judged(coding.turn, coding.span, coding.code, not rejected[coding.id])
