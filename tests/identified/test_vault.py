from __future__ import annotations

import stat
from pathlib import Path

import pytest

from pipeline.errors import VaultError
from pipeline.identified.vault import Key, KeyFile, Passphrase, open_vault, vault_id
from pipeline.values.identifiers import Identity, Kind, Known

IDENTITY = Identity(
    id="E00001",
    kind=Kind.PERSON,
    participant="P01",
    role="sister",
    forms=("Jonquil Brackenbury",),
    replacement="[sister]",
    known=Known.LISTED,
    why="listed",
)


@pytest.fixture(params=["key file", "passphrase"])
def key(request: pytest.FixtureRequest, tmp_path: Path) -> Key:
    if request.param == "key file":
        return KeyFile(tmp_path / "keys" / "study.key")
    return Passphrase("four unrelated words here")


def test_what_is_kept_comes_back_and_is_not_readable_in_the_file(tmp_path: Path, key: Key) -> None:
    path = tmp_path / "vault.bin"
    vault = open_vault(path, key)
    vault.keep(vault.contents.model_copy(update={"identities": (IDENTITY,)}))
    assert open_vault(path, key).contents.identities == (IDENTITY,)
    assert open_vault(path, key).id == vault.id == vault_id(path)
    assert b"Jonquil" not in path.read_bytes()
    assert vault.contents.seed.encode() not in path.read_bytes()


def test_two_writings_of_the_same_share_nothing(tmp_path: Path, key: Key) -> None:
    path = tmp_path / "vault.bin"
    vault = open_vault(path, key)
    first = path.read_bytes().partition(b"\n")[2]
    vault.keep(vault.contents)
    second = path.read_bytes().partition(b"\n")[2]
    assert first[:12] != second[:12], "a nonce was used twice"
    assert first != second


def test_a_wrong_key_says_so_and_changes_nothing(tmp_path: Path, key: Key) -> None:
    path = tmp_path / "vault.bin"
    open_vault(path, key)
    before = path.read_bytes()
    other = KeyFile(tmp_path / "other.key")
    other.make()
    for wrong in (other, Passphrase("another four words now")):
        with pytest.raises(VaultError, match="does not open the vault"):
            open_vault(path, wrong)
    assert path.read_bytes() == before


@pytest.mark.parametrize("place", [0, 20, -1])
def test_an_altered_vault_is_refused(tmp_path: Path, key: Key, place: int) -> None:
    path = tmp_path / "vault.bin"
    open_vault(path, key)
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(bytes(data))
    with pytest.raises(VaultError):
        open_vault(path, key)


def test_files_are_their_owners_alone(tmp_path: Path) -> None:
    key = KeyFile(tmp_path / "keys" / "study.key")
    open_vault(tmp_path / "vault" / "vault.bin", key)
    for path in (key.path, tmp_path / "vault" / "vault.bin"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
        assert stat.S_IMODE(path.parent.stat().st_mode) == 0o700


def test_a_key_open_to_others_is_refused(tmp_path: Path) -> None:
    key = KeyFile(tmp_path / "study.key")
    open_vault(tmp_path / "vault.bin", key)
    key.path.chmod(0o640)
    with pytest.raises(VaultError, match="chmod 600"):
        open_vault(tmp_path / "vault.bin", key)


@pytest.mark.parametrize("text", ["", "not base64 !", "c2hvcnQ=", "\ufffd"])
def test_a_file_that_is_no_key_is_refused(tmp_path: Path, text: str) -> None:
    key = KeyFile(tmp_path / "study.key")
    open_vault(tmp_path / "vault.bin", key)
    key.path.write_text(text)
    with pytest.raises(VaultError):
        open_vault(tmp_path / "vault.bin", key)


def test_a_missing_key_is_not_made_anew_for_an_old_vault(tmp_path: Path) -> None:
    key = KeyFile(tmp_path / "study.key")
    open_vault(tmp_path / "vault.bin", key)
    key.path.unlink()
    with pytest.raises(VaultError, match="VOICES_KEY_FILE"):
        open_vault(tmp_path / "vault.bin", key)
    assert not key.path.exists()


def test_a_short_passphrase_makes_no_vault(tmp_path: Path) -> None:
    with pytest.raises(VaultError, match="twelve"):
        open_vault(tmp_path / "vault.bin", Passphrase("hunter2"))
    assert not (tmp_path / "vault.bin").exists()


def test_neither_key_nor_contents_show_in_a_repr(tmp_path: Path, key: Key) -> None:
    vault = open_vault(tmp_path / "vault.bin", key)
    kept = vault.keep(vault.contents.model_copy(update={"identities": (IDENTITY,)}))
    shown = repr(kept) + repr(key) + repr(kept.contents) + repr(IDENTITY)
    assert "Jonquil" not in shown
    assert vault.contents.seed not in shown
    assert "unrelated" not in shown
