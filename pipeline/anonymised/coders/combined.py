"""The shipped model and the cues as one coder, its confidences calibrated.

Every passage that the model or a cue points at is scored in one way: the model's best sentence in
it, and what a cue or a question that asks for the code adds. So a cue in talk that the model reads
otherwise counts for little, and what the model alone sees is proposed all the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.anonymised.coders.cues import CueCoder, CueFinding, evidence
from pipeline.anonymised.context import passage_reading
from pipeline.anonymised.doubts import Doubts
from pipeline.anonymised.heard import Heard, hear
from pipeline.anonymised.learnt import Learnt
from pipeline.anonymised.passages import peaks, span_of
from pipeline.anonymised.scoring import Scored, Scorer
from pipeline.anonymised.themes_model.model import ThemesModel
from pipeline.anonymised.themes_model.operating import Curve, Operating
from pipeline.values.texts import DraftTurn
from pipeline.values.themes import Check, Codebook, Coding, Polarity, Subject, coding_id

Run = tuple[int, int]
"""Sentences ``[start, end)`` of a turn."""


@dataclass(frozen=True)
class Candidate:
    """A passage that a code may be proposed for."""

    scored: Scored = field(repr=False)
    column: int
    """The code's, in the codebook's order."""
    run: Run
    cues: tuple[CueFinding, ...]

    @property
    def score(self) -> float:
        """The log-odds of its best sentence."""
        return float(self.scored.codes[self.run[0] : self.run[1], self.column].max())

    @property
    def best(self) -> int:
        """That sentence."""
        start, end = self.run
        return start + int(self.scored.codes[start:end, self.column].argmax())

    @property
    def has_cue(self) -> bool:
        """Whether the participant's own words hold a cue."""
        return any(one.cues for one in self.cues)

    @property
    def is_asked(self) -> bool:
        """Whether the question asks for the code."""
        return any(one.question for one in self.cues)


