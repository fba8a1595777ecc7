"""Proposes a code where the talk holds one of its cues, or answers a question that asks for it.

Two kinds of cue: words of the participant, and, ending in '?', words of an interviewer's question.
A question is context, never evidence of what happened. It says what the answer is about: the
opening of the answer is proposed, for a person to read and cut.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline.anonymised.context import Reading, answer_polarity, read_context
from pipeline.anonymised.matching import CueMatcher, Hit
from pipeline.anonymised.passages import merged, opening_of, passage_of, span_of
from pipeline.anonymised.sentences import Sentence, read_sentences
from pipeline.values.spans import Span
from pipeline.values.texts import DraftTurn, Role
from pipeline.values.themes import Codebook, Coding, Polarity, Subject, Time, coding_id

VERSION = "1"
"""Counts changes of the rules; the codebook's own fingerprint stands beside it."""

CONFIDENCE = {
    ("cue", "question"): 0.8,
    ("cues", "question"): 0.85,
    ("", "question"): 0.4,
    ("cues", ""): 0.55,
    ("cue", ""): 0.35,
}
"""Rough, fixed and not calibrated: by what speaks for a proposal (one cue, several, the question).
They order proposals; they are not chances of being right."""
OTHERS_EXPERIENCE = 0.2
"""The cue is about someone who is neither the participant nor her family."""
SHORTEST_QUESTION = 3
"""Words; an interviewer's turn of fewer, without '?', is a nod ('mm-hm'), not the next question."""
EVIDENCE_CUES = 3
"""How many cues are named as evidence."""


@dataclass(frozen=True, slots=True, repr=False)
class _Answer:
    """A participant turn and what is being asked."""

    turn: DraftTurn
    sentences: tuple[Sentence, ...]
    asked: dict[str, tuple[str, Sentence]]
    """Code -> the question cue that names it, and the question."""
    opening: bool
    """The first turn after the question."""


@dataclass(frozen=True, slots=True)
class CueFinding:
    """A coding that cues propose, and which."""

    coding: Coding
    cues: tuple[str, ...]
    """In the participant's words; none: the question alone speaks for it."""
    question: str
    """The cue in the interviewer's question; '' where none asks for the code."""


class CueCoder:
    """A `Coder` from the cues of a codebook."""

    name = "cues"

    def __init__(self, codebook: Codebook) -> None:
        spoken = {code.id: [cue for cue in code.cues if not asks(cue)] for code in codebook.codes}
        asked = {code.id: [cue for cue in code.cues if asks(cue)] for code in codebook.codes}
        self._spoken = CueMatcher(spoken)
        self._asked = CueMatcher(asked)
        cues = "\n".join(f"{code.id}\t{cue}" for code in codebook.codes for cue in code.cues)
        self.version = f"{VERSION}-{hashlib.sha256(cues.encode()).hexdigest()[:8]}"

    def propose(self, turns: Sequence[DraftTurn], transcript_id: str) -> list[Coding]:
        """Codings of participant turns, sorted by place and code."""
        return [one.coding for one in self.find(turns, transcript_id)]

    def find(self, turns: Sequence[DraftTurn], transcript_id: str) -> list[CueFinding]:
        """The same, each with its cues."""
        found = [
            one for answer in self._answers(turns) for one in self._code(answer, transcript_id)
        ]
        return sorted(found, key=lambda one: _place(one.coding))

    def _answers(self, turns: Sequence[DraftTurn]) -> Iterator[_Answer]:
        asked: dict[str, tuple[str, Sentence]] = {}
        opening = False
        for turn in turns:
            if turn.role is Role.OTHER:
                continue
            sentences = tuple(read_sentences(turn.text, [mark.span for mark in turn.marks]))
            if turn.role is Role.INTERVIEWER:
                if _is_question(turn, sentences):
                    hits = self._asked.find(sentences)
                    asked = {hit.owner: (hit.cue, sentences[hit.sentence]) for hit in hits}
                    opening = True
            elif sentences:
                yield _Answer(turn, sentences, asked, opening)
                opening = False

    def _code(self, answer: _Answer, transcript_id: str) -> Iterator[CueFinding]:
        found: dict[tuple[str, Polarity], list[tuple[Hit, Reading]]] = defaultdict(list)
        for hit in self._spoken.find(answer.sentences):
            reading = read_context(answer.sentences[hit.sentence], hit.first, hit.last)
            if reading is not None:
                found[hit.owner, reading.polarity].append((hit, reading))
        placed: set[tuple[str, Span]] = set()
        for code, polarity in sorted(found, key=lambda key: (key[0], list(Polarity).index(key[1]))):
            hits = found[code, polarity]
            for one in _codings(answer, code, hits, transcript_id):
                if (code, one.coding.span) not in placed:
                    placed.add((code, one.coding.span))
                    yield one
        if answer.opening:
            covered = {code for code, _ in found}
            for code in answer.asked:
                if code not in covered:
                    yield _answer_coding(answer, code, transcript_id)


