"""What is stale, and why: the last receipt of each item held against what it would read now."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from pipeline.run.files import digest
from pipeline.values.records import Outcome, Receipt

LOST = "by somebody else"
"""How the reason ends where a file is not as the last run wrote it."""


def why_stale(receipt: Receipt | None, reads: Mapping[str, str], outputs: Path) -> tuple[str, ...]:
    """Reasons to run again; empty when the last result still stands.

    Args:
        receipt: the last one of this stage and item.
        reads: fingerprints of what the stage would read now.
        outputs: the folder that the receipt's paths are relative to.
    """
    if receipt is None:
        return ("never run",)
    if receipt.outcome is Outcome.REMOVED:
        return ("was removed",)
    if receipt.outcome is Outcome.FAILED:
        return ("failed the last time",)
    changed = [
        f"{name} changed" if receipt.reads.get(name) else f"{name} is new"
        for name in reads
        if receipt.reads.get(name) != reads[name]
    ]
    gone = [f"no longer reads {name}" for name in receipt.reads if name not in reads]
    lost = []
    for name, expected in receipt.writes.items():
        found = digest(outputs / name)
        if found != expected:
            lost.append(f"{name} was {'altered' if found else 'deleted'} {LOST}")
    return (*changed, *gone, *lost)
