"""The vault: who is who, and what stands for whom, encrypted.

AES-256-GCM (NIST SP 800-38D) with a fresh random nonce at each writing; the header (format, vault
id, how the key is derived) is authenticated with the content. The key is a random file readable by
its owner alone, or derived from a passphrase by scrypt (RFC 7914, N=2^17, r=8, p=1).
"""

from __future__ import annotations

import base64
import hashlib
import json
import os
import secrets
import stat
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from pydantic import Field, ValidationError

from pipeline.atomic import write_bytes
from pipeline.errors import VaultError
from pipeline.values.base import Sha256, Value, Words
from pipeline.values.identifiers import Identity, RosterEntry

FORMAT = "voices-vault-1"
KEY_BYTES = 32
NONCE_BYTES = 12
SCRYPT = {"n": 2**17, "r": 8, "p": 1}


class Contents(Value):
    """What the vault keeps."""

    seed: Words
    """Random, made once: what pseudonyms are drawn with."""
    identities: Annotated[tuple[Identity, ...], Field(repr=False)] = ()
    made: Annotated[int, Field(ge=0)] = 0
    """How many identities were ever made."""
    victims: Annotated[dict[str, int], Field(default_factory=dict)]
    """Participant -> the number of 'Victim 7', drawn at random and never changed."""
    guarded: Annotated[tuple[RosterEntry, ...], Field(repr=False)] = ()
    """Names that stand in a participant's interviews and that only somebody who withdrew made
    known: there, and only there, they are still looked for."""
    retired: frozenset[Sha256] = frozenset()
    """`retired_mark` of pseudonyms and labels of those who withdrew: nobody else is given them."""


def retired_mark(seed: str, replacement: str) -> str:
    """What is remembered of a replacement that must not be given again: not the words."""
    return hashlib.sha256(f"{seed}/retired/{replacement}".encode()).hexdigest()


@dataclass(frozen=True)
class KeyFile:
    """A key in a file of its own."""

    path: Path

    name = "key file"

    def make(self) -> None:
        """Write a new random key; an existing one is never overwritten."""
        if not self.path.exists():
            write_bytes(self.path, base64.b64encode(secrets.token_bytes(KEY_BYTES)) + b"\n")

    def derive(self, salt: bytes) -> bytes:
        """The key; `salt` is not used, the file is random already."""
        try:
            mode = stat.S_IMODE(self.path.stat().st_mode)
            text = self.path.read_text().strip()
        except (OSError, UnicodeDecodeError):
            raise VaultError(
                "the key file is not there or not readable",
                next_step="bring the custodian's key and set VOICES_KEY_FILE to its path",
            ) from None
        if os.name != "nt" and mode & 0o077:
            raise VaultError(
                f"the key file is open to other users (mode {mode:04o})",
                next_step="make it yours alone with: chmod 600 KEYFILE",
            )
        try:
            key = base64.b64decode(text, validate=True)
        except ValueError:
            key = b""
        if len(key) != KEY_BYTES:
            raise VaultError(
                "the key file does not hold a key of this program",
                next_step="bring the right one and set VOICES_KEY_FILE to its path",
            )
        return key


@dataclass(frozen=True)
class Passphrase:
    """A key in a person's head."""

    words: str = field(repr=False)

    name = "passphrase"

    def make(self) -> None:
        """Refuse a passphrase too short to be one."""
        if len(self.words) < 12:
            raise VaultError(
                "the passphrase is shorter than twelve characters",
                next_step="choose a longer one, such as four unrelated words",
            )

    def derive(self, salt: bytes) -> bytes:
        """The key, by scrypt over the passphrase and the vault's salt."""
        return Scrypt(salt=salt, length=KEY_BYTES, **SCRYPT).derive(self.words.encode())


Key = KeyFile | Passphrase


@dataclass(frozen=True)
class Vault:
    """An opened vault. `contents` never changes; `keep` returns the vault with new contents."""

    path: Path
    id: str
    """Random name of this vault; another vault gives other pseudonyms."""
    contents: Contents = field(repr=False)
    _key: bytes = field(repr=False)
    _header: bytes = field(repr=False)
    is_successor: bool = False
    """Whether the key opened the vault's successor, which a broken-off rotation left beside it."""

    def keep(self, contents: Contents) -> Vault:
        """Write `contents`, atomically, and return the vault that holds them."""
        if not self.is_successor:  # it would come back later with what is known now
            successor(self.path).unlink(missing_ok=True)
        write_sealed(self.path, self._header, self._key, contents)
        successor(self.path).unlink(missing_ok=True)
        return Vault(self.path, self.id, contents, self._key, self._header)


