"""Render the sample's raw transcripts from its gold files: ``python corpora/render_sample.py``.

Same gold, same bytes. With ``--check`` nothing is written; what differs is named, and the exit code
is 1.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from corpora.rendering.plan import PLAN, Planned  # noqa: E402
from corpora.rendering.talk import timed_talk  # noqa: E402
from pipeline.measure.gold import parse_gold  # noqa: E402

SAMPLE = ROOT / "corpora" / "sample"


def render(planned: Planned) -> bytes:
    """The raw file of a planned interview; raises ``InputError`` where its gold file is faulty."""
    interview = planned.interview
    name = f"{interview.id}.gold.txt"
    gold = parse_gold((SAMPLE / "gold" / name).read_text(encoding="utf-8"), where=f"gold/{name}")
    return planned.render(interview, timed_talk(gold, interview.minutes))


def stale(folder: Path) -> list[str]:
    """What in `folder` is not as a fresh rendering: ids, and 'n more files' for strangers."""
    wrong = []
    for planned in PLAN:
        path = folder / planned.interview.file
        if not path.is_file() or path.read_bytes() != render(planned):
            wrong.append(planned.interview.id)
    known = {planned.interview.file for planned in PLAN}
    more = sum(path.name not in known for path in folder.iterdir()) if folder.is_dir() else 0
    return [*wrong, *([f"{more} more files"] if more else [])]


def main(arguments: list[str] | None = None) -> int:
    """Write the raw files, or with ``--check`` compare; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true", help="compare, write nothing")
    parser.add_argument("--to", type=Path, default=SAMPLE / "transcripts", metavar="FOLDER")
    chosen = parser.parse_args(arguments)
    if chosen.check:
        wrong = stale(chosen.to)
        print(f"not as rendered: {', '.join(wrong)}" if wrong else "all as rendered")
        return 1 if wrong else 0
    chosen.to.mkdir(parents=True, exist_ok=True)
    for planned in PLAN:
        (chosen.to / planned.interview.file).write_bytes(render(planned))
    print(f"{len(PLAN)} transcripts rendered")
    return 0


if __name__ == "__main__":
    sys.exit(main())
