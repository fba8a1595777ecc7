"""Why a coding of a study is proposed, worked out anew from what stands now."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from pipeline.anonymised.explained import Explained, Explainer
from pipeline.anonymised.learnt import NOTHING_LEARNT, Learnt
from pipeline.anonymised.themes_model.model import shipped_model
from pipeline.run.coded import CodingLine, open_coded
from pipeline.run.files import digest, read_value
from pipeline.settings import CodingSettings, ProposedBy


@dataclass(frozen=True)
class CodingExplained:
    """A coding, where it stands, and why it is proposed."""

    line: CodingLine
    why: Explained | None
    without: str
    """Why there is no more to tell; '' where there is."""
    settings: CodingSettings


def explain_coding(root: Path, id: str) -> CodingExplained:
    """Explain the coding `id` of the study at `root`.

    Raises:
        GateError: there is no such coding now.
    """
    coded = open_coded(root)
    coding = coded.find(id)
    study = coded.study
    codebook, settings = study.codebook(), study.settings.coding
    line = coded.line(coding)
    if settings.by is ProposedBy.CUES:
        return CodingExplained(line, None, "In this study cues alone propose.", settings)
    if coding.code not in {code.id for code in codebook.codes}:
        return CodingExplained(line, None, "The codebook has no such code any more.", settings)
    states = (
        digest(study.places.admitted / f"{coding.transcript}.json"),
        digest(study.places.learnt),
    )
    why = _explainer(root, coding.transcript, (*states, study.codebook_text())).explain(coding)
    without = "" if why else "Neither model nor cues point at this passage now."
    return CodingExplained(line, why, without, settings)


@lru_cache(maxsize=1)
def _explainer(root: Path, transcript: str, state: tuple[str, ...]) -> Explainer:
    """Kept while nothing that it read has changed: whoever asks once asks again."""
    coded = open_coded(root)
    kept = coded.study.places.learnt
    learnt = read_value(kept, Learnt) if kept.exists() else NOTHING_LEARNT
    turns = coded.transcript(transcript).turns
    return Explainer(turns, transcript, shipped_model(), coded.study.codebook(), learnt)
