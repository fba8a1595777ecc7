"""A new key for the vault: nothing is lost, at whatever step it is broken off."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from contextlib import contextmanager
from pathlib import Path

import pytest

from pipeline.cli.options import key_of
from pipeline.errors import VaultError, VoicesError
from pipeline.identified.vault import (
    SCRYPT,
    Contents,
    Key,
    KeyFile,
    Passphrase,
    open_vault,
    successor,
)
from pipeline.run.journal import Journal
from pipeline.run.rotation import ROTATED, rotate
from pipeline.run.runner import run
from pipeline.run.study import open_study
from tests.faults import STEPS, Broken, breaks
from tests.ready import SECRETS, everything

WORDS = "four unrelated words here"
OTHERS = "another four words instead"


def beside(root: Path) -> KeyFile:
    return KeyFile(root / "vault" / "study.key")


def vault(root: Path) -> Path:
    return root / "vault" / "vault.bin"


def contents(root: Path, key: Key) -> Contents:
    return open_vault(vault(root), key).contents


@pytest.fixture(autouse=True)
def _nothing_set(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("VOICES_KEY_FILE", "VOICES_PASSPHRASE", "VOICES_NEW_PASSPHRASE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setitem(SCRYPT, "n", 2**10)  # the strength of a passphrase is not what is tested


@pytest.fixture
def by_words(finished: Path) -> Path:
    """A study whose vault opens with `WORDS`."""
    rotate(finished, beside(finished), Passphrase(WORDS), "JS")
    return finished


def test_a_new_key_file_takes_the_place_of_the_old_one(finished: Path, tmp_path: Path) -> None:
    before, old = contents(finished, beside(finished)), tmp_path / "old.key"
    shutil.copy(beside(finished).path, old)
    settings = (finished / "config/study.yaml").read_bytes()
    done = rotate(finished, beside(finished), beside(finished), "JS")
    assert contents(finished, beside(finished)) == before
    with pytest.raises(VaultError, match="does not open"):
        contents(finished, KeyFile(old))
    assert (finished / "config/study.yaml").read_bytes() == settings
    assert done.settings_named
    assert not successor(vault(finished)).exists()
    assert beside(finished).path.stat().st_mode & 0o777 == 0o600


def test_from_a_file_to_a_passphrase_and_back_to_another_place(
    finished: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened = open_vault(vault(finished), beside(finished))
    before, id = opened.contents, opened.id
    done = rotate(finished, beside(finished), Passphrase(WORDS), "JS")
    assert (done.settings_named, done.old_deleted) == (True, True)
    assert not beside(finished).path.exists()
    monkeypatch.setenv("VOICES_PASSPHRASE", WORDS)
    assert key_of(open_study(finished)) == Passphrase(WORDS)
    assert contents(finished, Passphrase(WORDS)) == before
    elsewhere = KeyFile(tmp_path / "stick" / "study.key")
    rotate(finished, Passphrase(WORDS), elsewhere, "JS")
    monkeypatch.delenv("VOICES_PASSPHRASE")
    assert key_of(open_study(finished)) == elsewhere
    assert contents(finished, elsewhere) == before
    assert open_vault(vault(finished), elsewhere).id == id
    assert run(finished, elsewhere).ran == {}, "another key must not make anything stale"


def test_what_is_wrong_changes_nothing(by_words: Path, tmp_path: Path) -> None:
    there = tmp_path / "there.key"
    there.write_text("something")
    before = everything(by_words)
    right = Passphrase(WORDS)
    for old, new, says in (
        (Passphrase("four unrelated words hear"), beside(by_words), "does not open"),
        (KeyFile(tmp_path / "none.key"), beside(by_words), "not there"),
        (right, Passphrase("short"), "twelve"),
        (right, right, "is the old one"),
        (right, KeyFile(there), "a file already"),
    ):
        with pytest.raises(VaultError, match=says) as error:
            rotate(by_words, old, new, "JS")
        assert WORDS not in str(error.value)
        assert everything(by_words) == before
    assert there.read_text() == "something"


def test_the_journal_says_who_and_no_secret(by_words: Path) -> None:
    rotate(by_words, Passphrase(WORDS), beside(by_words), "KL")
    events = Journal(by_words / "records" / "journal.jsonl").events(ROTATED)
    assert [event.body["by"] for event in events] == ["JS", "KL"]
    assert [event.body["new"] for event in events] == ["passphrase", "key file"]
    text = (by_words / "records" / "journal.jsonl").read_text()
    secrets = (WORDS, beside(by_words).path.read_text().strip(), *SECRETS)
    assert not any(one in text for one in secrets)


def test_an_old_key_is_overwritten_and_not_only_let_go(finished: Path, tmp_path: Path) -> None:
    """Its bytes are looked at through a descriptor that was opened before."""
    for new in (beside(finished), Passphrase(WORDS)):
        with beside(finished).path.open("rb") as handle:
            old = handle.read()
            rotate(finished, beside(finished), new, "JS")
            handle.seek(0)
            assert handle.read() != old


def test_settings_that_cannot_be_changed_are_left_to_a_person(finished: Path) -> None:
    path = finished / "config/study.yaml"
    path.write_text(path.read_text() + "vault: {path: vault, key_file: vault/study.key}\n")
    before = path.read_bytes()
    assert not rotate(finished, beside(finished), Passphrase(WORDS), "JS").settings_named
    assert path.read_bytes() == before
    assert contents(finished, Passphrase(WORDS))


def test_what_is_kept_after_a_break_is_not_undone_by_the_new_vault(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The new vault lies there, the old one is worked on: the new one must not come back later."""
    with pytest.raises(Broken), broken(monkeypatch, "replace", 2):
        rotate(finished, beside(finished), Passphrase(WORDS), "JS")
    assert successor(vault(finished)).exists()
    opened = open_vault(vault(finished), beside(finished))
    later = opened.contents.model_copy(update={"made": 4711})
    opened.keep(later)
    assert contents(finished, beside(finished)) == later
    with pytest.raises(VaultError):
        contents(finished, Passphrase(WORDS))


