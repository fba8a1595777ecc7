"""A study opened for work: its settings, tables and documents."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from pipeline import strict_yaml
from pipeline.anonymised.codebook import parse_codebook
from pipeline.errors import InputError, SettingsError, StudyError, VoicesError
from pipeline.run.corpus import (
    SourceDocument,
    WithdrawnSource,
    list_documents,
    load_remembered,
    sources_of_withdrawn,
    strictest,
)
from pipeline.run.destroyed import Destroyed, destruction_lines, parse_destroyed
from pipeline.run.files import digest
from pipeline.run.places import Places
from pipeline.run.tables import read_participants, read_roster
from pipeline.run.withdrawn import NOBODY, Withdrawn, parse_withdrawn, withdrawal_lines
from pipeline.settings import Identifiers, Quotes, Study
from pipeline.values.identifiers import RosterEntry
from pipeline.values.quotes import Consent, Participant
from pipeline.values.themes import Codebook

CONFIGURATION = ("study", "identifiers", "codebook", "quotes")


@dataclass(frozen=True)
class OpenStudy:
    """Everything about a study that does not change while it is worked on."""

    places: Places
    settings: Study
    identifiers: Identifiers
    quotes: Quotes
    documents: Mapping[str, SourceDocument] = field(repr=False)
    participants: Mapping[str, Participant] = field(repr=False)
    roster: tuple[RosterEntry, ...] = field(repr=False)
    faults: tuple[InputError, ...]
    """Rows of the tables that could not be used; everything else runs."""
    withdrawn: Withdrawn = NOBODY
    """Who withdrew, by the journal. Nothing of theirs is among the documents, participants and
    roster."""
    unread: Mapping[Path, WithdrawnSource] = field(default_factory=dict, repr=False)
    """Their source files that are still there."""
    destroyed: Destroyed | None = None
    """Set where the key was destroyed: the documents are then those that had passed the first gate,
    and no source file and no roster is read."""

    def refuse_destroyed(self, error: type[VoicesError] = InputError) -> None:
        """Refuse what needs the first room or the vault, where the key was destroyed.

        Raises:
            VoicesError: of the kind `error`.
        """
        if self.destroyed:
            self.destroyed.refuse(error)

    @property
    def vault_path(self) -> Path:
        """The vault's file."""
        return self.places.root / self.settings.vault.path / "vault.bin"

    @property
    def remembered_path(self) -> Path:
        """Which unlisted file has which id."""
        return self.places.root / self.settings.vault.path / "documents.json"

    def roster_of(self, participant: str) -> tuple[RosterEntry, ...]:
        """The roster's entries for one participant: hers and the whole study's."""
        return tuple(entry for entry in self.roster if entry.participant in ("", participant))

    def codebook_text(self) -> str:
        """The codebook's file."""
        return _configuration(self.places.root, "codebook")

    def codebook(self) -> Codebook:
        """The codebook; ``SettingsError`` by line where it is wrong."""
        return _codebook(self.codebook_text())


def open_study(root: Path) -> OpenStudy:
    """Open the study at `root`; a second call re-reads only what has changed since.

    Raises:
        SettingsError, StudyError, InputError: what is wrong, by file and line or row.
    """
    return _open(root, _state_of(root))


@lru_cache(maxsize=2)
def _open(root: Path, state: tuple[str, ...]) -> OpenStudy:
    study = _parse(root, "study", Study)
    places = Places(root, study.corpus)
    if destroyed := parse_destroyed(destruction_lines(places.journal)):
        return _open_destroyed(places, study, destroyed)
    if not places.sources.is_dir():
        raise StudyError(
            f"the folder {places.relative(places.sources)} is missing",
            where="config/study.yaml",
            next_step="make it and put the transcripts into it, or correct 'corpus'",
        )
    rows, faults = _participants(places)
    remembered = load_remembered(root / study.vault.path / "documents.json")
    # A row that could not be used may have been about any file that no row lists.
    consent = Consent.NONE if faults else study.consent
    withdrawn = parse_withdrawn(withdrawal_lines(places.journal))
    unread: dict[Path, WithdrawnSource] = {}
    if withdrawn.ids:  # else no file need be looked into
        unread = sources_of_withdrawn(places.sources, rows, remembered, withdrawn.fingerprints)
    documents, missing = list_documents(
        places.sources, rows, remembered, consent, withdrawn.ids, unread
    )
    participants = strictest(document.participant for document in documents)
    known = set(participants) | {row.id for row in rows} | withdrawn.ids
    roster = _roster(places, known)
    return OpenStudy(
        places=places,
        settings=study,
        identifiers=_parse(root, "identifiers", Identifiers),
        quotes=_parse(root, "quotes", Quotes),
        documents={document.id: document for document in documents},
        participants=participants,
        roster=tuple(one for one in roster if one.participant not in withdrawn.ids),
        faults=(*faults, *missing),
        withdrawn=withdrawn,
        unread=unread,
    )


def _open_destroyed(places: Places, study: Study, destroyed: Destroyed) -> OpenStudy:
    """From the tables and the journal alone: no raw file is looked for."""
    rows, faults = _participants(places)
    allowed, consent = strictest(rows), Consent.NONE if faults else study.consent
    people = {id: destroyed.participant(id, allowed, consent) for id in destroyed.entry.transcripts}
    return OpenStudy(
        places=places,
        settings=study,
        identifiers=_parse(places.root, "identifiers", Identifiers),
        quotes=_parse(places.root, "quotes", Quotes),
        documents={id: SourceDocument(id, one, places.sources) for id, one in people.items()},
        participants={one.id: one for one in people.values()},
        roster=(),
        faults=tuple(faults),
        withdrawn=parse_withdrawn(withdrawal_lines(places.journal)),
        destroyed=destroyed,
    )


@lru_cache(maxsize=2)
def _codebook(text: str) -> Codebook:
    return parse_codebook(text, "config/codebook.yaml")


def _participants(places: Places) -> tuple[list[Participant], list[InputError]]:
    if not places.participants.exists():
        return [], []
    return read_participants(places.participants, places.relative(places.participants))


def _roster(places: Places, participants: set[str]) -> tuple[RosterEntry, ...]:
    if not places.roster.exists():
        return ()
    return read_roster(places.roster, places.relative(places.roster), participants)


def _parse(root: Path, name: str, model: type[strict_yaml.Model]) -> strict_yaml.Model:
    return strict_yaml.parse(_configuration(root, name), model, f"config/{name}.yaml")


def _configuration(root: Path, name: str) -> str:
    path = root / "config" / f"{name}.yaml"
    try:
        return path.read_text("utf-8")
    except FileNotFoundError:
        raise SettingsError(
            "the file is missing",
            where=f"config/{name}.yaml",
            next_step="copy it from a new study (voices new PATH)",
        ) from None
    except (OSError, UnicodeDecodeError):
        raise SettingsError(
            "the file cannot be read as UTF-8", where=f"config/{name}.yaml"
        ) from None


def _state_of(root: Path) -> tuple[str, ...]:
    files = [root / "config" / f"{name}.yaml" for name in CONFIGURATION]
    corpora = root / "corpora"
    tables = sorted(corpora.glob("*/*.csv"))
    sources = sorted(path.name for path in corpora.glob("*/transcripts/**/*"))
    remembered = sorted(root.glob("*/documents.json"))
    journal = Places(root, "").journal
    gone = (withdrawal_lines(journal) + destruction_lines(journal)).decode("utf-8", "replace")
    return (*[digest(path) for path in (*files, *tables, *remembered)], *sources, gone)
