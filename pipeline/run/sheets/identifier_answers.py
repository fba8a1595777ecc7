"""Answers about decisions, each row checked against what stands now. Nothing is recorded here."""

from __future__ import annotations

import re

from pipeline.errors import InputError
from pipeline.identified.forms import form_of
from pipeline.identified.roles import is_listed
from pipeline.run.checking import checked, mark_of
from pipeline.run.journal import Journal
from pipeline.run.sheets.cells import Stamps, choice, find, number, refuse_typed_over, require
from pipeline.run.sheets.columns import IDENTIFIERS, IdentifierAnswer
from pipeline.run.sheets.identifier_rows import Source, mark_of_row, open_source, shown_of
from pipeline.run.sheets.said_since import SaidSince
from pipeline.run.sheets.sheet import Row
from pipeline.run.sheets.steps import ALREADY, OPEN, Answered, Does, IdentifierStep, Step
from pipeline.run.study import OpenStudy
from pipeline.values.identifiers import Action, Decision, Kind
from pipeline.values.spans import Span

_ANSWERS = ("answer", "new kind", "role")
_OURS = ("transcript", "turn", "characters", "decision", "mark", "export")
_ADDED = ("transcript", "turn", "words", "which", "kind", "new kind", "role", "mark", "answer")
_CHARACTERS = re.compile(r"([0-9]{1,9}) to ([0-9]{1,9})")
_KINDS = {kind.value.casefold(): kind for kind in Kind}
_DOES = {
    IdentifierAnswer.AGREE: Does.AGREE,
    IdentifierAnswer.KEEP: Does.KEEP,
    IdentifierAnswer.IDENTIFIES: Does.IDENTIFIES,
    IdentifierAnswer.ACCEPT_PROPOSAL: Does.ACCEPT_PROPOSAL,
}


def clash(one: Step, other: Step) -> bool:
    """Whether two steps are about the same characters of a turn."""
    return one.span.overlaps(other.span)


