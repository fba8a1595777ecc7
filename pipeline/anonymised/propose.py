"""The second room's work: what a person is asked to confirm, and what is held back from her."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, lru_cache
from importlib.metadata import version

from pipeline.anonymised.coders.combined import CombinedCoder
from pipeline.anonymised.coders.cues import VERSION, CueCoder
from pipeline.anonymised.flags import FlagRaiser, with_model
from pipeline.anonymised.judged import share_half
from pipeline.anonymised.learnt import Learnt
from pipeline.anonymised.themes_model.model import FOLDER, shipped_model
from pipeline.anonymised.themes_model.operating import Operating
from pipeline.settings import CodingSettings, ProposedBy
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import Codebook, Coding, RaisedFlag


def propose(
    transcript: AdmittedTranscript,
    codebook: Codebook,
    settings: CodingSettings,
    learnt: Learnt,
) -> tuple[list[Coding], list[RaisedFlag]]:
    """Proposed codings and raised flags of a transcript.

    Args:
        transcript: admitted.
        codebook: of the study.
        settings: what proposes, and from which confidence.
        learnt: from the study's rulings.

    Returns:
        codings sorted by turn, place and code, all 'proposed'; flags sorted by turn and flag. The
        same input gives the same result, whatever ran before.
    """
    turns = transcript.turns
    cues, raiser = _of_cues(codebook.model_dump_json())
    flags = raiser.raise_flags(turns, transcript.id)
    if settings.by is ProposedBy.CUES:
        return cues.propose(turns, transcript.id), flags
    coder = _with_model(codebook.model_dump_json(), learnt.model_dump_json(), settings.lists_from)
    scored = coder.score(turns)
    codings = coder.codings(scored, turns, transcript.id)
    return codings, with_model(flags, scored, codebook, shipped_model().operating, transcript.id)


def with_more(proposals: Sequence[Coding], more: Sequence[Coding]) -> list[Coding]:
    """Proposals, and those of another coder. Where both give a code to half of the same words, the
    first one's stays, and its evidence names the other's."""
    found = list(proposals)
    for one in more:
        same = [
            at
            for at, own in enumerate(found)
            if (own.turn, own.code) == (one.turn, one.code) and share_half(own.span, one.span)
        ]
        for at in same:
            told = f"{found[at].evidence}; {one.evidence}"
            found[at] = found[at].model_copy(update={"evidence": told})
        if not same:
            found.append(one)
    return sorted(found, key=lambda one: (one.turn, one.span.start, one.span.end, one.code))


@cache
def ruleset_version() -> str:
    """Changes whenever the same transcript and codebook may be coded differently."""
    model = Operating.load(FOLDER / "model.json").version
    libraries = " ".join(f"{name}-{version(name)}" for name in ("spacy", "onnxruntime", "numpy"))
    return f"cues-{VERSION} themes-{model} {libraries}"


@lru_cache(maxsize=4)
def _of_cues(codebook: str) -> tuple[CueCoder, FlagRaiser]:
    """Of a codebook (as JSON): making them takes longer than coding an interview."""
    book = Codebook.from_json(codebook)
    return CueCoder(book), FlagRaiser(book)


@lru_cache(maxsize=4)
def _with_model(codebook: str, learnt: str, lists_from: float) -> CombinedCoder:
    book = Codebook.from_json(codebook)
    cues, _ = _of_cues(codebook)
    return CombinedCoder(shipped_model(), book, cues, Learnt.from_json(learnt), lists_from)
