"""Studies that were run already, made once a process and copied for each test that changes them."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from pipeline.identified.vault import KeyFile
from pipeline.run.runner import run
from tests.studies import ADA, BEN, ROSTER, configure

SECRETS = ("Casimir", "Thrale", "Brackenbury", "Quillfeather", "Jonquil", "900321", "Oddie")
"""What stands in the transcripts and must stand nowhere else."""


def lay_out(root: Path, **settings: object) -> Path:
    """Two short interviews as a study that nothing was done with yet."""
    sources = root / "corpora" / "trial" / "transcripts"
    sources.mkdir(parents=True)
    (sources / "A01.txt").write_text(ADA)
    (sources / "B02.txt").write_text(BEN)
    (sources.parent / "roster.csv").write_text(ROSTER)
    configure(root, **settings)
    return root


def go(root: Path) -> None:
    """Run the study with its key file."""
    run(root, KeyFile(root / "vault" / "study.key"))


def everything(root: Path) -> dict[str, bytes]:
    """All files of a study but the lock, as they are."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes()
        for path in sorted(root.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


@pytest.fixture(scope="session")
def finished_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Review waived, run to the end. Not to be changed."""
    root = lay_out(tmp_path_factory.mktemp("finished") / "study")
    go(root)
    return root


@pytest.fixture(scope="session")
def waiting_once(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Review required, run up to the first gate. Not to be changed."""
    root = lay_out(
        tmp_path_factory.mktemp("waiting") / "study", review="required", waived_because=None
    )
    go(root)
    return root


@pytest.fixture
def finished(finished_once: Path, tmp_path: Path) -> Path:
    """A copy of a study that was run to the end without review."""
    return Path(shutil.copytree(finished_once, tmp_path / "study"))


@pytest.fixture
def waiting(waiting_once: Path, tmp_path: Path) -> Path:
    """A copy of a study whose drafts wait for a reviewer."""
    return Path(shutil.copytree(waiting_once, tmp_path / "study"))
