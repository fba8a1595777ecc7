"""``voices key``: what it asks, says and leaves."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

from pipeline.errors import ExitCode
from tests.cli.saying import Voices, names_nobody
from tests.ready import everything

DESTROY = ("key", "destroy", "--because", "the report is printed", "--by", "JS")


def types(monkeypatch: pytest.MonkeyPatch, words: str) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(words))


def test_who_looked_at_whom_is_told_without_names(voices: Voices, finished: Path) -> None:
    assert voices("key", "reveals", study=finished).out.startswith("0 times")
    voices("key", "reveal", "E00001", "--by", "JS", "--because", "she rang", study=finished)
    voices("roster", "suggest", "--by", "KL", study=finished)
    said = voices("key", "reveals", study=finished)
    assert "JS" in said.out
    assert "E00001 [key reveal]: she rang" in said.out
    assert names_nobody(said)
    first = voices("key", "reveals", "--json", study=finished).json[0]
    assert (first["by"], first["identities"], first["because"]) == ("JS", ["E00001"], "she rang")


@pytest.mark.parametrize("arguments", [("--by", ""), ("--by", "  "), ("--because", "of Thrale")])
def test_a_reveal_is_somebody_s_and_its_reason_names_nobody(
    voices: Voices, finished: Path, arguments: tuple[str, ...]
) -> None:
    before = everything(finished)
    said = voices("key", "reveal", "E00001", *arguments, study=finished)
    assert said.code in (ExitCode.USAGE, ExitCode.INPUT)
    assert names_nobody(said)
    assert everything(finished) == before


def test_a_rotation_says_what_is_left_to_do(
    voices: Voices, finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("VOICES_NEW_PASSPHRASE", "four unrelated words here")
    said = voices("key", "rotate", "--to", "passphrase", "--by", "JS", study=finished)
    assert said.code == ExitCode.OK
    assert "backups" in said.out
    assert "four unrelated" not in said.all
    monkeypatch.setenv("VOICES_PASSPHRASE", "four unrelated words there")
    before = everything(finished)
    said = voices("key", "rotate", "--to", "file", study=finished)
    assert said.code == ExitCode.VAULT
    assert "nothing was changed" in said.err
    assert everything(finished) == before
    monkeypatch.setenv("VOICES_PASSPHRASE", "four unrelated words here")
    assert "opens        yes" in voices("key", "status", study=finished).out


def test_a_key_file_goes_with_a_key_file(voices: Voices, finished: Path) -> None:
    said = voices("key", "rotate", "--to", "passphrase", "--key-file", "x", study=finished)
    assert said.code == ExitCode.USAGE


@pytest.mark.parametrize("words", ["", "\n", "a trial\n", "yes\n"])
def test_nothing_is_destroyed_unless_the_title_is_typed(
    voices: Voices, finished: Path, monkeypatch: pytest.MonkeyPatch, words: str
) -> None:
    before = everything(finished)
    types(monkeypatch, words)
    assert voices(*DESTROY, study=finished).code != ExitCode.OK
    assert everything(finished) == before


def test_a_dry_run_says_what_goes_and_what_stays(voices: Voices, finished: Path) -> None:
    before = everything(finished)
    said = voices(*DESTROY, "--dry-run", study=finished)
    assert said.code == ExitCode.OK
    assert "WHO IS WHO CAN BE READ THERE" in said.out
    assert "2 anonymised transcripts" in said.out
    assert names_nobody(said)
    assert everything(finished) == before


def test_it_is_destroyed_and_proved_when_the_title_is_typed(
    voices: Voices, finished: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    types(monkeypatch, "A trial\n")
    said = voices(*DESTROY, "--delete-source", study=finished)
    assert said.code == ExitCode.OK
    assert "PROVED" in said.out
    assert "backups" in said.out
    assert names_nobody(said)
    status = voices("key", "status", study=finished)
    assert "destroyed" in status.out
    assert "PROVED" in status.out
    for arguments in (("status",), ("quotes",), ("run",), ("doctor",), ("log",), ("log", "A01"),
                      ("log", "verify"), ("explain",), ("key", "reveals")):  # fmt: skip
        told = voices(*arguments, study=finished)
        assert (told.code, told.err) == (ExitCode.OK, "")
        assert names_nobody(told)
    for arguments in (("approve", "A01"), ("roster", "suggest"), ("key", "rotate"),
                      ("key", "reveal", "E00001"), ("evaluate",), DESTROY):  # fmt: skip
        told = voices(*arguments, study=finished)
        assert told.code != ExitCode.OK
        assert "this study's key was destroyed on" in told.err


def test_with_sources_left_it_says_so_and_has_its_code(voices: Voices, finished: Path) -> None:
    said = voices(*DESTROY, "--yes", "--json", study=finished)
    assert said.code == ExitCode.INPUT
    told = said.json
    assert not told["proved"]
    assert json.dumps(told["holding"]).count("transcripts/") == 2
