"""The second room's work: what a person is asked to confirm, and what is held back from her."""

from __future__ import annotations

from functools import lru_cache
from importlib.metadata import version

from pipeline.anonymised.coders.base import Coder
from pipeline.anonymised.coders.cues import VERSION, CueCoder
from pipeline.anonymised.flags import FlagRaiser
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import Codebook, Coding, RaisedFlag


def propose(
    transcript: AdmittedTranscript, codebook: Codebook
) -> tuple[list[Coding], list[RaisedFlag]]:
    """Proposed codings and raised flags of a transcript.

    Returns:
        codings sorted by turn, place and code, all 'proposed'; flags sorted by turn and flag. The
        same transcript and codebook give the same result, whatever ran before.
    """
    coders, flags = _prepared(codebook.model_dump_json())
    codings = [one for coder in coders for one in coder.propose(transcript.turns, transcript.id)]
    codings.sort(key=lambda one: (one.turn, one.span.start, one.span.end, one.code, one.coder))
    return codings, flags.raise_flags(transcript.turns, transcript.id)


def ruleset_version() -> str:
    """Changes whenever the same transcript and codebook may be coded differently."""
    return f"cues-{VERSION} spacy-{version('spacy')}"


@lru_cache(maxsize=2)
def _prepared(codebook: str) -> tuple[tuple[Coder, ...], FlagRaiser]:
    """Coders of a codebook (as JSON): building them takes longer than coding an interview."""
    book = Codebook.from_json(codebook)
    return (CueCoder(book),), FlagRaiser(book)