class IdentifierAnswers:
    """Reads the rows of a sheet of identifiers."""

    def __init__(self, study: OpenStudy, journal: Journal, stamps: Stamps) -> None:
        self._study = study
        self._journal = journal
        self._stamps = stamps
        self._said = SaidSince(journal)
        self._sources: dict[str, Source] = {}

    def read(self, row: Row) -> Answered:
        """What a row comes to.

        Raises:
            InputError: it does not fit what stands now.
        """
        if row["decision"] or "decision" in row.faults:
            return self._answered(row)
        if any(row[name] or name in row.faults for name in _ADDED):
            return self._added(row)
        return OPEN

    def _answered(self, row: Row) -> Answered:
        answered = any(row[name] or name in row.faults for name in _ANSWERS)
        if answered:
            row.check((*_OURS, *_ANSWERS))
        elif not self._is_decided(row["transcript"]):
            return OPEN
        source = self._source(row)
        decision = source.decisions.get(row["decision"])
        fits = decision is not None and row["mark"] == mark_of_row(source, decision)
        if decision and fits:
            refuse_typed_over(row, shown_of(source, decision), IDENTIFIERS)
        if not answered:
            return OPEN
        stamp = self._stamps.of(row)
        step = self._step(row, source, decision)
        if self._said.so_already(step, source.fingerprint, stamp.entry):
            return ALREADY
        if not fits or decision is None:
            raise InputError("what is decided there changed since the sheet was written")
        if step.does is Does.AGREE:
            return self._agreed(step, stamp.entry)
        if step.does is Does.ACCEPT_PROPOSAL and not decision.listed:
            raise InputError("nothing is proposed there that could be accepted")
        return Answered((step,))

    def _step(self, row: Row, source: Source, decision: Decision | None) -> IdentifierStep:
        answer = choice(row, "answer", list(IdentifierAnswer))
        kind, role = self._kind(row, "new kind"), row["role"].casefold()
        if answer not in ("", IdentifierAnswer.IDENTIFIES) and (kind or role):
            raise InputError(f"'{answer}' and a new kind or role do not go together")
        does = _DOES[IdentifierAnswer(answer or IdentifierAnswer.IDENTIFIES)]
        if does is Does.IDENTIFIES:
            kind = kind or (decision.kind if decision else _KINDS.get(row["kind"].casefold()))
            self._check_role(kind, role)
        return IdentifierStep(
            row=row.place,
            does=does,
            transcript=source.transcript.id,
            turn=number(row, "turn"),
            span=_span(row),
            id=row["decision"],
            kind=kind,
            role=role,
            mark=mark_of(decision) if decision else "",
        )

    def _agreed(self, step: IdentifierStep, since: int) -> Answered:
        before = checked(self._journal.checks(), step.transcript).get(step.id)
        if before and before[0] == step.mark:
            return ALREADY
        if by := self._said.opened_again(step, since):
            raise InputError(f"{by} opened it again since the sheet was written")
        return Answered((step,))

    def _added(self, row: Row) -> Answered:
        row.check(_ADDED)
        if row["mark"]:
            raise InputError("its cell 'decision' was emptied: copy it back")
        if choice(row, "answer", list(IdentifierAnswer)) not in ("", IdentifierAnswer.IDENTIFIES):
            raise InputError("a row without a decision adds an identifier: it can say nothing else")
        require(row, ("transcript", "turn", "words"))
        stamp = self._stamps.of(row)
        kind = self._kind(row, "new kind") or self._kind(row, "kind")
        if kind is None:
            require(row, ("kind",))
        role = row["role"].casefold()
        self._check_role(kind, role)
        source = self._source(row)
        turn, span = self._place(row, source)
        about = (row.place, Does.ADD, source.transcript.id, turn, span, "")
        step = IdentifierStep(*about, kind=kind, role=role)
        done = self._said.so_already(step, source.fingerprint, stamp.entry)
        return ALREADY if done or _is_replaced(source, step) else Answered((step,))

    def _place(self, row: Row, source: Source) -> tuple[int, Span]:
        turn, turns = number(row, "turn"), source.transcript.turns
        if turn > len(turns):
            raise InputError(f"its transcript has no such turn, only 1 to {len(turns)}")
        text = source.text(turn)
        return turn, find(row, text, lambda one: bool(form_of(text[one.start : one.end])))

    def _is_decided(self, id: str) -> bool:
        known = id in self._study.documents
        return known and (self._study.places.decisions / f"{id}.jsonl").exists()

    def _source(self, row: Row) -> Source:
        id = row["transcript"]
        if id not in self._sources:
            self._study.withdrawn.refuse(id)
            if id not in self._study.documents:
                raise InputError("there is no transcript of this id")
            self._sources[id] = open_source(self._study, id)
        return self._sources[id]

    def _kind(self, row: Row, column: str) -> Kind | None:
        words = choice(row, column, list(_KINDS))
        return _KINDS[words] if words else None

    def _check_role(self, kind: Kind | None, role: str) -> None:
        """Refuse words that the policy does not list: they could name somebody, and would stay in
        the journal for good without any effect."""
        if not role:
            return
        policy = self._study.identifiers
        types = policy.kinds[kind].types if kind in policy.kinds else {}
        is_person = kind is Kind.PERSON and (role == "victim" or is_listed(role, policy))
        if not is_person and role not in types:
            raise InputError(
                "the policy has no such role for this kind: choose one of the page 'Lists', or "
                "leave it empty"
            )


def _span(row: Row) -> Span:
    match = _CHARACTERS.fullmatch(row["characters"])
    if not match or int(match[1]) >= int(match[2]):
        raise InputError("the cell 'characters' was changed: copy it back")
    return Span(start=int(match[1]), end=int(match[2]))


def _is_replaced(source: Source, step: IdentifierStep) -> bool:
    """Whether just these characters are replaced as that kind, and no role was asked for."""
    return not step.role and any(
        (one.turn, one.span, one.kind) == (step.turn, step.span, step.kind)
        and one.action is not Action.KEEP
        for one in source.decisions.values()
    )
