"""The codings of a study as people see and judge them: what stands now, run or not."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from pipeline.anonymised.judged import judged_codings, with_judged
from pipeline.errors import GateError, InputError
from pipeline.gates import Approvals, confirm
from pipeline.measure.learning import Learning, learning
from pipeline.run.files import read_bytes, read_values
from pipeline.run.inputs import Inputs
from pipeline.run.journal import Journal
from pipeline.run.study import OpenStudy, open_study
from pipeline.run.work.gates import admitted_transcript
from pipeline.values.records import Verdict
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import Coding, CodingStatus

WORDS_CHANGED = "the words of its turn changed"
NOT_THERE = "its transcript is not there"
NO_CODE = "its code is not in the codebook"


@dataclass(frozen=True)
class CodingLine:
    """A coding and where it stands."""

    coding: Coding
    status: CodingStatus
    by: str
    """Who accepted or rejected it; '' while it is open, 'nobody' where review is waived."""


@dataclass(frozen=True)
class VoidLine:
    """A ruling that is kept and does not count now."""

    verdict: Verdict
    why: str


@dataclass(frozen=True)
class Coded:
    """The coded transcripts of a study with all that people said of them."""

    study: OpenStudy
    journal: Journal = field(repr=False)
    inputs: Inputs = field(repr=False)
    _read: dict[str, AdmittedTranscript] = field(default_factory=dict, repr=False)
    _codings: dict[str, tuple[Coding, ...]] = field(default_factory=dict, repr=False)
    _known: dict[str, Coding] = field(default_factory=dict, repr=False)

    @property
    def approvals(self) -> Approvals:
        """What the second gate looks at."""
        return self.inputs.approvals

    @cached_property
    def transcripts(self) -> tuple[str, ...]:
        """The transcripts that a run has coded, sorted."""
        places = self.study.places
        coded = {path.stem for path in places.codings.glob("*.jsonl")}
        admitted = {path.stem for path in places.admitted.glob("*.json")}
        return tuple(sorted(coded & admitted & self.study.documents.keys()))

    def transcript(self, id: str) -> AdmittedTranscript:
        """A coded transcript.

        Raises:
            GateError: it withdrew, or is not coded.
        """
        self.study.withdrawn.refuse(id, GateError)
        if id not in self.transcripts:
            raise GateError(f"there is no coded transcript '{id}'", next_step="voices status")
        if id not in self._read:
            self._read[id] = admitted_transcript(self.study.places, id)
        return self._read[id]

    def codings(self, id: str) -> list[Coding]:
        """The codings of a transcript: what the last run proposed, and what people have said since.

        Raises:
            GateError: as `transcript`.
        """
        transcript = self.transcript(id)
        if id not in self._codings:
            verdicts = self.inputs.verdicts_on.get(id, ())
            self._codings[id] = with_judged(transcript, self._written(id), verdicts).codings
            self._known.update((one.id, one) for one in self._codings[id])
        return list(self._codings[id])

    def lines_of(self, id: str, by: str) -> list[CodingLine]:
        """The codings of a transcript as if `by` alone had said anything of them.

        Raises:
            GateError: as `transcript`.
        """
        transcript = self.transcript(id)
        verdicts = [one for one in self.inputs.verdicts_on.get(id, ()) if one.by == by]
        last = {one.coding: one for one in verdicts if not one.reopened}
        lines = []
        for coding in with_judged(transcript, self._written(id), verdicts).codings:
            said = last.get(coding.id)
            status = CodingStatus.PROPOSED
            if said:
                status = CodingStatus.REJECTED if said.rejected else CodingStatus.ACCEPTED
            lines.append(CodingLine(coding, status, by if said else ""))
        return lines

    def _written(self, id: str) -> list[Coding]:
        """The codings that the last run left."""
        return read_values(self.study.places.codings / f"{id}.jsonl", Coding)

    def by_id(self) -> dict[str, Coding]:
        """All codings of the study by their ids."""
        return {one.id: one for id in self.transcripts for one in self.codings(id)}

    def find(self, coding: str) -> Coding:
        """The coding of that id.

        Raises:
            GateError: there is none now; it says whether there was one.
        """
        for id in self._may_hold(coding):
            self.codings(id)
        if coding not in self._known:
            raise self.unknown(coding)
        return self._known[coding]

    def _may_hold(self, coding: str) -> Iterator[str]:
        """The transcripts of which one holds that coding, if any does: only these are read."""
        if coding in self._known:
            return
        name = coding.encode()
        for id in self.transcripts:
            verdicts = self.inputs.verdicts_on.get(id, ())
            path = self.study.places.codings / f"{id}.jsonl"
            if any(one.coding == coding for one in verdicts) or name in read_bytes(path):
                yield id

    def check_code(self, code: str) -> None:
        """Refuse a code that the codebook does not have.

        Raises:
            InputError: with the code that may be meant.
        """
        known = [one.id for one in self.study.codebook().codes]
        if code in known:
            return
        near = difflib.get_close_matches(code, known, n=1)
        hint = f"; did you mean '{near[0]}'?" if near else ""
        raise InputError(
            f"the codebook has no such code{hint}",
            next_step="see the codes in config/codebook.yaml",
        )

    def unknown(self, coding: str) -> GateError:
        """Why there is no such coding."""
        before = self.journal.ever_judged().get(coding)
        if before is None:
            return GateError(
                f"'{coding}' is neither a coding nor a coded transcript",
                next_step="voices codings",
            )
        if before.place:
            self.study.withdrawn.refuse(before.place.transcript, GateError)
        return GateError(
            f"'{coding}' was ruled on before and does not stand now: its words changed, or nobody "
            "proposes it any more; the ruling is kept",
            next_step="voices codings --void",
        )

    def line(self, coding: Coding) -> CodingLine:
        """The coding and where it stands."""
        verdict = self.approvals.verdicts.get(coding.id)
        if verdict and verdict.rejected:
            return CodingLine(coding, CodingStatus.REJECTED, verdict.by)
        confirmed = confirm(coding, self.approvals)
        if confirmed is None:
            return CodingLine(coding, CodingStatus.PROPOSED, "")
        return CodingLine(coding, CodingStatus.ACCEPTED, confirmed.approval.by)


def open_coded(root: Path) -> Coded:
    """The coded transcripts of the study at `root`.

    Raises:
        InputError: a withdrawal was broken off.
    """
    study = open_study(root)
    study.withdrawn.refuse_unfinished()
    journal = Journal(study.places.journal)
    return Coded(study, journal, Inputs.of(study, journal))


def coding_lines(
    root: Path,
    transcript: str | None = None,
    code: str | None = None,
    status: CodingStatus | None = None,
) -> list[CodingLine]:
    """The codings of the study, or of one transcript, code or status, by place.

    Raises:
        GateError: there is no such coded transcript, or it withdrew.
    """
    coded = open_coded(root)
    ids = (transcript,) if transcript else coded.transcripts
    lines = (coded.line(one) for id in ids for one in coded.codings(id))
    return [
        line for line in lines if code in (None, line.coding.code) and status in (None, line.status)
    ]


def void_lines(root: Path, transcript: str | None = None) -> list[VoidLine]:
    """The last rulings that do not count now, of the study or of one transcript: their words
    changed, or their code has gone. Nothing of them is lost.

    Raises:
        GateError: the transcript withdrew.
    """
    coded = open_coded(root)
    coded.study.withdrawn.refuse(transcript or "", GateError)
    judged = coded.inputs.verdicts_on.keys() - coded.study.withdrawn.ids
    return [
        line for id in sorted(judged) if transcript in (None, id) for line in void_of(coded, id)
    ]


def void_of(coded: Coded, id: str) -> list[VoidLine]:
    """The last rulings on a transcript that do not count now."""
    known = {code.id for code in coded.study.codebook().codes}
    return list(_void(coded, id, coded.inputs.verdicts_on.get(id, ()), known))


def learned(root: Path) -> Learning:
    """How people found what was proposed, those who withdrew left out."""
    study = open_study(root)
    verdicts = Journal(study.places.journal).counting_verdicts()
    gone = study.withdrawn.ids
    return learning(one for one in verdicts if not (one.place and one.place.transcript in gone))


def _void(
    coded: Coded, id: str, verdicts: Sequence[Verdict], known: set[str]
) -> Iterator[VoidLine]:
    last = {one.coding: one for one in verdicts if not one.reopened}
    if id not in coded.transcripts:
        yield from (VoidLine(verdict, NOT_THERE) for verdict in last.values())
        return
    standing = {one.id for one in coded.codings(id)}
    judged = judged_codings(coded.transcript(id), list(last.values()))
    for coding, verdict in last.items():
        if coding not in judged and coding not in standing:
            yield VoidLine(verdict, WORDS_CHANGED)
        elif verdict.place and verdict.place.code not in known:
            yield VoidLine(verdict, NO_CODE)
