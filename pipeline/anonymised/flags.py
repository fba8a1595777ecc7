"""Raises the flags that hold a passage and call a person. 'No flag' never means safe.

Made to find too much rather than too little: a cue raises its flag in any polarity, and in the
interviewer's turns as well. Only a listed look-alike over the same words takes it back. What a
question is about, its answer is about; what is agreed to stay off the record stays so until the
interviewer goes on.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.anonymised.coders.cues import asks
from pipeline.anonymised.matching import CueMatcher, Hit
from pipeline.anonymised.scoring import Scored
from pipeline.anonymised.sentences import Sentence, read_sentences
from pipeline.anonymised.themes_model.operating import Operating
from pipeline.values.texts import DraftTurn, Role
from pipeline.values.themes import Codebook, Flag, RaisedFlag

_CUE = "cue: "
"""What the evidence begins with where the turn's own words raise a flag."""
LONGEST_STRETCH = 12
"""Turns that an opening cue holds where nothing closes it."""
SHORTEST_QUESTION = 6
"""Words; an interviewer's turn of fewer, without '?', does not change the subject."""

SHORT_ANSWER = 5
"""Words; 'on and off, aye' takes its meaning from what was said before."""
FOLLOWED_UP = (Role.PARTICIPANT, Role.INTERVIEWER, Role.PARTICIPANT)


@dataclass(frozen=True, slots=True, repr=False)
class _Heard:
    """A turn, and what its cues say: flag -> cue."""

    turn: DraftTurn
    words: int
    raised: dict[str, str]
    asked: dict[str, str]
    opened: dict[str, str]
    closed: dict[str, str]
    agreed: dict[str, str]

    def changes_the_subject(self) -> bool:
        """Whether the interviewer goes on to something else."""
        return "?" in self.turn.text or self.words >= SHORTEST_QUESTION


class FlagRaiser:
    """The flags of a codebook, ready to be looked for."""

    def __init__(self, codebook: Codebook) -> None:
        def matcher(cues: Callable[[Flag], Sequence[str]]) -> CueMatcher:
            return CueMatcher({flag.id: cues(flag) for flag in codebook.flags}, codebook.lists)

        self._flags = codebook.flags
        self._cues = matcher(lambda flag: [cue for cue in flag.cues if not asks(cue)])
        self._asked = matcher(lambda flag: [cue for cue in flag.cues if asks(cue)])
        self._lookalikes = matcher(lambda flag: flag.lookalikes)
        self._opens = matcher(lambda flag: flag.opens)
        self._closes = matcher(lambda flag: flag.closes)
        self._agreed = matcher(lambda flag: flag.agreed)

    def raise_flags(self, turns: Sequence[DraftTurn], transcript_id: str) -> list[RaisedFlag]:
        """At most one flag of a kind a turn, sorted by turn and flag, the first cue as evidence."""
        heard = [self._hear(turn) for turn in turns]
        found: dict[int, dict[str, str]] = defaultdict(dict)
        for at, flag, evidence in self._evidence(heard):
            found[at].setdefault(flag, evidence)
        return [
            RaisedFlag(
                transcript=transcript_id,
                turn=turns[at].number,
                flag=flag,
                evidence=found[at][flag],
            )
            for at in sorted(found)
            for flag in sorted(found[at])
        ]

    def _hear(self, turn: DraftTurn) -> _Heard:
        sentences = read_sentences(turn.text, [mark.span for mark in turn.marks])
        asking = turn.role is Role.INTERVIEWER
        return _Heard(
            turn,
            sum(len(sentence.words) for sentence in sentences),
            raised=_first(self._standing(sentences)),
            asked=_first(self._asked.find(sentences)) if asking else {},
            opened={} if asking else _first(self._opens.find(sentences)),
            closed=_first(self._closes.find(sentences)) if asking else {},
            agreed=_first(self._agreed.find(sentences)) if asking else {},
        )

    def _standing(self, sentences: Sequence[Sentence]) -> list[Hit]:
        lookalikes = self._lookalikes.find(sentences)
        return [
            hit
            for hit in self._cues.find(sentences)
            if not any(_over(lookalike, hit) for lookalike in lookalikes)
        ]

    def _evidence(self, heard: Sequence[_Heard]) -> Iterator[tuple[int, str, str]]:
        """(index of a turn, flag, why), the turn's own words first."""
        for at, one in enumerate(heard):
            for name, cue in {**one.opened, **one.raised}.items():
                yield at, name, f"{_CUE}{cue}"
        for flag in self._flags:
            if flag.agreed or flag.opens:
                yield from _agreements(heard, flag.id)
                yield from _stretches(heard, flag.id)
            else:
                yield from _answers(heard, flag.id)
                yield from _follow_ups(heard, flag.id)


