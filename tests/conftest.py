"""Studies to test with."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import settings

from tests.studies import ADA, BEN, REPOSITORY, ROSTER, StudyMaker, configure

# Speed is measured in benchmarks/, not here; the same examples on every machine.
settings.register_profile("voices", deadline=None, derandomize=True)
settings.load_profile("voices")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The project's own folder."""
    return REPOSITORY


@pytest.fixture
def make_study(tmp_path: Path) -> StudyMaker:
    """Makes a study of the given transcripts (file name -> text or bytes)."""

    def make(
        transcripts: Mapping[str, str | bytes],
        *,
        participants: str = "",
        roster: str = "",
        name: str = "study",
        **settings: object,
    ) -> Path:
        root = tmp_path / name
        sources = root / "corpora" / "trial" / "transcripts"
        sources.mkdir(parents=True)
        for file, content in transcripts.items():
            data = content if isinstance(content, bytes) else content.encode()
            (sources / file).write_bytes(data)
        if participants:
            (sources.parent / "participants.csv").write_text(participants)
        if roster:
            (sources.parent / "roster.csv").write_text(roster)
        configure(root, **settings)
        return root

    return make


@pytest.fixture
def small_study(make_study: StudyMaker) -> Path:
    """Two short invented interviews, review waived."""
    return make_study({"A01.txt": ADA, "B02.txt": BEN}, roster=ROSTER)
