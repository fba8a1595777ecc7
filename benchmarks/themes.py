"""How well themes are proposed in whole interviews, from the file to the coding.

    python benchmarks/themes.py     # prints, and writes benchmarks/results/themes.md

Every corpus goes through the whole pipeline (no roster) and is held against its gold by `voices
evaluate --codings`. Nothing was trained or calibrated on any of them. The cues of the codebook were
written with the sample at hand; the unseen corpora were written afterwards by other hands.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.unseen import made
from pipeline.anonymised.themes_model.model import shipped_model

RESULTS = Path(__file__).parent / "results" / "themes.md"
REPOSITORY = Path(__file__).parents[1]
CORPORA = ("unseen-3", "unseen-2", "unseen", "sample")


def main() -> None:
    """Measure and write."""
    parts = [
        "# Themes proposed in whole interviews\n",
        "`python benchmarks/themes.py`: the whole pipeline without a roster, then `voices evaluate "
        f"--codings`.\nModel {shipped_model().operating.version}; nothing was trained or "
        "calibrated on these interviews.\n",
    ]
    with tempfile.TemporaryDirectory() as folder:
        for corpus in CORPORA:
            study = made(Path(folder) / corpus, corpus)
            (study / "corpora" / corpus / "roster.csv").unlink(missing_ok=True)
            began = time.monotonic()
            _voices("run", study)
            minutes = (time.monotonic() - began) / 60
            told = _voices("evaluate", study, "--codings", "--by", "family", "--by", "polarity",
                           "--by", "code")  # fmt: skip
            parts.append(f"## {corpus}\n\n```\n{told.strip()}\n```\n")
            print(f"{corpus}: {minutes:.1f} minutes")
    text = "\n".join(parts)
    RESULTS.write_text(text, "utf-8")
    print(text)


def _voices(command: str, study: Path, *options: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "pipeline.cli", command, "--study", str(study), *options],
        capture_output=True,
        text=True,
        cwd=REPOSITORY,
        env={**os.environ, "PYTHONPATH": str(REPOSITORY), "COLUMNS": "100"},
    )
    if done.returncode:
        raise SystemExit(done.stderr)
    return done.stdout


if __name__ == "__main__":
    main()
