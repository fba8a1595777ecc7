"""A vault under a new key: made beside the old one, opened to see that it is whole, then put in its
place. At every moment one of the two opens with a key that somebody has."""

from __future__ import annotations

import base64
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.atomic import overwrite, sync_folder, write_bytes
from pipeline.errors import VaultError
from pipeline.identified.vault import (
    KEY_BYTES,
    Key,
    KeyFile,
    Passphrase,
    Vault,
    header_of,
    read_sealed,
    successor,
    unseal,
    write_sealed,
)


@dataclass(frozen=True)
class Resealed:
    """The contents of a vault under a new key, lying beside it."""

    path: Path
    """Of the vault."""
    key: Key
    _secret: bytes = field(repr=False)

    def hand_out(self) -> None:
        """Write the new key file, where the key is one; it takes the place of an older key there,
        whose bytes are overwritten."""
        if isinstance(self.key, KeyFile):
            _replace_key(self.key.path, base64.b64encode(self._secret) + b"\n")
            if self.key.derive(b"") != self._secret:
                raise VaultError("the new key file does not hold what was written to it")

    def take_over(self) -> None:
        """Put the vault under the new key in the place of the old one."""
        settle(self.path)


def reseal(vault: Vault, key: Key) -> Resealed:
    """Write the contents of `vault` beside it, sealed with a new key of the sort of `key`, and open
    it again to see that it is whole. The vault itself stays as it is.

    Raises:
        VaultError: the passphrase is too short, or what was written does not open.
    """
    salt = secrets.token_bytes(16)
    if isinstance(key, Passphrase):
        key.make()
    secret = secrets.token_bytes(KEY_BYTES) if isinstance(key, KeyFile) else key.derive(salt)
    other = successor(vault.path)
    write_sealed(other, header_of(vault.id, key.name, salt), secret, vault.contents)
    header, _, sealed = read_sealed(other)
    if unseal(header, sealed, secret, key.name) != vault.contents:
        raise VaultError("the vault under its new key does not hold the same; nothing was changed")
    return Resealed(vault.path, key, secret)


def settle(path: Path) -> None:
    """Put the successor of the vault at `path` in its place."""
    successor(path).replace(path)
    sync_folder(path.parent)


def _replace_key(path: Path, data: bytes) -> None:
    path = path.resolve()  # a link to the custodian's stick stays one
    alone = path.is_file() and path.stat().st_nlink == 1 and os.name != "nt"
    old = os.open(path, os.O_RDWR) if alone else None
    try:
        write_bytes(path, data)
        if old is not None:
            overwrite(old)
    finally:
        if old is not None:
            os.close(old)