def raise_flags(
    turns: Sequence[DraftTurn], codebook: Codebook, transcript_id: str
) -> list[RaisedFlag]:
    """The flags of `codebook` that the turns (of anybody) raise."""
    return FlagRaiser(codebook).raise_flags(turns, transcript_id)


def with_model(
    raised: Sequence[RaisedFlag],
    scored: Sequence[Scored],
    codebook: Codebook,
    operating: Operating,
    transcript_id: str,
) -> list[RaisedFlag]:
    """Flags that cues raised, and those that the model raises in the participant's turns, sorted by
    turn and flag.

    A cue in her own words counts where the model does not take the turn for something else by far;
    what was asked to stay off the record (any flag that opens a stretch or is agreed to) is held
    whatever the model makes of it. A flag that the codebook lacks, or that the model does not
    know, the model neither raises nor takes back.
    """
    firm = {flag.id for flag in codebook.flags if flag.opens or flag.agreed}
    known = [flag.id for flag in codebook.flags if flag.id in operating.flags]
    found = {(one.turn, one.flag): one for one in raised}
    for one in scored:
        best = dict(zip(operating.flags, one.flags.max(axis=0).tolist(), strict=True))
        for flag in known:
            place = one.heard.turn.number, flag
            score, least = best[flag], operating.flag[flag]
            by_cue = place in found and found[place].evidence.startswith(_CUE)
            if score >= least:
                own = RaisedFlag(
                    transcript=transcript_id, turn=place[0], flag=flag, evidence="model"
                )
                found.setdefault(place, own)
            elif by_cue and flag not in firm and score < least - operating.beside_cue:
                del found[place]
    return [found[place] for place in sorted(found)]


def _answers(heard: Sequence[_Heard], flag: str) -> Iterator[tuple[int, str, str]]:
    """The participant's turns that answer a question about what the flag is about."""
    for at, one in enumerate(heard):
        if one.turn.role is Role.INTERVIEWER:
            cue = one.asked.get(flag) or one.raised.get(flag)
            answer = _next(heard, at, Role.PARTICIPANT)
            if cue and answer is not None:
                yield answer, flag, f"asked: {cue}"


def _follow_ups(heard: Sequence[_Heard], flag: str) -> Iterator[tuple[int, str, str]]:
    """A question straight after a flagged turn, with an answer too short to stand alone."""
    for at, one in enumerate(heard[:-2]):
        question, answer = heard[at + 1], heard[at + 2]
        roles = (one.turn.role, question.turn.role, answer.turn.role)
        if flag in one.raised and roles == FOLLOWED_UP and answer.words <= SHORT_ANSWER:
            yield at + 1, flag, f"after: {one.raised[flag]}"
            yield at + 2, flag, f"after: {one.raised[flag]}"


def _agreements(heard: Sequence[_Heard], flag: str) -> Iterator[tuple[int, str, str]]:
    """A request and the interviewer's answer to it: either of them tells of the other."""
    for at, one in enumerate(heard):
        after = at + 1 < len(heard) and heard[at + 1].turn.role is Role.INTERVIEWER
        if one.turn.role is Role.INTERVIEWER and flag in one.agreed:
            yield at, flag, f"cue: {one.agreed[flag]}"
            if at and heard[at - 1].turn.role is not Role.INTERVIEWER:
                yield at - 1, flag, f"agreed: {one.agreed[flag]}"
        elif one.turn.role is not Role.INTERVIEWER and after:
            cue = one.opened.get(flag) or one.raised.get(flag)
            if cue and "?" not in heard[at + 1].turn.text:
                yield at + 1, flag, f"answers: {cue}"


def _stretches(heard: Sequence[_Heard], flag: str) -> Iterator[tuple[int, str, str]]:
    """The turns after an opening cue, until the interviewer goes on to something else."""
    for at, one in enumerate(heard):
        if flag not in one.opened:
            continue
        told = False
        for after in range(at + 1, min(len(heard), at + 1 + LONGEST_STRETCH)):
            next_one = heard[after]
            asking = next_one.turn.role is Role.INTERVIEWER
            if flag in next_one.closed or (asking and told and next_one.changes_the_subject()):
                break
            told = told or not asking
            yield after, flag, f"after: {one.opened[flag]}"


def _next(heard: Sequence[_Heard], at: int, role: Role) -> int | None:
    """The next turn, where it is of `role`."""
    following = at + 1
    return following if following < len(heard) and heard[following].turn.role is role else None


def _first(hits: Sequence[Hit]) -> dict[str, str]:
    found: dict[str, str] = {}
    for hit in hits:
        found.setdefault(hit.owner, hit.cue)
    return found


def _over(lookalike: Hit, hit: Hit) -> bool:
    same = lookalike.owner == hit.owner and lookalike.sentence == hit.sentence
    return same and lookalike.first < hit.last and hit.first < lookalike.last
