"""What people ruled since a sheet was written, whether or not a run has followed them yet."""

from __future__ import annotations

from pipeline.errors import InputError
from pipeline.run.journal import Journal
from pipeline.run.sheets.steps import Does, IdentifierStep
from pipeline.values.identifiers import Ruling, RulingKind
from pipeline.values.records import Check, EntryKind

_RULES = {
    Does.KEEP: RulingKind.KEEP,
    Does.IDENTIFIES: RulingKind.IDENTIFIES,
    Does.ADD: RulingKind.IDENTIFIES,
    Does.ACCEPT_PROPOSAL: RulingKind.IDENTIFIES,
}


class SaidSince:
    """The rulings and checks of a journal, with the numbers of their entries."""

    def __init__(self, journal: Journal) -> None:
        self._rulings: list[tuple[int, Ruling]] = []
        self._dropped: dict[str, int] = {}
        self._opened: list[tuple[int, Check]] = []
        for entry in journal.entries:
            if entry.kind is EntryKind.RULING:
                ruling = Ruling.model_validate(entry.body, strict=False)
                if ruling.drops:
                    self._dropped[ruling.drops] = entry.number
                else:
                    self._rulings.append((entry.number, ruling))
            elif entry.kind is EntryKind.CHECK and entry.body.get("undone"):
                self._opened.append((entry.number, Check.model_validate(entry.body, strict=False)))

    def so_already(self, step: IdentifierStep, source: str, since: int) -> bool:
        """Whether what a step asks for was ruled since, and is the last word on these characters.

        Args:
            step: what a row asks for.
            source: fingerprint of the transcript as it is now.
            since: number of the last entry that the sheet knows.

        Raises:
            InputError: something else was ruled since.
        """
        touched = [
            ruling
            for entry, ruling in self._rulings
            if _is_on(ruling, step, source) and max(entry, self._dropped.get(ruling.id, 0)) > since
        ]
        if not touched:
            return False
        standing = [ruling for ruling in touched if ruling.id not in self._dropped]
        if not standing:
            raise InputError(
                f"somebody ruled on it since the sheet was written ({touched[-1].id}), and took it "
                "back: export a new sheet"
            )
        if _says(standing[-1], step):
            return True
        raise InputError(
            f"{standing[-1].by} ruled on it since the sheet was written ({standing[-1].id})"
        )

    def opened_again(self, step: IdentifierStep, since: int) -> str:
        """Who said since that the step's decision has to be looked at again; '' where nobody."""
        return next(
            (
                check.by
                for entry, check in reversed(self._opened)
                if entry > since and check.transcript == step.transcript and step.id in check.marks
            ),
            "",
        )


def _is_on(ruling: Ruling, step: IdentifierStep, source: str) -> bool:
    here = (ruling.transcript, ruling.turn) == (step.transcript, step.turn)
    return bool(here and ruling.source == source and ruling.span
                and ruling.span.overlaps(step.span))  # fmt: skip


def _says(ruling: Ruling, step: IdentifierStep) -> bool:
    """Whether a ruling is just what a step asks for."""
    if ruling.ruling is not _RULES.get(step.does) or ruling.span != step.span:
        return False
    if step.does in (Does.KEEP, Does.ACCEPT_PROPOSAL):
        return True  # a proposal's kind and type are those of the find, whatever they were
    return (ruling.kind, ruling.role) == (step.kind, step.role)
