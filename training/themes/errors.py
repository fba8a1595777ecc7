"""What is wrong with proposals, by cause."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from pipeline.anonymised.coders.combined import CombinedCoder
from pipeline.anonymised.coders.cues import CueCoder
from pipeline.anonymised.learnt import NOTHING_LEARNT
from pipeline.anonymised.themes_model.model import ThemesModel
from pipeline.values.themes import Codebook, Coding, Polarity
from training.themes.marked import Marked
from training.themes.talk import Passage

_SHORT = 8
"""Words of an answer."""


def causes(
    model: ThemesModel, codebook: Codebook, interviews: Sequence[Marked], threshold: float
) -> tuple[Counter[str], Counter[str]]:
    """(of what was proposed wrongly, of what was missed), turn by turn and code by code."""
    coder = CombinedCoder(model, codebook, CueCoder(codebook), NOTHING_LEARNT, 0.1)
    neighbours = {code.id: frozenset(code.neighbours) for code in codebook.codes}
    wrong: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for interview in interviews:
        found = coder.propose(interview.turns, interview.id)
        for turn in interview.turns:
            own = [one for one in found if one.turn == turn.number]
            sure = _best(one for one in own if one.confidence >= threshold)
            passages = interview.codes.get(turn.number, [])
            for code, coding in sure.items():
                if not interview.has(turn.number, code):
                    wrong[_why_wrong(coding, passages, neighbours[code])] += 1
            listed = {one.code: one for one in own}
            for passage in passages:
                for code in passage.names:
                    if passage.polarity is Polarity.PRESENT and code not in sure:
                        short = len(turn.text.split()) <= _SHORT
                        missed[_why_missed(code, passage, listed, sure, neighbours, short)] += 1
    return wrong, missed


def _best(codings: Iterable[Coding]) -> dict[str, Coding]:
    best: dict[str, Coding] = {}
    for one in codings:
        if one.polarity is Polarity.PRESENT and (
            one.code not in best or best[one.code].confidence < one.confidence
        ):
            best[one.code] = one
    return best


def _why_wrong(coding: Coding, passages: Sequence[Passage], neighbours: frozenset[str]) -> str:
    under = [one for one in passages if _touches(coding, one)]
    if any(coding.code in one.names for one in passages):
        return "denied or only considered"
    if any(neighbours & set(one.names) for one in under):
        return "a neighbour of the passage's code"
    return "another code on a coded passage" if under else "uncoded talk"


def _why_missed(
    code: str,
    passage: Passage,
    listed: dict[str, Coding],
    sure: dict[str, Coding],
    neighbours: dict[str, frozenset[str]],
    short: bool,
) -> str:
    if short:
        return f"an answer of {_SHORT} words or fewer"
    if code in listed and listed[code].polarity is not Polarity.PRESENT:
        return "taken for denied or considered"
    there = [one.code for one in sure.values() if _touches(one, passage)]
    if any(one in neighbours[code] for one in there):
        return "a neighbour was proposed instead"
    if code in listed:
        return "listed, below the threshold"
    return "another code was proposed instead" if there else "nothing was seen"


def _touches(coding: Coding, passage: Passage) -> bool:
    return coding.span.start < passage.end and passage.start < coding.span.end
