"""What people say of codings: accepted, rejected, added, changed, opened again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

from pipeline.anonymised.judged import PERSON, RULED_ON
from pipeline.errors import GateError, InputError
from pipeline.run.coded import Coded, open_coded
from pipeline.run.coded_passages import passage, place_of
from pipeline.run.lock import hold
from pipeline.run.study import open_study
from pipeline.values.records import Approval, CodedPlace, Gate, Verdict
from pipeline.values.spans import Span
from pipeline.values.themes import Coding, Polarity, Subject, Time, coding_id


def mark_of_coding(coding: Coding) -> str:
    """What a person judges in a coding, as a short fingerprint."""
    return coding.fingerprint()[:16]


def judge_codings(
    root: Path,
    ids: Sequence[str],
    by: str,
    *,
    reject: bool,
    seen: Mapping[str, str] | None = None,
) -> int:
    """Accept or reject codings by their ids, or all codings of a transcript by its id; returns how
    many.

    Args:
        root: of the study.
        ids: of codings or transcripts.
        by: who judges.
        reject: whether they are rejected.
        seen: coding -> `mark_of_coding` as the person saw it; None where that is not known.

    Raises:
        GateError: an id is neither, or a coding was not seen so; then nothing is recorded.
    """
    study = open_study(root)
    for id in ids:
        study.withdrawn.refuse(id, GateError)
    with hold(study.places.lock):
        coded = open_coded(root)
        chosen = list(_chosen(coded, ids, reject=reject))
        if seen is not None:
            refuse_unseen(chosen, seen)
        values: list[Approval | Verdict] = []
        for coding in chosen:
            values += _rejected(coded, coding, by) if reject else _accepted(coded, coding, by)
        _append(coded, values)
    return len(chosen)


def refuse_unseen(codings: Iterable[Coding], seen: Mapping[str, str]) -> None:
    """Refuse codings that a person did not see, or that say something else than she saw.

    Raises:
        GateError: one of them is so.
    """
    if any(seen.get(one.id) != mark_of_coding(one) for one in codings):
        raise GateError(
            "a coding says something else by now: nothing was recorded",
            next_step="look at it again",
        )


def add_coding(
    root: Path,
    transcript: str,
    turn: int,
    span: Span,
    code: str,
    by: str,
    polarity: Polarity = Polarity.PRESENT,
) -> Coding:
    """Code a passage as a person, accepted at once; the same as a proposal accepts the proposal.

    Args:
        span: half-open, in code points of the anonymised turn; at the edges of words.

    Raises:
        InputError: there is no such turn, passage or code.
        GateError: there is no such coded transcript, it withdrew, or the passage has this code
            with another polarity.
    """
    with hold(open_study(root).places.lock):
        coded = open_coded(root)
        new = new_coding(coded, transcript, turn, span, code, polarity)
        there = next((one for one in coded.codings(transcript) if one.id == new.id), new)
        if there.polarity is not polarity:
            raise GateError(
                f"the passage has this code already, as '{there.polarity.value}'",
                where=f"coding {there.id}",
                next_step=f"voices code change {there.id} --polarity {polarity.value}",
            )
        _append(coded, _accepted(coded, there, by))
    return there


def new_coding(
    coded: Coded, transcript: str, turn: int, span: Span, code: str, polarity: Polarity
) -> Coding:
    """A coding as a person makes it. Records nothing.

    Raises:
        InputError: there is no such turn, passage or code.
        GateError: there is no such coded transcript, or it withdrew.
    """
    text = passage(coded.transcript(transcript), turn, span)
    coded.check_code(code)
    return Coding(
        id=coding_id(transcript, turn, span, code),
        transcript=transcript,
        turn=turn,
        span=span,
        code=code,
        polarity=polarity,
        subject=Subject.SELF,
        time=Time.UNCLEAR,
        coder=PERSON,
        confidence=1.0,
        evidence=RULED_ON,
        text=text,
    )


def accept_codings(coded: Coded, codings: Iterable[Coding], by: str) -> None:
    """Record that a person accepts these codings, proposals or new ones. Needs the study's lock.

    Raises:
        GateError: one is not of the words that stand there now; those before it are recorded.
    """
    for coding in codings:
        _append(coded, _accepted(coded, coding, by))


def change_coding(
    root: Path,
    id: str,
    by: str,
    *,
    span: Span | None = None,
    code: str | None = None,
    polarity: Polarity | None = None,
) -> Coding:
    """Reject a coding and accept another in its place: other words, code or polarity.

    Raises:
        InputError: nothing would change, or there is no such passage or code.
        GateError: there is no such coding.
    """
    with hold(open_study(root).places.lock):
        coded = open_coded(root)
        old = coded.find(id)
        new = _changed(coded, old, span or old.span, code or old.code, polarity or old.polarity)
        accepted = _accepted(coded, new, by, instead_of=old.id)
        rejected = _rejected(coded, old, by)
        # Of two verdicts on one id the last counts; of two ids the new one must not be lost.
        _append(coded, rejected + accepted if new.id == old.id else accepted + rejected)
    return new


def reopen_coding(root: Path, id: str, by: str) -> tuple[str, ...]:
    """Open one coding again, as `reopen_codings` does."""
    return reopen_codings(root, [id], by)


def reopen_codings(root: Path, ids: Sequence[str], by: str) -> tuple[str, ...]:
    """Let what people said of codings count no longer; of one that took another's place, what was
    said of that other as well. Returns the ids of the codings that are open again.

    What a coder had proposed is proposed again, as it stood; what a person had added is gone.

    Raises:
        GateError: nobody has ruled on one, or its transcript withdrew; then nothing is recorded.
    """
    with hold(open_study(root).places.lock):
        coded = open_coded(root)
        verdicts = coded.journal.counting_verdicts()
        last = {one.coding: one for one in verdicts}
        for id in ids:
            if id not in last:
                coded.find(id)
                raise _nobody_ruled(id)
        before = {one.coding: one.instead_of for one in verdicts if one.instead_of}
        chains = (one for id in ids for one in _chain(id, before, last.keys()))
        opened = tuple(dict.fromkeys(chains))
        proposed = _proposed_at(verdicts)
        places = {one: proposed.get(one) for one in opened}
        for place in filter(None, places.values()):
            coded.study.withdrawn.refuse(place.transcript, GateError)
        _append(
            coded,
            [Verdict(coding=one, by=by, place=places[one], reopened=True) for one in opened],
        )
    return opened


def _chosen(coded: Coded, ids: Sequence[str], *, reject: bool) -> Iterable[Coding]:
    verdicts = coded.approvals.verdicts
    rejected = {one.coding for one in verdicts.values() if one.rejected}
    least = coded.study.settings.coding.puts_from
    for id in ids:
        if id in coded.transcripts:
            # What somebody rejected, and what is only listed, is accepted by its own id alone.
            yield from (
                one
                for one in coded.codings(id)
                if reject or (one.id not in rejected and one.confidence >= least)
            )
        else:
            yield coded.find(id)


def _changed(coded: Coded, old: Coding, span: Span, code: str, polarity: Polarity) -> Coding:
    if (span, code, polarity) == (old.span, old.code, old.polarity):
        raise InputError(
            "nothing would change: say what is to be otherwise",
            where=f"coding {old.id}",
            next_step="voices code change --help",
        )
    coded.check_code(code)
    text = passage(coded.transcript(old.transcript), old.turn, span)
    return old.model_copy(
        update={
            "id": coding_id(old.transcript, old.turn, span, code),
            "span": span,
            "code": code,
            "polarity": polarity,
            "text": text,
            "coder": PERSON,
            "confidence": 1.0,
            "evidence": RULED_ON,
            "checks": (),
        }
    )


def _accepted(
    coded: Coded, coding: Coding, by: str, instead_of: str | None = None
) -> list[Approval | Verdict]:
    place = place_of(coded.transcript(coding.transcript), coding)
    state = coding.fingerprint()
    return [
        Verdict(coding=coding.id, by=by, rejected=False, place=place, instead_of=instead_of),
        Approval(gate=Gate.CONFIRM, subject=coding.id, state=state, by=by),
    ]


def _rejected(coded: Coded, coding: Coding, by: str) -> list[Approval | Verdict]:
    place = place_of(coded.transcript(coding.transcript), coding)
    return [Verdict(coding=coding.id, by=by, rejected=True, place=place)]


def _chain(id: str, before: Mapping[str, str | None], judged: Collection[str]) -> tuple[str, ...]:
    """A coding, the one it took the place of, and so on, as far as a ruling counts."""
    chain = [id]
    while (next_one := before.get(chain[-1])) and next_one in judged and next_one not in chain:
        chain.append(next_one)
    return tuple(chain)


def _proposed_at(verdicts: Iterable[Verdict]) -> dict[str, CodedPlace]:
    """Coding -> where, and as what, a coder last proposed it; those that only a person coded so
    are missing."""
    places = ((one.coding, one.place) for one in verdicts)
    return {coding: place for coding, place in places if place and place.coder != PERSON}


def _nobody_ruled(id: str) -> GateError:
    return GateError(
        "nobody has ruled on it: it is open",
        where=f"coding {id}",
        next_step=f"voices approve --codings {id}",
    )


def _append(coded: Coded, values: Iterable[Approval | Verdict]) -> None:
    coded.journal.append_all(values)
