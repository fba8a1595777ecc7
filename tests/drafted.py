"""An invented study with a quote book written by hand, and reports to check against it."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.drafting import build_study, key_of
from pipeline.identified.vault import Contents, open_vault
from pipeline.run.drafts.checking import CheckedDraft, check_read
from pipeline.run.drafts.reading import read_data
from pipeline.run.study import open_study
from pipeline.values.drafts import FindingKind, Grade

NAMES = ("Tolhurst", "Pryce", "Ambleforth", "Quigley", "Penhallow", "Rahmani", "O'Shaughnessy")
Check = Callable[..., CheckedDraft]


@pytest.fixture(scope="session")
def drafted_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The study. Not to be changed."""
    return build_study(tmp_path_factory.mktemp("drafted") / "study")


@pytest.fixture
def drafted(drafted_once: Path, tmp_path: Path) -> Path:
    """A copy of it."""
    return Path(shutil.copytree(drafted_once, tmp_path / "study"))


def contents_of(root: Path) -> Contents:
    """What the study's vault holds."""
    return open_vault(root / "vault" / "vault.bin", key_of(root)).contents


@pytest.fixture
def check(drafted_once: Path) -> Check:
    """Checks a text against the study, by default as Markdown and with the vault open."""

    def checked(text: str | bytes, ending: str = ".md", root: Path | None = None) -> CheckedDraft:
        place = root or drafted_once
        data = text if isinstance(text, bytes) else text.encode()
        return check_read(open_study(place), read_data(data, ending), contents_of(place))

    return checked


def faults(checked: CheckedDraft) -> list[FindingKind]:
    """The kinds of the faults that were found."""
    return [one.kind for one in checked.check.findings if one.grade is Grade.FAULT]
