"""Codes that were renamed, merged or split: what people decided under the old one goes along."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.errors import InputError
from pipeline.run.coded import Coded, open_coded
from pipeline.run.coded_passages import place_of
from pipeline.run.lock import hold
from pipeline.run.study import open_study
from pipeline.values.records import Approval, EntryKind, Gate, Verdict
from pipeline.values.themes import Coding, coding_id


@dataclass
class Moved:
    """What came of the decisions under a code."""

    accepted: int = 0
    """Stand under the new code, accepted."""
    rejected: int = 0
    """Stand under each new code, rejected."""
    proposed: int = 0
    """Put down under the new codes as open proposals, for a person to judge."""
    already: int = 0
    """Were carried before, opened again, or judged under the new code by somebody: that stays."""
    left: list[str] = field(default_factory=list)
    """Ids of codings whose words changed, or whose place an old journal does not tell. What was
    decided about them stays in the journal."""


def move_decisions(root: Path, old: str, new: Sequence[str], by: str) -> Moved:
    """Carry people's decisions on codings of `old` to `new`, at the same places.

    One new code (renamed, merged): accepted stays accepted, rejected stays rejected. Several
    (split): what was accepted is put down as an open proposal under each, what was rejected is
    rejected under each. An acceptance whose approval no longer fits is put down as a proposal too.
    Where `old` has left the codebook, nothing counts under it any more. Doing it again changes
    nothing.

    Raises:
        InputError: `old` is still in the codebook (unless it is split), a new code is not, or
            nobody decided anything under `old`.
        GateError: codings are of an earlier state of the words; then nothing is recorded.
    """
    with hold(open_study(root).places.lock):
        coded = open_coded(root)
        codes = tuple(dict.fromkeys(new))
        _refuse(coded, old, codes)
        move = _Move(coded, codes, by)
        decided = _decided(coded, old, move.report)
        if not decided and move.report == Moved():
            raise _nothing(coded, old)
        for value in [value for one in decided for value in move.entries(*one)]:
            coded.journal.append(value)
    return move.report


class _Move:
    """Carries decisions to codes, and counts what came of them."""

    def __init__(self, coded: Coded, codes: Sequence[str], by: str) -> None:
        self.report = Moved()
        self._coded = coded
        self._codes = codes
        self._by = by
        self._judged = coded.journal.verdicts()
        self._open = {one.coding for one in coded.journal.open_places()}
        self._known = {code.id for code in coded.study.codebook().codes}

    def entries(self, old: Coding, verdict: Verdict) -> Iterator[Verdict | Approval]:
        """What carries one decision. The new ones come first: where the disk fills up in between,
        the old one must not be taken back with no new one made."""
        place = place_of(self._coded.transcript(old.transcript), old)
        keeps = not verdict.rejected and len(self._codes) == 1 and _is_approved(self._coded, old)
        for code in self._codes:
            id = coding_id(old.transcript, old.turn, old.span, code)
            if _stays(self._judged.get(id), accepted=keeps) or (id in self._open and not keeps):
                self.report.already += 1
                continue
            at = place.model_copy(update={"code": code})
            new = Verdict(
                coding=id, by=self._by, rejected=not keeps, place=at, instead_of=old.id,
                reopened=not keeps and not verdict.rejected,
            )  # fmt: skip
            self._count(new)
            yield new
            if keeps:
                state = old.model_copy(update={"id": id, "code": code}).fingerprint()
                yield Approval(gate=Gate.CONFIRM, subject=id, state=state, by=self._by)
        if old.code not in self._known:
            # Without a place: nobody is to judge it again under a code that is gone.
            yield Verdict(coding=old.id, by=self._by, rejected=True, reopened=True)

    def _count(self, new: Verdict) -> None:
        self.report.proposed += new.reopened
        self.report.accepted += not new.rejected
        self.report.rejected += new.rejected and not new.reopened


def _refuse(coded: Coded, old: str, new: Sequence[str]) -> None:
    known = [code.id for code in coded.study.codebook().codes]
    for code in new:
        if code not in known:
            near = difflib.get_close_matches(code, known, n=1)
            hint = f"; did you mean '{near[0]}'?" if near else ""
            raise InputError(f"the codebook has no code '{code}'{hint}",
                             where="config/codebook.yaml",
                             next_step="voices codebook show")  # fmt: skip
    if old in new:
        raise InputError("a code cannot be moved to itself", next_step="voices codebook moved -h")
    if old in known and len(new) == 1:
        raise InputError(
            f"'{old}' is still in the codebook: what was decided under it stands",
            where="config/codebook.yaml",
            next_step="take it out of the file first, then type this again",
        )


def _decided(coded: Coded, old: str, report: Moved) -> list[tuple[Coding, Verdict]]:
    """The codings of `old` that people judged, as they stand, each with the last verdict; without
    those that another coding has taken the place of, or that somebody opened again."""
    replaced, counting = coded.journal.replaced(), coded.journal.verdicts()
    standing, codes = coded.by_id(), _codes_ever(coded)
    decided = []
    for id in coded.journal.ever_judged():
        coding = standing.get(id)
        if codes.get(id, coding.code if coding else "") != old:
            continue
        if id in replaced or id not in counting:
            report.already += 1
        elif coding is None:
            report.left.append(id)
        else:
            decided.append((coding, counting[id]))
    return decided


def _codes_ever(coded: Coded) -> dict[str, str]:
    """The code of every coding whose place the journal tells."""
    bodies = (entry.body for entry in coded.journal.entries if entry.kind is EntryKind.VERDICT)
    return {str(body["coding"]): str(body["place"]["code"]) for body in bodies if body.get("place")}


def _nothing(coded: Coded, old: str) -> InputError:
    near = difflib.get_close_matches(old, sorted(set(_codes_ever(coded).values())), n=1)
    hint = f"; did you mean '{near[0]}'?" if near else ""
    return InputError(f"nobody has decided anything under '{old}'{hint}",
                      next_step="voices codebook check")  # fmt: skip


def _stays(there: Verdict | None, *, accepted: bool) -> bool:
    """Whether what was said about the new coding counts more than what is carried to it. A refusal
    that was itself carried, from another code, gives way to an acceptance: the passage is now under
    a code that takes in both."""
    return there is not None and not (accepted and there.rejected and there.instead_of)


def _is_approved(coded: Coded, coding: Coding) -> bool:
    """Whether a person accepted exactly this state of it."""
    return (Gate.CONFIRM, coding.id, coding.fingerprint()) in coded.approvals.by_state
