"""Why a coding is proposed: everything that its confidence is made of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.anonymised.coders.combined import Candidate, CombinedCoder
from pipeline.anonymised.coders.cues import CueCoder
from pipeline.anonymised.learnt import Correction, Learnt
from pipeline.anonymised.nearest import Likeness, nearest_examples
from pipeline.anonymised.themes_model.model import ThemesModel
from pipeline.values.texts import DraftTurn
from pipeline.values.themes import Codebook, Coding

_RIVALS = 3
_EXAMPLES = 2


@dataclass(frozen=True)
class Part:
    """Something that speaks for a coding, or against it."""

    what: str
    adds: float
    """To the log-odds; against it where it is below nought."""


@dataclass(frozen=True)
class Explained:
    """A coding and what is behind it. Words of examples are the codebook's."""

    coding: Coding
    shipped: bool
    """Whether the model was trained on the code; otherwise it goes by its texts alone."""
    model: float
    """The confidence that the model alone would have."""
    parts: tuple[Part, ...]
    confidence: float
    cues: tuple[str, ...]
    question_read: bool
    """Whether an interviewer's question stood before the turn."""
    examples: tuple[Likeness, ...]
    rivals: tuple[tuple[str, float], ...]
    """Other codes that the same sentences were nearest to, and their confidence."""
    taught: Correction | None
    """What the study's rulings on the code came to."""


class Explainer:
    """Explains the codings of one transcript; its talk is read once.

    Args:
        turns: all of the transcript's.
        transcript: its id.
        model: the shipped one.
        codebook: of the study.
        learnt: from the study's rulings.
    """

    def __init__(
        self,
        turns: Sequence[DraftTurn],
        transcript: str,
        model: ThemesModel,
        codebook: Codebook,
        learnt: Learnt,
    ) -> None:
        self._model, self._codebook, self._learnt = model, codebook, learnt
        self._coder = CombinedCoder(model, codebook, CueCoder(codebook), learnt, lists_from=0.0)
        self._candidates: dict[int, list[Candidate]] = defaultdict(list)
        scored = self._coder.score(turns)
        for one in self._coder.candidates(scored, turns, transcript):
            self._candidates[one.scored.heard.turn.number].append(one)

    def explain(self, coding: Coding) -> Explained | None:
        """Why `coding` is proposed, whoever proposed it; None where nothing points at its
        passage."""
        coder, codebook = self._coder, self._codebook
        candidates = self._candidates.get(coding.turn, [])
        own = [one for one in candidates if codebook.codes[one.column].id == coding.code]
        near = [one for one in own if _touches(one, coding)]
        if not near:
            return None
        best = max(near, key=coder.chance)
        code = codebook.codes[best.column]
        parts = tuple(Part(what, adds) for what, adds in coder.parts(best) if adds)
        return Explained(
            coding=coding,
            shipped=coder.is_shipped(best),
            model=coder.model_chance(best),
            parts=parts,
            confidence=coder.chance(best),
            cues=tuple(sorted({cue for one in best.cues for cue in one.cues})),
            question_read=bool(best.scored.heard.question),
            examples=tuple(nearest_examples(self._model, coding.text, [code], _EXAMPLES)),
            rivals=_rivals(coder, codebook, candidates, best),
            taught=self._learnt.by_code.get(coding.code),
        )


def _rivals(
    coder: CombinedCoder, codebook: Codebook, candidates: Sequence[Candidate], best: Candidate
) -> tuple[tuple[str, float], ...]:
    chances: dict[str, float] = {}
    for one in candidates:
        if one.column != best.column and one.run[0] < best.run[1] and best.run[0] < one.run[1]:
            id = codebook.codes[one.column].id
            chances[id] = max(chances.get(id, 0.0), coder.chance(one))
    return tuple(sorted(chances.items(), key=lambda pair: -pair[1])[:_RIVALS])


def _touches(candidate: Candidate, coding: Coding) -> bool:
    sentences = candidate.scored.heard.sentences
    start = sentences[candidate.run[0]].start
    end = sentences[candidate.run[1] - 1].end
    return start < coding.span.end and coding.span.start < end
