"""Typing a command and reading what it says."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.main import call
from tests.ready import SECRETS


@dataclass(frozen=True)
class Said:
    """What a command answered: its exit code, and both channels."""

    code: int
    out: str = field(repr=False)
    err: str = field(repr=False)

    @property
    def json(self) -> Any:
        """What was printed, as JSON and nothing else."""
        return json.loads(self.out)

    @property
    def all(self) -> str:
        """Both channels."""
        return self.out + self.err


Voices = Callable[..., Said]


@pytest.fixture
def voices(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Voices:
    """Runs ``voices ARGUMENTS``, with `study` as its study where one is given."""
    for name in ("VOICES_KEY_FILE", "VOICES_PASSPHRASE", "VOICES_REVIEWER"):
        monkeypatch.delenv(name, raising=False)

    def type_it(*arguments: str, study: Path | None = None) -> Said:
        capsys.readouterr()
        place = ("--study", str(study)) if study else ()
        code = call([*arguments, *place])
        said = capsys.readouterr()
        return Said(code, said.out, said.err)

    return type_it


def names_nobody(said: Said) -> bool:
    """Whether no secret of the transcripts was said."""
    return not any(secret.casefold() in said.all.casefold() for secret in SECRETS)