def asks(cue: str) -> bool:
    """Whether the cue is looked for in the interviewer's questions."""
    return cue.rstrip().endswith("?")


def _is_question(turn: DraftTurn, sentences: Sequence[Sentence]) -> bool:
    return "?" in turn.text or sum(len(one.words) for one in sentences) >= SHORTEST_QUESTION


def _codings(
    answer: _Answer, code: str, hits: Sequence[tuple[Hit, Reading]], transcript_id: str
) -> Iterator[CueFinding]:
    runs = [passage_of(answer.sentences, hit.sentence, hit.sentence) for hit, _ in hits]
    for run in merged(answer.sentences, sorted(runs)):
        inside = [(hit, how) for hit, how in hits if run[0] <= hit.sentence < run[1]]
        if not inside:
            continue
        cues = sorted({hit.cue for hit, _ in inside})
        question = answer.asked[code][0] if code in answer.asked else ""
        amount = "cues" if len(cues) > 1 else "cue"
        confidence = CONFIDENCE[amount, "question" if question else ""]
        reading = inside[0][1]
        if reading.subject is Subject.OTHER:
            confidence = OTHERS_EXPERIENCE
        span = span_of(answer.sentences, run)
        coding = _coding(
            transcript_id, answer.turn, span, code, reading, confidence, evidence(cues, question)
        )
        yield CueFinding(coding, tuple(cues), question)


def _answer_coding(answer: _Answer, code: str, transcript_id: str) -> CueFinding:
    cue, question = answer.asked[code]
    polarity = answer_polarity(question, answer.sentences[0])
    run = opening_of(answer.sentences)
    span = span_of(answer.sentences, run)
    reading = Reading(polarity, Subject.SELF, Time.UNCLEAR)
    confidence = CONFIDENCE["", "question"]
    why = evidence([], cue)
    coding = _coding(transcript_id, answer.turn, span, code, reading, confidence, why)
    return CueFinding(coding, (), cue)


def evidence(cues: Sequence[str], question: str) -> str:
    """What a coding says of the cues behind it."""
    parts = [f"cue: {cue}" for cue in cues[:EVIDENCE_CUES]]
    if question:
        parts.append(f"asked: {question}")
    return "; ".join(parts)


def _place(coding: Coding) -> tuple[int, int, int, str]:
    return coding.turn, coding.span.start, coding.span.end, coding.code


def _coding(
    transcript_id: str,
    turn: DraftTurn,
    span: Span,
    code: str,
    reading: Reading,
    confidence: float,
    why: str,
) -> Coding:
    return Coding(
        id=coding_id(transcript_id, turn.number, span, code),
        transcript=transcript_id,
        turn=turn.number,
        span=span,
        code=code,
        polarity=reading.polarity,
        subject=reading.subject,
        time=reading.time,
        coder=CueCoder.name,
        confidence=confidence,
        evidence=why,
        text=turn.text[span.start : span.end],
    )
