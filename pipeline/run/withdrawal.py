"""A participant withdraws: the journal first, then everything that was made of her.

Deletion begins with the command and is finished by the run that follows it, or by any later one: a
withdrawal counts as unfinished until the journal says that it was completed.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import InputError
from pipeline.identified.forget import forget
from pipeline.identified.vault import Contents, Key, open_vault
from pipeline.quotable.exporters import FORMATS
from pipeline.run.corpus import WithdrawnSource, forget_names, load_remembered
from pipeline.run.exported import EMPTY, exports_with, timed_receipts, written_by_others
from pipeline.run.files import digest
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.memos import read_memos, remove_memos_on
from pipeline.run.places import ROOMS, Places
from pipeline.run.quoting.uses import Timed, uses_of
from pipeline.run.reasons import check_reason
from pipeline.run.study import OpenStudy, open_study
from pipeline.run.tables import drop_rows
from pipeline.run.withdrawn import COMPLETED
from pipeline.run.work.identified import Documents
from pipeline.values.records import QuotedIn, Withdrawal


@dataclass(frozen=True)
class Plan:
    """What a withdrawal takes away; no word of hers."""

    participant: str
    transcripts: dict[str, tuple[str, ...]]
    """Her transcripts -> fingerprints of their source files."""
    files: tuple[str, ...]
    """What is deleted under outputs/, hers alone; the study's own tables are made again."""
    sources: int
    identities: int
    """People, places and things in the vault that only she named."""
    shared: int
    """Those that others name too: they stay, under the others' forms."""
    memos: int
    """Memos on her transcripts and codings; those on codes stay, whatever they say."""
    exports: tuple[QuotedIn, ...]
    uses: tuple[Timed, ...]
    """Where somebody put down that quotes of hers are printed."""
    strange: int
    """Files in outputs/quotable/ that the program did not write: copies may hold quotes of hers."""


def plan(root: Path, participant: str, key: Key) -> Plan:
    """What would go if `participant` withdrew; nothing is changed.

    Raises:
        InputError: there is no such participant.
        VaultError: the vault cannot be opened.
    """
    study = open_study(root)
    study.refuse_destroyed()
    contents = _contents(study, key)
    _refuse_unknown(study, participant, contents)
    journal = Journal(study.places.journal)
    transcripts = _transcripts(study, journal, participant)
    return Plan(
        participant=participant,
        transcripts=transcripts,
        files=tuple(study.places.relative(path) for path in _own_files(study.places, transcripts)),
        sources=len(_sources(study, participant)),
        **_counts(study, participant, contents),
        memos=sum(memo.transcript in transcripts for memo in read_memos(study.places)),
        exports=exports_with(study.places, journal, participant, transcripts),
        uses=tuple(uses_of(journal, [participant])),
        strange=written_by_others(study.places, journal),
    )


def withdraw(
    root: Path, participant: str, by: str, because: str, key: Key, *, delete_source: bool = False
) -> None:
    """Put on record that `participant` withdrew, then delete what was made of her alone.

    `runner.run` must follow: it takes her out of the vault and makes the rest again without her.
    Doing it again changes nothing, unless now the source is to go as well.

    Raises:
        InputError: there is no such participant, or the reason could tell who somebody is; then
            nothing is changed.
        VaultError: the vault cannot be opened; then nothing is changed.
    """
    study = open_study(root)
    study.refuse_destroyed()
    contents = _contents(study, key)
    check_reason(because, study, contents)
    _refuse_unknown(study, participant, contents)
    with hold(study.places.lock):
        study = open_study(root)
        before = study.withdrawn.by_participant.get(participant)
        if before is None or (delete_source and not before.delete_source):
            journal = Journal(study.places.journal)
            transcripts = _transcripts(study, journal, participant)
            journal.append(
                Withdrawal(
                    participant=participant,
                    by=by,
                    because=because,
                    transcripts=transcripts,
                    exports=exports_with(study.places, journal, participant, transcripts),
                    delete_source=delete_source,
                )
            )
        delete_unfinished(open_study(root))


def delete_unfinished(study: OpenStudy) -> None:
    """Delete the files made of participants whose withdrawal is not finished, and every file of the
    study that may hold something of them; the run makes these again. Needs the study's lock."""
    places = study.places
    for participant in sorted(study.withdrawn.unfinished):
        one = study.withdrawn.by_participant[participant]
        for path in (*_own_files(places, one.transcripts), *_common_files(places)):
            path.unlink(missing_ok=True)
        remove_memos_on(places, one.transcripts)
        sources = _sources(study, participant)
        if one.delete_source:
            for path in sources:
                path.unlink(missing_ok=True)
            for id in one.transcripts:
                (places.gold / f"{id}.gold.txt").unlink(missing_ok=True)
            for table in (places.participants, places.roster):
                if table.exists():
                    drop_rows(table, participant)
        there = {} if one.delete_source else {s.name: s.id for s in sources.values()}
        forget_names(study.remembered_path, {participant, *one.transcripts}, there)


