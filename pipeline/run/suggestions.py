"""Rows for the roster from what a run found. Real names are shown: on record, as with a reveal."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.atomic import write_bytes
from pipeline.errors import InputError
from pipeline.identified.suggest import Looked, Suggestion, suggest
from pipeline.quotable.exporters.csv_table import safe_cell
from pipeline.run.files import read_values
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.own_folders import same_place, stands_in
from pipeline.run.places import Places
from pipeline.run.standing import Step, standing
from pipeline.run.study import OpenStudy
from pipeline.run.tables import ROSTER_COLUMNS
from pipeline.values.identifiers import Decision, Identity, Kind, Mention
from pipeline.values.records import Outcome

COLUMNS = (*ROSTER_COLUMNS, "also")
TABLES = ("roster.csv", "participants.csv")


@dataclass(frozen=True)
class Target:
    """A file to write the rows to."""

    path: Path = field(repr=False)
    force: bool = False
    """Whether a file that is there may be overwritten."""


@dataclass(frozen=True)
class Suggested:
    """What is suggested, and how many rows of it were written."""

    suggestions: tuple[Suggestion, ...] = field(repr=False)
    written: int


def suggest_entries(
    root: Path,
    by: str,
    participants: Collection[str] = (),
    kinds: Collection[Kind] = (Kind.PERSON,),
    target: Target | None = None,
) -> Suggested:
    """Suggest roster rows for whoever the last run found and the roster does not list.

    The journal remembers who asked, and for which identities, before any name is given or written.
    What may be a form of a roster's name is not written: it belongs into that name's own row. Nor
    is what may be no name at all.

    Args:
        by: who asks.
        participants: only named in these ones' interviews; all where it is empty.
        kinds: only these.

    Raises:
        InputError: there is no such participant, the study was not run since something changed, or
            the target may not be written. Nothing was recorded then.
    """
    study, steps = standing(root)
    study.refuse_destroyed()
    _refuse_unknown(study, participants)
    if target:
        _refuse_target(study, target)
    _refuse_stale(steps)
    identities = read_values(study.places.identities, Identity)
    wanted = [one for one in identities if _is_wanted(one, participants, kinds)]
    ids = {one.id for one in wanted}
    every = suggest(identities, _looked(study), study.roster)
    found = tuple(one for one in every if one.identity in ids)
    if found:
        named = " ".join(one.identity for one in found)
        with hold(study.places.lock):
            Journal(study.places.journal).note("roster suggest", identities=named, by=by)
    return Suggested(found, _write(target, found) if target else 0)


def _is_wanted(identity: Identity, participants: Collection[str], kinds: Collection[Kind]) -> bool:
    where = {identity.participant, *identity.also_in}
    hers = not participants or "" in where or not where.isdisjoint(participants)
    return hers and identity.kind in kinds


def _looked(study: OpenStudy) -> Iterator[Looked]:
    places = study.places
    for id, document in study.documents.items():
        path = places.decisions / f"{id}.jsonl"
        if path.exists():
            mentions = read_values(places.mentions / f"{id}.jsonl", Mention)
            yield Looked(id, document.participant.id, read_values(path, Decision), mentions)


def _refuse_unknown(study: OpenStudy, participants: Collection[str]) -> None:
    for id in participants:
        if id not in study.participants:
            raise InputError(f"there is no participant '{id}'", next_step="voices status")


def _refuse_stale(steps: Sequence[Step]) -> None:
    """A transcript that failed has no results, and must not keep the others' back."""
    early = [step for step in steps if step.stage in ("read", "detect", "decide")]
    decided = next(step for step in early if step.stage == "decide")
    if decided.outcome is None:
        raise InputError("the study was not run yet", next_step="voices run")
    if any(step.stale and step.outcome is not Outcome.FAILED for step in early):
        raise InputError(
            "something changed since the last run: suggestions would be of another state",
            next_step="voices run",
        )


def _refuse_target(study: OpenStudy, target: Target) -> None:
    places, path = study.places, target.path.resolve()
    corpora = places.root / "corpora"
    closed = [places.outputs, places.journal.parent, places.root / "config"]
    closed += [study.vault_path.parent, *corpora.glob("*/transcripts"), *corpora.glob("*/gold")]
    if stands_in(path, closed) or _is_table(places, path):
        raise InputError(
            "the roster, the other tables and the program's own folders are not written to",
            where="--write",
            next_step="name another file; after checking it, copy its rows into the roster",
        )
    if (target.path.exists() or target.path.is_symlink()) and not target.force:
        raise InputError(
            "there is such a file already",
            where="--write",
            next_step="name another file, or overwrite it with --force",
        )


def _is_table(places: Places, path: Path) -> bool:
    corpora = places.root / "corpora"
    if any(same_place(path, table) for name in TABLES for table in corpora.glob(f"*/{name}")):
        return True
    return path.name.casefold() in TABLES and same_place(path.parent.parent, corpora)


def _write(target: Target, found: Sequence[Suggestion]) -> int:
    """Write those that are nobody of the roster; returns how many. Without any, no file."""
    entries = [one.entry for one in found if not (one.perhaps or one.doubtful)]
    if not entries:
        return 0
    text = io.StringIO()
    rows = csv.writer(text, lineterminator="\n")
    rows.writerow(COLUMNS)
    for one in entries:
        cells = (one.participant, one.kind.value, one.words, one.role, "|".join(one.also))
        rows.writerow([safe_cell(cell) for cell in cells])
    write_bytes(target.path.absolute(), text.getvalue().encode())
    return len(entries)
