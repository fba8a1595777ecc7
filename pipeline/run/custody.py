"""Opening the vault for a person, and changing its key: rare, and on record."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.errors import InputError, VaultError
from pipeline.identified.vault import Key, open_vault, successor, vault_id
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.reasons import check_reason
from pipeline.run.study import OpenStudy
from pipeline.values.identifiers import Identity

REVEAL = "reveal"
SUGGEST = "roster suggest"
PEOPLE = "people"
SHEET = "sheet of identifiers"
DRAFT = "check-draft"
COMMANDS = {
    REVEAL: "key reveal",
    SUGGEST: "roster suggest",
    PEOPLE: "people",
    SHEET: "sheet export identifiers",
    DRAFT: "check-draft --show",
}
"""Every event that real names were shown -> the command that showed them."""


@dataclass(frozen=True)
class Reveal:
    """That somebody asked for real names, by the journal."""

    time: str
    by: str
    identities: tuple[str, ...]
    because: str
    how: str
    """One of `COMMANDS`."""


def key_status(study: OpenStudy, key: Key) -> dict[str, str]:
    """Where the vault is, what opens it, and whether it does."""
    place = study.places.relative(study.vault_path)
    if study.destroyed:
        done = study.destroyed.finished
        how = "" if done else " was begun and broken off: type the same voices key destroy again"
        return {"vault": "none", "key": "none", "destroyed": f"{study.destroyed.time[:10]}{how}"}
    if not study.vault_path.exists():
        return {"vault": f"{place}: not made yet (voices run makes it)", "key": key.name}
    found = {"vault": place, "key": key.name}
    if successor(study.vault_path).exists():
        found["rotation"] = "was broken off; nothing is lost, and the next voices run ends it"
    try:
        found["id"] = vault_id(study.vault_path)
        vault = open_vault(study.vault_path, key)
    except VaultError as error:
        return {**found, "opens": f"no: {error.what}"}
    return {**found, "opens": "yes", "identities": str(len(vault.contents.identities))}


def reveal(study: OpenStudy, key: Key, identity: str, by: str, because: str = "") -> Identity:
    """The identity with its real names; the journal remembers who asked before it is shown.

    Raises:
        VaultError: the key does not open the vault.
        InputError: there is no such identity, nobody asks, or the reason tells who somebody is.
    """
    study.refuse_destroyed(VaultError)
    study.withdrawn.refuse_unfinished()
    if not by.strip():
        raise InputError("a reveal is somebody's", next_step="say who you are with --by")
    if not study.vault_path.exists():
        raise VaultError("there is no vault yet", next_step="voices run")
    vault = open_vault(study.vault_path, key)
    found = next((one for one in vault.contents.identities if one.id == identity), None)
    if found is None:
        raise InputError(f"there is no identity '{identity}'", next_step="voices log TRANSCRIPT")
    facts = {"identity": identity, "by": by}
    if because:
        check_reason(because, study, vault.contents)
        facts["because"] = because
    with hold(study.places.lock):
        Journal(study.places.journal).note(REVEAL, **facts)
    return found


def reveals(study: OpenStudy) -> list[Reveal]:
    """Every time that somebody asked for real names, oldest first. What was read in the files of
    room 1 is not among them: nobody can record that."""
    journal = Journal(study.places.journal)
    entries = [entry for what in COMMANDS for entry in journal.events(what)]
    return [
        Reveal(
            time=entry.time,
            by=str(entry.body.get("by", "")),
            identities=tuple(
                str(entry.body.get("identity") or entry.body.get("identities", "")).split()
            ),
            because=str(entry.body.get("because", "")),
            how=COMMANDS[entry.body["what"]],
        )
        for entry in sorted(entries, key=lambda one: one.number)
    ]
