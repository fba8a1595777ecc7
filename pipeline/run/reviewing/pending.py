"""Rulings that the last run did not know yet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.identified.rulings import in_force
from pipeline.run.journal import Journal
from pipeline.values.identifiers import Decision, Ruling, RulingKind
from pipeline.values.records import EntryKind, Outcome


@dataclass(frozen=True)
class Pending:
    """What people ruled since decisions were last made."""

    rulings: tuple[Ruling, ...]
    """In force, oldest first."""
    dropped: frozenset[str]
    """Rulings that the last run knew and that count no longer."""

    @property
    def count(self) -> int:
        """How many differences the next run will make."""
        return len(self.rulings) + len(self.dropped)

    def on(self, transcript: str, decision: Decision) -> Ruling | None:
        """The latest ruling that concerns a decision, by its passage or by whom it names."""
        for ruling in reversed(self.rulings):
            if ruling.transcript is not None:
                same = ruling.transcript == transcript and ruling.turn == decision.turn
                if same and ruling.span and ruling.span.overlaps(decision.span):
                    return ruling
            elif decision.identity and decision.identity in (ruling.identity, ruling.other):
                return ruling
        return None

    def touching(self, transcript: str, decisions: Sequence[Decision]) -> int:
        """How many of them may change this transcript's draft."""
        named = {one.identity for one in decisions if one.identity}
        ruled = [
            one
            for one in self.rulings
            if one.transcript == transcript
            or (one.transcript is None and named & {one.identity, one.other})
        ]
        return len(ruled) + len(self.dropped)

    def missed(self, transcript: str, decisions: Sequence[Decision]) -> list[Ruling]:
        """Passages of a transcript ruled to identify, at which nothing was decided yet."""
        return [
            ruling
            for ruling in self.rulings
            if ruling.ruling is RulingKind.IDENTIFIES
            and ruling.transcript == transcript
            and ruling.span
            and not any(
                one.turn == ruling.turn and one.span.overlaps(ruling.span) for one in decisions
            )
        ]


def pending_rulings(journal: Journal) -> Pending:
    """What people ruled since the last run that decided, as the journal has it."""
    decided = max(
        (
            entry.number
            for entry in journal.entries
            if entry.kind is EntryKind.RECEIPT
            and (entry.body["stage"], entry.body["outcome"]) == ("decide", Outcome.DONE.value)
        ),
        default=0,
    )
    numbers = {e.body["id"]: e.number for e in journal.entries if e.kind is EntryKind.RULING}
    rulings = journal.rulings()
    later = tuple(one for one in in_force(rulings) if numbers[one.id] > decided)
    drops = [one for one in rulings if one.drops and numbers[one.id] > decided]
    dropped = {one.drops for one in drops if one.drops and numbers.get(one.drops, 0) <= decided}
    return Pending(later, frozenset(dropped))
