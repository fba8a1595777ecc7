"""Every place of a study where given words stand, and what was decided about each."""

from __future__ import annotations

from dataclasses import dataclass, field

from pipeline.errors import InputError
from pipeline.identified.forms import KnownForms, form_of
from pipeline.run.files import read_value, read_values
from pipeline.run.study import OpenStudy
from pipeline.values.identifiers import Decision
from pipeline.values.spans import Span
from pipeline.values.texts import Transcript

AROUND = 60
"""Characters of the talk that are shown on either side."""


@dataclass(frozen=True)
class Found:
    """One place where the words stand in a source text."""

    transcript: str
    turn: int
    span: Span
    before: str = field(repr=False)
    words: str = field(repr=False)
    after: str = field(repr=False)
    decision: Decision | None
    """What was decided about these characters, or some of them."""


def find_words(study: OpenStudy, words: str) -> list[Found]:
    """Where `words` stand, in every transcript that was read: blind to case, accents, possessives
    and punctuation, as the residue check looks for names.

    Raises:
        InputError: they hold no letter or digit, or the key was destroyed.
    """
    study.refuse_destroyed()
    study.withdrawn.refuse_unfinished()
    if not form_of(words):
        raise InputError("there is no letter or digit to look for", next_step="type a name")
    forms = KnownForms([words])
    found = []
    for id in sorted(study.documents):
        path = study.places.transcripts / f"{id}.jsonl"
        if path.exists():
            found += _in(study, read_value(path, Transcript), forms)
    return found


def _in(study: OpenStudy, transcript: Transcript, forms: KnownForms) -> list[Found]:
    path = study.places.decisions / f"{transcript.id}.jsonl"
    hits = [(turn, hit.span) for turn in transcript.turns for hit in forms.hits(turn.text)]
    if not hits:
        return []
    decisions = read_values(path, Decision) if path.exists() else []
    found = []
    for turn, span in hits:
        there = [o for o in decisions if o.turn == turn.number and o.span.overlaps(span)]
        found.append(
            Found(
                transcript=transcript.id,
                turn=turn.number,
                span=span,
                before=turn.text[max(0, span.start - AROUND) : span.start],
                words=turn.text[span.start : span.end],
                after=turn.text[span.end : span.end + AROUND],
                decision=there[0] if there else None,
            )
        )
    return found
