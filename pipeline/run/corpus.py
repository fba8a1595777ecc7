"""Which raw files a study has, and under which opaque ids they go."""

from __future__ import annotations

import hashlib
import json
import os
import re
import unicodedata
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.atomic import write_bytes
from pipeline.errors import InputError
from pipeline.run.files import digest
from pipeline.values.quotes import Consent, Participant

_OPAQUE = re.compile(
    r"(?:interview|transcript|participant|gold|[A-Z]{1,3}|[a-z]{1,2})[-_ ]?\d{1,4}[a-z]?"
)
_IN_BRACKETS = re.compile(r"\(([A-Z]{1,3}[-_]?\d{1,4})\)")
_IGNORED = re.compile(r"^(\.|~\$|Thumbs\.db$|desktop\.ini$)")


@dataclass(frozen=True)
class SourceDocument:
    """A raw file and the id that stands for it everywhere."""

    id: str
    participant: Participant
    path: Path = field(repr=False)


@dataclass(frozen=True)
class WithdrawnSource:
    """A raw file that is not read any more."""

    name: str = field(repr=False)
    """Relative to the folder of sources."""
    id: str
    """Of the participant or transcript that withdrew."""


def list_documents(
    folder: Path,
    rows: Sequence[Participant],
    remembered: Mapping[str, str],
    consent: Consent,
    withdrawn: Collection[str] = (),
    unread: Collection[Path] = (),
) -> tuple[list[SourceDocument], list[InputError]]:
    """The documents of a study, sorted by id, and the rows whose file is not there.

    A file that ``participants.csv`` lists has its participant's id ('P07', the second 'P07-2').
    One that it does not list is a participant of its own: under the id in its name where the name
    is nothing but an id ('S01.txt', '... (P07).docx'), else under the id `remembered` for it, else
    a new one ('T01', 'T02', ...).

    Args:
        remembered: file (relative to `folder`) -> id, from earlier runs.
        consent: of participants who are not listed.
        withdrawn: ids of participants who withdrew and of their transcripts: their rows count for
            nothing, and nobody else is given such an id.
        unread: files of theirs, as `sources_of_withdrawn` finds them.
    """
    files = {name: path for name, path in _sources(folder).items() if path not in unread}
    documents: list[SourceDocument] = []
    faults: list[InputError] = []
    taken = {id.casefold() for id in (*remembered.values(), *withdrawn)}
    for number, row in enumerate(rows, start=2):
        if row.id in withdrawn:
            continue
        path = files.pop(row.file, None)
        if path is None:
            faults.append(_missing(number))
            continue
        id = _listed_id(row, remembered, taken)
        taken.add(id.casefold())
        documents.append(SourceDocument(id, row, path))
    consents = {row.id: row.consent for row in strictest(rows).values()}
    for name, path in files.items():
        id = _unlisted_id(name, remembered, taken)
        taken.add(id.casefold())
        # With a row missing its file, any unlisted file may be the one that row is about.
        allowed = Consent.NONE if faults else consents.get(id, consent)
        participant = Participant(id=id, file=name, consent=allowed, attributes={})
        documents.append(SourceDocument(id, participant, path))
    return sorted(documents, key=lambda document: document.id), faults


def sources_of_withdrawn(
    folder: Path,
    rows: Sequence[Participant],
    remembered: Mapping[str, str],
    transcripts: Mapping[str, Collection[str]],
) -> dict[Path, WithdrawnSource]:
    """The files of participants who withdrew.

    A file is theirs where its row says so, where it was theirs before, where its own name is their
    id, or where its content is a version of their interview, under whatever name.

    Args:
        transcripts: id of each withdrawn participant and transcript -> fingerprints of its sources.
    """
    gone = {id.casefold(): id for id in transcripts}
    contents = {sha: id for id, found in transcripts.items() for sha in found}
    listed = {row.file: row.id for row in rows}
    found = {}
    for name, path in _sources(folder).items():
        before = remembered.get(name) or remembered.get(name_mark(name), "")
        own = "" if name in listed else _own_id(name)
        ids = [gone.get(one.casefold(), "") for one in (listed.get(name, ""), before, own)]
        id = next(filter(None, [*ids, contents.get(digest(path), "")]), "")
        if id:
            found[path] = WithdrawnSource(name, id)
    return found


