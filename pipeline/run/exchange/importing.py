"""Codings that were made in another program, into the journal."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.anonymised.qdpx.project import MACHINE
from pipeline.anonymised.qdpx.reading import ReadProject, read_qdpx
from pipeline.errors import InputError
from pipeline.gates import WAIVED_BY
from pipeline.run.coded import Coded, open_coded
from pipeline.run.exchange.coming_in import ComingIn, Place, Refusal, coming_in
from pipeline.run.files import digest
from pipeline.run.judging import accept_codings, new_coding
from pipeline.run.lock import hold
from pipeline.run.study import open_study
from pipeline.values.themes import Coding, CodingStatus, coding_id

IMPORTED = "codings imported"
"""Event: who, how many, and the fingerprint of the file."""


@dataclass(frozen=True)
class Imported:
    """What became of the codings of a file."""

    recorded: bool
    """False where something was refused and nothing was recorded for it."""
    added: tuple[Coding, ...]
    """Accepted by the person, or to be; with proposals that she coded likewise."""
    already: int
    """Accepted before."""
    rejected: tuple[str, ...]
    """Codings that a person has rejected here: they stay so."""
    unattributed: tuple[str, ...]
    """Open proposals that the file has without a coder: nobody can tell whether a person made them
    hers."""
    coders: int
    """How many coders the file has, the machine left out."""
    found: ComingIn = field(repr=False)

    @property
    def refused(self) -> Counter[Refusal]:
        """What cannot be taken over, and how many codings each is about."""
        return self.found.refused


def import_codings(
    root: Path, file: Path, by: str, *, coder: str | None = None, partly: bool = False
) -> Imported:
    """Take over the codings of a QDPX file that was made on the study's anonymised text, as codings
    that `by` made and that are accepted at once. The same file again changes nothing.

    Args:
        coder: take only what this coder of the file applied; then it is on record as what `by` said
            also where somebody else had accepted it before.
        partly: record what can be taken over although something else is refused.

    Raises:
        InputError: the file cannot be read, or is made to harm, or has no such coder.
    """
    project = read_qdpx(file)
    if coder is not None and coder.casefold() not in _coders(project):
        raise InputError("has no coder of that name", where=file.name,
                         next_step="name one as the other program does, or nobody")  # fmt: skip
    with hold(open_study(root).places.lock):
        coded = open_coded(root)
        plan = _Plan(coded, by, own=coder is not None)
        found = coming_in(coded, project, coder)
        for place in found.places:
            plan.take(place, found)
        recorded = partly or not found.refused
        if recorded and plan.added:
            accept_codings(coded, plan.added.values(), by)
            coded.journal.note(IMPORTED, by=by, codings=str(len(plan.added)), file=digest(file))
    return Imported(
        recorded=recorded,
        added=tuple(plan.added.values()),
        already=plan.already,
        rejected=tuple(plan.rejected),
        unattributed=tuple(plan.unattributed),
        coders=len(_coders(project)),
        found=found,
    )


class _Plan:
    """What is to be recorded, held against what stands."""

    def __init__(self, coded: Coded, by: str, *, own: bool) -> None:
        self.coded, self.by, self.own = coded, by, own
        self.added: dict[str, Coding] = {}
        self.already = 0
        self.rejected: list[str] = []
        self.unattributed: list[str] = []
        self._standing: dict[str, dict[str, Coding]] = {}
        verdicts = coded.journal.counting_verdicts()
        self._hers = {one.coding for one in verdicts if one.by == by and not one.rejected}

    def take(self, place: Place, found: ComingIn) -> None:
        """Add the coding, unless it stands already or cannot stand."""
        code, polarity = place.meant.code, place.meant.polarity
        id = coding_id(place.transcript, place.turn, place.span, code)
        there = self.added.get(id) or self._of(place.transcript).get(id)
        if there is None:
            self.added[id] = new_coding(
                self.coded, place.transcript, place.turn, place.span, code, polarity
            )
        elif there.polarity is not polarity:
            found.refused[_conflict(there)] += 1
        elif id not in self.added:
            self._take_standing(there, attributed=place.attributed)

    def _take_standing(self, there: Coding, *, attributed: bool) -> None:
        line = self.coded.line(there)
        by_person = line.by not in ("", WAIVED_BY)
        if line.status is CodingStatus.REJECTED:
            self.rejected.append(there.id)
        elif by_person and (there.id in self._hers or not self.own):
            self.already += 1
        elif by_person or attributed:
            self.added[there.id] = there
        else:
            self.unattributed.append(there.id)

    def _of(self, transcript: str) -> dict[str, Coding]:
        if transcript not in self._standing:
            found = self.coded.codings(transcript)
            self._standing[transcript] = {one.id: one for one in found}
        return self._standing[transcript]


def _conflict(there: Coding) -> Refusal:
    return Refusal(
        f"coding {there.id} (transcript {there.transcript}, turn {there.turn})",
        f"the passage has this code already, as '{there.polarity.value}'",
        "decide which it is: voices code change",
    )


def _coders(project: ReadProject) -> set[str]:
    return {name.casefold() for name in project.users.values() if name and name != MACHINE}
