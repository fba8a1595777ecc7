"""The key is destroyed: after it nothing here leads from a replacement back to a name, and a search
of every file that stays says how far that is true.

The journal first; then the search, for every name that vault, roster and room 1 know, of all files
that are to stay; then the certificate, not finished yet; then everything else goes, the key and the
vault last. So all names are at hand until the search is done. Broken off anywhere, the same command
goes on: before the certificate it needs the key, after it only deletes.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline import __version__
from pipeline.atomic import erase, write_bytes
from pipeline.errors import InputError, VaultError
from pipeline.identified.vault import Key, KeyFile, open_vault, successor, tombstone
from pipeline.run.clock import now
from pipeline.run.destroyed import COMPLETED
from pipeline.run.files import digest, read_value, write_values
from pipeline.run.first_gate import Gate, first_gate
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.places import Places
from pipeline.run.reasons import check_reason
from pipeline.run.searching import folder_state, known_names, search
from pipeline.run.study import OpenStudy, open_study
from pipeline.run.tables import forget_files, read_participants
from pipeline.values.records import Certificate, Destruction, Found

TOMBSTONE = b"The key of this study was destroyed. No vault is made here again.\n"


@dataclass(frozen=True)
class Plan:
    """What a destruction deletes and what it leaves; no word."""

    identities: int
    room1: int
    """Files of room 1."""
    sources: int
    tables: int
    """Tables and gold files of the raw material."""
    admitted: tuple[str, ...]
    """Transcripts that stay, anonymised."""
    unfinished: tuple[str, ...]
    """Transcripts that did not pass the first gate: nothing of them stays."""
    begun: bool
    """Whether it goes on with a destruction that was broken off."""
    delete_source: bool


def plan(
    root: Path, key: Key, *, delete_source: bool = False, even_unfinished: bool = False
) -> Plan:
    """What would be deleted; nothing is changed.

    Raises:
        VaultError: there is no vault, or the key does not open it.
        InputError: it was destroyed already, or something is not finished.
    """
    study = open_study(root)
    begun = study.destroyed
    if begun and begun.finished:
        begun.refuse()
    if begun is None and not study.vault_path.exists():
        raise VaultError("there is no vault to destroy", next_step="voices status")
    searched = study.places.certificate.exists()
    vault = None if searched else open_vault(study.vault_path, key)
    if begun:
        gate = Gate(tuple(begun.entry.transcripts), begun.entry.unfinished, ())
    else:
        gate = first_gate(root)
        if not even_unfinished:
            gate.refuse()
    places = study.places
    return Plan(
        identities=len(vault.contents.identities) if vault else 0,
        room1=len(_files(places.identified)),
        sources=len(_files(places.sources)),
        tables=len([path for path in _tables(places) if path.exists()]),
        admitted=gate.admitted,
        unfinished=gate.unfinished,
        begun=begun is not None,
        delete_source=delete_source or bool(begun and begun.entry.delete_source),
    )


def destroy(
    root: Path,
    key: Key,
    by: str,
    because: str,
    *,
    delete_source: bool = False,
    even_unfinished: bool = False,
) -> Certificate:
    """Destroy the vault, its key and all of room 1, and prove what can be proved.

    Raises:
        VaultError: the key does not open the vault; nothing is changed then.
        InputError: transcripts wait for the first gate or something is stale, a withdrawal is not
            finished, or the reason names somebody; nothing is changed then.
    """
    with hold(open_study(root).places.lock):
        study = open_study(root)
        places = study.places
        journal = Journal(places.journal)
        if study.destroyed is None:
            _begin(study, journal, key, by, because, delete_source, even_unfinished)
            study = open_study(root)
        assert study.destroyed is not None
        if study.destroyed.finished:
            study.refuse_destroyed()
        entry = study.destroyed.entry
        if not places.certificate.exists():
            if delete_source and not entry.delete_source:
                entry = entry.model_copy(update={"delete_source": True})
                journal.append(entry)
            write_values(places.certificate, [_search(study, entry, key)])
        return _finish(study, journal, key)


def _begin(
    study: OpenStudy, journal: Journal, key: Key, by: str, because: str,
    delete_source: bool, even_unfinished: bool,
) -> None:  # fmt: skip
    study.withdrawn.refuse_unfinished()
    if not study.vault_path.exists():
        raise VaultError("there is no vault to destroy", next_step="voices status")
    vault = open_vault(study.vault_path, key)
    if not by.strip():
        raise InputError("a destruction is somebody's", next_step="say who you are with --by")
    check_reason(because, study, vault.contents)
    gate = first_gate(study.places.root)
    if not even_unfinished:
        gate.refuse()
    study.places.certificate.unlink(missing_ok=True)  # of an earlier life of this folder
    table = study.places.participants
    rows = read_participants(table, study.places.relative(table))[0] if table.exists() else []
    journal.append(
        Destruction(
            by=by,
            because=because,
            vault=vault.id,
            transcripts={id: study.documents[id].participant.id for id in gate.admitted},
            listed=tuple(sorted({row.id for row in rows})),
            unfinished=gate.unfinished,
            delete_source=delete_source,
        )
    )


def _search(study: OpenStudy, entry: Destruction, key: Key) -> Certificate:
    """Look into everything that is to stay."""
    vault = open_vault(study.vault_path, key)
    names = known_names(study, vault.contents)
    write_bytes(tombstone(study.vault_path), TOMBSTONE)
    if entry.delete_source and study.places.participants.exists():
        forget_files(study.places.participants)
    going = _going(study, entry.delete_source, key)
    gone = {path for paths in going.values() for path in paths}
    found = search(study.places.root, names, gone, _own(study))
    return Certificate(
        finished=False,
        time=now(),
        by=entry.by,
        because=entry.because,
        vault=entry.vault,
        key=key.name,
        program=__version__,
        deleted={what: len(paths) for what, paths in going.items() if paths},
        delete_source=entry.delete_source,
        searched=found.files,
        state=found.state,
        names=names.count,
        ordinary=names.ordinary,
        kept=found.kept,
        holding=found.holding,
        doubtful=found.doubtful,
        unread=found.unread,
    )


def _going(study: OpenStudy, delete_source: bool, key: Key) -> dict[str, list[Path]]:
    """All files that are to be deleted, in the order in which they go."""
    places, vault = study.places, study.vault_path
    going = {"files of room 1": _files(places.identified)}
    dropped = study.destroyed.entry.unfinished if study.destroyed else ()
    going["files of room 2 whose approval does not hold"] = [
        path for path in _files(places.outputs / "anonymised") if path.stem in dropped
    ]
    if delete_source:
        going["source files"] = _files(places.sources)
        going["rosters and gold files"] = [p for p in _tables(places) if p.exists()]
    last = [study.remembered_path, *vault.parent.glob(f".{vault.name}*"), successor(vault)]
    keys = [key.path] if isinstance(key, KeyFile) else []
    going["files of the vault and its key"] = [p for p in (*last, *keys, vault) if p.exists()]
    return going


def _own(study: OpenStudy) -> set[Path]:
    """The files under outputs/ that are as the last run wrote them."""
    outputs = study.places.outputs
    written = [one.writes for one in Journal(study.places.journal).receipts().values()]
    return {
        outputs / name
        for writes in written
        for name, sha in writes.items()
        if digest(outputs / name) == sha
    }


def _finish(study: OpenStudy, journal: Journal, key: Key) -> Certificate:
    """Delete what the certificate says, see that it is gone, and close the study."""
    places = study.places
    certificate = read_value(places.certificate, Certificate)
    going = _going(study, certificate.delete_source, key)
    for path in (path for paths in going.values() for path in paths):
        erase(path)
    left = [path for paths in going.values() for path in paths if path.exists()]
    if left:
        raise VaultError(
            f"{len(left)} files could not be deleted: the destruction is not finished",
            next_step="close them elsewhere, then type the same voices key destroy again",
        )
    _drop_empty_folders(places.identified)
    if certificate.delete_source:
        _drop_empty_folders(places.sources, but_itself=True)
    changed = folder_state(places.root, ()) != certificate.state
    unread = (*certificate.unread, CHANGED) if changed else certificate.unread
    whole = certificate.model_copy(update={"finished": True, "time": now(), "unread": unread})
    sha = write_values(places.certificate, [whole])
    journal.note(COMPLETED, certificate=sha)
    return whole


CHANGED = Found(
    file="files that came or changed while this went on",
    names=0,
    why="were not searched",
)


def _files(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_symlink() or p.is_file())


def _tables(places: Places) -> list[Path]:
    """Raw material beside the transcripts that names people."""
    return [places.roster, *_files(places.gold)]


def _drop_empty_folders(folder: Path, *, but_itself: bool = False) -> None:
    """A folder's own name may be somebody's.

    Raises:
        VaultError: one is not empty, or may not be deleted.
    """
    folders = sorted((path for path in folder.rglob("*") if path.is_dir()), reverse=True)
    try:
        for path in folders:
            path.rmdir()
        if folder.exists() and not but_itself:
            folder.rmdir()
    except OSError:
        raise VaultError(
            "a folder of names could not be deleted: the destruction is not finished",
            next_step="see what came into it, then type the same voices key destroy again",
        ) from None