def name_mark(name: str) -> str:
    """What `forget_names` keeps of the name of a file."""
    return f"sha256:{hashlib.sha256(name.encode()).hexdigest()}"


def forget_names(path: Path, ids: Collection[str], there: Mapping[str, str]) -> None:
    """Take the names of files of the transcripts `ids` out of what `remember` kept; of those that
    are still `there` (name -> id), a fingerprint of the name stays, so that they are known."""
    known = load_remembered(path)
    kept = {name: id for name, id in known.items() if id not in ids}
    kept |= {name_mark(name): id for name, id in there.items()}
    if kept != known:
        _keep_remembered(path, kept)


def _keep_remembered(path: Path, known: Mapping[str, str]) -> None:
    text = json.dumps(dict(known), indent=0, sort_keys=True, ensure_ascii=False)
    write_bytes(path, f"{text}\n".encode())


def strictest(rows: Iterable[Participant]) -> dict[str, Participant]:
    """Each participant once: of several rows the one that allows least; what any of them says of
    showing her the quotes first, and the first name that one of them chose."""
    order = list(Consent)
    found: dict[str, Participant] = {}
    for row in rows:
        other = found.setdefault(row.id, row)
        least = min(other, row, key=lambda one: order.index(one.consent))
        found[row.id] = least.model_copy(
            update={
                "show_first": other.show_first or row.show_first,
                "pseudonym": other.pseudonym or row.pseudonym,
            }
        )
    return found


def remember(path: Path, documents: Sequence[SourceDocument], folder: Path) -> None:
    """Keep which id each unlisted file was given, beside the vault: the names may be real."""
    known = load_remembered(path)
    found = {_name(document.path, folder): document.id for document in documents}
    if any(known.get(name) != id for name, id in found.items()):
        _keep_remembered(path, {**known, **found})


def load_remembered(path: Path) -> dict[str, str]:
    """What `remember` kept; empty where nothing was kept yet."""
    if not path.exists():
        return {}
    try:
        found = json.loads(path.read_bytes())
        return {str(name): str(id) for name, id in found.items()}
    except (ValueError, AttributeError):
        raise InputError(
            "is not what this program wrote",
            where=f"{path.parent.name}/{path.name}",
            next_step="restore it from a backup: without it, transcripts get new ids",
        ) from None


def _listed_id(row: Participant, remembered: Mapping[str, str], taken: set[str]) -> str:
    """The participant's id, with a number from her second file on; what a file had, it keeps."""
    known = remembered.get(row.file, "")
    if known == row.id or known.startswith(f"{row.id}-"):
        return known
    id, number = row.id, 2
    while id.casefold() in taken:
        id, number = f"{row.id}-{number}", number + 1
    return id


def _unlisted_id(name: str, remembered: Mapping[str, str], taken: set[str]) -> str:
    if name in remembered:
        return remembered[name]
    own = _own_id(name)
    if own and own.casefold() not in taken:
        return own
    number = 1
    while f"t{number:02d}" in taken:
        number += 1
    return f"T{number:02d}"


def _own_id(name: str) -> str:
    """The id in a file's name; '' where the name is more than an id."""
    stem = Path(name).stem.removesuffix(".gold")
    brackets = _IN_BRACKETS.search(stem)
    own = brackets[1] if brackets else stem if _OPAQUE.fullmatch(stem) else ""
    return own.replace(" ", "-")


def _sources(folder: Path) -> dict[str, Path]:
    return {_name(path, folder): path for path in sorted(folder.rglob("*")) if _is_source(path)}


def _is_source(path: Path) -> bool:
    return path.is_file() and not _IGNORED.match(path.name)


def _name(path: Path, folder: Path) -> str:
    name = path.relative_to(folder).as_posix()
    # A name of another encoding is shown as well as it can be; it is only compared.
    return unicodedata.normalize("NFC", os.fsencode(name).decode("utf-8", "replace"))


def _missing(row: int) -> InputError:
    return InputError(
        f"row {row}: the file is not in the folder transcripts/",
        where="participants.csv",
        next_step="add the file, or correct its name in the table",
    )