class CombinedCoder:
    """A `Coder` from the model and the cues.

    Args:
        model: the shipped one.
        codebook: of the study.
        cues: the coder made of its cues.
        learnt: from the study's rulings.
        lists_from: confidence below which nothing is proposed.
    """

    name = "model"

    def __init__(
        self,
        model: ThemesModel,
        codebook: Codebook,
        cues: CueCoder,
        learnt: Learnt,
        lists_from: float,
    ) -> None:
        self._operating = model.operating
        self._codebook = codebook
        self._scorer = Scorer(model, codebook, learnt)
        self._cues = cues
        self._lists_from = lists_from
        self._doubts = Doubts(codebook)
        self.version = f"{model.operating.version}+{self._cues.version}"

    def propose(self, turns: Sequence[DraftTurn], transcript_id: str) -> list[Coding]:
        """Codings of participant turns, sorted by place and code."""
        return self.codings(self.score(turns), turns, transcript_id)

    def score(self, turns: Sequence[DraftTurn]) -> list[Scored]:
        """What the model makes of the participant's turns."""
        return self._scorer.score(hear(turns))

    def codings(
        self, scored: Sequence[Scored], turns: Sequence[DraftTurn], transcript_id: str
    ) -> list[Coding]:
        """The same as `propose`, of turns that are scored."""
        found = [
            self._coding(one, chance, transcript_id)
            for one in self.candidates(scored, turns, transcript_id)
            if (chance := self.chance(one)) >= self._lists_from
        ]
        return sorted(found, key=lambda one: (one.turn, one.span.start, one.span.end, one.code))

    def candidates(
        self, scored: Sequence[Scored], turns: Sequence[DraftTurn], transcript_id: str
    ) -> Iterator[Candidate]:
        """Every passage that the model or a cue points at, turn by turn, code by code."""
        by_place: dict[tuple[int, str], list[CueFinding]] = defaultdict(list)
        for one in self._cues.find(turns, transcript_id):
            by_place[one.coding.turn, one.coding.code].append(one)
        for one_scored in scored:
            for column, code in enumerate(self._codebook.codes):
                cues = by_place[one_scored.heard.turn.number, code.id]
                yield from self._candidates(one_scored, column, cues)

    def chance(self, candidate: Candidate) -> float:
        """How often such a candidate is right."""
        extra = sum(adds for _, adds in self.parts(candidate))
        return self._curve(candidate.column).of(candidate.score, extra)

    def model_chance(self, candidate: Candidate) -> float:
        """The same by the model's score alone, what was learnt in it."""
        return self._curve(candidate.column).of(candidate.score)

    def parts(self, candidate: Candidate) -> tuple[tuple[str, float], ...]:
        """(what, how much it adds to the calibrated log-odds) beside the model's score."""
        operating = self._operating
        return (
            ("how often this code is right", self._extra(candidate.column)),
            ("a cue", operating.cue * candidate.has_cue),
            ("the question", operating.asked * candidate.is_asked),
        )

    def is_shipped(self, candidate: Candidate) -> bool:
        """Whether the model was trained on the candidate's code."""
        return self._scorer.is_shipped(candidate.column)

    def _extra(self, column: int) -> float:
        return self._operating.by_code.get(self._codebook.codes[column].id, 0.0)

    def _curve(self, column: int) -> Curve:
        shipped = self._scorer.is_shipped(column)
        return self._operating.chance if shipped else self._operating.unseen

    def _candidates(
        self, scored: Scored, column: int, cues: Sequence[CueFinding]
    ) -> Iterator[Candidate]:
        sentences = scored.heard.sentences
        scores = [float(score) for score in scored.codes[:, column]]
        floor = self._curve(column).score_of(self._lists_from, self._extra(column))
        runs = peaks(sentences, scores, floor, self._operating.reach)
        by_run: dict[Run, list[CueFinding]] = {run: [] for run in runs}
        for one in cues:
            run = _run_of(scored.heard, one.coding)
            near = next((own for own in by_run if own[0] < run[1] and run[0] < own[1]), run)
            by_run.setdefault(near, []).append(one)
        for run, found in by_run.items():
            yield Candidate(scored, column, run, tuple(found))

    def _coding(self, one: Candidate, chance: float, transcript_id: str) -> Coding:
        turn = one.scored.heard.turn
        sentences = one.scored.heard.sentences
        code = self._codebook.codes[one.column]
        span = span_of(sentences, one.run)
        polarity, checks = _polarity(one, self._operating)
        subject, time = passage_reading(sentences[one.run[0] : one.run[1]])
        if any(cue.coding.subject is Subject.OTHER for cue in one.cues):
            checks = (*checks, Check.OTHER)
        checks = (*checks, *self._doubts.of(sentences[one.run[0] : one.run[1]], code.id))
        cues = sorted({cue for found in one.cues for cue in found.cues})
        question = next((found.question for found in one.cues if found.question), "")
        why = "; ".join(filter(None, ["model", evidence(cues, question)]))
        return Coding(
            id=coding_id(transcript_id, turn.number, span, code.id),
            transcript=transcript_id,
            turn=turn.number,
            span=span,
            code=code.id,
            polarity=polarity,
            subject=subject,
            time=time,
            coder=self.name,
            confidence=round(chance, 3),
            evidence=why,
            text=turn.text[span.start : span.end],
            checks=checks,
        )


def _polarity(one: Candidate, operating: Operating) -> tuple[Polarity, tuple[Check, ...]]:
    """What is proposed, and what else it may be."""
    denied, considered = one.scored.polarities[one.best]
    chances = {
        Polarity.DENIED: operating.denied.of(float(denied)),
        Polarity.CONSIDERED: operating.considered.of(float(considered)),
    }
    likelier = max(chances, key=lambda polarity: chances[polarity])
    polarity = likelier if chances[likelier] >= operating.takes else Polarity.PRESENT
    by_rule = {cue.coding.polarity for cue in one.cues if cue.cues}
    asks = {Polarity.DENIED: Check.DENIED, Polarity.CONSIDERED: Check.CONSIDERED}
    checks = tuple(
        check
        for other, check in asks.items()
        if other is not polarity and (chances[other] >= operating.asks or other in by_rule)
    )
    return polarity, checks


def _run_of(heard: Heard, coding: Coding) -> Run:
    """The sentences that a coding's span touches."""
    inside = [
        at
        for at, one in enumerate(heard.sentences)
        if one.start < coding.span.end and coding.span.start < one.end
    ]
    return inside[0], inside[-1] + 1
