"""One engine or another, one worker or several: the same bytes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pipeline.identified.vault import KeyFile, open_vault
from pipeline.run.engines import InProcess
from pipeline.run.runner import run
from tests.run.test_runner import snapshot
from tests.studies import ADA, BEN, StudyMaker

ENGINES = [("in-process", 1), ("processes", 1), ("processes", 3), ("dask", 2)]


@pytest.fixture
def vault(tmp_path: Path) -> Path:
    """One vault for all: pseudonyms are drawn by its seed."""
    folder = tmp_path / "common"
    open_vault(folder / "vault.bin", KeyFile(folder / "study.key"))
    return folder


def test_every_engine_gives_the_same_bytes(
    make_study: StudyMaker, vault: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1489500000")
    transcripts = {f"A{n:02d}.txt": (ADA if n % 2 else BEN) for n in range(5)}
    transcripts["B01.txt"] = ""  # refused
    results = []
    for number, (engine, workers) in enumerate(ENGINES):
        if engine == "dask":
            pytest.importorskip("distributed")
        root = make_study(transcripts, name=f"study{number}", engine=engine, workers=workers)
        (root / "vault").mkdir()
        (root / "vault" / "vault.bin").write_bytes((vault / "vault.bin").read_bytes())
        report = run(root, KeyFile(vault / "study.key"))
        assert [one.item for one in report.refused] == ["B01"]
        results.append(snapshot(root))
    assert len(results[0]) > 20
    for (engine, workers), result in zip(ENGINES[1:], results[1:], strict=True):
        assert result == results[0], f"{engine} with {workers}"


def test_an_exception_in_process_comes_out_of_the_future() -> None:
    future = InProcess().submit(int, "no number")
    with pytest.raises(ValueError, match="invalid literal"):
        future.result()


def test_workers_run_elsewhere(make_study: StudyMaker) -> None:
    from pipeline.run.engines import open_engine
    from pipeline.run.study import open_study

    root = make_study({"A01.txt": ADA}, engine="processes", workers=2)
    with open_engine(open_study(root).settings, tasks=2) as engine:
        assert engine.submit(os.getpid).result() != os.getpid()