def complete(study: OpenStudy, journal: Journal) -> None:
    """Put on record that nothing is left of those who withdrew; at the end of a whole run."""
    for participant in sorted(study.withdrawn.unfinished):
        journal.note(COMPLETED, participant=participant)


def _contents(study: OpenStudy, key: Key) -> Contents | None:
    return open_vault(study.vault_path, key).contents if study.vault_path.exists() else None


def _refuse_unknown(study: OpenStudy, participant: str, contents: Contents | None) -> None:
    known = {*study.participants, *study.withdrawn.by_participant}
    if contents:
        known |= {*contents.victims, *(one.participant for one in contents.identities)} - {""}
    if participant in known:
        return
    document = study.documents.get(participant)
    if document:
        owner = document.participant.id
        raise InputError(
            f"'{participant}' is a transcript of {owner}: a participant withdraws with all of hers",
            next_step=f"voices withdraw {owner}",
        )
    raise InputError(
        f"there is no participant '{participant}' in this study", next_step="voices status"
    )


def _transcripts(
    study: OpenStudy, journal: Journal, participant: str
) -> dict[str, tuple[str, ...]]:
    """Her transcripts, those of files that are gone included, and every version ever read."""
    before = study.withdrawn.by_participant.get(participant)
    others = {id for id, one in study.documents.items() if one.participant.id != participant}
    seen = {*load_remembered(study.remembered_path).values(), *(i for _, i in journal.receipts())}
    ids = {id for id in seen | study.documents.keys() if _is_of(id, participant)} - others
    ids |= {id for id, one in study.documents.items() if one.participant.id == participant}
    found: dict[str, set[str]] = {id: set() for id in ids}
    for id, versions in before.transcripts.items() if before else ():
        found.setdefault(id, set()).update(versions)
    for id in ids & study.documents.keys():
        found[id].add(digest(study.documents[id].path))
    for _, receipt in timed_receipts(journal):
        if receipt.stage == "read" and receipt.item in found:
            found[receipt.item].add(receipt.reads.get("source file", ""))
    return {id: tuple(sorted(found[id] - {"", EMPTY})) for id in sorted(found)}


def _is_of(id: str, participant: str) -> bool:
    number = id.removeprefix(f"{participant}-")
    return id == participant or (number != id and number.isdigit())


def _sources(study: OpenStudy, participant: str) -> dict[Path, WithdrawnSource]:
    """Her source files that are there."""
    if participant not in study.withdrawn.by_participant:
        own = [one for one in study.documents.values() if one.participant.id == participant]
        return {one.path: WithdrawnSource(one.participant.file, one.id) for one in own}
    return {
        path: one
        for path, one in study.unread.items()
        if study.withdrawn.participant_of(one.id) == participant
    }


def _own_files(places: Places, ids: Collection[str]) -> list[Path]:
    """Files of rooms 1 and 2, and of what was signed off, about these transcripts alone."""
    signed = [path for path in places.signed_off.glob("*.json") if path.name.split(".")[0] in ids]
    return signed + [
        path
        for room in ROOMS[:2]
        for path in sorted((places.outputs / room).rglob("*"))
        if path.is_file() and path.stem in ids
    ]


def _common_files(places: Places) -> list[Path]:
    """Files about the whole study, which a run makes again."""
    exports = [places.quotable / f"quotes{one.ending}" for one in FORMATS.values()]
    tables = [places.identities, places.victim_numbers, places.log, places.codings_table]
    return [*tables, places.learnt, places.book, *exports]


def _counts(study: OpenStudy, participant: str, contents: Contents | None) -> dict[str, int]:
    if contents is None:
        return {"identities": 0, "shared": 0}
    places = study.places
    others = tuple(
        id
        for id, one in study.documents.items()
        if one.participant.id != participant
        and (places.transcripts / f"{id}.jsonl").exists()
        and (places.mentions / f"{id}.jsonl").exists()
    )
    roster = [entry for entry in study.roster if entry.participant != participant]
    kept = {
        one.id: one
        for one in forget(contents, [participant], Documents(places, others), roster).identities
    }
    changed = [one for one in contents.identities if kept.get(one.id) != one]
    shared = sum(one.id in kept for one in changed)
    return {"identities": len(changed) - shared, "shared": shared}
