"""Killed at any moment (SIGKILL: no time to tidy up), the next run ends as if nothing had been."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time

import pytest

from pipeline.identified.vault import KeyFile, open_vault
from pipeline.run.journal import Journal
from pipeline.run.runner import run
from tests.run.test_runner import snapshot
from tests.studies import ADA, BEN, StudyMaker

KILLS = 8


@pytest.mark.skipif(os.name == "nt", reason="there is no SIGKILL")
@pytest.mark.parametrize("engine", ["in-process", "processes"])
def test_a_killed_run_goes_on_to_the_same_bytes(
    make_study: StudyMaker, engine: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1489500000")
    transcripts = {f"A{n:02d}.txt": (ADA if n % 2 else BEN) for n in range(6)}
    root = make_study(transcripts, engine=engine, workers=2)
    key = KeyFile(root / "vault" / "study.key")
    open_vault(root / "vault" / "vault.bin", key)
    undisturbed = root.with_name("undisturbed")
    shutil.copytree(root, undisturbed)
    run(undisturbed, KeyFile(undisturbed / "vault" / "study.key"))
    moments = random.Random(engine)
    killed = 0
    for _ in range(KILLS):
        process = subprocess.Popen(
            [sys.executable, "-m", "pipeline.cli", "run", "--study", str(root)],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        time.sleep(moments.uniform(0.2, 4.0))
        if process.poll() is None:
            process.send_signal(signal.SIGKILL)
            killed += 1
        process.wait()
    assert killed, "no run was killed: make the moments earlier"
    report = run(root, key)
    assert report.refused == []
    assert snapshot(root) == snapshot(undisturbed)
    assert len(Journal(root / "records" / "journal.jsonl").receipts()) > 0
    assert not list(root.rglob(".*.part"))