broken = contextmanager(breaks)
WAYS: dict[str, tuple[Callable[[Path], Key], Callable[[Path], Key]]] = {
    "a new file in its place": (beside, beside),
    "a file elsewhere": (beside, lambda root: KeyFile(root.parent / "stick" / "new.key")),
    "file to passphrase": (beside, lambda root: Passphrase(OTHERS)),
    "passphrase to file": (lambda root: Passphrase(WORDS), beside),
    "passphrase to passphrase": (lambda root: Passphrase(WORDS), lambda root: Passphrase(OTHERS)),
}


BREAKS = [(way, call) for way in WAYS for call in STEPS if call == "replace"]
BREAKS += [("a new file in its place", "fsync"), ("file to passphrase", "unlink")]


@pytest.mark.parametrize(("way", "call"), BREAKS)
def test_broken_off_at_any_step_the_study_opens_and_the_next_run_ends_it(
    finished_once: Path, tmp_path: Path, way: str, call: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    ready = Path(shutil.copytree(finished_once, tmp_path / "ready" / "study"))
    old_of, new_of = WAYS[way]
    if isinstance(old_of(ready), Passphrase):
        rotate(ready, beside(ready), Passphrase(WORDS), "JS")
    expected = contents(ready, old_of(ready))
    for number in range(1, 40):
        root = Path(shutil.copytree(ready, tmp_path / str(number) / "study"))
        try:
            with broken(monkeypatch, call, number):
                rotate(root, old_of(root), new_of(root), "JS")
            break  # that many steps there are not
        except Broken:
            key = next(key for key in (old_of(root), new_of(root)) if opens(root, key))
            assert contents(root, key) == expected
            assert run(root, key).refused == []
            assert not successor(vault(root)).exists()
            assert contents(root, key) == expected
    else:
        pytest.fail("it never came to its end")
    assert number > 1


def opens(root: Path, key: Key) -> bool:
    try:
        return bool(contents(root, key))
    except VoicesError:
        return False


def test_while_it_is_broken_off_the_settings_lead_to_a_key_that_opens(
    finished_once: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(1, 12):
        root = Path(shutil.copytree(finished_once, tmp_path / str(number) / "study"))
        try:
            with broken(monkeypatch, "replace", number):
                rotate(root, beside(root), KeyFile(tmp_path / f"{number}.key"), "JS")
            break
        except Broken:
            assert contents(root, key_of(open_study(root)))
    assert number > 3
