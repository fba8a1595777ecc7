"""A new key for the vault. At every moment the study opens with a key that somebody has.

The vault under the new key is written beside the old one and opened; then the new key is handed
out; then the settings name it; then the new vault takes the old one's place; last, the old key file
is deleted. Broken off before the last but one step, the old key opens the vault and the new key its
successor; `end_broken_off` then ends it, or drops it, by the key that the study is opened with.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipeline.atomic import erase
from pipeline.errors import VaultError, VoicesError
from pipeline.identified.rekey import reseal, settle
from pipeline.identified.vault import Key, KeyFile, Passphrase, open_vault, successor
from pipeline.run.journal import Journal
from pipeline.run.key_settings import name_key
from pipeline.run.lock import hold
from pipeline.run.study import OpenStudy, open_study
from pipeline.settings import KeyKind

BEGUN = "key rotation begun"
ROTATED = "key rotated"


@dataclass(frozen=True)
class Rotated:
    """What a rotation changed and what it leaves to a person."""

    old: str
    new: str
    """The sorts of key."""
    settings_named: bool
    """Whether config/study.yaml names the new key; else a person must change it."""
    old_deleted: bool
    """Whether the old key file is gone (its path is another one now); False also where there was
    none, or another file took its place."""
    old_left: str = ""
    """Why the old key file could not be deleted: a person must."""


def rotate(root: Path, old: Key, new: Key, by: str) -> Rotated:
    """Seal the vault of the study at `root` with `new` instead of `old`.

    A `KeyFile` in `new` is where a random key is written: where the old one lies, which it then
    replaces, or where no file is.

    Raises:
        VaultError: the old key does not open the vault, the new passphrase is too short or the old
            one, or a file is in the way. Nothing is changed then.
    """
    study = open_study(root)
    study.refuse_destroyed(VaultError)
    if not study.vault_path.exists():
        raise VaultError("there is no vault yet", next_step="voices run")
    with hold(study.places.lock):
        journal = Journal(study.places.journal)
        end_broken_off(study, old, journal)
        vault = open_vault(study.vault_path, old)
        _refuse(old, new)
        facts = {"by": by, "old": old.name, "new": new.name}
        journal.note(BEGUN, **facts)
        try:
            made = reseal(vault, new)
        except VaultError:
            successor(study.vault_path).unlink(missing_ok=True)
            raise
        made.hand_out()
        named = _name(study, old, new)
        made.take_over()
        journal.note(ROTATED, **facts)
    return _without_old(old, new, named)


def end_broken_off(study: OpenStudy, key: Key, journal: Journal) -> None:
    """End a rotation that was broken off, with `key`: where it is the new one, the new vault takes
    its place; where it is the old one, the new vault goes. Needs the study's lock.

    Raises:
        VaultError: the key opens neither; nothing is changed then.
    """
    path = study.vault_path
    if not successor(path).exists():
        return
    if open_vault(path, key).is_successor:
        settle(path)
        journal.note(ROTATED, new=key.name, after="it was broken off")
    else:
        successor(path).unlink()
        journal.note("key rotation dropped", kept=key.name)


def _refuse(old: Key, new: Key) -> None:
    if isinstance(new, Passphrase):
        new.make()
        if new == old:
            raise VaultError(
                "the new passphrase is the old one; nothing was changed",
                next_step="choose another",
            )
    elif new.path.exists() and not _same_place(old, new):
        raise VaultError(
            "there is a file already where the new key is to be written; nothing was changed",
            next_step="name another place with --key-file, or take that file away",
        )


def _same_place(old: Key, new: Key) -> bool:
    return (
        isinstance(old, KeyFile)
        and isinstance(new, KeyFile)
        and old.path.resolve() == new.path.resolve()
    )


def _name(study: OpenStudy, old: Key, new: Key) -> bool:
    if _same_place(old, new):
        return True
    if isinstance(new, Passphrase):
        return name_key(study.places.root, KeyKind.PASSPHRASE, study.settings.vault.key_file)
    root, path = study.places.root, new.path.absolute()
    inside = path.is_relative_to(root)
    place = path.relative_to(root).as_posix() if inside else str(path)
    return name_key(root, KeyKind.FILE, place)


def _without_old(old: Key, new: Key, named: bool) -> Rotated:
    left, deleted = "", False
    if isinstance(old, KeyFile) and not _same_place(old, new):
        try:
            erase(old.path)
            deleted = True
        except VoicesError as error:
            left = error.what
    return Rotated(old.name, new.name, named, deleted, left)
