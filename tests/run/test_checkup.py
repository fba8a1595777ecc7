"""Looking at a study changes nothing, finds what is broken, and says what to do."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import yaml

from pipeline.errors import InputError, VaultError
from pipeline.identified.vault import Key, KeyFile, Passphrase
from pipeline.run import checkup
from pipeline.run.checkup import Finding, examine
from pipeline.run.custody import key_status, reveal
from pipeline.run.files import read_values
from pipeline.run.journal import Journal
from pipeline.run.standing import standing
from pipeline.run.study import open_study
from pipeline.values.identifiers import Identity
from pipeline.values.records import Outcome
from tests.ready import SECRETS, everything


def look(root: Path, key: Key | None = None) -> list[Finding]:
    return examine(root, key or KeyFile(root / "vault" / "study.key"))


def said(root: Path, grade: str, key: Key | None = None) -> str:
    """Everything of one grade."""
    return "\n".join(f"{one.says} {one.next_step}" for one in look(root, key) if one.grade == grade)


def test_a_study_that_was_run_has_no_faults(finished_once: Path) -> None:
    assert said(finished_once, "fault") == ""
    ok = said(finished_once, "ok")
    assert "2 transcripts" in ok
    assert "journal is whole" in ok


def test_what_is_not_as_safe_as_it_could_be_is_noted(finished_once: Path) -> None:
    notes = said(finished_once, "note")
    assert "word lists" in notes
    assert "key lies beside the vault" in notes
    assert "review is waived: a test" in notes
    assert "roster" not in notes


@pytest.mark.parametrize("torn", [False, True])
def test_nothing_is_changed_by_looking(finished: Path, torn: bool) -> None:
    """Not even a journal whose last line somebody is just writing."""
    if torn:
        with (finished / "records/journal.jsonl").open("ab") as handle:
            handle.write(b'{"number": 999, "time": "2026-')
    before = everything(finished)
    look(finished)
    standing(finished)
    assert everything(finished) == before


def test_before_the_first_run_looking_makes_nothing(finished: Path) -> None:
    for made in ("outputs", "records", "vault"):
        shutil.rmtree(finished / made)
    before = everything(finished)
    assert said(finished, "fault") == ""
    assert "not made yet" in said(finished, "ok")
    assert everything(finished) == before
    assert not (finished / "vault").exists()


def damage_journal(root: Path) -> Key | None:
    path = root / "records/journal.jsonl"
    path.write_bytes(path.read_bytes().replace(b'"done"', b'"dome"', 1))
    return None


def take_key(root: Path) -> Key | None:
    (root / "vault/study.key").unlink()
    return None


def open_key(root: Path) -> Key | None:
    (root / "vault/study.key").chmod(0o644)
    return None


def damage_vault(root: Path) -> Key | None:
    path = root / "vault/vault.bin"
    data = bytearray(path.read_bytes())
    data[-5] ^= 1
    path.write_bytes(bytes(data))
    return None


def replace_vault(root: Path) -> Key | None:
    (root / "vault/vault.bin").write_bytes(b"something else")
    return None


def bring_wrong_key(root: Path) -> Key | None:
    return Passphrase("four wrong words here")


def lose_file(root: Path) -> Key | None:
    table = "participant,file,consent\nA01,A01.txt,none\nB02,gone Casimir.txt,none\n"
    (root / "corpora/trial/participants.csv").write_text(table)
    return None


def spoil_consent(root: Path) -> Key | None:
    table = "participant,file,consent\nA01,A01.txt,maybe\nB02,B02.txt,none\n"
    (root / "corpora/trial/participants.csv").write_text(table)
    return None


FAULTS = {
    damage_journal: "journal.jsonl",
    take_key: "key file is not there",
    open_key: "open to other users",
    damage_vault: "does not open the vault",
    replace_vault: "not a vault",
    bring_wrong_key: "does not open the vault",
    lose_file: "row 3: the file is not in the folder",
    spoil_consent: "row 2: consent",
}


@pytest.mark.parametrize("spoil", FAULTS, ids=lambda one: one.__name__)
def test_what_is_broken_is_a_fault_with_a_next_step(finished: Path, spoil: object) -> None:
    key = spoil(finished)  # type: ignore[operator]
    faults = [one for one in look(finished, key) if one.grade == "fault"]
    assert len(faults) == 1
    assert FAULTS[spoil] in faults[0].says  # type: ignore[index]
    assert faults[0].next_step
    assert not any(secret in f"{faults}" for secret in SECRETS)


def test_a_missing_package_is_a_fault(finished_once: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checkup, "PACKAGES", ("spacy", "no-such-package"))
    assert "no-such-package is missing" in said(finished_once, "fault")


def test_rooms_that_others_can_enter_are_noted(finished: Path) -> None:
    (finished / "outputs/identified").chmod(0o755)
    notes = said(finished, "note")
    assert "outputs/identified is open to other users" in notes
    assert "outputs/quotable is open" not in notes


def test_a_study_without_a_roster_is_told_what_it_misses(finished: Path) -> None:
    (finished / "corpora/trial/roster.csv").unlink()
    assert "no roster" in said(finished, "note")


def test_a_key_elsewhere_is_not_noted(finished: Path, tmp_path: Path) -> None:
    stick = tmp_path / "stick" / "study.key"
    stick.parent.mkdir(mode=0o700)
    shutil.move(finished / "vault/study.key", stick)
    assert "beside the vault" not in said(finished, "note", KeyFile(stick))
    assert said(finished, "fault", KeyFile(stick)) == ""


def test_the_engine_that_is_not_installed_is_a_fault(
    finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = finished / "config/study.yaml"
    config.write_text(yaml.safe_dump({**yaml.safe_load(config.read_text()), "engine": "dask"}))
    real = checkup.version

    def version(name: str) -> str:
        if name == "distributed":
            raise checkup.PackageNotFoundError(name)
        return real(name)

    monkeypatch.setattr(checkup, "version", version)
    assert "needs Dask" in said(finished, "fault")


# --- custody -------------------------------------------------------------------------------------


def key_of(root: Path) -> KeyFile:
    return KeyFile(root / "vault" / "study.key")


def test_the_status_of_the_key_names_nobody(finished_once: Path) -> None:
    found = key_status(open_study(finished_once), key_of(finished_once))
    assert (found["vault"], found["key"], found["opens"]) == ("vault/vault.bin", "key file", "yes")
    assert int(found["identities"]) > 3
    assert not any(secret in str(found) for secret in SECRETS)


def test_who_is_revealed_and_who_asked_is_on_record(finished: Path) -> None:
    study = open_study(finished)
    (stalker,) = (one for one in reveal_all(finished) if "Casimir Thrale" in one[1])
    found = reveal(study, key_of(finished), stalker[0], "KL")
    assert "Casimir Thrale" in found.forms
    last = Journal(finished / "records/journal.jsonl").entries[-1]
    assert last.body == {"what": "reveal", "identity": stalker[0], "by": "KL"}
    assert "Casimir" not in (finished / "records/journal.jsonl").read_text()


def reveal_all(root: Path) -> list[tuple[str, tuple[str, ...]]]:
    people = read_values(root / "outputs/identified/identities.jsonl", Identity)
    return [(one.id, one.forms) for one in people]


@pytest.mark.parametrize("why", ["unknown", "wrong key", "no vault"])
def test_who_is_not_revealed_is_not_on_record_as_revealed(finished: Path, why: str) -> None:
    study, key, identity = open_study(finished), key_of(finished), "E00001"
    expected: type[Exception] = VaultError
    if why == "unknown":
        identity, expected = "E99999", InputError
    elif why == "wrong key":
        (finished / "vault/study.key").write_text("A" * 43 + "=\n")
    else:
        (finished / "vault/vault.bin").unlink()
    before = everything(finished)
    with pytest.raises(expected):
        reveal(study, key, identity, "KL")
    assert everything(finished) == before


# --- standing ------------------------------------------------------------------------------------


def test_where_everything_stands(finished_once: Path, waiting_once: Path) -> None:
    _, steps = standing(finished_once)
    assert {step.outcome for step in steps} == {Outcome.DONE}
    assert not any(step.stale for step in steps)
    _, steps = standing(waiting_once)
    waiting = {step.item for step in steps if step.outcome is Outcome.WAITING}
    assert waiting == {"A01", "B02"}
    assert "code" not in {step.stage for step in steps if step.item == "A01"}
