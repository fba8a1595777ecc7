"""Opening the vault for a person: rare, and on record."""

from __future__ import annotations

from pipeline.errors import InputError, VaultError
from pipeline.identified.vault import Key, open_vault, vault_id
from pipeline.run.journal import Journal
from pipeline.run.lock import hold
from pipeline.run.study import OpenStudy
from pipeline.values.identifiers import Identity


def key_status(study: OpenStudy, key: Key) -> dict[str, str]:
    """Where the vault is, what opens it, and whether it does."""
    place = study.places.relative(study.vault_path)
    if not study.vault_path.exists():
        return {"vault": f"{place}: not made yet (voices run makes it)", "key": key.name}
    found = {"vault": place, "key": key.name}
    try:
        found["id"] = vault_id(study.vault_path)
        vault = open_vault(study.vault_path, key)
    except VaultError as error:
        return {**found, "opens": f"no: {error.what}"}
    return {**found, "opens": "yes", "identities": str(len(vault.contents.identities))}


def reveal(study: OpenStudy, key: Key, identity: str, by: str) -> Identity:
    """The identity with its real names; the journal remembers who asked before it is shown.

    Raises:
        VaultError: the key does not open the vault.
        InputError: there is no such identity.
    """
    study.withdrawn.refuse_unfinished()
    if not study.vault_path.exists():
        raise VaultError("there is no vault yet", next_step="voices run")
    vault = open_vault(study.vault_path, key)
    found = next((one for one in vault.contents.identities if one.id == identity), None)
    if found is None:
        raise InputError(f"there is no identity '{identity}'", next_step="voices log TRANSCRIPT")
    with hold(study.places.lock):
        Journal(study.places.journal).note("reveal", identity=identity, by=by)
    return found
