"""The study as a QDPX project for another program: what goes in, and what stays behind."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline import __version__
from pipeline.anonymised.qdpx.layout import lay_out
from pipeline.anonymised.qdpx.project import Case, Project, Source
from pipeline.anonymised.qdpx.proving import prove
from pipeline.anonymised.qdpx.writing import write_qdpx
from pipeline.atomic import write_bytes
from pipeline.errors import InputError
from pipeline.identified.vault import Key
from pipeline.quotable.attribute import shared_values
from pipeline.run.coded import Coded, open_coded
from pipeline.run.exchange.about import about_project, title_of
from pipeline.run.exchange.choosing import Choices, Chosen, choose
from pipeline.run.exchange.handed_out import note_project
from pipeline.run.exchange.marked import (
    FLAG,
    marked_codings,
    marked_flags,
    marked_memos,
)
from pipeline.run.exchange.notes import Notes, notes_of
from pipeline.run.lock import hold
from pipeline.run.own_folders import refuse_existing, refuse_own_folders
from pipeline.run.study import open_study
from pipeline.values.quotes import Consent, Participant
from pipeline.values.texts import AdmittedTranscript
from pipeline.values.themes import CodingStatus


@dataclass(frozen=True)
class Exported:
    """What a project holds, and what was left out of it."""

    transcripts: tuple[str, ...]
    consents: Counter[Consent]
    """Of the participants in it."""
    too_little: tuple[str, ...]
    """Transcripts of participants who agreed to less than was asked for."""
    accepted: int
    proposed: int
    flagged: int
    """Turns that a flag holds and that went out."""
    silent: int
    """Turns that went out without their words."""
    codings_on_silent: int
    """Codings on these turns: they stayed behind."""
    without_code: int
    """Codings of codes that the codebook has no longer: they stayed behind."""
    memos: int
    naming: tuple[str, ...]
    """Memos that stayed behind because they name somebody."""
    wide: tuple[str, ...]
    """Transcripts with characters that some programs count as two."""


def export_project(
    root: Path, file: Path, by: str, choices: Choices | None = None, key: Key | None = None
) -> Exported:
    """Write the study as a QDPX project: what passed the first gate, and nothing of those who
    withdrew. The same study and choices give the same bytes. The journal remembers whose interviews
    went out.

    Args:
        file: a new file, called ``.qdpx``.
        by: who hands it out.
        key: of the vault, to see whether memos name somebody; without it, the roster alone is
            looked into.

    Raises:
        InputError: the file is there, called otherwise or among the program's own, or there is
            nothing to write.
    """
    choices = choices or Choices()
    _refuse_name(file)
    study = open_study(root)
    refuse_own_folders(study, file, "a project", "FILE")
    with hold(study.places.lock):
        coded = open_coded(root)
        chosen = choose(coded, choices)
        if not chosen.transcripts:
            raise InputError("there is no transcript that may go out", next_step="voices status")
        notes = _notes(coded, chosen, key) if choices.memos else Notes()
        project = _project(coded, chosen, notes, choices)
        data = write_qdpx(project)
        prove(data, project, _words(chosen))
        ids = [one.id for one in chosen.transcripts]
        note_project(coded.journal, ids, by, hashlib.sha256(data).hexdigest())
        write_bytes(file, data)
    return _account(chosen, notes, project)


def _words(chosen: Chosen) -> dict[tuple[str, int], str]:
    return {(one.id, turn.number): turn.text for one in chosen.transcripts for turn in one.turns}


def _refuse_name(file: Path) -> None:
    if file.suffix.lower() != ".qdpx":
        raise InputError("the file's name must end in .qdpx", next_step="name another file")
    refuse_existing(file)


def _notes(coded: Coded, chosen: Chosen, key: Key | None) -> Notes:
    transcripts = {one.id for one in chosen.transcripts}
    codings = {one.coding.id for one in chosen.told}
    return notes_of(coded, transcripts, codings, chosen.silent, chosen.names, key)


def _project(coded: Coded, chosen: Chosen, notes: Notes, choices: Choices) -> Project:
    policy = coded.study.quotes
    values = shared_values(chosen.people, policy.attributes, policy.minimum_cell)
    used = {one.user for one in chosen.told} | {one.user for one in notes.kept}
    line_end = "\r\n" if choices.crlf else "\n"
    return Project(
        title=title_of(coded),
        origin=f"victim-voices {__version__}",
        about=about_project(coded, chosen.people, len(chosen.silent)),
        codebook=coded.study.codebook(),
        users=tuple(name for name in chosen.names.in_order if name in used),
        cases=tuple(
            Case(person.id, _hers(person, chosen.transcripts), values[person.id])
            for person in chosen.people
        ),
        sources=tuple(_source(one, chosen, notes, line_end) for one in chosen.transcripts),
        notes=notes.kept,
    )


def _hers(person: Participant, transcripts: Sequence[AdmittedTranscript]) -> tuple[str, ...]:
    return tuple(one.id for one in transcripts if one.participant == person.id)


def _source(transcript: AdmittedTranscript, chosen: Chosen, notes: Notes, line_end: str) -> Source:
    silent = {turn for id, turn in chosen.silent if id == transcript.id}
    told = [one for one in chosen.told if one.coding.transcript == transcript.id]
    flags = [one for one in chosen.flags if one.transcript == transcript.id]
    marked = [
        *marked_codings(told, notes.on_coding),
        *marked_flags(transcript, flags, silent),
        *marked_memos(transcript, notes.on_turn, silent),
    ]
    return Source(
        id=transcript.id,
        layout=lay_out(transcript.turns, silent, line_end),
        marked=tuple(sorted(marked, key=lambda one: (one.turn, one.span.start, one.span.end))),
        notes=notes.on_transcript.get(transcript.id, ()),
    )


def _account(chosen: Chosen, notes: Notes, project: Project) -> Exported:
    accepted = sum(one.status is CodingStatus.ACCEPTED for one in chosen.told)
    return Exported(
        transcripts=tuple(one.id for one in chosen.transcripts),
        consents=Counter(one.consent for one in chosen.people),
        too_little=chosen.too_little,
        accepted=accepted,
        proposed=len(chosen.told) - accepted,
        flagged=sum(one.kind == FLAG for source in project.sources for one in source.marked),
        silent=len(chosen.silent),
        codings_on_silent=chosen.on_silent,
        without_code=chosen.without_code,
        memos=len(notes.kept),
        naming=notes.naming,
        wide=tuple(one.id for one in project.sources if max(one.layout.text) > "\uffff"),
    )