def successor(path: Path) -> Path:
    """Where the vault under its next key lies while the key is rotated."""
    return path.with_name(f"{path.name}.next")


def vault_id(path: Path) -> str:
    """The id of the vault at `path` without opening it; '' where there is none.

    Raises:
        VaultError: the file is not a vault.
    """
    return str(read_sealed(path)[1]["id"]) if path.exists() else ""


def vault_key(path: Path) -> str:
    """The `name` of the sort of key that seals the vault at `path`; '' where nobody can tell."""
    try:
        return str(read_sealed(path)[1]["key"])
    except (OSError, VaultError):
        return ""


class _WrongKeyError(VaultError):
    """The key fits another vault, or an earlier state of this one."""


def open_vault(path: Path, key: Key) -> Vault:
    """Open the vault at `path`, or make a new one where there is none.

    Where a rotation of the key was broken off, the old key opens the vault and the new one its
    successor, which holds the same.

    Raises:
        VaultError: the key does not fit, the file is damaged, or the key file is not private.
            Nothing is changed then.
    """
    other = successor(path)
    if not path.exists() and not other.exists():
        return _make(path, key)
    try:
        return _open(path, path, key)
    except (_WrongKeyError, FileNotFoundError):
        if not other.exists():
            raise
        return _open(other, path, key)


def _open(file: Path, path: Path, key: Key) -> Vault:
    header, fields, sealed = read_sealed(file)
    derived = key.derive(base64.b64decode(fields["salt"]))
    contents = unseal(header, sealed, derived, key.name)
    return Vault(path, fields["id"], contents, derived, header, is_successor=file != path)


def unseal(header: bytes, sealed: bytes, key: bytes, name: str) -> Contents:
    """What was sealed under `header` with `key`; `name` is of its sort, for the message.

    Raises:
        VaultError: the key does not fit, or the contents are another version's.
    """
    try:
        text = AESGCM(key).decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], header)
        return Contents.from_json(text)
    except (InvalidTag, ValueError) as error:
        if isinstance(error, ValidationError):
            raise VaultError(
                "the vault was written by another version of this program; nothing was changed",
                next_step="go on with the version that wrote it: see CHANGELOG.md",
            ) from None
        raise _WrongKeyError(
            f"the {name} does not open the vault (or the vault was altered); nothing was changed",
            next_step=f"try again with the right {name}; see voices key status",
        ) from None


def tombstone(path: Path) -> Path:
    """A file beside the place of a vault that was destroyed: none is made there again."""
    return path.with_name("destroyed.txt")


def _make(path: Path, key: Key) -> Vault:
    if tombstone(path).exists():
        raise VaultError(
            "this study's key was destroyed: no vault is made in its place",
            next_step="voices key status says what was left; voices new starts another study",
        )
    key.make()
    salt, id = secrets.token_bytes(16), secrets.token_hex(8)
    header, derived = header_of(id, key.name, salt), key.derive(salt)
    contents = Contents(seed=secrets.token_hex(32), victims={})
    write_sealed(path, header, derived, contents)
    return Vault(path, id, contents, derived, header)


def header_of(id: str, key: str, salt: bytes) -> bytes:
    """The first line of a vault's file: all of it in the clear, and sealed with the contents."""
    fields = {"format": FORMAT, "id": id, "key": key, "salt": base64.b64encode(salt).decode()}
    return json.dumps(fields, sort_keys=True).encode()


def read_sealed(path: Path) -> tuple[bytes, dict[str, Any], bytes]:
    """Header, its fields and the sealed contents of the vault at `path`.

    Raises:
        VaultError: the file is not a vault.
    """
    header, _, sealed = path.read_bytes().partition(b"\n")
    try:
        fields = json.loads(header)
        known = fields["format"] == FORMAT and {"id", "key", "salt"} <= fields.keys()
    except (ValueError, KeyError, TypeError):
        known = False
    if not known:
        raise VaultError(
            "the vault's file is not a vault of this program, or is damaged",
            next_step="restore vault/vault.bin from a backup",
        )
    return header, fields, sealed


def write_sealed(path: Path, header: bytes, key: bytes, contents: Contents) -> None:
    """Seal `contents` and write the vault, atomically."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    sealed = AESGCM(key).encrypt(nonce, contents.model_dump_json().encode(), header)
    write_bytes(path, header + b"\n" + nonce + sealed)
